package org.wirewatch.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request as a whole was not answered as asked; {@link FailureReader} finds it out.
 *
 * @param status of the answer, null when there was none
 * @param type of the error in Elasticsearch's own words, null when it is not Elasticsearch that says so
 * @param words of the server, or of the network
 * @param advice what a person can do, null if there is nothing but to wait
 * @param after how long the server asked us to wait, null if it did not
 */
record Failure(
        @Nullable Integer status,
        @Nullable String type,
        String words,
        @Nullable String advice,
        @Nullable Duration after) {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int MAX_WORDS = 500;
    /** What a server says that does not speak our version: no document is to blame for that. */
    private static final String WRONG_MEDIA_TYPE = "media_type_header_exception";

    /**
     * Whether a part of this request may fare better with the same server: it was too large, or Elasticsearch itself
     * finds something in it malformed. The 400 of a proxy says nothing about documents.
     */
    boolean blamesTheRequest() {
        return isTooLarge() || isStatus(BAD_REQUEST) && type != null && !type.equals(WRONG_MEDIA_TYPE);
    }

    boolean isTooLarge() {
        return isStatus(TOO_LARGE);
    }

    /** Whether it is about who we are. */
    boolean isRefusal() {
        return isStatus(UNAUTHORIZED) || isStatus(FORBIDDEN);
    }

    private boolean isStatus(int wanted) {
        return status != null && status == wanted;
    }

    /** For people: what failed, why, what to do. */
    String reason(String url) {
        return what(url) + (advice == null ? "" : ". " + advice);
    }

    /** What failed and why. */
    String what(String url) {
        String said = words.length() > MAX_WORDS ? words.substring(0, MAX_WORDS - 1) + "…" : words;
        return "Elasticsearch at " + url + (status == null ? ": " : " answers " + status + ": ") + said;
    }
}
