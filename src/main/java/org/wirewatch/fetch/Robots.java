package org.wirewatch.fetch;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the robots.txt of one origin: small, because it is kept for each host.
 *
 * <p>A {@link RobotsPolicy} makes it and reads it; nobody else needs to look inside.
 *
 * @param origin scheme, host and port, as {@link Urls#origin} writes them: a robots.txt is valid for nothing else
 * @param rules the lines that concern us, one a rule, {@code +} or {@code -} and then a path pattern, the strongest
 *     first; empty if all is allowed; null as long as no answer ever came
 * @param crawlDelayMillis what it asks to leave between two requests, as it stands there; null if nothing
 * @param learntMillis when the rules were learnt; null without rules
 * @param askAgainMillis when it is to be asked for next: at the end of the rules' life, or of a hold
 * @param failures attempts in a row that gave no answer
 * @param failingSinceMillis when the first of them was made; null if the last attempt was answered
 * @param fault the name of the {@link FetchFault} of the last of them; null likewise
 * @param failureMessage what was said of it; null likewise
 */
public record Robots(
        String origin,
        @Nullable String rules,
        @Nullable Long crawlDelayMillis,
        @Nullable Long learntMillis,
        long askAgainMillis,
        int failures,
        @Nullable Long failingSinceMillis,
        @Nullable String fault,
        @Nullable String failureMessage)
        implements Serializable {

    static Robots answered(
            String origin, String rules, @Nullable Long crawlDelayMillis, long learntMillis, long askAgainMillis) {
        return new Robots(origin, rules, crawlDelayMillis, learntMillis, askAgainMillis, 0, null, null, null);
    }
}
