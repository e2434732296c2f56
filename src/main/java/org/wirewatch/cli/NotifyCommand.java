package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Nearest;
import org.wirewatch.config.Section;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.IndexedNotification;
import org.wirewatch.index.NotificationLog;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.SubscriptionsFile;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.RenderedMail;
import org.wirewatch.notify.mail.Rendering;
import org.wirewatch.notify.mail.SampleLetter;
import org.wirewatch.notify.mail.SmtpSender;
import org.wirewatch.notify.mail.Templates;
import org.wirewatch.notify.webhook.WebhookSender;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch notify}: what subscriptions are told, tried before it is live. */
@Command(
        name = "notify",
        description = {
            "Sends or writes a sample message, or shows what waits to be told.",
            "",
            "--next asks the log of notifications in Elasticsearch, which is half a minute behind.",
            ""
        },
        mixinStandardHelpOptions = true)
final class NotifyCommand implements Callable<Integer> {

    /** Whom previews come from where no mail server is configured. */
    private static final String NOBODY = "wirewatch@example.org";

    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** Exactly one of these. */
    private static final class What {

        @Option(
                names = "--test",
                paramLabel = "SUBSCRIPTION",
                description = "Send a sample to each of its recipients, now, and say what the servers answer.")
        private @Nullable String test;

        @Option(
                names = "--preview",
                paramLabel = "SUBSCRIPTION",
                description = "Write a sample as .eml and .html, and print where; nothing is sent.")
        private @Nullable String preview;

        @Option(names = "--next", description = "Print what waits, for whom, why, and when it will go.")
        private boolean next;
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where --preview writes (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of(".");

    @Option(names = "--json", description = "With --next, print whole documents as lines of JSON.")
    private boolean json;

    @Mixin
    private ServerOption server = new ServerOption();

    NotifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private record Configured(
            Subscription subscription, @Nullable MailSettings mail, Templates templates, HttpSettings http) {}

    @Override
    public Integer call() throws IOException, FailedException {
        if (what.test != null) {
            return test(configured(what.test));
        }
        if (what.preview != null) {
            return preview(configured(what.preview));
        }
        return next();
    }

    private Configured configured(String id) throws IOException, FailedException {
        Path folder = server.config().folder();
        ConfigErrors errors = new ConfigErrors();
        Section root = SettingsFile.root(folder, errors);
        HttpSettings http = HttpSettings.read(root.section("http"), errors);
        MailSettings mail = MailSettings.read(root.section("mail"), errors).orElse(null);
        Templates templates = mail == null ? Templates.ours() : Templates.load(folder, mail, errors);
        Path file = folder.resolve(SubscriptionsFile.NAME);
        List<Subscription> all = SubscriptionsFile.parse(file.toString(), SubscriptionsFile.text(file), null, errors)
                .subscriptions();
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        Subscription subscription =
                all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
        if (subscription == null) {
            List<String> ids = all.stream().map(Subscription::id).toList();
            throw FailedException.wrongUse("there is no subscription " + id + " in " + file + ". "
                    + Nearest.to(id, ids)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse(ids.isEmpty() ? "It has none" : "There are: " + String.join(", ", ids)));
        }
        return new Configured(subscription, mail, templates, http);
    }

    private int test(Configured configured) throws IOException, FailedException {
        Subscription subscription = configured.subscription();
        Instant now = terminal.clock().instant();
        List<SendOutcome> outcomes = new ArrayList<>();
        if (!subscription.addresses().isEmpty()) {
            if (configured.mail() == null) {
                throw FailedException.wrongUse(
                        "no mail server is configured. Write under mail: in wirewatch.yaml its host and from");
            }
            Rendering rendering = new Rendering(configured.mail(), configured.templates());
            try (SmtpSender sender = new SmtpSender(configured.mail(), terminal.clock())) {
                for (String address : subscription.addresses()) {
                    Letter letter = SampleLetter.of(subscription, Letter.Channel.EMAIL, address, now);
                    outcomes.add(
                            print(address, sender.send(rendering.render(letter)).join()));
                }
            }
        }
        if (subscription.webhook() != null) {
            try (WebhookSender sender = new WebhookSender(configured.http(), terminal.clock())) {
                Letter letter = SampleLetter.of(subscription, Letter.Channel.WEBHOOK, Letter.WEBHOOK, now);
                outcomes.add(print(Letter.WEBHOOK, sender.send(letter).join()));
            }
        }
        boolean all = outcomes.stream().allMatch(SendOutcome.Delivered.class::isInstance);
        return all ? Exit.DONE : Exit.FAILED;
    }

    private SendOutcome print(String recipient, SendOutcome outcome) throws IOException {
        String said = outcome.match(
                delivered -> "sent: " + delivered.answer(),
                refused -> "refused: " + ServerOption.sentence(refused.problem()),
                later -> "not sent: " + ServerOption.sentence(later.problem()));
        line(Printable.line(recipient + "  " + said));
        return outcome;
    }

    private int preview(Configured configured) throws IOException {
        Subscription subscription = configured.subscription();
        MailSettings mail = configured.mail() == null
                ? MailSettings.of("localhost", 1, MailSettings.Tls.NONE, NOBODY)
                : configured.mail();
        String recipient = subscription.addresses().isEmpty()
                ? NOBODY
                : subscription.addresses().get(0);
        RenderedMail rendered = new Rendering(mail, configured.templates())
                .render(SampleLetter.of(
                        subscription,
                        Letter.Channel.EMAIL,
                        recipient,
                        terminal.clock().instant()));
        if (rendered.problem() != null) {
            terminal.say("wirewatch notify: " + ServerOption.sentence(rendered.problem()));
        }
        Files.createDirectories(out);
        Path eml = out.resolve(subscription.id() + ".eml");
        Path html = out.resolve(subscription.id() + ".html");
        Files.write(eml, rendered.eml());
        Files.writeString(html, rendered.html());
        line(eml.toString());
        line(html.toString());
        return Exit.DONE;
    }

    private int next() throws IOException, FailedException {
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            List<IndexedNotification> pending =
                    ServerOption.given(new NotificationLog(elasticsearch, terminal.clock()).pending());
            if (json) {
                for (IndexedNotification one : pending) {
                    line(one.json());
                }
                return Exit.DONE;
            }
            if (pending.isEmpty()) {
                terminal.say("wirewatch notify: nothing waits to be told");
                return Exit.DONE;
            }
            List<List<String>> rows = pending.stream()
                    .map(one -> List.of(
                            one.subscription(),
                            one.recipient() == null ? "all" : one.recipient(),
                            one.state().equals(Notification.State.HELD.word()) ? one.reason() : "being sent",
                            String.valueOf(one.items()),
                            one.due() == null ? "now" : one.due().toString(),
                            one.error() == null ? "" : one.error()))
                    .toList();
            Table table = new Table(List.of("SUBSCRIPTION", "RECIPIENT", "WHY", "ITEMS", "DUE", "ERROR"), rows);
            terminal.out().write(table.render(terminal.columns()).getBytes(StandardCharsets.UTF_8));
        }
        return Exit.DONE;
    }

    private void line(String text) throws IOException {
        terminal.out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
