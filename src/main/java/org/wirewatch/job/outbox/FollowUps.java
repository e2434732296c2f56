package org.wirewatch.job.outbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.Extractor;
import org.wirewatch.article.PageHints;
import org.wirewatch.fetch.RobotsPolicy;
import org.wirewatch.model.Page;

/**
 * Whether a page's article is to be looked for at another address: once where {@code <meta http-equiv=refresh>} sends
 * its reader on, and once at its AMP page if the page itself gives no article. So a page costs three requests at most,
 * and as each of them waits for its turn in the queue like any other, politeness and robots.txt hold for them too.
 */
final class FollowUps {

    private @Nullable Extractor extractor;

    /** @param before how this page was come to, null if it is the one that the entry links to */
    Optional<FollowUp> of(Page page, @Nullable FollowUp before) {
        PageHints hints = PageHints.of(page, RobotsPolicy.PRODUCT_TOKEN);
        if (before == null && hints.refresh() != null) {
            return Optional.of(new FollowUp(hints.refresh(), null));
        }
        String amp = hints.amp();
        if (amp == null || before != null && before.isAmp()) {
            return Optional.empty();
        }
        if (extractor == null) {
            extractor = new Extractor();
        }
        return extractor
                .extract(page)
                .match(article -> Optional.empty(), none -> Optional.of(new FollowUp(amp, none.problem())));
    }
}
