package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.News.berlin;
import static org.wirewatch.notify.News.item;
import static org.wirewatch.notify.News.subscription;
import static org.wirewatch.notify.News.subscriptionTo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.wirewatch.job.outbox.MailHarness.Checkpoint;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Reason;
import org.wirewatch.notify.Subscription;

/** Pending, digests, quiet hours, limits, backoff, checkpoints and restarts, with a server and a log in memory. */
class SendMailTest {

    private static final Instant NOON = berlin("2026-11-25T12:00:00");
    private static final String QUIET = "when: {quiet-hours: ['22:00', '06:00']}";

    private final HeldOutside outside = new HeldOutside(UUID.randomUUID().toString());

    @Nested
    class WhenItGoes {

        @Test
        void aMessageGoesWhenTheCheckpointThatHoldsItIsComplete() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                Checkpoint before = mail.snapshot();
                mail.news("desk", item("a", "t", Severity.HIGH));
                mail.complete(before);
                assertThat(outside.delivered()).isEmpty();

                Checkpoint with = mail.snapshot();
                assertThat(outside.delivered()).isEmpty();
                mail.complete(with);
                assertThat(outside.delivered()).singleElement().satisfies(letter -> {
                    assertThat(letter.kind()).isEqualTo(Letter.Kind.IMMEDIATE);
                    assertThat(letter.recipient()).isEqualTo("desk@example.org");
                    assertThat(letter.items()).containsExactly(item("a", "t", Severity.HIGH));
                });
            }
        }

        @Test
        void aFailedCheckpointIsMadeUpForByALaterOne() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.HIGH));
                mail.snapshot();
                mail.snapshot();
                mail.complete(mail.snapshot());
                assertThat(outside.delivered()).hasSize(1);
            }
        }

        @Test
        void nothingIsSentBeforeTheSubscriptionHasBeenReadAndNothingThatCameBeforeIsLost() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.news("desk", item("a", "t", Severity.HIGH));
                mail.news("desk", item("b", "t", Severity.HIGH));
                mail.checkpoint();
                assertThat(outside.delivered()).isEmpty();
                mail.subscribe(subscription());
                mail.checkpoint();
                assertThat(outside.delivered()).hasSize(2);
            }
        }
    }

    @Nested
    class WhatIsToldAndWhatIsNot {

        @Test
        void aRevisionIsToldAgainOnlyWithANewTopicOrAHigherSeverity() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.MEDIUM));
                mail.news("desk", item("a", "t", Severity.MEDIUM));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.news("desk", item("a", "t", Severity.MEDIUM), item("a", "new-topic", Severity.LOW));
                mail.news("desk", item("a", "t", Severity.HIGH));
                mail.pass(Duration.ofMinutes(1), Duration.ofSeconds(10));
                assertThat(outside.delivered())
                        .extracting(letter -> letter.items().get(0).topicId()
                                + letter.items().get(0).severity())
                        .containsExactly("tMEDIUM", "new-topicLOW", "tHIGH");
                assertThat(mail.lines()).singleElement().satisfies(line -> {
                    assertThat(line.path("reason").asText()).isEqualTo("revision-told");
                    assertThat(line.path("state").asText()).isEqualTo("suppressed");
                    assertThat(line.path("items").asInt()).isEqualTo(3);
                });
            }
        }

        @Test
        void aCopyWithTheSameTitleIsSuppressedForHalfADay() throws Exception {
            NewsItem first = item("a", "a", "t", Severity.HIGH, "Two battalions moved to the strait");
            NewsItem copy = item("b", "b", "t", Severity.HIGH, "Two Battalions Moved to the Strait");
            NewsItem next = item("c", "c", "t", Severity.HIGH, "Two battalions moved to the strait");
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", first);
                mail.news("desk", copy);
                mail.pass(Duration.ofMinutes(1), Duration.ofSeconds(20));
                assertThat(outside.delivered()).hasSize(1);
                assertThat(mail.lines())
                        .extracting(line -> line.path("reason").asText())
                        .containsExactly("copy-told");
                mail.at(NOON.plus(Duration.ofHours(13)));
                mail.news("desk", next);
                mail.checkpoint();
                assertThat(outside.delivered()).hasSize(2);
            }
        }

        @Test
        void whatIsMutedIsInTheLogWithItsReason() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription("mute: [{topic: t, until: 2026-12-24}]"));
                mail.news("desk", item("a", "t", Severity.HIGH));
                mail.pass(Duration.ofMinutes(1), Duration.ofSeconds(20));
                assertThat(outside.delivered()).isEmpty();
                assertThat(mail.lines())
                        .extracting(line -> line.path("reason").asText())
                        .containsExactly("muted");
            }
        }
    }

    @Nested
    class Digests {

        @Test
        void aDigestHoldsWhatCameAndTheLogSaysSoBeforeAndAfter() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription("time-zone: Europe/Berlin", "when: {digest-every: 30m}"));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.news("desk", item("b", "t", Severity.CRITICAL));
                mail.pass(Duration.ofMinutes(29), Duration.ofMinutes(1));
                assertThat(outside.delivered()).isEmpty();
                assertThat(mail.lines()).singleElement().satisfies(line -> {
                    assertThat(line.path("state").asText()).isEqualTo("held");
                    assertThat(line.path("reason").asText()).isEqualTo("in-digest");
                    assertThat(line.path("due_at").asText())
                            .isEqualTo(NOON.plusSeconds(1_800).toString());
                });
                mail.pass(Duration.ofMinutes(2), Duration.ofMinutes(1));
                assertThat(outside.delivered()).singleElement().satisfies(letter -> {
                    assertThat(letter.kind()).isEqualTo(Letter.Kind.DIGEST);
                    assertThat(letter.at()).isEqualTo(NOON.plusSeconds(1_800));
                    assertThat(letter.items()).extracting(NewsItem::articleId).containsExactly("b", "a");
                });
                assertThat(mail.lines())
                        .extracting(line -> line.path("state").asText())
                        .containsExactly("held", "gathered");
                assertThat(mail.documents().get(1).id())
                        .isEqualTo(mail.documents().get(0).id());
                assertThat(mail.documents().get(1).version())
                        .isGreaterThan(mail.documents().get(0).version());
                mail.pass(Duration.ofHours(2), Duration.ofMinutes(10));
                assertThat(outside.delivered()).hasSize(1);
            }
        }

        @Test
        void anEmptyDigestIsSentToThoseWhoWantToKnow() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription(
                        "time-zone: Europe/Berlin", "when: {digest-at: ['18:00'], nothing-matched: true}"));
                mail.pass(Duration.ofHours(7), Duration.ofMinutes(30));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(Duration.ofDays(2), Duration.ofHours(1));
                assertThat(outside.delivered())
                        .extracting(Letter::kind)
                        .containsExactly(Letter.Kind.NOTHING, Letter.Kind.DIGEST, Letter.Kind.NOTHING);
            }
        }

        @Test
        void moreThanADigestHoldsAreCountedAndTheMostSevereStay() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription("when: {digest-every: 1h}"));
                for (int i = 0; i < Desk.MAX_HELD + 10; i++) {
                    mail.news("desk", item("a" + i, "t", i == Desk.MAX_HELD + 5 ? Severity.CRITICAL : Severity.LOW));
                }
                mail.pass(Duration.ofHours(1), Duration.ofMinutes(30));
                Letter digest = outside.delivered().get(0);
                assertThat(digest.items()).hasSize(Letter.MAX_ITEMS);
                assertThat(digest.items().get(0).severity()).isEqualTo(Severity.CRITICAL);
                assertThat(digest.items().size() + digest.more()).isEqualTo(Desk.MAX_HELD + 10);
            }
        }

        @Test
        void anotherScheduleMovesWhatWaits() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription("when: {digest-at: ['08:00']}"));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.at(NOON.plusSeconds(10));
                mail.subscribe(subscription("when: {immediately: true}"));
                mail.checkpoint();
                assertThat(outside.delivered()).hasSize(1);
            }
        }
    }

    @Nested
    class QuietHoursAndLimits {

        @Test
        void quietHoursHoldAndThenDeliverOneDigest() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, berlin("2026-11-25T21:58:00"))) {
                mail.subscribe(subscription("time-zone: Europe/Berlin", QUIET));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(Duration.ofMinutes(5), Duration.ofMinutes(1));
                for (int i = 0; i < 5; i++) {
                    mail.news("desk", item("b" + i, "t", Severity.LOW));
                }
                mail.pass(Duration.ofHours(9), Duration.ofMinutes(30));
                assertThat(outside.delivered())
                        .extracting(
                                letter -> letter.kind() + " " + letter.items().size() + " " + letter.at())
                        .containsExactly(
                                "IMMEDIATE 1 " + berlin("2026-11-25T21:58:00"),
                                "QUIET_DIGEST 5 " + berlin("2026-11-26T06:00:00"));
            }
        }

        @Test
        void theLimitIsKeptAndTheRestComesInOneDigestThatSaysSo() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription("when: {at-most-per-hour: 3}"));
                for (int i = 0; i < 10; i++) {
                    mail.news("desk", item("a" + i, "t", Severity.LOW));
                    mail.pass(Duration.ofMinutes(1), Duration.ofMinutes(1));
                }
                mail.pass(Duration.ofHours(1), Duration.ofMinutes(1));
                assertThat(outside.delivered())
                        .extracting(
                                letter -> letter.kind() + " " + letter.items().size() + " " + letter.at())
                        .containsExactly(
                                "IMMEDIATE 1 " + NOON,
                                "IMMEDIATE 1 " + NOON.plusSeconds(60),
                                "IMMEDIATE 1 " + NOON.plusSeconds(120),
                                "LIMIT_DIGEST 7 " + NOON.plusSeconds(3_600));
            }
        }
    }

    @Nested
    class Outages {

        @Test
        void allMailWaitsForAServerThatIsAwayAndComesOnceEachInOrder() throws Exception {
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                outside.trouble("mail-unreachable");
                for (int i = 0; i < 5; i++) {
                    mail.news("desk", item("a" + i, "t", Severity.LOW));
                    mail.pass(Duration.ofSeconds(12), Duration.ofSeconds(1));
                }
                mail.pass(Duration.ofMinutes(1), Duration.ofSeconds(1));
                assertThat(outside.attempts()).isBetween(3, 8);
                outside.trouble("");
                mail.pass(Duration.ofMinutes(3), Duration.ofSeconds(1));
                assertThat(outside.delivered())
                        .extracting(letter -> letter.items().get(0).articleId())
                        .containsExactly("a0", "a1", "a2", "a3", "a4");
                assertThat(outside.lines().values())
                        .extracting(Notification::state)
                        .containsOnly(Notification.State.SENT);
            }
        }

        @Test
        void aRefusedRecipientIsAProblemAndTheOtherHasItOnce() throws Exception {
            outside.refuse("b@example.org");
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscriptionTo("[a@example.org, b@example.org]"));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(Duration.ofHours(3), Duration.ofMinutes(10));
                assertThat(outside.delivered()).extracting(Letter::recipient).containsExactly("a@example.org");
                assertThat(outside.attempts()).isEqualTo(2);
                assertThat(mail.problems()).extracting(Problem::message).containsExactly("550 no such user");
                assertThat(outside.lines().values())
                        .extracting(line -> line.recipient() + " " + line.state() + " " + line.reason())
                        .containsExactlyInAnyOrder("a…@example.org SENT SENT", "b…@example.org FAILED REFUSED");
            }
        }

        @Test
        void aLetterThatIsPutOffIsTriedAtGrowingIntervalsAndGivenUpAfterDays() throws Exception {
            outside.trouble("mail-busy");
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(Duration.ofHours(1), Duration.ofMinutes(1));
                assertThat(outside.attempts()).isEqualTo(6);
                mail.pass(Duration.ofDays(6), Duration.ofMinutes(30));
                assertThat(mail.problems()).extracting(Problem::kind).contains("mail-given-up");
                assertThat(mail.lines())
                        .extracting(line -> line.path("reason").asText())
                        .containsExactly("given-up");
                int attempts = outside.attempts();
                mail.pass(Duration.ofDays(1), Duration.ofHours(1));
                assertThat(outside.attempts()).isEqualTo(attempts);
            }
        }

        @Test
        void withoutTheLogMailGoesOutAfterTheStatedDelay() throws Exception {
            outside.logAway(true);
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(SendMail.LOG_PATIENCE.minusSeconds(1), Duration.ofSeconds(1));
                assertThat(outside.delivered()).isEmpty();
                mail.pass(Duration.ofSeconds(10), Duration.ofSeconds(1));
                assertThat(outside.delivered()).hasSize(1);
                assertThat(mail.lines())
                        .extracting(line -> line.path("state").asText())
                        .containsExactly("sent");
                assertThat(mail.problems()).hasSize(1);
            }
        }
    }

    @Nested
    class Restarts {

        @Test
        void whatWasSentIsNotSentAgainThoughTheCheckpointStillHoldsIt() throws Exception {
            Checkpoint checkpoint;
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                checkpoint = mail.checkpoint();
                assertThat(outside.delivered()).hasSize(1);
            }
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint)) {
                restored.subscribe(subscription());
                restored.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
                restored.news("desk", item("a", "t", Severity.LOW));
                restored.checkpoint();
            }
            assertThat(outside.delivered()).hasSize(1);
        }

        @Test
        void aCrashBetweenTheAnswerAndTheMarkIsTheOneWindow() throws Exception {
            Checkpoint checkpoint;
            outside.loseMarks(true);
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                checkpoint = mail.checkpoint();
            }
            outside.loseMarks(false);
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint)) {
                restored.subscribe(subscription());
            }
            assertThat(outside.delivered())
                    .hasSize(2)
                    .extracting(Letter::messageId)
                    .containsOnly(outside.delivered().get(0).messageId());
        }

        @Test
        void restoredMailGoesAtOnceWithoutAnotherCheckpoint() throws Exception {
            Checkpoint checkpoint;
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                checkpoint = mail.snapshot();
            }
            assertThat(outside.delivered()).isEmpty();
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint)) {
                restored.subscribe(subscription());
                assertThat(outside.delivered()).hasSize(1);
            }
        }

        @Test
        void aDigestKeepsItsContentAndTimeOverARestartInTheMiddleOfItsWindow() throws Exception {
            Subscription digest = subscription("time-zone: Europe/Berlin", "when: {digest-every: 1h}");
            Checkpoint checkpoint;
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(digest);
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.at(NOON.plusSeconds(1_200));
                checkpoint = mail.checkpoint();
            }
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(1_800), checkpoint)) {
                restored.subscribe(digest);
                restored.news("desk", item("b", "t", Severity.LOW));
                restored.pass(Duration.ofHours(1), Duration.ofMinutes(5));
            }
            assertThat(outside.delivered()).singleElement().satisfies(letter -> {
                assertThat(letter.at()).isEqualTo(berlin("2026-11-25T13:00:00"));
                assertThat(letter.items()).hasSize(2);
            });
        }

        @Test
        void aDigestThatFellDueWhileTheJobWasDownGoesAtOnce() throws Exception {
            Subscription digest = subscription("time-zone: Europe/Berlin", "when: {digest-every: 1h}");
            Checkpoint checkpoint;
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(digest);
                mail.news("desk", item("a", "t", Severity.LOW));
                checkpoint = mail.checkpoint();
            }
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(9_000), checkpoint)) {
                restored.subscribe(digest);
                restored.checkpoint();
            }
            assertThat(outside.delivered())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.at()).isEqualTo(berlin("2026-11-25T13:00:00")));
        }

        @Test
        void aRestartWithTheServerDownStartsNormallyAndSendsLater() throws Exception {
            Checkpoint checkpoint;
            outside.trouble("mail-unreachable");
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                checkpoint = mail.checkpoint();
            }
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint)) {
                restored.subscribe(subscription());
                restored.pass(Duration.ofMinutes(1), Duration.ofSeconds(10));
                outside.trouble("");
                restored.pass(Duration.ofMinutes(3), Duration.ofSeconds(10));
            }
            assertThat(outside.delivered()).hasSize(1);
        }

        @Test
        void aRescaleFromOneToTwoLosesAndDoublesNothing() throws Exception {
            List<String> ids = new ArrayList<>();
            Checkpoint checkpoint;
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                for (int i = 0; i < 20; i++) {
                    Subscription one = named("s" + i, i % 2 == 0 ? "" : "when: {digest-every: 1h}");
                    mail.subscribe(one);
                    mail.news(one.id(), item("a" + i, "t", Severity.LOW));
                    ids.add(one.id());
                }
                checkpoint = mail.snapshot();
            }
            for (int subtask = 0; subtask < 2; subtask++) {
                try (MailHarness part = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint, 1, 2, subtask)) {
                    for (int i = 0; i < 20; i++) {
                        if (part.owns("s" + i)) {
                            part.subscribe(named("s" + i, i % 2 == 0 ? "" : "when: {digest-every: 1h}"));
                        }
                    }
                    part.pass(Duration.ofHours(2), Duration.ofMinutes(30));
                }
            }
            assertThat(outside.delivered())
                    .extracting(letter -> letter.subscription().id())
                    .containsExactlyInAnyOrderElementsOf(ids);
        }

        private static Subscription named(String id, String when) {
            Subscription plain = when.isEmpty() ? subscription() : subscription(when);
            return new Subscription(
                    id,
                    id,
                    plain.addresses(),
                    plain.language(),
                    plain.zone(),
                    plain.what(),
                    plain.when(),
                    null,
                    List.of());
        }
    }

    @Nested
    class Cancelling {

        @Test
        void aRemovedSubscriptionStopsAtOnceAndTheLogSaysWhatWasNotTold() throws Exception {
            outside.trouble("mail-unreachable");
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(Duration.ofSeconds(3), Duration.ofSeconds(1));
                mail.cancel("desk");
                mail.news("desk", item("b", "t", Severity.LOW));
                outside.trouble("");
                mail.pass(Duration.ofMinutes(10), Duration.ofSeconds(30));
                assertThat(outside.delivered()).isEmpty();
                assertThat(mail.lines())
                        .extracting(line -> line.path("reason").asText())
                        .containsExactly(Reason.UNSUBSCRIBED.word());
                assertThat(mail.stateEntries()).isZero();
            }
        }

        @Test
        void aSubscriptionRemovedWhileTheJobWasDownGetsNothing() throws Exception {
            Checkpoint checkpoint;
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscription());
                mail.news("desk", item("a", "t", Severity.LOW));
                checkpoint = mail.snapshot();
            }
            try (MailHarness restored = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint)) {
                restored.cancel("desk");
                restored.pass(Duration.ofMinutes(10), Duration.ofMinutes(1));
                assertThat(outside.delivered()).isEmpty();
                restored.subscribe(subscription());
                restored.news("desk", item("b", "t", Severity.LOW));
                restored.checkpoint();
                assertThat(outside.delivered()).hasSize(1);
            }
        }

        @Test
        void aRecipientWhoWasRemovedGetsNoMoreOfWhatWaits() throws Exception {
            outside.trouble("mail-unreachable");
            try (MailHarness mail = MailHarness.start(outside, NOON)) {
                mail.subscribe(subscriptionTo("[a@example.org, b@example.org]"));
                mail.news("desk", item("a", "t", Severity.LOW));
                mail.pass(Duration.ofSeconds(3), Duration.ofSeconds(1));
                mail.subscribe(subscriptionTo("[a@example.org]"));
                outside.trouble("");
                mail.pass(Duration.ofMinutes(3), Duration.ofSeconds(5));
                assertThat(outside.delivered()).extracting(Letter::recipient).containsExactly("a@example.org");
            }
        }
    }

    @Test
    void operatorsAreToldOfOutages() throws Exception {
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            mail.subscribe(subscription());
            mail.send(Addressed.outages(
                    "desk", List.of(new Outage("feed-failing", "harbour", "no answer", "look", NOON, null))));
            mail.checkpoint();
            assertThat(outside.delivered()).singleElement().satisfies(letter -> {
                assertThat(letter.kind()).isEqualTo(Letter.Kind.OPERATORS);
                assertThat(letter.outages()).hasSize(1);
            });
        }
    }
}
