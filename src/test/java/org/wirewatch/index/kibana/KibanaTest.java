package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.index.Answer;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.model.Problem;

/** The client against a stand-in: what a real Kibana does beyond its documentation is not shown here. */
class KibanaTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
    private static final SavedObjects OBJECTS = SavedObjects.of("wirewatch", List.of());

    @TempDir
    Path folder;

    private KibanaSettings settings(String yaml) {
        ConfigErrors errors = new ConfigErrors();
        KibanaSettings settings = KibanaSettings.read(
                Yaml.read("wirewatch.yaml", yaml, errors),
                ElasticsearchSettings.of("http://127.0.0.1:9200", "wirewatch"),
                errors);
        assertThat(errors.list()).isEmpty();
        return settings;
    }

    private static Answer<KibanaReport> put(KibanaSettings settings) throws Exception {
        return new Kibana(settings, CLOCK).put(OBJECTS, "wirewatch");
    }

    private static KibanaReport report(KibanaSettings settings) throws Exception {
        return put(settings).match(report -> report, problem -> {
            throw new AssertionError(problem);
        });
    }

    private static Problem problem(KibanaSettings settings) throws Exception {
        return put(settings)
                .match(
                        report -> {
                            throw new AssertionError(report);
                        },
                        problem -> problem);
    }

    @Test
    void everyObjectIsSentOnceAsAnImportThatOverwrites() throws Exception {
        try (StandInKibana kibana = StandInKibana.telling(StandInKibana::taken)) {
            KibanaReport report = report(KibanaSettings.of(kibana.url()));

            assertThat(report.complete()).isTrue();
            assertThat(report.objects()).hasSameSizeAs(OBJECTS.list());
            assertThat(report.objects().get(0)).hasToString("tag wirewatch-tag (Wirewatch): put");
            assertThat(report.objects())
                    .last()
                    .hasToString("dashboard wirewatch-dashboard-health (Wirewatch: Health): replaced");
            StandInKibana.Asked asked = kibana.asked().get(0);
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.path()).isEqualTo("/api/saved_objects/_import?overwrite=true");
            assertThat(asked.headers().getFirst("kbn-xsrf")).isEqualTo("wirewatch");
            assertThat(asked.headers().getFirst("Content-Type")).startsWith("multipart/form-data; boundary=");
            assertThat(String.join("\n", asked.objects()) + "\n").isEqualTo(OBJECTS.ndjson());
        }
    }

    @Test
    void aSpaceAndAnApiKeyFromAFileAreUsed() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "c2VjcmV0\n");
        try (StandInKibana kibana = StandInKibana.telling(StandInKibana::taken)) {
            KibanaReport report = report(
                    settings("{url: '" + kibana.url() + "/base/', space: news, api-key: '${file:" + key + "}'}"));

            assertThat(kibana.asked().get(0).path()).startsWith("/base/s/news/api/saved_objects/_import");
            assertThat(kibana.asked().get(0).headers().getFirst("Authorization"))
                    .isEqualTo("ApiKey c2VjcmV0");
            assertThat(report.address())
                    .isEqualTo(kibana.url() + "/base/s/news/app/dashboards#/view/wirewatch-dashboard-now");
        }
    }

    @Test
    void aUserOfElasticsearchIsOneOfKibanaToo() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "geheim");
        ConfigErrors errors = new ConfigErrors();
        ElasticsearchSettings elasticsearch = ElasticsearchSettings.read(
                Yaml.read("f.yaml", "{username: elastic, password: '${file:" + password + "}'}", errors), errors);
        try (StandInKibana kibana = StandInKibana.telling(StandInKibana::taken)) {
            report(KibanaSettings.read(Yaml.read("f.yaml", "{}", errors), elasticsearch, errors)
                    .at(kibana.url()));

            assertThat(kibana.asked().get(0).headers().getFirst("Authorization"))
                    .isEqualTo("Basic "
                            + Base64.getEncoder().encodeToString("elastic:geheim".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void whatKibanaDoesNotTakeIsNamedWithItsReason() throws Exception {
        String answer =
                "{\"successCount\":1,\"success\":false,\"successResults\":[{\"type\":\"tag\",\"id\":\"wirewatch-tag\"}],"
                        + "\"errors\":[{\"type\":\"links\",\"id\":\"wirewatch-links\",\"error\":{\"type\":\"unsupported_type\"}},"
                        + "{\"type\":\"search\",\"id\":\"wirewatch-search-articles\",\"error\":{\"type\":\"missing_references\","
                        + "\"references\":[{\"type\":\"index-pattern\",\"id\":\"wirewatch-articles\"}]}},"
                        + "{\"type\":\"dashboard\",\"id\":\"wirewatch-dashboard-now\",\"error\":{\"type\":\"unknown\","
                        + "\"message\":\"mapping set to strict\",\"statusCode\":400}}]}";
        try (StandInKibana kibana = StandInKibana.telling(200, answer)) {
            KibanaReport report = report(KibanaSettings.of(kibana.url()));

            assertThat(report.complete()).isFalse();
            assertThat(report.objects())
                    .extracting(KibanaReport.Line::toString)
                    .contains(
                            "tag wirewatch-tag (Wirewatch): put",
                            "links wirewatch-links (Wirewatch dashboards): not put, this Kibana does not know the type:"
                                    + " 8.11 or later does",
                            "search wirewatch-search-articles (Wirewatch: All articles): not put, what it refers to is"
                                    + " missing, index-pattern wirewatch-articles",
                            "dashboard wirewatch-dashboard-now (Wirewatch: Now): not put, unknown: mapping set to strict",
                            "index-pattern wirewatch-alerts (Wirewatch alerts): not put, Kibana says nothing of it");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | kibana-denied  | does not know us (401): no",
                "403 | kibana-denied  | does not let us (403): no",
                "404 | kibana-refused | has no such page (404): no",
                "413 | kibana-refused | takes no import of this size (413): no",
                "422 | kibana-refused | refuses the whole import (422): no",
                "503 | kibana-away    | is not ready (503): no",
                "500 | kibana-refused | answers 500: no",
                "302 | kibana-refused | answers 302: no"
            })
    void aRefusalSaysWhyAndWhatToDo(int status, String kind, String words) throws Exception {
        try (StandInKibana kibana =
                StandInKibana.telling(status, "{\"statusCode\":" + status + ",\"message\":\"no\"}")) {
            Problem problem = problem(KibanaSettings.of(kibana.url()));

            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.message()).isEqualTo("Kibana at " + kibana.url() + " " + words);
            assertThat(problem.advice()).isNotBlank();
        }
    }

    @Test
    void aPageOfSomethingElseIsNotTakenForKibana() throws Exception {
        try (StandInKibana other = StandInKibana.telling(200, "<html>Welcome</html>")) {
            assertThat(problem(KibanaSettings.of(other.url())).message())
                    .endsWith("answers with what is no import's answer: <html>Welcome</html>");
        }
    }

    @Test
    void aKibanaThatDoesNotAnswerIsNotWaitedForLongerThanTheTimeout() throws Exception {
        try (StandInKibana kibana = StandInKibana.telling(0, "")) {
            long start = System.nanoTime();
            Problem problem = problem(settings("{url: '" + kibana.url() + "', timeout: 1s}"));

            assertThat(problem.kind()).isEqualTo("kibana-away");
            assertThat(problem.message()).endsWith("does not answer within 1 s");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(20);
        }
    }

    @Test
    void nobodyThereIsSaidAsSuch() throws Exception {
        assertThat(problem(KibanaSettings.of("http://127.0.0.1:1")).message())
                .isEqualTo("Kibana at http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void anAuthorityOfOursIsTrustedAndNoOtherIs() throws Exception {
        Certificate own = certificate("own");
        Certificate other = certificate("other");
        try (StandInKibana kibana = StandInKibana.secured(own.context(), StandInKibana::taken)) {
            String yaml = "{url: '" + kibana.url() + "', certificate-authority: '";

            assertThat(report(settings(yaml + own.pem() + "'}")).complete()).isTrue();
            Problem problem = problem(settings(yaml + other.pem() + "'}"));
            assertThat(problem.message()).contains("has a certificate that is not trusted");
            assertThat(problem.advice()).contains("kibana.certificate-authority");
            assertThat(problem(KibanaSettings.of(kibana.url())).message())
                    .contains("has a certificate that is not trusted");
        }
    }

    private record Certificate(SSLContext context, Path pem) {}

    /** Made by the JDK's own keytool, for 127.0.0.1. */
    private Certificate certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc=ca:true",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = keytool.getOutputStream()) {
            in.flush();
        }
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        Path pem = Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate(name).getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        return new Certificate(context, pem);
    }
}
