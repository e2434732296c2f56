package org.wirewatch.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Elasticsearch server as a child process, on loopback only and without security: for the demo, for a run
 * without a cluster, and for tests.
 *
 * <p>Nothing is written into the distribution's folder: configuration, logs, temporary files and data live under the
 * data folder, which a later start may use again. The server outlives neither {@link #close()} nor this process,
 * however this process ends: a shell that runs the server holds the reading end of a pipe, and when the pipe closes,
 * the server is stopped. A handler of our own could not do that after SIGKILL.
 *
 * <p>It refuses to run as root, so root starts it as user {@value UnprivilegedUser#ID} (nobody).
 */
public final class EmbeddedElasticsearch implements AutoCloseable {

    /** What the server's process needs in all, with its heap of {@value #HEAP_MB} MB: measured 0.75 to 0.85 GB. */
    public static final int MEMORY_MB = 900;

    private static final int HEAP_MB = 512;
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    /** A server whose parent was just killed needs some seconds to stop and to give its folder back. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;

    private final Process shell;
    private final int port;

    private EmbeddedElasticsearch(Process shell, int port) {
        this.shell = shell;
        this.port = port;
    }

    /**
     * Starts a server and waits until it answers; some 6 to 10 seconds.
     *
     * @param distribution the unpacked distribution, only read
     * @param data made when it is missing; holds everything that the server writes
     * @param port of the HTTP interface, 0 for any free one
     * @throws EmbeddedElasticsearchException when it does not come up, with what to do about it
     */
    public static EmbeddedElasticsearch start(Path distribution, Path data, int port)
            throws EmbeddedElasticsearchException, InterruptedException {
        Path home = distribution.toAbsolutePath().normalize();
        Path server = home.resolve("bin/elasticsearch");
        if (!Files.isRegularFile(server)) {
            throw new EmbeddedElasticsearchException(
                    "no Elasticsearch distribution at " + home + ": " + server + " is missing",
                    "unpack it there with: mvn process-resources");
        }
        Path java = Path.of(System.getProperty("java.home"));
        if (!Files.isExecutable(java.resolve("bin/java"))) {
            throw new EmbeddedElasticsearchException(
                    "no java to run Elasticsearch with: " + java.resolve("bin/java") + " cannot be executed",
                    "run Wirewatch with a JDK or JRE of version 17 or later that has bin/java");
        }
        requireFree(port);
        try {
            EmbeddedElasticsearchFolder folder =
                    EmbeddedElasticsearchFolder.prepare(data.toAbsolutePath().normalize(), port, HEAP_MB);
            awaitUnlocked(folder);
            return launch(server, java, folder, port);
        } catch (IOException | UncheckedIOException e) {
            throw new EmbeddedElasticsearchException(
                    "the Elasticsearch in " + data + " cannot be started: " + e,
                    "look at the folder's owner, permissions and free space, or name another folder",
                    e);
        }
    }

    private static EmbeddedElasticsearch launch(Path server, Path java, EmbeddedElasticsearchFolder folder, int port)
            throws EmbeddedElasticsearchException, InterruptedException, IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script(), "wirewatch-elasticsearch"));
        if (UnprivilegedUser.isNeeded()) {
            command.addAll(UnprivilegedUser.prefix(server, java.resolve("bin/java"), folder.root()));
        }
        command.add(server.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.root().toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear(); // what is secret here is none of the server's business
        environment.put("PATH", path);
        environment.put("HOME", folder.root().toString());
        environment.put("ES_JAVA_HOME", java.toString());
        environment.put("ES_PATH_CONF", folder.configuration().toString());
        environment.put("CLI_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        environment.put("ES_TMPDIR", folder.temporary().toString());
        builder.redirectErrorStream(true).redirectOutput(folder.console().toFile());
        Process shell;
        try {
            shell = builder.start();
        } catch (IOException e) {
            throw new EmbeddedElasticsearchException(
                    "bash cannot be started, which runs Elasticsearch: " + e.getMessage(), "install bash", e);
        }
        boolean up = false;
        try {
            EmbeddedElasticsearch started = new EmbeddedElasticsearch(shell, awaitAnswer(shell, folder, port));
            up = true;
            return started;
        } finally {
            if (!up) {
                stop(shell);
            }
        }
    }

    /**
     * Runs the command given as arguments until it ends, or until standard input closes. The server gets a process
     * group of its own: one signal reaches all of its processes, and Ctrl-C in a terminal reaches none, so that the
     * job before it can end first.
     */
    private static String script() {
        return """
                set -m
                trap '' INT HUP
                exec 3<&0 </dev/null
                "$@" 3<&- &
                server=$!
                trap 'kill -TERM -- -$server' TERM
                (
                    trap - TERM
                    read -r _ <&3
                    kill -TERM -- -$server
                    for _ in {1..80}; do
                        kill -0 -- -$server || exit 0
                        sleep 0.1
                    done
                    kill -KILL -- -$server
                ) >/dev/null 2>&1 &
                watch=$!
                exec 3<&- 2>/dev/null
                status=1
                while kill -0 $server; do
                    wait $server
                    status=$?
                done
                kill -KILL -- -$server -$watch
                exit $status
                """;
    }

    private static void requireFree(int port) throws EmbeddedElasticsearchException {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbeddedElasticsearchException(
                    "port " + port + " on " + InetAddress.getLoopbackAddress().getHostAddress()
                            + " is not free for Elasticsearch: " + e.getMessage(),
                    "stop what listens there, or choose another port",
                    e);
        }
    }

    private static void awaitUnlocked(EmbeddedElasticsearchFolder folder)
            throws EmbeddedElasticsearchException, InterruptedException, IOException {
        long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
        while (isLocked(folder.lock())) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedElasticsearchException(
                        "another Elasticsearch has been using " + folder.root() + " for " + LOCK_TIMEOUT.toSeconds()
                                + " s and does not end",
                        "stop the other Wirewatch that runs it, or give this one a state folder of its own");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    /** The lock is the system's, so a file that a killed server left behind does not count. */
    private static boolean isLocked(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock mine = channel.tryLock()) {
            return mine == null;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private static int awaitAnswer(Process shell, EmbeddedElasticsearchFolder folder, int wanted)
            throws EmbeddedElasticsearchException, InterruptedException, IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Integer> port = wanted == 0 ? folder.boundPort() : Optional.of(wanted);
            if (port.isPresent() && isReady(port.get())) {
                return port.get();
            }
            if (shell.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw EmbeddedElasticsearchException.ended(shell.exitValue(), folder);
            }
        }
        throw new EmbeddedElasticsearchException(
                "Elasticsearch did not answer within " + START_TIMEOUT.toSeconds() + " s" + folder.lastWords(),
                "see " + folder.logs() + "; it needs about " + MEMORY_MB + " MB of memory and a processor of its own"
                        + " while it starts");
    }

    /** Asks for its health, because the distribution answers {@code GET /} with 405. */
    private static boolean isReady(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url(port) + "/_cluster/health?wait_for_status=yellow&timeout=1s&filter_path=status")
                            .toURL()
                            .openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            connection.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where it answers, such as {@code http://127.0.0.1:9200}. */
    public String url() {
        return url(port);
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Whether the server's process is there; it may end by itself, for instance out of memory. */
    public boolean isRunning() {
        return shell.isAlive();
    }

    /** Ends the server at once, as a power cut would; the data folder can be used again. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> processes = processes(shell);
        processes.forEach(ProcessHandle::destroyForcibly);
        stop(shell);
    }

    /** Stops the server, and by force what does not stop within seconds; returns when no process is left. */
    @Override
    public void close() {
        try {
            stop(shell);
        } catch (InterruptedException e) {
            processes(shell).forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Process shell) throws InterruptedException {
        List<ProcessHandle> processes = processes(shell);
        try {
            shell.getOutputStream().close();
        } catch (IOException gone) {
            processes.forEach(ProcessHandle::destroyForcibly);
        }
        if (!shell.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            shell.waitFor();
        }
    }

    private static List<ProcessHandle> processes(Process shell) {
        return Stream.concat(shell.descendants(), Stream.of(shell.toHandle())).toList();
    }
}
