package org.wirewatch.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that the embedded server reads of ours and writes, in one folder. */
record EmbeddedElasticsearchFolder(Path root) {

    private static final int LAST_LINES = 12;
    private static final int LAST_CHARS = 3_000;

    /** Makes the folder and writes the server's configuration; data of an earlier start stays. */
    static EmbeddedElasticsearchFolder prepare(Path root, int port, int heapMb) throws IOException {
        EmbeddedElasticsearchFolder folder = new EmbeddedElasticsearchFolder(root);
        for (Path part : List.of(folder.configuration(), folder.logs(), folder.data(), folder.temporary())) {
            Files.createDirectories(part);
        }
        Files.deleteIfExists(folder.ports());
        Files.deleteIfExists(folder.console());
        Files.deleteIfExists(folder.log());
        Files.writeString(folder.configuration().resolve("elasticsearch.yml"), folder.settings(port));
        Files.writeString(folder.configuration().resolve("jvm.options"), folder.jvmOptions(heapMb));
        Files.writeString(folder.configuration().resolve("log4j2.properties"), LOGGING);
        if (UnprivilegedUser.isNeeded()) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    Files.setAttribute(path, "unix:uid", UnprivilegedUser.ID);
                    Files.setAttribute(path, "unix:gid", UnprivilegedUser.ID);
                }
            }
        }
        return folder;
    }

    private String settings(int port) {
        // Disk thresholds are off: on a laptop whose disk is 95 % full, they would make every index read-only.
        return """
                cluster.name: wirewatch
                node.name: embedded
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: 0
                node.portsfile: true
                path.data: "%s"
                path.logs: "%s"
                cluster.routing.allocation.disk.threshold_enabled: false
                xpack.security.enabled: false
                """.formatted(port, quoted(data()), quoted(logs()));
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** With the first compiler only, a start takes 6.7 s of processor time instead of 10.6 (OpenJDK 17, 2 cores). */
    private String jvmOptions(int heapMb) {
        return """
                -Xms%1$dm
                -Xmx%1$dm
                -XX:+UseSerialGC
                -XX:TieredStopAtLevel=1
                -XX:+ExitOnOutOfMemoryError
                -XX:ErrorFile=%2$s
                -Djava.io.tmpdir=${ES_TMPDIR}
                -Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1
                """.formatted(heapMb, logs().resolve("hs_err_pid%p.log"));
    }

    private static final String LOGGING = """
            status = error
            appender.file.type = RollingFile
            appender.file.name = file
            appender.file.fileName = ${sys:es.logs.base_path}${sys:file.separator}elasticsearch.log
            appender.file.filePattern = ${sys:es.logs.base_path}${sys:file.separator}elasticsearch-%i.log
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
            appender.file.policies.type = Policies
            appender.file.policies.size.type = SizeBasedTriggeringPolicy
            appender.file.policies.size.size = 10MB
            appender.file.strategy.type = DefaultRolloverStrategy
            appender.file.strategy.max = 2
            rootLogger.level = info
            rootLogger.appenderRef.file.ref = file
            """;

    Path configuration() {
        return root.resolve("config");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path data() {
        return root.resolve("data");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** The server locks it while it uses the folder. */
    Path lock() {
        return data().resolve("node.lock");
    }

    /** What the server prints, above all when it cannot start. */
    Path console() {
        return logs().resolve("console.log");
    }

    private Path log() {
        return logs().resolve("elasticsearch.log");
    }

    private Path ports() {
        return logs().resolve("http.ports");
    }

    /** The port that the server chose, once it listens. */
    Optional<Integer> boundPort() throws IOException {
        if (!Files.exists(ports())) {
            return Optional.empty();
        }
        return Files.readAllLines(ports()).stream()
                .filter(line -> line.startsWith("127.0.0.1:"))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst();
    }

    /** The last lines of what the server printed and logged, after a colon; empty when it said nothing. */
    String lastWords() throws IOException {
        StringBuilder words = new StringBuilder();
        for (Path file : List.of(log(), console())) {
            if (Files.exists(file)) {
                List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                        .forEach(line -> words.append("\n    ").append(line));
            }
        }
        if (words.isEmpty()) {
            return "";
        }
        return ":" + words.substring(Math.max(0, words.length() - LAST_CHARS)) + "\n";
    }
}
