package org.wirewatch.job.poll;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Polls very many feeds of a server on this machine, each party in a process of its own, and prints what it costs.
 *
 * <pre>java -cp ... org.wirewatch.job.poll.FeedLoad [FEEDS [SECONDS]]</pre>
 *
 * <p>Two runs of the real source, operators and checkpoints (RocksDB, every 10 s) with 1 GB of heap:
 *
 * <ol>
 *   <li><b>Unchanged</b>: every feed is polled every 15 minutes and answers 304. The feeds start as they are after hours,
 *       each due some time within its interval, so that SECONDS (160) of it show the rate of any other time; the first two
 *       fifths are for warming up and do not count.
 *   <li><b>Changes and a kill</b>: 1,000 of the feeds are polled every 15 s and have a new entry every 30 s. While they
 *       run, feeds.yaml loses 1,000 feeds and gets 1,000 others; then the job's process is killed and goes on from its
 *       newest checkpoint. Every entry has to arrive once in the state behind.
 * </ol>
 */
final class FeedLoad {

    private static final int LIVE = 1_000;
    private static final int CHANGED = 1_000;

    private final Path folder;
    private final int port;
    private final int feeds;

    private FeedLoad(Path folder, int port, int feeds) {
        this.folder = folder;
        this.port = port;
        this.feeds = feeds;
    }

    private record Asked(long first, long last, int times, long newest) {}

    /** {@code [FEEDS [SECONDS]]} */
    public static void main(String[] args) throws Exception {
        int feeds = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 160;
        Path folder = Files.createTempDirectory("feed-load");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process server = java("256m", FeedLoadServer.class, Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader ready = server.inputReader();
            ready.readLine();
            FeedLoad load = new FeedLoad(folder, port, feeds);
            load.unchanged(seconds);
            load.changesAndAKill();
        } finally {
            server.destroy();
            delete(folder);
        }
    }

    private void unchanged(int seconds) throws Exception {
        configure(0, feeds, 0);
        System.out.println("unchanged, " + feeds + " feeds every 15 min:");
        Process job = job(seconds, "steady", null);
        job.waitFor();
        Files.list(folder)
                .filter(file -> file.getFileName().toString().startsWith("ledger"))
                .forEach(FeedLoad::delete);
        delete(folder.resolve("state"));
    }

    private void changesAndAKill() throws Exception {
        System.out.println("changes and a kill, " + LIVE + " of the feeds every 15 s with an entry every 30 s:");
        configure(0, feeds, LIVE);
        Process job = job(600, "steady", null);
        await(90, () -> askedOf(0, LIVE) == LIVE);
        Thread.sleep(20_000);

        int removedFrom = LIVE;
        long changed = System.currentTimeMillis();
        configure(removedFrom + CHANGED, feeds + CHANGED, LIVE);
        await(90, () -> askedOf(feeds, feeds + CHANGED) == CHANGED);
        Map<Integer, Asked> stats = stats();
        long[] starts = stats.entrySet().stream()
                .filter(asked -> asked.getKey() >= feeds)
                .mapToLong(asked -> asked.getValue().first() - changed)
                .sorted()
                .toArray();
        long stopped = stats.entrySet().stream()
                .filter(asked -> asked.getKey() >= removedFrom && asked.getKey() < removedFrom + CHANGED)
                .mapToLong(asked -> asked.getValue().last() - changed)
                .max()
                .orElse(0);
        System.out.printf(
                Locale.ROOT,
                "added: %d of %d polled, the first after %.1f s, the last after %.1f s; removed: the last poll of one after"
                        + " %.1f s%n",
                starts.length,
                CHANGED,
                starts[0] / 1e3,
                starts[starts.length - 1] / 1e3,
                Math.max(0, stopped) / 1e3);

        job.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        String checkpoint = newestCheckpoint().orElseThrow();
        System.out.println("killed; going on from " + checkpoint.replaceFirst(".*/(chk-\\d+)$", "$1") + " after 10 s");
        Thread.sleep(10_000);
        job = job(100, "steady", checkpoint);
        job.waitFor();
        audit();
        problems();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(int seconds, Condition condition) throws Exception {
        long until = System.currentTimeMillis() + 1_000L * seconds;
        while (!condition.holds() && System.currentTimeMillis() < until) {
            Thread.sleep(500);
        }
    }

    private long askedOf(int from, int until) throws Exception {
        return stats().keySet().stream()
                .filter(feed -> feed >= from && feed < until)
                .count();
    }

    /** Quiet feeds from..until and the live ones, which are always there. */
    private void configure(int from, int until, int live) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                tags:
                  quiet: {poll: {min: 15m, max: 15m}}
                  live: {poll: {min: 15s, max: 15s}}
                feeds:
                """);
        for (int feed = 0; feed < until; feed++) {
            boolean isLive = feed < live;
            if (isLive || feed >= from) {
                yaml.append("  - {id: f").append(feed).append(", url: '");
                yaml.append(FeedLoadServer.url(feed, isLive, port)).append("', tags: [");
                yaml.append(isLive ? "live" : "quiet").append("]}\n");
            }
        }
        Files.writeString(folder.resolve("feeds.yaml"), yaml);
    }

    /** Each entry of the live feeds from the first to the last that came, and how far the last is behind. */
    private void audit() throws Exception {
        Map<Integer, Set<Long>> seen = new HashMap<>();
        long lines = 0;
        long repeated = 0;
        for (int part = 0; part < 2; part++) {
            for (String line : Files.readAllLines(folder.resolve("ledger-" + part))) {
                String[] fields = line.split("[/ ]");
                lines++;
                repeated += line.endsWith(" 1") ? 0 : 1;
                seen.computeIfAbsent(Integer.valueOf(fields[fields.length - 3]), feed -> new HashSet<>())
                        .add(Long.valueOf(fields[fields.length - 2]));
            }
        }
        long lost = 0;
        long entries = 0;
        long behind = 0;
        Map<Integer, Asked> stats = stats();
        for (int feed = 0; feed < LIVE; feed++) {
            Set<Long> own = seen.getOrDefault(feed, Set.of());
            long newest = stats.get(feed).newest();
            entries += own.size();
            long last = own.stream().mapToLong(Long::longValue).max().orElse(0);
            long first = own.stream().mapToLong(Long::longValue).min().orElse(newest);
            lost += last - first + 1 - own.size();
            behind = Math.max(behind, newest - last);
        }
        System.out.printf(
                "%d feeds told %d entries (%d lines, those between checkpoint and kill are written twice): %d repeated in"
                        + " the state, %d lost; the newest that is still to come is at most %d entries ahead%n",
                seen.size(), entries, lines, repeated, lost, behind);
    }

    /** Which problems there were, and how many of each kind. */
    private void problems() throws IOException {
        Map<String, Integer> kinds = new TreeMap<>();
        for (int part = 0; part < 2; part++) {
            for (String line : Files.readAllLines(folder.resolve("problems-" + part))) {
                kinds.merge(line.substring(0, line.indexOf(' ')), 1, Integer::sum);
            }
        }
        System.out.println("problems: " + kinds);
    }

    private Map<Integer, Asked> stats() throws Exception {
        Map<Integer, Asked> stats = new HashMap<>();
        String lines = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.1.1:" + port + "/stats"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        lines.lines().forEach(line -> {
            long[] fields =
                    Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            stats.put((int) fields[0], new Asked(fields[1], fields[2], (int) fields[3], fields[4]));
        });
        return stats;
    }

    private Optional<String> newestCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .map(file -> file.getParent().toString());
        }
    }

    private Process job(int seconds, String start, @Nullable String restore) throws IOException {
        ProcessBuilder process = java("1g", FeedLoadJob.class, folder.toString(), Integer.toString(seconds), start);
        if (restore != null) {
            process.command().add(restore);
        }
        return process.inheritIO().start();
    }

    private static ProcessBuilder java(String heap, Class<?> main, String... args) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    private static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            System.err.println("not deleted: " + gone);
        }
    }
}
