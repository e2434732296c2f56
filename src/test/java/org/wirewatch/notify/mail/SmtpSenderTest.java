package org.wirewatch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.SendOutcome.Delivered;
import org.wirewatch.notify.SendOutcome.Later;
import org.wirewatch.notify.SendOutcome.Refused;

class SmtpSenderTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String FROM = "alerts@example.org";

    @TempDir
    private static Path folder;

    private static TestCertificate localhost;
    private static TestCertificate elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        localhost = TestCertificate.of(folder, "dns:localhost");
        elsewhere = TestCertificate.of(folder, "dns:mail.example.org");
    }

    private static RenderedMail mail(String recipient, String text) {
        String message = "From: " + FROM + "\r\nTo: " + recipient + "\r\nSubject: s\r\nMessage-ID: <" + text
                + "@example.org>\r\n\r\n" + text + "\r\n.\r\nend\r\n";
        return new RenderedMail(FROM, recipient, "s", text, "", message.getBytes(StandardCharsets.UTF_8), 1, 0, null);
    }

    /** Settings with short times, and what a test writes besides. */
    private static MailSettings settings(int port, String more) {
        ConfigErrors errors = new ConfigErrors();
        Section section = Yaml.read(
                        "wirewatch.yaml",
                        "mail: {host: localhost, from: " + FROM + ", port: " + port
                                + ", timeout: 2s, connect-timeout: 2s, " + more + "}",
                        errors)
                .section("mail");
        MailSettings settings = MailSettings.read(section, errors).orElseThrow();
        assertThat(errors.list()).isEmpty();
        return settings;
    }

    private static SendOutcome send(MailSettings settings, RenderedMail mail) throws Exception {
        try (SmtpSender sender = new SmtpSender(settings, InstantSource.fixed(NOW))) {
            return sender.send(mail).get(30, TimeUnit.SECONDS);
        }
    }

    private static Later later(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(Later.class);
        return (Later) outcome;
    }

    private static @Nullable String when(String command, String verb, String answer) {
        return command.startsWith(verb) && command.isEmpty() == verb.isEmpty() ? answer : null;
    }

    /** A server where one command gets another answer than usual. */
    private static SendOutcome outcomeWhere(String verb, String answer) throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.plain(command -> when(command, verb, answer))) {
            return send(settings(server.port(), "tls: none"), mail("a@example.org", "one"));
        }
    }

    @Nested
    class Encryption {

        private String authority(TestCertificate certificate) {
            return "certificate-authority: '" + certificate.pem() + "'";
        }

        @Test
        void aMailGoesOverStartTls() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.startTls(localhost.server(), command -> null)) {
                assertThat(send(settings(server.port(), authority(localhost)), mail("a@example.org", "one")))
                        .isEqualTo(new Delivered("250 taken as 42"));
                assertThat(server.taken()).singleElement().satisfies(taken -> {
                    assertThat(taken.sender()).isEqualTo(FROM);
                    assertThat(taken.recipients()).containsExactly("a@example.org");
                    assertThat(taken.content()).endsWith("\r\n\r\none\r\n.\r\nend\r\n");
                });
            }
        }

        @ParameterizedTest
        @CsvSource({"starttls", "implicit"})
        void greenMailTakesAMail(String tls) throws Exception {
            GreenMail greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());
            greenMail.start();
            int plain = greenMail.getSmtp().getPort();
            try (TlsFront front = tls.equals("implicit")
                    ? TlsFront.implicit(localhost.server(), plain)
                    : TlsFront.startTls(localhost.server(), plain)) {
                MailSettings settings = settings(front.port(), "tls: " + tls + ", " + authority(localhost));
                assertThat(send(settings, mail("a@example.org", "one"))).isInstanceOf(Delivered.class);
                assertThat(greenMail.getReceivedMessages()).hasSize(1);
                assertThat(greenMail.getReceivedMessages()[0].getHeader("Message-ID"))
                        .containsExactly("<one@example.org>");
            } finally {
                greenMail.stop();
            }
        }

        @ParameterizedTest
        @CsvSource({"starttls", "implicit"})
        void aServerOfAnUnknownAuthorityGetsNoMail(String tls) throws Exception {
            try (ScriptedSmtp server = server(tls, localhost)) {
                Later later = later(send(settings(server.port(), "tls: " + tls), mail("a@example.org", "one")));
                assertThat(later.problem().kind()).isEqualTo("mail-tls");
                assertThat(later.problem().advice()).contains("mail.certificate-authority");
                assertThat(server.taken()).isEmpty();
                assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
            }
        }

        @ParameterizedTest
        @CsvSource({"starttls", "implicit"})
        void aServerOfAnotherNameGetsNoMail(String tls) throws Exception {
            try (ScriptedSmtp server = server(tls, elsewhere)) {
                MailSettings settings = settings(server.port(), "tls: " + tls + ", " + authority(elsewhere));
                Later later = later(send(settings, mail("a@example.org", "one")));
                assertThat(later.problem().kind()).isEqualTo("mail-tls");
                assertThat(later.problem().message()).contains("localhost");
                assertThat(server.taken()).isEmpty();
            }
        }

        private ScriptedSmtp server(String tls, TestCertificate certificate) throws Exception {
            return tls.equals("starttls")
                    ? ScriptedSmtp.startTls(certificate.server(), command -> null)
                    : ScriptedSmtp.implicitTls(certificate.server(), command -> null);
        }

        @Test
        void aServerWithoutStartTlsGetsNoMailAndNoPassword() throws Exception {
            Path password = Files.writeString(folder.resolve("password"), "hunter2");
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> null)) {
                Later later = later(send(
                        settings(server.port(), "username: u, password: '${file:" + password + "}'"),
                        mail("a@example.org", "one")));
                assertThat(later.problem().kind()).isEqualTo("mail-tls");
                assertThat(later.problem().message()).contains("offers no STARTTLS");
                assertThat(server.commands()).allMatch(command -> command.matches("EHLO .*|QUIT"));
            }
        }

        @Test
        void aServerThatDoesNotStartTlsGetsNoMail() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.startTls(
                    localhost.server(), command -> when(command, "STARTTLS", "454 not available"))) {
                Later later = later(send(settings(server.port(), authority(localhost)), mail("a@example.org", "one")));
                assertThat(later.problem().kind()).isEqualTo("mail-tls");
                assertThat(later.problem().message()).contains("454 not available");
            }
        }

        @Test
        void aMissingAuthorityIsNamed() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.startTls(localhost.server(), command -> null)) {
                MailSettings settings = settings(server.port(), "certificate-authority: /nowhere/ca.pem");
                Later later = later(send(settings, mail("a@example.org", "one")));
                assertThat(later.problem().kind()).isEqualTo("mail-tls");
                assertThat(later.problem().message()).contains("/nowhere/ca.pem");
            }
        }

        @Test
        void theLoginIsSentEncryptedAndTheRightOneIsNotInProblems() throws Exception {
            Path password = Files.writeString(folder.resolve("secret"), "hunter2");
            try (ScriptedSmtp server =
                    ScriptedSmtp.startTls(localhost.server(), command -> when(command, "AUTH", "535 5.7.8 wrong"))) {
                String login = ", username: u, password: '${file:" + password + "}'";
                Later later =
                        later(send(settings(server.port(), authority(localhost) + login), mail("a@example.org", "1")));
                assertThat(server.commands())
                        .filteredOn(command -> command.startsWith("AUTH PLAIN"))
                        .hasSize(1);
                assertThat(later.problem().kind()).isEqualTo("mail-auth");
                assertThat(later.problem().message()).contains("535 5.7.8 wrong");
                assertThat(later.problem().toString()).doesNotContain("hunter2").doesNotContain("aHVudGVyMg");
            }
        }

        @Test
        void aMissingPasswordIsNamedAndNothingIsSent() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.startTls(localhost.server(), command -> null)) {
                String login = ", username: u, password: '${file:/nowhere/password}'";
                Later later =
                        later(send(settings(server.port(), authority(localhost) + login), mail("a@example.org", "1")));
                assertThat(later.problem().kind()).isEqualTo("mail-auth");
                assertThat(later.problem().message()).contains("/nowhere/password does not exist");
            }
        }
    }

    @Nested
    class Answers {

        @ParameterizedTest
        @CsvSource({
            "RCPT, 550 5.1.1 no such user, mail-refused, mailto:a@example.org",
            "RCPT, 551 not local, mail-refused, mailto:a@example.org",
            "RCPT, 552 full, mail-refused, mailto:a@example.org",
            "RCPT, 554 5.7.1 relay access denied, mail-refused, mailto:a@example.org",
            "DATA, 554 no, mail-rejected, mailto:a@example.org",
            "., 552 too large, mail-rejected, mailto:a@example.org",
            "., 554 5.7.1 spam, mail-rejected, mailto:a@example.org",
        })
        void aFinalAnswerAboutRecipientOrMessageRefusesIt(String verb, String answer, String kind, String url)
                throws Exception {
            SendOutcome outcome = outcomeWhere(verb, answer);
            assertThat(outcome).isInstanceOf(Refused.class);
            assertThat(((Refused) outcome).problem()).satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo(kind);
                assertThat(problem.url()).isEqualTo(url);
                assertThat(problem.message()).contains(answer);
                assertThat(problem.at()).isEqualTo(NOW);
            });
        }

        @ParameterizedTest
        @CsvSource({
            "'', 421 come again, mail-busy",
            "'', 554 go away, mail-sender",
            "MAIL, 421 closing, mail-busy",
            "MAIL, 451 later, mail-busy",
            "MAIL, 530 5.7.0 authentication required, mail-auth",
            "MAIL, 550 not yours, mail-sender",
            "RCPT, 450 4.2.0 greylisted, mail-busy",
            "RCPT, 421 closing, mail-busy",
            "RCPT, 530 authentication required, mail-auth",
            "DATA, 451 later, mail-busy",
            "., 451 4.3.0 try again, mail-busy",
            "., 421 closing, mail-busy",
        })
        void whatACureCanChangeIsTriedAgain(String verb, String answer, String kind) throws Exception {
            Later later = later(outcomeWhere(verb, answer));
            assertThat(later.problem().kind()).isEqualTo(kind);
            assertThat(later.problem().message()).contains(answer);
            assertThat(later.mayHaveArrived()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "'', mail-unreachable",
            "EHLO, mail-unreachable",
            "MAIL, mail-unreachable",
            "RCPT, mail-unreachable",
            "DATA, mail-unreachable"
        })
        void aServerThatDiesBeforeTheMessageWasHandedOverIsAskedAgain(String verb, String kind) throws Exception {
            Later later = later(outcomeWhere(verb, ScriptedSmtp.CLOSE));
            assertThat(later.problem().kind()).isEqualTo(kind);
            assertThat(later.mayHaveArrived()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"\0close", "\0silence", "\0endless", "\0trickle", "nonsense"})
        void aServerThatDiesAfterDataMayHaveTheMessage(String answer) throws Exception {
            Later later = later(outcomeWhere(".", answer));
            assertThat(later.problem().kind()).isEqualTo("mail-answer-lost");
            assertThat(later.mayHaveArrived()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"''", "EHLO", "RCPT"})
        void anEndlessAnswerIsNotReadIntoMemory(String verb) throws Exception {
            Later later = later(outcomeWhere(verb, ScriptedSmtp.ENDLESS));
            assertThat(later.problem().kind()).isEqualTo("mail-unreachable");
            assertThat(later.problem().message()).contains("longer than 262144 bytes");
        }

        @Test
        void aSlowServerIsLeftAfterTheTimeout() throws Exception {
            Later later = later(outcomeWhere("RCPT", ScriptedSmtp.SILENCE));
            assertThat(later.problem().message()).contains("Read timed out");
        }

        @Test
        void aServerThatAnswersByteByByteIsLeftAtTheDeadline() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> when(command, "RCPT", ScriptedSmtp.TRICKLE))) {
                Later later =
                        later(send(settings(server.port(), "tls: none, deadline: 1s"), mail("a@example.org", "one")));
                assertThat(later.problem().message()).contains("mail.deadline");
            }
        }

        @Test
        void longAndHostileWordsOfAServerAreOneShortLine() throws Exception {
            SendOutcome outcome = outcomeWhere("RCPT", "550-first\r\n550 " + "\u202ex".repeat(3_000));
            String message = ((Refused) outcome).problem().message();
            assertThat(message)
                    .contains("550-first 550 xxx")
                    .hasSizeLessThan(400)
                    .doesNotContain("\u202e", "\n");
        }

        @Test
        void aServerThatIsAwayIsUnreachable() throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Later later = later(send(settings(port, "tls: none"), mail("a@example.org", "one")));
            assertThat(later.problem().kind()).isEqualTo("mail-unreachable");
            assertThat(later.problem().url()).isEqualTo("smtp://localhost:" + port);
        }

        @ParameterizedTest
        @CsvSource({"a@example.org> SIZE=1", "'a@example.org\r\nRCPT TO:<b@example.org>'", "nobody", "''"})
        void aRecipientThatIsNoAddressIsRefusedWithoutAskingTheServer(String recipient) throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> null)) {
                SendOutcome outcome = send(settings(server.port(), "tls: none"), mail(recipient, "one"));
                assertThat(((Refused) outcome).problem().kind()).isEqualTo("mail-address");
                assertThat(server.connections()).isZero();
            }
        }
    }

    @Nested
    class Connections {

        @Test
        void oneRecipientIsRefusedAndTheOtherHasItOnce() throws Exception {
            try (ScriptedSmtp server =
                            ScriptedSmtp.plain(command -> when(command, "RCPT TO:<b@", "550 5.1.1 no such user"));
                    SmtpSender sender = sender(settings(server.port(), "tls: none, connections: 1"))) {
                CompletableFuture<SendOutcome> first = sender.send(mail("a@example.org", "one"));
                CompletableFuture<SendOutcome> second = sender.send(mail("b@example.org", "two"));
                CompletableFuture<SendOutcome> third = sender.send(mail("a@example.org", "three"));

                assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
                assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Refused.class);
                assertThat(third.get(10, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
                assertThat(server.taken())
                        .extracting(taken ->
                                taken.recipients() + taken.content().replaceAll("(?s).*\r\n\r\n(\\w+).*", "$1"))
                        .containsExactly("[a@example.org]one", "[a@example.org]three");
                assertThat(server.connections()).isEqualTo(1);
            }
        }

        private SmtpSender sender(MailSettings settings) {
            return new SmtpSender(settings, InstantSource.fixed(NOW));
        }

        @Test
        void manyMailsShareTheConnections() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> null);
                    SmtpSender sender = sender(settings(server.port(), "tls: none, connections: 3"))) {
                List<CompletableFuture<SendOutcome>> outcomes = IntStream.range(0, 200)
                        .mapToObj(i -> sender.send(mail("a@example.org", "m" + i)))
                        .toList();
                for (CompletableFuture<SendOutcome> outcome : outcomes) {
                    assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
                }
                assertThat(server.taken()).hasSize(200);
                assertThat(server.connections()).isBetween(1, 3);
            }
        }

        @Test
        void anUnusedConnectionIsClosedAndANewOneTakesTheNextMail() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> null);
                    SmtpSender sender = sender(settings(server.port(), "tls: none, idle: 1s"))) {
                sender.send(mail("a@example.org", "one")).get(10, TimeUnit.SECONDS);
                await().atMost(Duration.ofSeconds(10)).until(() -> server.openConnections() == 0);
                assertThat(server.commands()).last().isEqualTo("QUIT");

                assertThat(sender.send(mail("a@example.org", "two")).get(10, TimeUnit.SECONDS))
                        .isInstanceOf(Delivered.class);
                assertThat(server.connections()).isEqualTo(2);
            }
        }

        @Test
        void aConnectionThatTheServerEndedIsReplacedBeforeAnybodyHearsOfIt() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> null);
                    SmtpSender sender = sender(settings(server.port(), "tls: none"))) {
                sender.send(mail("a@example.org", "one")).get(10, TimeUnit.SECONDS);
                server.dropConnections();
                await().until(() -> server.openConnections() == 0);

                assertThat(sender.send(mail("a@example.org", "two")).get(10, TimeUnit.SECONDS))
                        .isInstanceOf(Delivered.class);
                assertThat(server.taken()).hasSize(2);
            }
        }

        @Test
        void aServerThatTakesSoManyMailsAConnectionGetsThemOverNewOnes() throws Exception {
            List<String> senders = new ArrayList<>();
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> {
                        if (command.startsWith("MAIL")) {
                            senders.add(command);
                        }
                        return command.startsWith("MAIL") && senders.size() % 3 == 0 ? "421 enough" : null;
                    });
                    SmtpSender sender = sender(settings(server.port(), "tls: none, connections: 1"))) {
                for (int i = 0; i < 6; i++) {
                    assertThat(sender.send(mail("a@example.org", "m" + i)).get(10, TimeUnit.SECONDS))
                            .isInstanceOf(Delivered.class);
                }
                assertThat(server.taken()).hasSize(6);
                assertThat(server.connections()).isGreaterThan(1);
            }
        }

        @Test
        void fiveMailsWaitForAServerThatIsAwayAndArriveOnceEachInOrder() throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            try (SmtpSender sender = sender(settings(port, "tls: none, connections: 1"))) {
                for (int i = 0; i < 5; i++) {
                    assertThat(sender.send(mail("a@example.org", "m" + i)).get(10, TimeUnit.SECONDS))
                            .isInstanceOf(Later.class);
                }
                try (ScriptedSmtp server = ScriptedSmtp.plain(port, command -> null)) {
                    for (int i = 0; i < 5; i++) {
                        sender.send(mail("a@example.org", "m" + i)).get(10, TimeUnit.SECONDS);
                    }
                    assertThat(server.taken())
                            .extracting(taken -> taken.content().replaceAll("(?s).*<(\\w+)@example.*", "$1"))
                            .containsExactly("m0", "m1", "m2", "m3", "m4");
                }
            }
        }

        @Test
        void whoSendsTooMuchHearsThatItIsBusy() throws Exception {
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> when(command, "MAIL", ScriptedSmtp.SILENCE));
                    SmtpSender sender = sender(settings(server.port(), "tls: none, connections: 1"))) {
                List<CompletableFuture<SendOutcome>> outcomes = IntStream.range(0, SmtpSender.MAX_WAITING + 2)
                        .mapToObj(i -> sender.send(mail("a@example.org", "m" + i)))
                        .toList();
                Later last = later(outcomes.get(outcomes.size() - 1).get(1, TimeUnit.SECONDS));
                assertThat(last.problem().kind()).isEqualTo("mail-busy");
                server.dropConnections();
            }
        }

        @Test
        void closingTellsOfEveryMailWhatBecameOfIt() throws Exception {
            List<CompletableFuture<SendOutcome>> outcomes;
            try (ScriptedSmtp server = ScriptedSmtp.plain(command -> null)) {
                try (SmtpSender sender = sender(settings(server.port(), "tls: none, connections: 1"))) {
                    outcomes = IntStream.range(0, 100)
                            .mapToObj(i -> sender.send(mail("a@example.org", "m" + i)))
                            .toList();
                }
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
                long delivered = outcomes.stream()
                        .filter(outcome -> outcome.join() instanceof Delivered)
                        .count();
                assertThat(server.taken()).hasSize((int) delivered);
                await().until(() -> server.openConnections() == 0);
            }
        }
    }
}
