package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.SubscriptionsFile;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.Rendering;
import org.wirewatch.notify.mail.SampleLetter;
import org.wirewatch.notify.mail.SmtpSender;
import org.wirewatch.notify.mail.Templates;

class MailCatcherTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void messagesOfOneConnectionBecomeFilesToReadInABrowserAndAMailProgram() throws Exception {
        List<Subscription> subscriptions = demo();
        try (MailCatcher catcher = MailCatcher.open(folder.resolve("mail"))) {
            MailSettings settings =
                    MailSettings.of("127.0.0.1", catcher.port(), MailSettings.Tls.NONE, "a@demo.example");
            try (SmtpSender sender = new SmtpSender(settings, InstantSource.fixed(NOW))) {
                for (Subscription subscription : subscriptions) {
                    Letter letter = SampleLetter.of(
                            subscription,
                            Letter.Channel.EMAIL,
                            subscription.addresses().get(0),
                            NOW);
                    assertThat(sender.send(new Rendering(settings, Templates.ours()).render(letter))
                                    .join())
                            .isInstanceOf(SendOutcome.Delivered.class);
                }
            }
            assertThat(catcher.caught()).isEqualTo(3);
            try (Stream<Path> files = Files.list(catcher.folder())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .hasSize(6)
                        .contains("001-desk-demo.example.html", "001-desk-demo.example.eml");
            }
            assertThat(Files.readString(catcher.folder().resolve("001-desk-demo.example.html")))
                    .contains("</html>");
        }
    }

    @Test
    void theDemosSubscriptionsAreWithoutAMistake() throws Exception {
        assertThat(demo())
                .extracting(subscription -> subscription.when().rhythm().name())
                .containsExactly("IMMEDIATELY", "EVERY", "IMMEDIATELY");
    }

    private static List<Subscription> demo() throws Exception {
        ConfigErrors errors = new ConfigErrors();
        String text = new String(
                MailCatcher.class.getResourceAsStream("subscriptions.yaml").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        List<Subscription> subscriptions = SubscriptionsFile.parse("subscriptions.yaml", text, null, errors)
                .subscriptions();
        assertThat(errors.list()).isEmpty();
        return subscriptions;
    }
}
