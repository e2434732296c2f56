package org.wirewatch.job.outbox;

import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;

/**
 * The other address at which an article's page is to be fetched, as the page itself says.
 *
 * @param url absolute
 * @param otherwise what is reported if nothing comes of it: why the page itself gave no article; null where the page only
 *     sends its reader on
 */
record FollowUp(String url, @Nullable Problem otherwise) {

    /** Whether it is the AMP page of a page that gave nothing. */
    boolean isAmp() {
        return otherwise != null;
    }
}
