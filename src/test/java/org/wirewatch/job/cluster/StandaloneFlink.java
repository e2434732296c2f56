package org.wirewatch.job.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Flink cluster as an ops person has it: a job manager and task managers, each a process of its own that knows
 * nothing of Wirewatch until a job jar is submitted over REST.
 */
final class StandaloneFlink implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final List<Process> processes = new ArrayList<>();
    private final Path folder;
    private final int restPort;

    private StandaloneFlink(Path folder, int restPort) {
        this.folder = folder;
        this.restPort = restPort;
    }

    /**
     * @param classPath Flink's jars and nothing of ours
     * @param folder for configuration, logs and checkpoints
     */
    static StandaloneFlink start(String classPath, Path folder, int taskManagers) throws IOException {
        int rpcPort = freePort();
        StandaloneFlink flink = new StandaloneFlink(folder, freePort());
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("config.yaml"), """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                taskmanager.host: localhost
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: 1
                rest.address: localhost
                rest.bind-address: 127.0.0.1
                rest.port: %d
                web.upload.dir: %s
                parallelism.default: 2
                state.backend.type: rocksdb
                execution.checkpointing.incremental: true
                execution.checkpointing.interval: 2s
                execution.checkpointing.dir: %s
                execution.checkpointing.savepoint-dir: %s
                heartbeat.timeout: 10s
                """.formatted(
                        rpcPort,
                        flink.restPort,
                        folder.resolve("upload"),
                        folder.resolve("checkpoints").toUri(),
                        folder.resolve("savepoints").toUri()));
        Files.writeString(conf.resolve("log4j2.properties"), """
                rootLogger.level = INFO
                rootLogger.appenderRef.console.ref = console
                appender.console.name = console
                appender.console.type = Console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
                """);
        flink.launch(
                classPath,
                conf,
                "jobmanager",
                "-Xmx512m",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of());
        for (int i = 0; i < taskManagers; i++) {
            flink.launch(
                    classPath,
                    conf,
                    "taskmanager-" + i,
                    "-Xmx640m",
                    "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                    List.of(
                            "-Dtaskmanager.cpu.cores=1",
                            "-Dtaskmanager.memory.task.heap.size=384m",
                            "-Dtaskmanager.memory.task.off-heap.size=0",
                            "-Dtaskmanager.memory.framework.heap.size=128m",
                            "-Dtaskmanager.memory.framework.off-heap.size=128m",
                            "-Dtaskmanager.memory.network.min=64m",
                            "-Dtaskmanager.memory.network.max=64m",
                            "-Dtaskmanager.memory.managed.size=128m",
                            "-Dtaskmanager.memory.jvm-metaspace.size=256m",
                            "-Dtaskmanager.memory.jvm-overhead.min=64m",
                            "-Dtaskmanager.memory.jvm-overhead.max=64m",
                            "-Dtaskmanager.resource-id=taskmanager-" + i));
        }
        try {
            await("task managers to register")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> flink.get("/taskmanagers").path("taskmanagers").size() == taskManagers);
        } catch (RuntimeException failure) {
            flink.close();
            throw failure;
        }
        return flink;
    }

    private void launch(String classPath, Path conf, String name, String heap, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.text=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=" + conf.resolve("log4j2.properties"),
                "-cp",
                classPath,
                main,
                "--configDir",
                conf.toString()));
        command.addAll(arguments);
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    /** Uploads a jar and runs it; the id of the job. */
    String submit(Path jar, List<String> arguments) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        byte[] head = ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"job.jar\"\r\n"
                        + "Content-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        JsonNode uploaded = send(HttpRequest.newBuilder(uri("/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, Files.readAllBytes(jar), tail))));
        String id = Path.of(uploaded.path("filename").asText()).getFileName().toString();
        JsonNode run = send(HttpRequest.newBuilder(uri("/jars/" + id + "/run"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("programArgsList", arguments)))));
        return run.path("jobid").asText();
    }

    JsonNode job(String id) throws IOException, InterruptedException {
        return get("/jobs/" + id);
    }

    long completedCheckpoints(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.uri() + " answers " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + restPort + "/v1" + path);
    }

    /** What the processes have printed, for a test that fails. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(log);
                all.append("== ").append(log.getFileName()).append('\n');
                lines.subList(Math.max(0, lines.size() - 40), lines.size())
                        .forEach(line -> all.append(line).append('\n'));
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
