package org.wirewatch.notify.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.SendOutcome;

/**
 * How many mails a minute go to a server of this machine, over TLS and kept connections, and how long rendering takes.
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -cp target/test-classes:target/classes:$(cat target/test.classpath) org.wirewatch.notify.mail.SmtpThroughput
 * </pre>
 */
public final class SmtpThroughput {

    private static final int MAILS = 3_000;

    private SmtpThroughput() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("mail");
        TestCertificate certificate = TestCertificate.of(folder, "dns:localhost");
        GreenMail greenMail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        greenMail.start();
        try (TlsFront front =
                TlsFront.startTls(certificate.server(), greenMail.getSmtp().getPort())) {
            for (int connections : new int[] {1, 2, 4}) {
                ConfigErrors errors = new ConfigErrors();
                String yaml = "mail: {host: localhost, from: alerts@example.org, port: " + front.port()
                        + ", certificate-authority: '" + certificate.pem() + "', connections: " + connections + "}";
                run(MailSettings.read(Yaml.read("f", yaml, errors).section("mail"), errors)
                        .orElseThrow());
            }
            System.out.printf(Locale.ROOT, "the server has %d mails%n", greenMail.getReceivedMessages().length);
        } finally {
            greenMail.stop();
        }
        rendering();
    }

    private static void run(MailSettings settings) {
        Rendering rendering = new Rendering(settings, Templates.ours());
        RenderedMail mail = rendering.render(letter(1));
        try (SmtpSender sender = new SmtpSender(settings, InstantSource.system())) {
            send(sender, mail, 200);
            long begin = System.nanoTime();
            long delivered = send(sender, mail, MAILS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d connections: %d of %d mails of %d bytes delivered in %.1f s, %.0f a minute%n",
                    settings.connections(),
                    delivered,
                    MAILS,
                    mail.message().length,
                    seconds,
                    delivered * 60 / seconds);
        }
    }

    private static long send(SmtpSender sender, RenderedMail mail, int count) {
        long delivered = 0;
        List<CompletableFuture<SendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(sender.send(mail));
            if (outcomes.size() == 500) {
                delivered += count(outcomes);
            }
        }
        return delivered + count(outcomes);
    }

    private static long count(List<CompletableFuture<SendOutcome>> outcomes) {
        long delivered = outcomes.stream()
                .filter(outcome -> outcome.join() instanceof SendOutcome.Delivered)
                .count();
        outcomes.clear();
        return delivered;
    }

    private static void rendering() {
        Rendering rendering = new Rendering(TestLetters.settingsWithKibana(), Templates.ours());
        for (int items : new int[] {1, 30, 500}) {
            Letter letter = letter(items);
            for (int i = 0; i < 200; i++) {
                rendering.render(letter);
            }
            int times = items == 500 ? 100 : 1_000;
            long begin = System.nanoTime();
            int bytes = 0;
            for (int i = 0; i < times; i++) {
                bytes = rendering.render(letter).message().length;
            }
            System.out.printf(
                    Locale.ROOT,
                    "a letter of %d items: rendered in %.2f ms, %d bytes%n",
                    items,
                    (System.nanoTime() - begin) / 1e6 / times,
                    bytes);
        }
    }

    private static Letter letter(int count) {
        List<NewsItem> items = IntStream.range(0, count)
                .mapToObj(i -> TestLetters.item(
                        "a" + i,
                        "nato-enlargement",
                        Severity.HIGH,
                        "Valdoria hands in its application to the alliance, number " + i,
                        TestLetters.quote(
                                "Valdoria formally applied to *join NATO* on Wednesday, ending four decades of"
                                        + " neutrality and a long debate.")))
                .toList();
        return TestLetters.letter(count == 1 ? Letter.Kind.IMMEDIATE : Letter.Kind.DIGEST, "en", items, 0);
    }
}
