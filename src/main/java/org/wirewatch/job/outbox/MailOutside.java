package org.wirewatch.job.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.config.ConfigException;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.Answer;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.NotificationLog;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Notification;
import org.wirewatch.notify.Notification.State;
import org.wirewatch.notify.SendOutcome;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.RenderedMail;
import org.wirewatch.notify.mail.Rendering;
import org.wirewatch.notify.mail.SmtpSender;
import org.wirewatch.notify.mail.Templates;
import org.wirewatch.notify.webhook.WebhookSender;

/**
 * The mail server, webhooks, and the log in Elasticsearch.
 *
 * @param mail null if no mail is sent
 * @param templates what mails look like
 * @param http which addresses webhooks may have
 */
public record MailOutside(
        @Nullable MailSettings mail, Templates templates, HttpSettings http, ElasticsearchSettings elasticsearch)
        implements Outside {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(MailOutside.class);
    private static final Duration RETRY_WEBHOOKS_FOR = Duration.ofDays(5);

    @Override
    public Delivery open() {
        InstantSource clock = InstantSource.system();
        return Delivery.of(new ServerPost(mail, templates, http, clock), IndexLog.open(elasticsearch, clock), clock);
    }

    @Override
    public Duration retryFor() {
        return mail == null ? RETRY_WEBHOOKS_FOR : mail.retryFor();
    }

    static final class ServerPost implements Delivery.Post {

        private final InstantSource clock;
        private final @Nullable Rendering rendering;
        private final @Nullable SmtpSender sender;
        private final WebhookSender webhooks;

        ServerPost(@Nullable MailSettings mail, Templates templates, HttpSettings http, InstantSource clock) {
            this.clock = clock;
            this.rendering = mail == null ? null : new Rendering(mail, templates);
            this.sender = mail == null ? null : new SmtpSender(mail, clock);
            this.webhooks = new WebhookSender(http, clock);
        }

        @Override
        public CompletableFuture<SendOutcome> send(Letter letter) {
            return switch (letter.channel()) {
                case EMAIL -> mail(letter);
                case WEBHOOK -> webhooks.send(letter);
            };
        }

        private CompletableFuture<SendOutcome> mail(Letter letter) {
            if (rendering == null || sender == null) {
                return CompletableFuture.completedFuture(new SendOutcome.Later(noServer(clock.instant()), false, null));
            }
            RenderedMail mail = rendering.render(letter);
            if (mail.problem() != null) {
                LOG.warn("{}", mail.problem().message());
            }
            return sender.send(mail);
        }

        /** Checked when the job is submitted; subscriptions that came while it runs may want what it lacks. */
        private static Problem noServer(Instant now) {
            return new Problem(
                    Stage.NOTIFY,
                    "mail-unreachable",
                    null,
                    null,
                    "a subscription is told by mail, but no mail server is configured",
                    "Write under mail: in wirewatch.yaml its host and from, and restart the job",
                    1,
                    now);
        }

        @Override
        public void close() {
            if (sender != null) {
                sender.close();
            }
            webhooks.close();
        }
    }

    private record IndexLog(Elasticsearch elasticsearch, NotificationLog log) implements Delivery.Log {

        static IndexLog open(ElasticsearchSettings settings, InstantSource clock) {
            try {
                Elasticsearch elasticsearch = new Elasticsearch(settings, clock);
                return new IndexLog(elasticsearch, new NotificationLog(elasticsearch, clock));
            } catch (ConfigException missing) {
                throw new IllegalStateException(
                        "Elasticsearch cannot be reached from this task manager: " + missing.getMessage(), missing);
            }
        }

        @Override
        public Answer<Optional<State>> created(Notification line) {
            return log.created(line);
        }

        @Override
        public Answer<Boolean> mark(Notification line) {
            return log.mark(line);
        }

        @Override
        public void close() {
            elasticsearch.close();
        }
    }
}
