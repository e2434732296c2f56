package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.ConfigException;
import org.wirewatch.config.Yaml;
import org.wirewatch.index.FakeServer.Asked;

/** Who we say we are, whom we trust, and what is said in which media type. */
class ConnectionTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void anApiKeyIsSentAsElasticsearchWantsIt() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "a2V5OnNlY3JldA==\n");
        assertThat(authorization("api-key: ${file:" + key + "}")).isEqualTo("ApiKey a2V5OnNlY3JldA==");
    }

    @Test
    void aUserAndPasswordAreSentAsBasicCredentials() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "pässword");
        // Base64 of the UTF-8 bytes of writer:pässword
        assertThat(authorization("{username: writer, password: \"${file:" + password + "}\"}"))
                .isEqualTo("Basic d3JpdGVyOnDDpHNzd29yZA==");
    }

    @Test
    void withoutCredentialsNoneAreSent() throws Exception {
        assertThat(authorization("prefix: wirewatch")).isNull();
    }

    @Test
    void aBulkIsInTheMediaTypeThat8And9ServersTake() throws Exception {
        try (FakeServer server = new FakeServer(FakeServer::allMade)) {
            write(ElasticsearchSettings.of(server.url() + "/behind/a/proxy/", "wirewatch"));

            Asked asked = server.asked().get(0);
            assertThat(asked.path()).startsWith("/behind/a/proxy/_bulk");
            assertThat(asked.headers().get("Accept"))
                    .containsExactly("application/vnd.elasticsearch+json; compatible-with=8");
            assertThat(asked.headers().get("Content-Type"))
                    .containsExactly("application/vnd.elasticsearch+json; compatible-with=8");
        }
    }

    @Test
    void aSecretThatIsMissingIsSaidWithItsPlaceBeforeAnythingIsSent() throws Exception {
        ElasticsearchSettings settings = settings("http://127.0.0.1:1", "api-key: ${file:" + folder + "/none}");

        assertThatThrownBy(() -> new Elasticsearch(settings, InstantSource.system()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("wirewatch.yaml:2:12: the secret's file " + folder + "/none does not exist");
    }

    @Test
    void aCertificateAuthorityThatIsMissingOrNoneIsSaidWithItsPlace() throws Exception {
        ElasticsearchSettings missing = settings("https://127.0.0.1:1", "certificate-authority: " + folder + "/ca.pem");
        assertThatThrownBy(() -> new Elasticsearch(missing, InstantSource.system()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "wirewatch.yaml:2:26: the certificate authority " + folder + "/ca.pem cannot be read");

        Files.writeString(folder.resolve("ca.pem"), "no certificate");
        assertThatThrownBy(() -> new Elasticsearch(missing, InstantSource.system()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is no certificate")
                .hasMessageEndingWith("Write a file in PEM format");
    }

    @Nested
    class OverTls {

        @Test
        void aServerWhoseAuthorityIsConfiguredIsTrustedAndNoOther() throws Exception {
            Path authority = makeCertificate();
            HttpsServer server = httpsServer();
            try {
                String url = "https://127.0.0.1:" + server.getAddress().getPort();

                assertThat(write(settings(url, "certificate-authority: " + authority)))
                        .containsExactly(new ItemOutcome.Written());
                assertThat(write(settings(url, "prefix: wirewatch")))
                        .singleElement()
                        .asInstanceOf(type(ItemOutcome.Retry.class))
                        .extracting(ItemOutcome.Retry::reason)
                        .asString()
                        .startsWith("Elasticsearch at " + url + ": no secure connection: ")
                        .contains("elasticsearch.certificate-authority");
                String otherName = url.replace("127.0.0.1", "localhost");
                assertThat(write(settings(otherName, "certificate-authority: " + authority)))
                        .singleElement()
                        .isInstanceOf(ItemOutcome.Retry.class);
            } finally {
                server.stop(0);
            }
        }

        private Path makeCertificate() throws Exception {
            keytool(
                    "-genkeypair",
                    "-alias",
                    "es",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=test",
                    "-validity",
                    "2",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-ext",
                    "bc=ca:true",
                    "-storetype",
                    "PKCS12");
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    "es",
                    "-file",
                    folder.resolve("ca.pem").toString());
            return folder.resolve("ca.pem");
        }

        private void keytool(String... arguments) throws Exception {
            List<String> command = new java.util.ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            command.addAll(List.of(arguments));
            command.addAll(
                    List.of("-keystore", folder.resolve("es.p12").toString(), "-storepass", new String(PASSWORD)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
        }

        private HttpsServer httpsServer() throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(folder.resolve("es.p12"))) {
                store.load(in, PASSWORD);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            server.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] answer = FakeServer.allMade(new Asked("", body, exchange.getRequestHeaders()))
                        .body()
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("X-elastic-product", "Elasticsearch");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        }
    }

    private static String authorization(String yaml) throws Exception {
        try (FakeServer server = new FakeServer(FakeServer::allMade)) {
            assertThat(write(settings(server.url(), yaml))).containsExactly(new ItemOutcome.Written());
            return server.asked().get(0).headers().getFirst("Authorization");
        }
    }

    private static ElasticsearchSettings settings(String url, String yaml) throws Exception {
        ConfigErrors errors = new ConfigErrors();
        String text = yaml.startsWith("{") ? "elasticsearch: " + yaml : "elasticsearch:\n  " + yaml;
        ElasticsearchSettings settings = ElasticsearchSettings.read(
                Yaml.read("wirewatch.yaml", text, errors).section("elasticsearch"), errors);
        errors.throwIfAny();
        return settings.at(url);
    }

    private static List<ItemOutcome> write(ElasticsearchSettings settings) throws Exception {
        try (Elasticsearch elasticsearch = new Elasticsearch(settings, InstantSource.fixed(Samples.SEEN))) {
            return elasticsearch
                    .bulk(List.of(new DocumentWriter(settings.prefix()).problem(Samples.problem(), 1, 1)))
                    .join();
        }
    }
}
