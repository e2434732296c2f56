package org.wirewatch.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.wirewatch.model.Feed;

/**
 * A local world of news: fictional outlets on loopback that publish over real HTTP, on a schedule, the same every time.
 * It knows what a monitor that watches it must find.
 */
public final class Newsroom implements AutoCloseable {

    /** Loopback, which a fetcher must be told to allow. */
    public static final String NETWORK = "127.0.0.0/8";

    /** More at once than a polite client ever needs; a misfortune that does not answer holds one for each try. */
    static final int THREADS = 64;

    private static final int WAITING = 256;
    private static final long POLL_MIN_MILLIS = 1_000;
    private static final long POLL_MAX_MILLIS = 5_000;
    private static final Duration BEFORE_OPENING = Duration.ofMinutes(10);

    private final Day day;
    private final Press press;
    private final RequestLog log = new RequestLog();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, HttpServer> servers;
    private final ExecutorService threads;
    private final Map<Misfortune, Published> misfortunes = new LinkedHashMap<>();

    private Newsroom(
            Day day, Press press, InstantSource clock, Map<String, HttpServer> servers, Set<Misfortune> misfortunes) {
        this.day = day;
        this.press = press;
        this.servers = servers;
        this.threads = threads();
        Pages pages = new Pages(day);
        outletsByHost()
                .forEach((host, outlets) -> serve(
                        host, new OutletDesk(outlets, this::edition, outlet -> base(outlet.host()), pages), clock));
        Outlet unlucky = Outlet.load("unlucky");
        List<String> reports = FrontMatter.lines("unlucky.txt");
        for (Misfortune misfortune : new TreeSet<>(misfortunes)) {
            Report report = Report.load(reports.get(misfortune.ordinal() % reports.size()));
            Published entry = entry(misfortune, unlucky, report, clock.instant());
            this.misfortunes.put(misfortune, entry);
            String host = misfortune.host();
            if (!misfortune.isUnreachable()) {
                serve(host, new MisfortuneDesk(misfortune, unlucky, entry, pages, base(host), closing), clock);
            }
        }
        servers.values().forEach(HttpServer::start);
    }

    /** Opens on a free port, without misfortunes. */
    public static Newsroom open(Schedule schedule, InstantSource clock) throws IOException {
        return open(schedule, clock, 0, Set.of());
    }

    /**
     * Opens the doors.
     *
     * @param clock tells when scheduled steps have happened, and dates them
     * @param port 0 for a free one; the same on all hosts
     * @param misfortunes what goes wrong, each on a host of its own
     * @throws IOException if the port is taken; the message says what to do
     */
    public static Newsroom open(Schedule schedule, InstantSource clock, int port, Set<Misfortune> misfortunes)
            throws IOException {
        Day day = Day.load();
        List<String> hosts = new ArrayList<>(
                day.outlets().values().stream().map(Outlet::host).distinct().toList());
        misfortunes.stream()
                .filter(misfortune -> !misfortune.isUnreachable())
                .map(Misfortune::host)
                .forEach(hosts::add);
        Press press = new Press(schedule, clock, day.steps().size());
        return new Newsroom(day, press, clock, Loopback.open(hosts, port), misfortunes);
    }

    /** The port of the outlets' hosts. */
    public int port() {
        return servers.get(Loopback.SHARED).getAddress().getPort();
    }

    /** All ports in use: more than one only where the system lacks loopback addresses. */
    public Set<Integer> ports() {
        return servers.values().stream()
                .map(server -> server.getAddress().getPort())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What to subscribe to: the outlets' feeds, then those of the misfortunes. */
    public List<Feed> feeds() {
        List<Feed> feeds = new ArrayList<>();
        for (Outlet outlet : day.outlets().values()) {
            feeds.add(feed(outlet, outlet.id(), base(outlet.host()) + outlet.feedPath()));
            outlet.topFeedPath()
                    .ifPresent(path -> feeds.add(feed(outlet, outlet.id() + "-top", base(outlet.host()) + path)));
        }
        Outlet unlucky = Outlet.load("unlucky");
        misfortunes.keySet().forEach(misfortune -> feeds.add(feed(unlucky, misfortune.word(), feedUrl(misfortune))));
        return List.copyOf(feeds);
    }

    /**
     * Makes the next steps happen now: only with {@link Schedule#byHand} is this the only way.
     *
     * @param steps how many; what the day has no more of is not an error
     */
    public void publish(int steps) {
        press.run(steps);
    }

    /** How many steps of the day are still to come. */
    public int stepsLeft() {
        return day.steps().size() - press.happened().size();
    }

    /**
     * What a monitor must have found of what is out now: each article's address, without tracking parameters, and the
     * topics that it mentions, none for most. Entries of misfortunes that become articles are among them.
     */
    public Map<String, Set<String>> expectedArticles() {
        Map<String, Set<String>> expected = new LinkedHashMap<>();
        edition().reports().forEach(out -> expected.put(out.url(), out.report().topics()));
        misfortunes.forEach((misfortune, out) -> {
            if (misfortune.articleExpected()) {
                expected.put(out.url(), out.report().topics());
            }
        });
        return expected;
    }

    /** Those of {@link #expectedArticles} that mention a topic: one alert for each topic of each. */
    public Map<String, Set<String>> expectedAlerts() {
        Map<String, Set<String>> expected = expectedArticles();
        expected.values().removeIf(Set::isEmpty);
        return expected;
    }

    /**
     * Those of {@link #expectedAlerts()} whose article is in one of these languages, for topics that know no others.
     *
     * @param languages ISO 639-1 codes
     */
    public Map<String, Set<String>> expectedAlerts(Set<String> languages) {
        Map<String, Set<String>> expected = expectedAlerts();
        edition().reports().stream()
                .filter(out -> !languages.contains(
                        day.outletOf(out.report()).language().getLanguage()))
                .forEach(out -> expected.remove(out.url()));
        return expected;
    }

    /** The problems that a monitor must report, among others perhaps: a page that is cut may also hold no text. */
    public List<ExpectedProblem> expectedProblems() {
        return misfortunes.entrySet().stream()
                .filter(suffered -> suffered.getKey().problemKind().isPresent())
                .map(suffered -> new ExpectedProblem(
                        suffered.getKey(),
                        suffered.getKey().name().startsWith("PAGE_")
                                ? suffered.getValue().url()
                                : feedUrl(suffered.getKey()),
                        suffered.getKey().word()))
                .toList();
    }

    /** The newest 20,000 requests in the order they ended; one appears just after its client has the last byte. */
    public List<ServedRequest> requests() {
        return log.newest();
    }

    /** How often an address was answered with 200 and a whole body; the query does not count. */
    public int timesServed(String url) {
        URI address = URI.create(url);
        String base = address.getScheme() + "://" + address.getAuthority();
        return servers.keySet().stream()
                .filter(host -> base(host).equals(base))
                .mapToInt(host -> log.timesServed(host, address.getPath()))
                .sum();
    }

    /** The most requests that were under way at a host at the same time. */
    public int mostAtOnce(String host) {
        return log.mostAtOnce(host);
    }

    /** Stops at once: open answers are cut, nothing listens any more, no thread is left. */
    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
        servers.values().forEach(server -> server.stop(0));
    }

    private Edition edition() {
        return Edition.of(
                day, press.happened(), outlet -> base(day.outlets().get(outlet).host()));
    }

    private void serve(String host, Site.Desk desk, InstantSource clock) {
        HttpServer server = servers.get(host);
        server.setExecutor(threads);
        server.createContext("/", new Site(host, desk, log, clock));
    }

    private Map<String, List<Outlet>> outletsByHost() {
        return day.outlets().values().stream()
                .collect(Collectors.groupingBy(Outlet::host, LinkedHashMap::new, Collectors.toList()));
    }

    /** The address of a host, or of one where nobody listens. */
    private String base(String host) {
        HttpServer server = servers.get(host);
        return server == null
                ? "http://" + host + ":" + port()
                : "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                        + server.getAddress().getPort();
    }

    private Published entry(Misfortune misfortune, Outlet outlet, Report report, Instant now) {
        String path = outlet.pathOf(report, misfortune.ordinal());
        String url = base(misfortune.pageHost()) + path;
        Instant published = now.minus(BEFORE_OPENING);
        return new Published(
                report, misfortune.ordinal(), path, url, url, "urn:unlucky:" + misfortune.word(), published, published);
    }

    private String feedUrl(Misfortune misfortune) {
        return base(misfortune.host()) + MisfortuneDesk.FEED;
    }

    private static Feed feed(Outlet outlet, String id, String url) {
        return new Feed(
                id,
                url,
                outlet.name(),
                outlet.language().toLanguageTag(),
                outlet.country(),
                outlet.timeZone().getId(),
                outlet.tags(),
                POLL_MIN_MILLIS,
                POLL_MAX_MILLIS);
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "newsroom-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
