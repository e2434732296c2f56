package org.wirewatch.article;

import java.time.OffsetDateTime;
import org.wirewatch.model.Precision;

/**
 * A moment that a page states.
 *
 * @param at in the offset that was stated, else in the one of the zone that it was read in
 * @param precision what of it was stated
 */
record PublishedDate(OffsetDateTime at, Precision precision) {

    PublishedDate guessed() {
        return new PublishedDate(at, Precision.GUESSED);
    }
}
