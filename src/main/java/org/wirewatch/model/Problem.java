package org.wirewatch.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thing that failed for good, in the words of the person who must act.
 *
 * @param stage where
 * @param kind one word for each thing that an operator would do differently, kebab-case, such as {@code timeout}
 * @param url what was asked for; null when the problem has no address
 * @param feedId the feed it concerns, null when it concerns none
 * @param message what failed and why, with the limit and the value
 * @param advice what to do
 * @param attempts how often it was tried, at least 1
 * @param at when it was given up
 */
public record Problem(
        Stage stage,
        String kind,
        @Nullable String url,
        @Nullable String feedId,
        String message,
        String advice,
        int attempts,
        Instant at) {

    /** Longer texts from outside are cut here, so that one hostile message cannot fill an index. */
    public static final int MAX_MESSAGE_CHARS = 2_000;

    public Problem {
        Objects.requireNonNull(kind, "kind");
        if (message.length() > MAX_MESSAGE_CHARS) {
            message = message.substring(0, MAX_MESSAGE_CHARS - 1) + "…";
        }
    }

    /** One document a stage, kind, url and day; what happens again is counted in it. */
    public String id() {
        return Ids.hash(stage.word()
                + '\n'
                + kind
                + '\n'
                + (url == null ? feedId : url)
                + '\n'
                + at.atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** The same problem, seen from the feed that suffers from it and after so many attempts. */
    public Problem of(@Nullable String feed, int attemptsMade) {
        return new Problem(stage, kind, url, feed, message, advice, attemptsMade, at);
    }
}
