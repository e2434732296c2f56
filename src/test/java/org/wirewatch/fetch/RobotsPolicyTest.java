package org.wirewatch.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;

class RobotsPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String ORIGIN = "https://news.example.org";

    private final RobotsPolicy policy = new RobotsPolicy(Settings.http());

    @Nested
    class Rules {

        @ParameterizedTest(name = "{0} and {1}: {2}")
        @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                /a           ; /a                                           ; -
                /a           ; /abc                                         ; -
                /a           ; /A                                           ; +
                /a/          ; /a                                           ; +
                /            ; /                                            ; -
                /*.php       ; /x/a.php?b                                   ; -
                /*.php$      ; /a.php                                       ; -
                /*.php$      ; /a.php.php                                   ; -
                /*.php$      ; /a.php?b                                     ; +
                /a$          ; /a                                           ; -
                /a$          ; /a/                                          ; +
                /*           ; /x                                           ; -
                /*/print     ; /a/b/print/c                                 ; -
                /*/print     ; /a/b/printable                               ; -
                /*a*b*c      ; /xaxbxc                                      ; -
                /*a*b*c      ; /xcxbxa                                      ; +
                /a*          ; /a                                           ; -
                /a*$         ; /abc                                         ; -
                /*?          ; /a?b=1                                       ; -
                /*?          ; /a                                           ; +
                /a?b=*&c     ; /a?b=1&c                                     ; -
                /a%62c       ; /abc                                         ; -
                /abc         ; /a%62c                                       ; -
                /a%2fb       ; /a/b                                         ; +
                /a%2fb       ; /a%2Fb                                       ; -
                /a%2Ab       ; /a*b                                         ; -
                /a%2Ab       ; /axb                                         ; +
                /a%24        ; /a$                                          ; -
                /a$b         ; /a$b                                         ; -
                /a|b         ; /a%7Cb                                       ; -
                /a'b         ; /x?y'                                        ; +
                /x?y'        ; /x?y'                                        ; -
                /Москва      ; /Москва/1                                    ; -
                /Москва      ; /%D0%9C%D0%BE%D1%81%D0%BA%D0%B2%D0%B0        ; -
                /%d0%b6      ; /ж                                           ; -
                /~a          ; /%7Ea                                        ; -
                a            ; /a                                           ; +
                *a           ; /xa                                          ; -
                """)
        void aPatternMatchesAsTheStandardSays(String pattern, String path, String sign) {
            Robots robots = learned("User-agent: *\nDisallow: " + pattern);

            assertThat(isAllowed(robots, path)).isEqualTo(sign.equals("+"));
        }

        @Test
        void theLongestRuleDecidesAndOfTwoAlikeTheOneThatAllows() {
            Robots robots =
                    learned("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nDisallow: /x\nAllow: /x");

            assertThat(isAllowed(robots, "/a/1")).isFalse();
            assertThat(isAllowed(robots, "/a/b/1")).isTrue();
            assertThat(isAllowed(robots, "/a/b/c/1")).isFalse();
            assertThat(isAllowed(robots, "/x")).isTrue();
        }

        @Test
        void ourOwnGroupCountsInPlaceOfTheOneForEveryoneAndAllOfOursTogether() {
            Robots robots = learned("""
                    User-agent: *
                    Disallow: /everyone

                    User-agent: WireWatch
                    Disallow: /b

                    User-agent: other
                    User-agent: wirewatch/2.0
                    Disallow: /c

                    User-agent: wirewatchnews
                    User-agent: wire
                    Disallow: /
                    """);

            assertThat(isAllowed(robots, "/everyone")).isTrue();
            assertThat(isAllowed(robots, "/b")).isFalse();
            assertThat(isAllowed(robots, "/c")).isFalse();
            assertThat(isAllowed(robots, "/d")).isTrue();
        }

        @Test
        void onlyTheLinesThatConcernUsAreKept() {
            Robots robots = learned("User-agent: googlebot\nDisallow: /"
                    + "x".repeat(2_000)
                    + "\n\nUser-agent: *\nDisallow: /a # why\nSitemap: https://x/y\nAllow: /\n");

            assertThat(robots.rules()).isEqualTo("-/a\n+/");
        }

        @Test
        void rulesBeforeAnyUserAgentDoNotCount() {
            assertThat(isAllowed(learned("Disallow: /\n"), "/a")).isTrue();
        }

        @Test
        void theRobotsTxtItselfIsAlwaysAllowed() {
            assertThat(isAllowed(learned("User-agent: *\nDisallow: /"), "/robots.txt"))
                    .isTrue();
        }

        @Test
        void aDisallowedPageSaysByWhichRule() {
            RobotsVerdict verdict =
                    policy.verdict(learned("User-agent: *\nDisallow: /private"), ORIGIN + "/private/1", NOW);

            assertThat(disallowed(verdict)).satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo("robots");
                assertThat(problem.url()).isEqualTo(ORIGIN + "/private/1");
                assertThat(problem.message())
                        .isEqualTo("https://news.example.org/private/1: https://news.example.org/robots.txt"
                                + " disallows it to Wirewatch by \"Disallow: /private\"");
                assertThat(problem.advice()).contains("feed's own text");
            });
        }

        @Test
        void rulesOfAnotherOriginSayNothing() {
            Robots robots = learned("User-agent: *\nDisallow: /");

            for (String url :
                    List.of("http://news.example.org/a", "https://news.example.org:8443/a", "https://example.org/a")) {
                assertThat(policy.verdict(robots, url, NOW)).isEqualTo(new RobotsVerdict.Ask());
            }
        }

        @Test
        void whatIsNoUrlIsLeftToTheFetchToRefuse() {
            assertThat(policy.verdict(null, "mailto:desk@example.org", NOW)).isEqualTo(new RobotsVerdict.Allowed(null));
        }

        @Test
        void aHostWhoseSiteHasAgreedIsNotAskedAbout() {
            RobotsPolicy agreed = new RobotsPolicy(
                    Settings.http("hosts: [{host: News.Example.org, obey-robots: false}, {host: b.example.org}]"));

            assertThat(agreed.verdict(null, ORIGIN + "/a", NOW)).isEqualTo(new RobotsVerdict.Allowed(null));
            assertThat(agreed.verdict(null, "https://b.example.org/a", NOW)).isEqualTo(new RobotsVerdict.Ask());
        }

        @Test
        void anAgreementWithADomainHoldsForItsHostsWhereTheyShareAQueue() {
            String hosts = "hosts: [{host: example.org, obey-robots: false}]";

            assertThat(new RobotsPolicy(Settings.http("pace: {per-domain: true}", hosts))
                            .verdict(null, ORIGIN + "/a", NOW))
                    .isEqualTo(new RobotsVerdict.Allowed(null));
            assertThat(new RobotsPolicy(Settings.http(hosts)).verdict(null, ORIGIN + "/a", NOW))
                    .isEqualTo(new RobotsVerdict.Ask());
        }
    }

    @Nested
    class OddFiles {

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r", "\r\n", "\n\n", "\u2028"})
        void anyLineEndEndsALine(String end) {
            assertThat(isAllowed(learned("User-agent: *" + end + "Disallow: /a" + end), "/a"))
                    .isFalse();
        }

        @Test
        void aByteOrderMarkIsNoPartOfTheFirstLine() {
            String rules = "\ufeffUser-agent: *\nDisallow: /a\n";

            assertThat(isAllowed(learned(rules.getBytes(UTF_8)), "/a")).isFalse();
            assertThat(isAllowed(learned(rules.getBytes(UTF_16LE)), "/a")).isFalse();
            assertThat(isAllowed(learned(rules.getBytes(UTF_16BE)), "/a")).isFalse();
        }

        @Test
        void bytesThatAreNoUtf8SpoilTheirOwnLineOnly() {
            Robots robots = learned("User-agent: *\nDisallow: /\u00e9\nDisallow: /a".getBytes(ISO_8859_1));

            assertThat(isAllowed(robots, "/a")).isFalse();
            assertThat(isAllowed(robots, "/b")).isTrue();
        }

        @Test
        void aPageOfHtmlHasNoRules() {
            Robots robots = learned("""
                    <!DOCTYPE html><html><head><title>Not found</title><script>var agent = "User-agent: *";</script>
                    </head><body><p>User-agent: *</p><p>Disallow: /</p></body></html>
                    """);

            assertThat(robots.rules()).isEmpty();
            assertThat(isAllowed(robots, "/a")).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "\u0000\u0001\u0002",
                    "%PDF-1.7",
                    ":::\n::",
                    "Disallow",
                    "User-agent:\n*\n/",
                    "\n\r\n"
                })
        void nonsenseAllowsAll(String nonsense) {
            assertThat(isAllowed(learned(nonsense), "/a")).isTrue();
        }

        @Test
        void aCutFileCountsUpToTheCut() {
            FetchOutcome cut = new FetchOutcome.Fetched(
                    page("User-agent: *\nDisallow: /a\nDisal".getBytes(UTF_8), true),
                    Validators.NONE,
                    null,
                    FetchFault.TOO_LARGE.problem(ORIGIN, "too long", NOW));

            Robots robots = policy.learned(null, ORIGIN, cut, NOW);

            assertThat(isAllowed(robots, "/a")).isFalse();
            assertThat(isAllowed(robots, "/b")).isTrue();
        }

        @Test
        void aFileThatBrokeOffMayHideARuleSoNothingIsKnown() {
            FetchOutcome broken = new FetchOutcome.Fetched(
                    page("User-agent: *\nDisallow: /a".getBytes(UTF_8), true),
                    Validators.NONE,
                    null,
                    FetchFault.BROKEN_OFF.problem(ORIGIN, "it broke off", NOW));

            assertThat(policy.verdict(policy.learned(null, ORIGIN, broken, NOW), ORIGIN + "/b", NOW))
                    .isInstanceOf(RobotsVerdict.Later.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<",
                    "<html>\nUser-agent: <",
                    "Disallow: /*a",
                    " ",
                    "Disallow: /\u00e9",
                    "Sitemap: /\n",
                    "x\n",
                    "User-agent: b\n",
                    "Crawl-delay: 9",
                    "\u0000",
                    ":"
                })
        @Timeout(value = 20, unit = TimeUnit.SECONDS)
        void noFileOfTheLimitTakesLong(String repeated) {
            String file = "User-agent: *\n<html>\nUser-agent: x " + repeated.repeat((500 << 10) / repeated.length());
            String inLines =
                    "User-agent: *\n" + (repeated.repeat(4_000 / repeated.length()) + '\n').repeat((500 << 10) / 4_000);

            assertThat(isAllowed(learned(file), "/b")).isTrue();
            assertThat(isAllowed(learned(inLines), "/b")).isIn(true, false);
        }

        @Test
        @Timeout(value = 20, unit = TimeUnit.SECONDS)
        void patternsThatAreMadeToCostTimeEndInARefusal() {
            StringBuilder file = new StringBuilder("User-agent: *\n");
            for (int i = 0; i < 20_000; i++) {
                file.append("Disallow: /*aaaaaaab").append(i).append('\n');
            }
            Robots robots = learned(file.toString());
            long start = System.nanoTime();

            RobotsVerdict verdict = policy.verdict(robots, ORIGIN + '/' + "a".repeat(8_000), NOW);

            assertThat(disallowed(verdict).message()).contains("so many patterns that trying them was given up");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }

        @Test
        void twentyThousandPlainRulesAreNoReasonToGiveUp() {
            StringBuilder file = new StringBuilder("User-agent: *\n");
            for (int i = 0; i < 20_000; i++) {
                file.append("Disallow: /archive/").append(i).append('\n');
            }

            assertThat(isAllowed(learned(file.toString()), "/news/" + "a".repeat(200)))
                    .isTrue();
        }
    }

    @Nested
    class Answers {

        @ParameterizedTest
        @EnumSource(
                value = FetchFault.class,
                names = {
                    "NOT_FOUND",
                    "GONE",
                    "HTTP_FORBIDDEN",
                    "HTTP_CLIENT_ERROR",
                    "REDIRECT_LOOP",
                    "ADDRESS_BLOCKED",
                    "BAD_URL",
                    "EMPTY_BODY",
                    "NOT_TEXT"
                })
        void noRobotsTxtAllowsAllForADay(FetchFault fault) {
            Robots robots = policy.learned(null, ORIGIN, failed(fault, null), NOW);

            assertThat(policy.verdict(robots, ORIGIN + "/a", NOW.plus(Duration.ofHours(23))))
                    .isEqualTo(new RobotsVerdict.Allowed(null));
            assertThat(policy.verdict(robots, ORIGIN + "/a", NOW.plus(Duration.ofHours(24))))
                    .isEqualTo(new RobotsVerdict.Ask());
        }

        @ParameterizedTest
        @EnumSource(
                value = FetchFault.class,
                names = {
                    "HTTP_SERVER_ERROR",
                    "TOO_MANY_REQUESTS",
                    "TIMEOUT",
                    "UNKNOWN_HOST",
                    "UNREACHABLE",
                    "TLS",
                    "BROKEN_OFF",
                    "MALFORMED_RESPONSE"
                })
        void aRobotsTxtThatCannotBeHadHoldsPagesBackAndTheirProblemIsTheCause(FetchFault fault) {
            Robots robots = policy.learned(null, ORIGIN, failed(fault, null), NOW);

            RobotsVerdict.Later later = later(policy.verdict(robots, ORIGIN + "/a", NOW));

            assertThat(later.at()).isAfter(NOW.plusSeconds(59)).isBefore(NOW.plusSeconds(3_601));
            assertThat(later.problem().kind()).isEqualTo(fault.word());
            assertThat(later.problem().url()).isEqualTo(ORIGIN + "/a");
            assertThat(later.problem().message())
                    .isEqualTo(ORIGIN + "/a: not asked for, because robots.txt cannot be had: the cause");
            assertThat(policy.verdict(robots, ORIGIN + "/a", later.at())).isEqualTo(new RobotsVerdict.Ask());
        }

        @Test
        void aHoldDoublesUpToItsLongestAndAnAnswerEndsIt() {
            Robots robots = null;
            Instant at = NOW;
            for (int attempt = 0; attempt < 12; attempt++) {
                robots = policy.learned(robots, ORIGIN, failed(FetchFault.TIMEOUT, null), at);
                Duration hold = Duration.between(at, Instant.ofEpochMilli(robots.askAgainMillis()));
                Duration least = Duration.ofMinutes(Math.min(60, 1L << attempt));
                assertThat(hold).isBetween(least, least.multipliedBy(5).dividedBy(4));
                at = at.plus(hold);
            }

            Robots answered = policy.learned(robots, ORIGIN, fetched("User-agent: *\nDisallow: /a", null), at);

            assertThat(answered.failures()).isZero();
            assertThat(isAllowed(answered, "/b", at)).isTrue();
        }

        @Test
        void aRetryAfterIsTheHold() {
            Robots robots =
                    policy.learned(null, ORIGIN, failed(FetchFault.TOO_MANY_REQUESTS, Duration.ofMinutes(90)), NOW);

            assertThat(later(policy.verdict(robots, ORIGIN + "/a", NOW)).at())
                    .isEqualTo(NOW.plus(Duration.ofMinutes(90)));
        }

        @Test
        void aBrokenCertificateIsNoMatterOfMinutes() {
            Robots robots = policy.learned(null, ORIGIN, failed(FetchFault.TLS, null), NOW);

            assertThat(later(policy.verdict(robots, ORIGIN + "/a", NOW)).at()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        }

        @Test
        void knownRulesStayInForceWhileRobotsTxtIsAway() {
            Robots known = learned("User-agent: *\nDisallow: /a\nCrawl-delay: 7");
            Instant stale = NOW.plus(Duration.ofHours(24));
            assertThat(policy.verdict(known, ORIGIN + "/b", stale)).isEqualTo(new RobotsVerdict.Ask());

            Robots away = policy.learned(known, ORIGIN, failed(FetchFault.HTTP_SERVER_ERROR, null), stale);

            assertThat(isAllowed(away, "/a", stale)).isFalse();
            assertThat(policy.verdict(away, ORIGIN + "/b", stale))
                    .isEqualTo(new RobotsVerdict.Allowed(Duration.ofSeconds(7)));
            assertThat(policy.verdict(away, ORIGIN + "/b", Instant.ofEpochMilli(away.askAgainMillis())))
                    .isEqualTo(new RobotsVerdict.Ask());
        }

        @Test
        void afterThirtyDaysWithoutAnAnswerAllIsAllowed() {
            Robots robots = policy.learned(null, ORIGIN, failed(FetchFault.HTTP_SERVER_ERROR, null), NOW);
            Instant almost = NOW.plus(Duration.ofDays(30)).minusSeconds(1);
            robots = policy.learned(robots, ORIGIN, failed(FetchFault.TIMEOUT, null), almost);
            assertThat(policy.verdict(robots, ORIGIN + "/a", almost)).isInstanceOf(RobotsVerdict.Later.class);

            assertThat(policy.verdict(robots, ORIGIN + "/a", almost.plusSeconds(1)))
                    .isEqualTo(new RobotsVerdict.Allowed(null));
        }

        @Test
        void whatSaysNothingOfTheServerIsNoFailureOfIts() {
            for (FetchFault fault : List.of(FetchFault.NO_MEMORY, FetchFault.SHUTTING_DOWN)) {
                Robots robots = policy.learned(null, ORIGIN, failed(fault, null), NOW);

                assertThat(robots.failures()).isZero();
                assertThat(later(policy.verdict(robots, ORIGIN + "/a", NOW)).at())
                        .isEqualTo(NOW.plusSeconds(60));
            }
        }

        @ParameterizedTest
        @CsvSource({",24h", "PT5M,10m", "PT3H,3h", "P7D,24h"})
        void rulesLiveAsLongAsTheServerSaysWithinBounds(@Nullable Duration maxAge, String life) {
            Duration expected = life.endsWith("h")
                    ? Duration.ofHours(Long.parseLong(life.replace("h", "")))
                    : Duration.ofMinutes(Long.parseLong(life.replace("m", "")));

            Robots robots = policy.learned(null, ORIGIN, fetched("", maxAge), NOW);

            assertThat(Instant.ofEpochMilli(robots.askAgainMillis())).isEqualTo(NOW.plus(expected));
        }
    }

    @Nested
    class CrawlDelay {

        @Test
        void aLongerOneThanTheCapCountsAsTheCapAndNothingIsDropped() {
            Robots robots = learned("User-agent: *\nCrawl-delay: 60\nDisallow: /a");

            assertThat(policy.verdict(robots, ORIGIN + "/b", NOW))
                    .isEqualTo(new RobotsVerdict.Allowed(Duration.ofSeconds(30)));
            assertThat(robots.crawlDelayMillis()).isEqualTo(60_000);
        }

        @ParameterizedTest
        @CsvSource({"2,2000", "0.5,500", "99999999,99999999000", "0,", "-5,", "NaN,", "1e300,", "soon,", "'',"})
        void itIsReadAsSecondsOrNotAtAll(String written, @Nullable Long millis) {
            assertThat(learned("User-agent: *\nCrawl-delay: " + written + "\nDisallow: /a")
                            .crawlDelayMillis())
                    .isEqualTo(millis);
        }

        @Test
        void theOneOfAnotherRobotIsNotOurs() {
            assertThat(learned("User-agent: other\nCrawl-delay: 9\n\nUser-agent: *\nDisallow: /a")
                            .crawlDelayMillis())
                    .isNull();
        }
    }

    @Test
    void theRequestIsForTheRobotsTxtOfTheOrigin() {
        assertThat(policy.request("HTTPS://News.Example.org:8443/a/b?c#d"))
                .isEqualTo(new FetchRequest(
                        "https://news.example.org:8443/robots.txt", Accept.ROBOTS, Validators.NONE, null));
        assertThat(policy.request("http://example.org:80").url()).isEqualTo("http://example.org/robots.txt");
        assertThatThrownBy(() -> policy.request("no url")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsKnownAndThePolicyTravel() throws Exception {
        Robots robots = learned("User-agent: *\nDisallow: /a");

        assertThat(copy(robots)).isEqualTo(robots);
        assertThat(copy(policy).verdict(copy(robots), ORIGIN + "/b", NOW)).isEqualTo(new RobotsVerdict.Allowed(null));
    }

    private Robots learned(String file) {
        return learned(file.getBytes(UTF_8));
    }

    private Robots learned(byte[] file) {
        return policy.learned(
                null, ORIGIN, new FetchOutcome.Fetched(page(file, false), Validators.NONE, null, null), NOW);
    }

    private boolean isAllowed(Robots robots, String path) {
        return isAllowed(robots, path, NOW);
    }

    private boolean isAllowed(Robots robots, String path, Instant now) {
        return policy.verdict(robots, ORIGIN + path, now)
                .match(
                        allowed -> true,
                        disallowed -> false,
                        () -> {
                            throw new AssertionError("asks");
                        },
                        later -> {
                            throw new AssertionError(later);
                        });
    }

    private static Problem disallowed(RobotsVerdict verdict) {
        assertThat(verdict).isInstanceOf(RobotsVerdict.Disallowed.class);
        return ((RobotsVerdict.Disallowed) verdict).problem();
    }

    private static RobotsVerdict.Later later(RobotsVerdict verdict) {
        assertThat(verdict).isInstanceOf(RobotsVerdict.Later.class);
        return (RobotsVerdict.Later) verdict;
    }

    private static FetchOutcome fetched(String file, @Nullable Duration freshness) {
        return new FetchOutcome.Fetched(page(file.getBytes(UTF_8), false), Validators.NONE, freshness, null);
    }

    private static FetchOutcome failed(FetchFault fault, @Nullable Duration retryAfter) {
        return new FetchOutcome.Failed(fault, fault.problem(ORIGIN + "/robots.txt", "the cause", NOW), retryAfter);
    }

    private static Page page(byte[] body, boolean truncated) {
        return new Page(ORIGIN + "/robots.txt", ORIGIN + "/robots.txt", 200, Map.of(), null, body, truncated, NOW);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T original) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
