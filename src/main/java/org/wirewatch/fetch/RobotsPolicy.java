package org.wirewatch.fetch;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

/**
 * Whether robots.txt lets us fetch a page (RFC 9309), as pure decisions over what is known of an origin.
 *
 * <p>Who carries them out keeps one {@link Robots} for each {@link Urls#origin}. Before a page is fetched it asks for the
 * {@link #verdict}; told to ask, it makes the {@link #request}, at the host's pace as any other, and keeps what {@link
 * #learned} makes of the outcome. Feeds are not asked about: the operator named them one by one, as somebody does who
 * opens an address in a browser.
 *
 * <p>What an attempt to get a robots.txt means:
 *
 * <table>
 *   <caption>RFC 9309, 2.3.1</caption>
 *   <tr><td>2xx<td>its rules count, for {@link RobotsSettings#lifetime()} or as long as its max-age says
 *   <tr><td>2xx, longer than {@link RobotsSettings#maxBytes()}<td>the rules up to there count
 *   <tr><td>2xx, empty or no text<td>all is allowed
 *   <tr><td>4xx but 408, 425 and 429<td>all is allowed
 *   <tr><td>more than five redirects, or one to what is never fetched<td>all is allowed
 *   <tr><td>5xx, 408, 425, 429, broken off, any failure of the network<td>known rules stay in force however old they
 *       are; without any, pages are held back, longer after each failure, and robots.txt is tried again
 *   <tr><td>the same for {@link #UNREACHABLE_FOR}<td>without known rules, all is allowed
 * </table>
 */
public final class RobotsPolicy implements Serializable {

    private static final long serialVersionUID = 1;

    /** What robots.txt, X-Robots-Tag and robots metas call us (RFC 9309, 2.2.1); case does not matter. */
    public static final String PRODUCT_TOKEN = UserAgent.PRODUCT_TOKEN;

    /** RFC 9309, 2.3.1.4: after 30 days a robots.txt that cannot be had is taken for one that is not there. */
    public static final Duration UNREACHABLE_FOR = Duration.ofDays(30);

    private static final int MOST_FAILURES = 1_000;
    private static final int MOST_TEXT_SHOWN = 300;

    private final RobotsSettings settings;
    private final PaceSettings pace;

    public RobotsPolicy(HttpSettings settings) {
        this.settings = settings.robots();
        this.pace = settings.pace();
    }

    /**
     * What to fetch when the verdict on a URL is to ask.
     *
     * @throws IllegalArgumentException if the URL is none; the verdict on such a one is never to ask
     */
    public FetchRequest request(String url) {
        String origin = Urls.origin(url).orElseThrow(() -> new IllegalArgumentException("not an http(s) URL: " + url));
        return new FetchRequest(origin + "/robots.txt", Accept.ROBOTS, Validators.NONE, null);
    }

    /**
     * What is known after an attempt.
     *
     * @param before what was known of this origin, null if nothing
     * @param outcome of {@link #request}
     */
    public Robots learned(@Nullable Robots before, String origin, FetchOutcome outcome, Instant now) {
        Robots known = before != null && before.origin().equals(origin) ? before : unknown(origin, now);
        return outcome.match(
                fetched -> {
                    Problem cut = fetched.cut();
                    return cut != null && !cut.kind().equals(FetchFault.TOO_LARGE.word())
                            ? failed(known, FetchFault.BROKEN_OFF, cut.message(), growing(known), now)
                            : rules(
                                    origin,
                                    RobotsRules.read(fetched.page().body(), PRODUCT_TOKEN),
                                    fetched.freshness(),
                                    now);
                },
                notModified -> failed(
                        known,
                        FetchFault.MALFORMED_RESPONSE,
                        origin + "/robots.txt: it answers 304 to a request without conditions",
                        growing(known),
                        now),
                failed -> switch (failed.fault()) {
                    case NOT_FOUND,
                            GONE,
                            HTTP_FORBIDDEN,
                            HTTP_CLIENT_ERROR,
                            REDIRECT_LOOP,
                            ADDRESS_BLOCKED,
                            BAD_URL,
                            EMPTY_BODY,
                            NOT_HTML,
                            NOT_TEXT -> rules(origin, RobotsRules.ALL_ALLOWED, null, now);
                    case NO_MEMORY, SHUTTING_DOWN -> notAsked(known, failed, now);
                    default -> failed(known, failed.fault(), failed.problem().message(), hold(known, failed), now);
                });
    }

    /**
     * Whether a page may be fetched.
     *
     * @param known of the origin of this URL, null if nothing
     */
    public RobotsVerdict verdict(@Nullable Robots known, String url, Instant now) {
        HttpUrl read = HttpUrl.read(url).match(HttpUrl.Read::url, forbidden -> null, unreadable -> null);
        if (read == null || !pace.obeysRobots(read.host())) {
            // What is no URL never reaches a server: the fetch itself says what is wrong with it.
            return new RobotsVerdict.Allowed(null);
        }
        if (known == null || !known.origin().equals(read.origin()) || now.toEpochMilli() >= known.askAgainMillis()) {
            return new RobotsVerdict.Ask();
        }
        String lines = known.rules();
        if (lines != null) {
            return judged(new RobotsRules(lines, known.crawlDelayMillis()), read, url, now);
        }
        Long failing = known.failingSinceMillis();
        if (failing != null && !now.isBefore(Instant.ofEpochMilli(failing).plus(UNREACHABLE_FOR))) {
            return new RobotsVerdict.Allowed(null);
        }
        return new RobotsVerdict.Later(Instant.ofEpochMilli(known.askAgainMillis()), why(known, url, now));
    }

    private RobotsVerdict judged(RobotsRules rules, HttpUrl read, String url, Instant now) {
        RobotsRules.Finding finding = rules.of(read.target());
        String rule = RobotsRules.shown(finding.rule()).orElse("");
        return switch (finding.answer()) {
            case ALLOWED -> new RobotsVerdict.Allowed(capped(rules.crawlDelayMillis()));
            case DISALLOWED -> disallowed(url, read, "disallows it to " + PRODUCT_TOKEN + " by \"" + rule + '"', now);
            case TOO_COSTLY ->
                disallowed(url, read, "has so many patterns that trying them was given up at \"" + rule + '"', now);
        };
    }

    private static RobotsVerdict disallowed(String url, HttpUrl read, String why, Instant now) {
        String message = shown(url) + ": " + read.origin() + "/robots.txt " + why;
        return new RobotsVerdict.Disallowed(FetchFault.ROBOTS.problem(url, message, now));
    }

    private @Nullable Duration capped(@Nullable Long millis) {
        if (millis == null) {
            return null;
        }
        Duration delay = Duration.ofMillis(millis);
        return delay.compareTo(pace.maxCrawlDelay()) > 0 ? pace.maxCrawlDelay() : delay;
    }

    private static Problem why(Robots known, String url, Instant now) {
        FetchFault fault = FetchFault.valueOf(Objects.requireNonNull(known.fault(), "no rules without a failure"));
        String message = shown(url) + ": not asked for, because robots.txt cannot be had: " + known.failureMessage();
        return fault.problem(url, message, now);
    }

    private static Robots unknown(String origin, Instant now) {
        return new Robots(origin, null, null, null, now.toEpochMilli(), 0, null, null, null);
    }

    private Robots rules(String origin, RobotsRules rules, @Nullable Duration freshness, Instant now) {
        Duration life = freshness == null || freshness.compareTo(settings.lifetime()) > 0
                ? settings.lifetime()
                : freshness.compareTo(RobotsSettings.SHORTEST_LIFETIME) < 0
                        ? RobotsSettings.SHORTEST_LIFETIME
                        : freshness;
        return Robots.answered(
                origin,
                rules.lines(),
                rules.crawlDelayMillis(),
                now.toEpochMilli(),
                now.plus(life).toEpochMilli());
    }

    private Duration hold(Robots known, FetchOutcome.Failed failed) {
        Duration asked = failed.retryAfter();
        if (asked != null) {
            return asked;
        }
        return failed.passing() ? growing(known) : settings.maxHold();
    }

    private Duration growing(Robots known) {
        return Growth.doubling(settings.hold(), known.failures(), settings.maxHold(), known.origin());
    }

    private static Robots failed(Robots known, FetchFault fault, String message, Duration hold, Instant now) {
        return new Robots(
                known.origin(),
                known.rules(),
                known.crawlDelayMillis(),
                known.learntMillis(),
                now.plus(hold).toEpochMilli(),
                Math.min(known.failures() + 1, MOST_FAILURES),
                Optional.ofNullable(known.failingSinceMillis()).orElse(now.toEpochMilli()),
                fault.name(),
                shown(message));
    }

    /** The attempt says nothing about the server. */
    private Robots notAsked(Robots known, FetchOutcome.Failed failed, Instant now) {
        return new Robots(
                known.origin(),
                known.rules(),
                known.crawlDelayMillis(),
                known.learntMillis(),
                now.plus(settings.hold()).toEpochMilli(),
                known.failures(),
                known.failingSinceMillis(),
                failed.fault().name(),
                shown(failed.problem().message()));
    }

    private static String shown(String text) {
        return text.length() <= MOST_TEXT_SHOWN ? text : text.substring(0, MOST_TEXT_SHOWN) + "…";
    }
}
