package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.index.ElasticsearchExtension;

class EmbeddedElasticsearchIT {

    private static final Path DISTRIBUTION = ElasticsearchExtension.distribution();

    @TempDir
    Path folder;

    @Test
    void aServerThatLostItsParentBySigkillEndsAndItsDataServesTheNextOne() throws Exception {
        Path data = folder.resolve("in a folder/with blanks");
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        DISTRIBUTION.toString(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String url;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            url = lines.readLine();
            assertThat(url).startsWith("http://127.0.0.1:");
            put(url + "/kept/_doc/1?refresh=true", "{\"word\":\"kept\"}");
            List<ProcessHandle> processes = parent.descendants().toList();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(3);

            parent.destroyForcibly().waitFor();

            try (EmbeddedElasticsearch next = EmbeddedElasticsearch.start(DISTRIBUTION, data, 0)) {
                assertThat(processes).noneMatch(EmbeddedElasticsearchIT::works);
                assertThat(get(next.url() + "/kept/_doc/1")).contains("\"word\":\"kept\"");
                next.kill();
                assertThat(next.isRunning()).isFalse();
            }
        }
    }

    @Test
    void aClosedServerLeavesNoProcessAndHasWrittenNothingIntoItsDistribution() throws Exception {
        FileTime before = newest(DISTRIBUTION);
        List<ProcessHandle> processes;
        List<ProcessHandle> ofOtherTests = ProcessHandle.current().descendants().toList();
        int port = freePort();
        try (EmbeddedElasticsearch server = EmbeddedElasticsearch.start(DISTRIBUTION, folder, port)) {
            assertThat(server.url()).isEqualTo("http://127.0.0.1:" + port);
            processes = ProcessHandle.current()
                    .descendants()
                    .filter(process -> !ofOtherTests.contains(process))
                    .toList();

            assertThatThrownBy(() -> EmbeddedElasticsearch.start(DISTRIBUTION, folder.resolve("other"), port))
                    .isInstanceOf(EmbeddedElasticsearchException.class)
                    .hasMessageStartingWith("port " + port + " on 127.0.0.1 is not free for Elasticsearch")
                    .hasMessageEndingWith(". stop what listens there, or choose another port");
        }
        assertThat(processes).isNotEmpty().noneMatch(EmbeddedElasticsearchIT::works);
        assertThat(newest(DISTRIBUTION)).isEqualTo(before);
    }

    @Test
    void aServerThatCannotStartSaysWhyAndWhatToDo() {
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(folder.resolve("none"), folder, 0))
                .isInstanceOf(EmbeddedElasticsearchException.class)
                .hasMessageContaining("no Elasticsearch distribution at " + folder.resolve("none"))
                .hasMessageEndingWith("unpack it there with: mvn process-resources");
    }

    @Test
    void aDistributionWhoseServerEndsAtOnceIsReportedWithItsLastWords() throws Exception {
        Path broken = folder.resolve("broken");
        Files.createDirectories(broken.resolve("bin"));
        Path server = Files.writeString(
                broken.resolve("bin/elasticsearch"),
                "#!/bin/sh\necho 'There is insufficient memory for the Java Runtime Environment to continue.'\nexit 3\n");
        assertThat(server.toFile().setExecutable(true, false)).isTrue();

        assertThatThrownBy(() -> EmbeddedElasticsearch.start(broken, folder.resolve("data"), 0))
                .isInstanceOf(EmbeddedElasticsearchException.class)
                .hasMessageStartingWith("Elasticsearch ended with status 3 before it answered:")
                .hasMessageContaining("insufficient memory")
                .hasMessageContaining("It needs about 900 MB of free memory");
    }

    /** A process that starts a server and waits to be killed. */
    static final class Parent {

        private Parent() {}

        @SuppressWarnings("try")
        public static void main(String[] arguments) throws Exception {
            try (EmbeddedElasticsearch server =
                    EmbeddedElasticsearch.start(Path.of(arguments[0]), Path.of(arguments[1]), 0)) {
                System.out.println(server.url());
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
        }
    }

    /** Whether a process is there and is no zombie, which only waits for somebody to ask how it ended. */
    private static boolean works(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static FileTime newest(Path root) throws Exception {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> {
                        try {
                            return Files.getLastModifiedTime(path);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .max(FileTime::compareTo)
                    .orElseThrow();
        }
    }

    private static void put(String url, String json) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    }

    private static String get(String url) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> client.send(request, HttpResponse.BodyHandlers.ofString()),
                        response -> response.statusCode() == 200)
                .body();
    }
}
