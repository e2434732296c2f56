package org.wirewatch.job.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wirewatch.notify.News.berlin;
import static org.wirewatch.notify.News.item;
import static org.wirewatch.notify.News.subscription;
import static org.wirewatch.notify.News.subscriptionTo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.job.outbox.MailHarness.Checkpoint;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.ScriptedSmtp;
import org.wirewatch.notify.mail.TestCertificate;
import org.wirewatch.notify.mail.TlsFront;

/** The whole operator in front of GreenMail, over STARTTLS with an authority of its own: what really arrives. */
class MailOverSmtpTest {

    private static final Instant NOON = berlin("2026-11-25T12:00:00");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    private static TestCertificate localhost;

    private final HeldOutside memory = new HeldOutside(UUID.randomUUID().toString());
    private GreenMail greenMail;
    private TlsFront front;
    private Outside outside;

    @BeforeAll
    static void makeCertificate() throws Exception {
        localhost = TestCertificate.of(folder, "dns:localhost");
    }

    @BeforeEach
    void startServer() throws Exception {
        greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        greenMail.start();
        front = TlsFront.startTls(localhost.server(), greenMail.getSmtp().getPort());
        outside = at(front.port());
    }

    @AfterEach
    void stopServer() throws Exception {
        front.close();
        greenMail.stop();
    }

    private Outside at(int port) {
        ConfigErrors errors = new ConfigErrors();
        MailSettings settings = MailSettings.read(
                        Yaml.read(
                                        "wirewatch.yaml",
                                        "mail: {host: localhost, from: alerts@example.org, port: " + port
                                                + ", certificate-authority: '" + localhost.pem()
                                                + "', timeout: 5s, connect-timeout: 5s}",
                                        errors)
                                .section("mail"),
                        errors)
                .orElseThrow();
        assertThat(errors.list()).isEmpty();
        return new SmtpOutside(settings, memory);
    }

    @Test
    void anImmediateMessageHasItsIdAndItsReason() throws Exception {
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            mail.subscribe(subscription());
            mail.news("desk", item("a", "t", Severity.HIGH));
            mail.checkpoint();
            arrive(mail, 1);
        }
        MimeMessage message = greenMail.getReceivedMessages()[0];
        Notification line = memory.lines().values().iterator().next();
        assertThat(message.getHeader("Message-ID")).containsExactly("<" + line.id() + "@example.org>");
        assertThat(message.getSubject()).contains("Five words about article a");
        assertThat(reasons()).containsExactly("IMMEDIATE SENT sent 1");
    }

    @Test
    void aDigestOverTheChangeToSummerTimeComesOnceAtItsTimeOfDay() throws Exception {
        try (MailHarness mail = MailHarness.start(outside, berlin("2026-03-28T12:00:00"))) {
            mail.subscribe(subscription("time-zone: Europe/Berlin", "when: {digest-at: ['02:30']}"));
            mail.news("desk", item("a", "t", Severity.HIGH));
            mail.news("desk", item("b", "t", Severity.HIGH));
            mail.at(Instant.parse("2026-03-29T01:29:59Z"));
            mail.checkpoint();
            assertThat(greenMail.getReceivedMessages()).isEmpty();
            mail.at(Instant.parse("2026-03-29T01:30:00Z"));
            mail.checkpoint();
            arrive(mail, 1);
            mail.news("desk", item("c", "t", Severity.HIGH));
            mail.pass(Duration.ofHours(24), Duration.ofHours(1));
            arrive(mail, 2);
        }
        assertThat(memory.lines().values())
                .extracting(line -> line.at().toString())
                .containsExactlyInAnyOrder("2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
        assertThat(reasons()).containsExactly("DIGEST SENT in-digest 1", "DIGEST SENT in-digest 2");
    }

    @Test
    void quietHoursHoldAndThenOneDigestComes() throws Exception {
        try (MailHarness mail = MailHarness.start(outside, berlin("2026-11-25T23:00:00"))) {
            mail.subscribe(subscription("time-zone: Europe/Berlin", "when: {quiet-hours: ['22:00', '06:00']}"));
            mail.news("desk", item("a", "t", Severity.HIGH));
            mail.news("desk", item("b", "t", Severity.HIGH));
            mail.pass(Duration.ofHours(7).plusMinutes(1), Duration.ofMinutes(30));
            arrive(mail, 1);
        }
        assertThat(reasons()).containsExactly("QUIET_DIGEST SENT quiet-hours 2");
    }

    @Test
    void beyondTheHourlyLimitOneDigestComes() throws Exception {
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            mail.subscribe(subscription("when: {at-most-per-hour: 2}"));
            for (int i = 0; i < 5; i++) {
                mail.news("desk", item("a" + i, "t", Severity.HIGH));
            }
            mail.checkpoint();
            arrive(mail, 2);
            mail.pass(Duration.ofHours(1).plusMinutes(1), Duration.ofMinutes(10));
            arrive(mail, 3);
        }
        assertThat(reasons())
                .containsExactly("IMMEDIATE SENT sent 1", "IMMEDIATE SENT sent 1", "LIMIT_DIGEST SENT limit-reached 3");
    }

    @Test
    void ofTwoRecipientsTheRefusedOneIsAProblemAndTheOtherHasItOnce() throws Exception {
        try (ScriptedSmtp smtp = ScriptedSmtp.startTls(
                        localhost.server(),
                        line -> line.startsWith("RCPT") && line.contains("gone@") ? "550 5.1.1 nobody here" : null);
                MailHarness mail = MailHarness.start(at(smtp.port()), NOON)) {
            mail.subscribe(subscriptionTo("[desk@example.org, gone@example.org]"));
            mail.news("desk", item("a", "t", Severity.HIGH));
            mail.checkpoint();
            until(
                    mail,
                    () -> memory.lines().values().stream()
                            .noneMatch(line -> line.state() == Notification.State.WAITING));
            mail.pass(Duration.ofHours(2), Duration.ofMinutes(10));
            assertThat(smtp.taken()).hasSize(1);
            assertThat(smtp.taken().get(0).recipients()).containsExactly("desk@example.org");
            assertThat(mail.problems())
                    .singleElement()
                    .extracting(Problem::message)
                    .asString()
                    .contains("nobody here");
        }
        assertThat(reasons()).containsExactly("IMMEDIATE FAILED refused 1", "IMMEDIATE SENT sent 1");
    }

    @Test
    void whatCameWhileTheServerWasAwayForTwoMinutesArrivesOnceEachInOrder() throws Exception {
        int port = greenMail.getSmtp().getPort();
        greenMail.stop();
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            mail.subscribe(subscription());
            for (int i = 0; i < 5; i++) {
                mail.news("desk", item("a" + i, "t", Severity.HIGH));
                passing(mail, Duration.ofSeconds(24));
            }
            assertThat(memory.lines().values())
                    .extracting(Notification::state)
                    .containsOnly(Notification.State.WAITING);
            greenMail = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
            greenMail.start();
            for (int i = 0; i < 40 && greenMail.getReceivedMessages().length < 5; i++) {
                passing(mail, Duration.ofSeconds(5));
            }
            arrive(mail, 5);
        }
        assertThat(subjects())
                .allMatch(subject -> subject.contains("article a"))
                .isSorted();
        assertThat(reasons()).hasSize(5).containsOnly("IMMEDIATE SENT sent 1");
    }

    @Test
    void aServerThatDiesAfterDataIsToldAgainUnderTheSameId() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        try (ScriptedSmtp smtp = ScriptedSmtp.startTls(
                        localhost.server(),
                        // asked twice about each end of a message
                        line -> line.equals(".") && ends.incrementAndGet() <= 2 ? ScriptedSmtp.CLOSE : null);
                MailHarness mail = MailHarness.start(at(smtp.port()), NOON)) {
            mail.subscribe(subscription());
            mail.news("desk", item("a", "t", Severity.HIGH));
            mail.checkpoint();
            until(mail, () -> !mail.problems().isEmpty());
            for (int i = 0; i < 40 && smtp.taken().size() < 2; i++) {
                passing(mail, Duration.ofSeconds(5));
            }
            until(mail, () -> memory.lines().values().iterator().next().state() == Notification.State.SENT);
            mail.pass(Duration.ofHours(2), Duration.ofMinutes(10));
            assertThat(smtp.taken()).hasSize(2);
            String id = "Message-ID: <" + memory.lines().keySet().iterator().next() + "@example.org>";
            assertThat(smtp.taken())
                    .allSatisfy(taken -> assertThat(taken.content()).contains(id));
        }
        assertThat(reasons()).containsExactly("IMMEDIATE SENT sent 1");
    }

    @Test
    void aRestartInTheMiddleOfADigestsWindowChangesNothing() throws Exception {
        Subscription digest = subscription("time-zone: Europe/Berlin", "when: {digest-every: 1h}");
        Checkpoint checkpoint;
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            mail.subscribe(digest);
            mail.news("desk", item("a", "t", Severity.HIGH));
            checkpoint = mail.checkpoint();
        }
        try (MailHarness mail = MailHarness.restore(outside, NOON.plusSeconds(1_800), checkpoint)) {
            mail.subscribe(digest);
            mail.news("desk", item("b", "t", Severity.HIGH));
            mail.pass(Duration.ofMinutes(31), Duration.ofMinutes(1));
            arrive(mail, 1);
            checkpoint = mail.checkpoint();
        }
        try (MailHarness mail = MailHarness.restore(outside, NOON.plusSeconds(4_000), checkpoint)) {
            mail.subscribe(digest);
            mail.pass(Duration.ofHours(2), Duration.ofMinutes(10));
            arrive(mail, 1);
        }
        assertThat(reasons()).containsExactly("DIGEST SENT in-digest 2");
    }

    @Test
    void aRestartWithTheServerDownStartsAndSendsWhenItIsBack() throws Exception {
        int port = greenMail.getSmtp().getPort();
        greenMail.stop();
        Checkpoint checkpoint;
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            mail.subscribe(subscription());
            mail.news("desk", item("a", "t", Severity.HIGH));
            checkpoint = mail.checkpoint();
        }
        try (MailHarness mail = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint)) {
            mail.subscribe(subscription());
            passing(mail, Duration.ofSeconds(20));
            greenMail = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
            greenMail.start();
            for (int i = 0; i < 40 && greenMail.getReceivedMessages().length < 1; i++) {
                passing(mail, Duration.ofSeconds(5));
            }
            arrive(mail, 1);
        }
        assertThat(reasons()).containsExactly("IMMEDIATE SENT sent 1");
    }

    @Test
    void aRescaleFromOneToTwoSendsEachMessageOnce() throws Exception {
        Checkpoint checkpoint;
        try (MailHarness mail = MailHarness.start(outside, NOON)) {
            for (int i = 0; i < 10; i++) {
                mail.subscribe(named("s" + i));
                mail.news("s" + i, item("a" + i, "t", Severity.HIGH));
            }
            checkpoint = mail.snapshot();
        }
        int arrived = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            try (MailHarness part = MailHarness.restore(outside, NOON.plusSeconds(60), checkpoint, 1, 2, subtask)) {
                for (int i = 0; i < 10; i++) {
                    if (part.owns("s" + i)) {
                        part.subscribe(named("s" + i));
                        arrived++;
                    }
                }
                arrive(part, arrived);
            }
        }
        assertThat(ids()).hasSize(10).doesNotHaveDuplicates();
        assertThat(reasons()).hasSize(10).containsOnly("IMMEDIATE SENT sent 1");
    }

    private static Subscription named(String id) {
        Subscription plain = subscription();
        return new Subscription(
                id, id, List.of(id + "@example.org"), "en", plain.zone(), plain.what(), plain.when(), null, List.of());
    }

    /** Each line of the log: kind, state, reason and how many items; sorted. */
    private List<String> reasons() {
        return memory.lines().values().stream()
                .map(line -> line.kind() + " " + line.state() + " "
                        + line.reason().word() + " " + line.items().size())
                .sorted()
                .toList();
    }

    private List<String> ids() throws Exception {
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : greenMail.getReceivedMessages()) {
            ids.addAll(Arrays.asList(message.getHeader("Message-ID")));
        }
        return ids;
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : greenMail.getReceivedMessages()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    /** So many messages have come, none of them twice, and the operator knows it. */
    private void arrive(MailHarness mail, int count) throws Exception {
        until(
                mail,
                () -> greenMail.getReceivedMessages().length >= count
                        && memory.lines().values().stream()
                                        .filter(line -> line.state() == Notification.State.SENT)
                                        .count()
                                >= count);
        assertThat(ids()).hasSize(count).doesNotHaveDuplicates();
    }

    /** Lets time pass by the second; answers come in their own time, so each step waits for those under way. */
    private static void passing(MailHarness mail, Duration time) throws Exception {
        for (long second = 0; second < time.toSeconds(); second++) {
            mail.pass(SECOND, SECOND);
            until(mail, () -> !mail.isWaiting());
        }
    }

    private static void until(MailHarness mail, java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    mail.settle();
                    return condition.call();
                });
    }
}
