package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.News.item;
import static org.wirewatch.notify.News.subscription;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirewatch.job.state.NotifyJson;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.model.Severity;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.Letters;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.Subscription;

/** What waits to be told is text in state: it comes back as it was, also from another release. */
class NotifyJsonTest {

    private final NotifyJson json = new NotifyJson();
    private final NewsItem item = item("a", "t", Severity.HIGH);

    @Test
    void aSubscriptionComesBackWithReferencesInPlaceOfSecrets() {
        Subscription all = subscription(
                "time-zone: Europe/Berlin",
                "webhook: {url: '${HOOK_URL}', secret: '${KEY}', format: slack}",
                "mute: [{topic: t, until: 2026-12-24}]",
                "when: {digest-at: ['08:00'], quiet-hours: ['22:00', '06:00'], nothing-matched: true}");
        Subscription back = json.readSubscription(json.write(all));
        assertThat(back).usingRecursiveComparison().isEqualTo(all);
        Subscription every = subscription("when: {digest-every: 90m}");
        assertThat(json.readSubscription(json.write(every))).isEqualTo(every);
    }

    @Test
    void aLetterComesBackWithTheSubscriptionAsItIsNow() {
        Letter letter = Letters.of(subscription(), Letter.Kind.DIGEST, Instant.EPOCH, List.of(item), 3)
                .get(0);
        Subscription now = subscription("name: Renamed");
        Letter back = json.readLetter(json.write(letter), now);
        assertThat(back.subscription()).isEqualTo(now);
        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFields("subscription")
                .isEqualTo(letter);
        assertThat(json.write(letter)).doesNotContain("\"subscription\":");
    }

    @Test
    void whatCameEarlyComesBack() {
        Outage outage = new Outage("feed-failing", "f", "m", "a", Instant.EPOCH, null);
        for (Addressed addressed :
                List.of(Addressed.news("desk", 7, List.of(item)), Addressed.outages("desk", List.of(outage)))) {
            assertThat(json.readAddressed(json.write(addressed))).isEqualTo(addressed);
        }
    }

    @Test
    void aFieldOfALaterReleaseIsSkipped() {
        assertThat(json.readItem(json.write(item).replaceFirst("\\{", "{\"later\": [1, 2], ")))
                .isEqualTo(item);
    }
}
