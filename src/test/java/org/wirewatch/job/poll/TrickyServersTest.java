package org.wirewatch.job.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.job.poll.PollingDesk.START;
import static org.wirewatch.job.poll.PollingDesk.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirewatch.fetch.MisbehavingServer;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Stage;

/** Servers as they are met, each on a real socket, over as many polls as it takes to see what they do. */
class TrickyServersTest {

    private MisbehavingServer server;

    @BeforeEach
    void listen() throws IOException {
        server = MisbehavingServer.start();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private Feed watched(String path) {
        return feed("f", server.url(path));
    }

    private static byte[] rss(int from, int to) {
        StringBuilder items = new StringBuilder();
        for (int i = to; i >= from; i--) {
            items.append(item(i, START));
        }
        return ("<rss version='2.0'><channel><title>News</title>" + items + "</channel></rss>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String item(int number, Instant published) {
        return "<item><title>n" + number + "</title><link>https://news.example/" + number + "</link><pubDate>"
                + http(published) + "</pubDate></item>";
    }

    private static String http(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static List<Poll.Answer> answers(List<Poll> polls) {
        return polls.stream().map(Poll::answer).toList();
    }

    private List<String> sent(String header) {
        return server.requests().stream()
                .map(request -> String.valueOf(request.header(header)))
                .toList();
    }

    @Nested
    class Validators {

        @Test
        void aServerThatIgnoresThemIsRecognisedByTheBody() throws Exception {
            server.on("/feed", answer -> answer.send(200, rss(1, 3), "ETag: \"" + System.nanoTime() + "\""));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Poll> polls = desk.next(3);

                assertThat(answers(polls))
                        .containsExactly(Poll.Answer.CHANGED, Poll.Answer.UNCHANGED, Poll.Answer.UNCHANGED);
                assertThat(polls.get(2).bytes()).isEqualTo(rss(1, 3).length);
                assertThat(desk.news()).containsExactly("n3", "n2", "n1");
            }
        }

        @Test
        void weakOnesGoBackExactlyAsTheyCame() throws Exception {
            server.on("/feed", answer -> {
                if ("W/\"a b\"".equals(answer.request().header("If-None-Match"))) {
                    answer.write("HTTP/1.1 304 Not Modified\r\n\r\n");
                } else {
                    answer.send(200, rss(1, 1), "ETag: W/\"a b\"", "Last-Modified: yesterday, about noon");
                }
            });
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                assertThat(answers(desk.next(2))).containsExactly(Poll.Answer.CHANGED, Poll.Answer.UNCHANGED);
                assertThat(sent("If-Modified-Since")).containsExactly("null", "yesterday, about noon");
            }
        }

        /** P8. */
        @Test
        void bothAreReplacedTogetherAndWhatA304BringsIsTaken() throws Exception {
            AtomicInteger polls = new AtomicInteger();
            server.on("/feed", answer -> {
                switch (polls.incrementAndGet()) {
                    case 1 -> answer.send(200, rss(1, 1), "ETag: \"1\"", "Last-Modified: Monday");
                    case 2 -> answer.send(200, rss(1, 2), "ETag: \"2\"", "Last-Modified: Monday");
                    case 3 -> answer.write("HTTP/1.1 304 Not Modified\r\nETag: \"3\"\r\n\r\n");
                    default -> answer.send(200, rss(1, polls.get()), "Last-Modified: Tuesday");
                }
            });
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                desk.next(5);

                assertThat(sent("If-None-Match")).containsExactly("null", "\"1\"", "\"2\"", "\"3\"", "null");
                assertThat(sent("If-Modified-Since")).containsExactly("null", "Monday", "Monday", "Monday", "Tuesday");
            }
        }

        /** F1, P7: the server says 304 to whatever validator it knows, and has news all the time. */
        @ParameterizedTest
        @ValueSource(strings = {"ETag: \"for ever\"", "Last-Modified: Sat, 01 Jan 2039 00:00:00 GMT"})
        void whenTheyLieTheEntriesComeWithinADayAndTheyAreNotSentAnyMore(String validator) throws Exception {
            AtomicInteger entries = new AtomicInteger(5);
            server.on("/feed", answer -> {
                entries.incrementAndGet();
                boolean known = answer.request().header("If-None-Match") != null
                        || answer.request().header("If-Modified-Since") != null;
                if (known) {
                    answer.write("HTTP/1.1 304 Not Modified\r\n\r\n");
                } else {
                    answer.send(200, rss(Math.max(1, entries.get() - 30), entries.get()), validator);
                }
            });
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                desk.next();
                Poll caught = desk.next();
                while (caught.answer() != Poll.Answer.CHANGED) {
                    caught = desk.next();
                }

                assertThat(Duration.between(START, desk.now())).isLessThan(Duration.ofHours(26));
                assertThat(caught.plan().validatorsTrusted()).isFalse();
                assertThat(desk.next(3)).allMatch(poll -> poll.answer() == Poll.Answer.CHANGED);
                assertThat(desk.news()).doesNotHaveDuplicates().hasSizeGreaterThan(8);
            }
        }

        @Test
        void twoServersBehindOneNameThatShowDifferentVersionsGiveEachEntryOnce() throws Exception {
            AtomicInteger polls = new AtomicInteger();
            server.on("/feed", answer -> {
                boolean stale = polls.incrementAndGet() % 2 == 0;
                String etag = stale ? "\"old\"" : "\"new\"";
                if (etag.equals(answer.request().header("If-None-Match"))) {
                    answer.write("HTTP/1.1 304 Not Modified\r\n\r\n");
                } else {
                    answer.send(200, stale ? rss(1, 20) : rss(11, 30), "ETag: " + etag);
                }
            });
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Poll> all = desk.next(12);

                assertThat(desk.news()).hasSize(30).doesNotHaveDuplicates();
                assertThat(all.get(11).plan().validatorsTrusted()).isTrue();
            }
        }
    }

    @Nested
    class Bodies {

        @Test
        void a304WithABodyIsA304() throws Exception {
            AtomicInteger polls = new AtomicInteger();
            server.on("/feed", answer -> {
                if (polls.incrementAndGet() == 1) {
                    answer.send(200, rss(1, 1), "ETag: \"1\"");
                } else {
                    answer.write("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello");
                    answer.close();
                }
            });
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                assertThat(answers(desk.next(3)))
                        .containsExactly(Poll.Answer.CHANGED, Poll.Answer.UNCHANGED, Poll.Answer.UNCHANGED);
            }
        }

        @Test
        void anEmptyBodyIsAFailureThatForgetsNothing() throws Exception {
            AtomicInteger polls = new AtomicInteger();
            server.on("/feed", answer -> answer.send(200, polls.incrementAndGet() == 2 ? new byte[0] : rss(1, 3)));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Poll> all = desk.next(3);

                assertThat(answers(all))
                        .containsExactly(Poll.Answer.CHANGED, Poll.Answer.FAILED, Poll.Answer.UNCHANGED);
                assertThat(all.get(1).problem().kind()).isEqualTo("empty-body");
                assertThat(all.get(1).problem().stage()).isEqualTo(Stage.FEED);
                assertThat(desk.news()).hasSize(3);
            }
        }

        @Test
        void aCompressedBodyThatIsNotDeclaredIsRead() throws Exception {
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
                out.write(rss(1, 3));
            }
            server.on("/feed", answer -> answer.send(200, gzip.toByteArray(), "Content-Type: application/rss+xml"));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                assertThat(desk.next().entries()).hasSize(3);
            }
        }

        @Test
        void anEndlessFeedIsReadUpToTheLimitAndSaysSo() throws Exception {
            server.on("/feed", answer -> {
                answer.head(200, "Content-Type: application/rss+xml");
                answer.write("<rss version='2.0'><channel><title>Endless</title>");
                for (int i = 0; ; i++) {
                    answer.write(item(i, START));
                }
            });
            try (PollingDesk desk = new PollingDesk("max-body: 64kB").watch(watched("/feed"))) {
                Poll poll = desk.next();

                assertThat(poll.answer()).isEqualTo(Poll.Answer.CHANGED);
                assertThat(poll.entries()).hasSizeGreaterThan(200);
                assertThat(poll.problem().kind()).isEqualTo("too-large");
            }
        }

        /** F3. */
        @Test
        void aFeedThatDripsEndsAtItsDeadlineWhileTheOthersArePolled() throws Exception {
            server.on("/drip", answer -> {
                answer.head(200, "Content-Type: application/rss+xml");
                answer.drip("<", Duration.ofMillis(50));
            });
            Feed[] feeds = IntStream.range(0, 20)
                    .mapToObj(
                            i -> feed("f" + i, "http://127.0.0.1:" + server.port() + (i == 0 ? "/drip" : "/feed" + i)))
                    .toArray(Feed[]::new);
            for (int i = 1; i < 20; i++) {
                server.on("/feed" + i, answer -> answer.send(200, rss(1, 1)));
            }
            try (PollingDesk desk = new PollingDesk("deadline: 1s").watch(feeds)) {
                Set<String> answered = new HashSet<>();
                Poll failed = null;
                for (int i = 0; i < 40 && answered.size() < 19; i++) {
                    Poll poll = desk.next();
                    if (poll.answer() == Poll.Answer.FAILED) {
                        failed = poll;
                    } else {
                        answered.add(poll.feed().id());
                    }
                    desk.wait(Duration.ofSeconds(2));
                }

                assertThat(answered).hasSize(19);
                assertThat(failed).isNotNull();
                assertThat(failed.feed().id()).isEqualTo("f0");
                assertThat(failed.problem().kind()).isEqualTo("timeout");
            }
        }

        @Test
        void aServerWhoseClockIsADayAheadChangesNothing() throws Exception {
            Instant ahead = START.plus(Duration.ofDays(1));
            server.on(
                    "/feed",
                    answer -> answer.send(
                            200,
                            ("<rss version='2.0'><channel><title>T</title>" + item(2, ahead) + item(1, ahead)
                                            + "</channel></rss>")
                                    .getBytes(),
                            "Date: " + http(ahead),
                            "Last-Modified: " + http(ahead),
                            "Expires: " + http(ahead.plusSeconds(300))));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                Poll poll = desk.next();

                assertThat(poll.entries())
                        .extracting(Entry::published)
                        .allSatisfy(date -> assertThat(date).isBeforeOrEqualTo(desk.now()));
                assertThat(desk.news()).containsExactly("n2", "n1");
                assertThat(poll.plan().nextPoll()).isBefore(desk.now().plus(Duration.ofMinutes(30)));
                assertThat(desk.next().answer()).isEqualTo(Poll.Answer.UNCHANGED);
                assertThat(sent("If-Modified-Since")).containsExactly("null", http(ahead));
            }
        }
    }

    @Nested
    class Redirects {

        @Test
        void aChainIsFollowedAndItsPermanentBeginningRememberedAfterThreePolls() throws Exception {
            server.on("/old", MisbehavingServer.redirect(301, "/older"));
            server.on("/older", MisbehavingServer.redirect(308, "/new"));
            server.on("/new", MisbehavingServer.redirect(302, "/today"));
            server.on("/today", answer -> answer.send(200, rss(1, 2)));
            try (PollingDesk desk = new PollingDesk().watch(watched("/old"))) {
                List<Poll> polls = desk.next(3);
                assertThat(polls.get(1).plan().movedTo()).isNull();
                assertThat(polls.get(2).plan().movedTo()).isEqualTo(server.url("/new"));

                int before = server.requests().size();
                Poll poll = desk.next();
                assertThat(server.requests().get(before).path()).isEqualTo("/new");
                assertThat(poll.feed()).isEqualTo(watched("/old"));
                assertThat(desk.news()).hasSize(2);

                desk.restart(watched("/old"));
                before = server.requests().size();
                desk.next();
                assertThat(server.requests().get(before).path()).isEqualTo("/new");
            }
        }

        @Test
        void aLoopIsAFailureThatDoesNotLast() throws Exception {
            AtomicInteger polls = new AtomicInteger();
            server.on("/feed", answer -> {
                if (polls.incrementAndGet() > 6) {
                    answer.send(200, rss(1, 1));
                } else {
                    answer.send(301, new byte[0], "Location: /feed");
                }
            });
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Poll> all = desk.next(2);

                assertThat(answers(all)).containsExactly(Poll.Answer.FAILED, Poll.Answer.CHANGED);
                assertThat(all.get(0).problem().kind()).isEqualTo("redirect-loop");
            }
        }

        @Test
        void aMoveToAPageIsAFailureAndIsNeverRemembered() throws Exception {
            server.on("/feed", MisbehavingServer.redirect(301, "/"));
            server.on("/", MisbehavingServer.html("<html><body><h1>Welcome to our new site</h1></body></html>"));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Poll> all = desk.next(4);

                assertThat(answers(all)).containsOnly(Poll.Answer.FAILED);
                assertThat(all.get(3).problem().kind()).isEqualTo("not-a-feed");
                assertThat(all.get(3).plan().movedTo()).isNull();

                server.on("/feed", answer -> answer.send(200, rss(1, 1)));
                assertThat(desk.next().answer()).isEqualTo(Poll.Answer.CHANGED);
            }
        }
    }

    @Nested
    class Refusals {

        /** P9. */
        @ParameterizedTest
        @ValueSource(strings = {"429 seconds", "429 date", "503 seconds", "503 date"})
        void theWholeHostRestsForAsLongAsItAsksAlsoAcrossARestart(String how) throws Exception {
            String wait = how.endsWith("date") ? http(START.plus(Duration.ofHours(2))) : "7200";
            server.on("/a", MisbehavingServer.status(Integer.parseInt(how.substring(0, 3)), "Retry-After: " + wait));
            server.on("/b", answer -> answer.send(200, rss(1, 1)));
            server.on("/c", answer -> answer.send(200, rss(2, 2)));
            Feed a = feed("a", server.url("/a"));
            Feed b = feed("b", server.url("/b"));
            Feed c = feed("c", server.url("/c"));
            try (PollingDesk desk = new PollingDesk().watch(a)) {
                desk.next();
                desk.watch(b);
                desk.wait(Duration.ofMinutes(5));
                desk.start();
                assertThat(server.requests()).as("nobody asks while it rests").hasSize(1);
            }
            try (PollingDesk desk = new PollingDesk().watch(b, c, a)) {
                Poll poll = desk.next();
                while (poll.answer() != Poll.Answer.FAILED) {
                    desk.wait(Duration.ofSeconds(2));
                    poll = desk.next();
                }
                Instant until = desk.now().plus(Duration.ofHours(2)).minusSeconds(30);
                int before = server.requests().size();
                desk.restart(a, b, c);
                desk.wait(Duration.ofHours(1));
                desk.start();
                assertThat(server.requests()).hasSize(before);
                for (String id : List.of("a", "b", "c")) {
                    assertThat(desk.split(id).memory().nextPoll()).isAfterOrEqualTo(until);
                }
            }
        }

        @Test
        void aHostThatDoesNotSayHowLongRestsLongerEachTime() throws Exception {
            server.on("/feed", MisbehavingServer.status(429));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Instant> at = desk.next(5).stream().map(Poll::at).toList();
                for (int i = 2; i < at.size(); i++) {
                    assertThat(Duration.between(at.get(i - 1), at.get(i)))
                            .isGreaterThan(Duration.between(at.get(i - 2), at.get(i - 1)));
                }
            }
        }

        @Test
        void aFeedThatEndedSaysSoAndIsLeftAlone() throws Exception {
            server.on("/feed", MisbehavingServer.status(410));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                Poll poll = desk.next();

                assertThat(poll.problem().kind()).isEqualTo("feed-gone");
                assertThat(poll.plan().gone()).isTrue();
                assertThat(poll.plan().nextPoll()).isAfter(desk.now().plus(Duration.ofHours(20)));
            }
        }

        @Test
        void howManyFeedsFailIsAMetric() throws Exception {
            server.on("/bad", MisbehavingServer.status(404));
            server.on("/good", answer -> answer.send(200, rss(1, 1)));
            try (PollingDesk desk =
                    new PollingDesk().watch(feed("bad", server.url("/bad")), feed("good", server.url("/good")))) {
                while (desk.gauge("feedsFailing") == 0) {
                    desk.next();
                    desk.wait(Duration.ofSeconds(2));
                }
                assertThat(desk.gauge("feedsWatched")).isEqualTo(2);

                server.on("/bad", answer -> answer.send(200, rss(2, 2)));
                for (int i = 0; i < 20 && desk.gauge("feedsFailing") > 0; i++) {
                    desk.next();
                    desk.wait(Duration.ofSeconds(2));
                }
                assertThat(desk.gauge("feedsFailing")).isZero();
            }
        }

        @Test
        void aFeedThatFailsIsAskedLessAndLessButNeverGivenUp() throws Exception {
            server.on("/feed", MisbehavingServer.status(404));
            try (PollingDesk desk = new PollingDesk().watch(watched("/feed"))) {
                List<Poll> all = desk.next(30);
                Poll last = all.get(29);

                assertThat(last.plan().failures()).isEqualTo(30);
                assertThat(Duration.between(last.at(), last.plan().nextPoll())).isLessThan(Duration.ofHours(7));
                server.on("/feed", answer -> answer.send(200, rss(1, 1)));
                assertThat(desk.next().plan().failures()).isZero();
            }
        }
    }
}
