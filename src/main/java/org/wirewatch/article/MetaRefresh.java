package org.wirewatch.article;

import org.jspecify.annotations.Nullable;

/** Reads the content of {@code <meta http-equiv=refresh>} as browsers do (HTML Standard, 4.2.5.3 "shared declarative refresh steps"). */
final class MetaRefresh {

    /** A longer delay is meant for readers: they see a page first, and are then taken to the next or to the front page. */
    static final int MAX_SECONDS = 10;

    private MetaRefresh() {}

    /** The reference as it is written, null if there is none or the delay is too long. */
    static @Nullable String target(String content) {
        int at = skipBlanks(content, 0);
        int digits = at;
        while (digits < content.length() && isDigit(content.charAt(digits))) {
            digits++;
        }
        boolean fractionOnly = digits == at && at < content.length() && content.charAt(at) == '.';
        if (digits == at && !fractionOnly
                || digits - at > 3
                || !fractionOnly && seconds(content, at, digits) > MAX_SECONDS) {
            return null;
        }
        at = digits;
        while (at < content.length() && (isDigit(content.charAt(at)) || content.charAt(at) == '.')) {
            at++;
        }
        int behindDelay = at;
        at = skipBlanks(content, at);
        if (at < content.length() && (content.charAt(at) == ';' || content.charAt(at) == ',')) {
            at = skipBlanks(content, at + 1);
        } else if (at == behindDelay) {
            return null;
        }
        return reference(content, at);
    }

    private static @Nullable String reference(String content, int start) {
        int at = start;
        if (content.regionMatches(true, at, "url", 0, 3)) {
            int equals = skipBlanks(content, at + 3);
            if (equals < content.length() && content.charAt(equals) == '=') {
                at = skipBlanks(content, equals + 1);
            }
        }
        if (at >= content.length()) {
            return null;
        }
        char quote = content.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = content.indexOf(quote, at + 1);
            return content.substring(at + 1, end < 0 ? content.length() : end).strip();
        }
        return content.substring(at).strip();
    }

    private static int seconds(String content, int from, int to) {
        return Integer.parseInt(content.substring(from, to));
    }

    private static int skipBlanks(String content, int from) {
        int at = from;
        while (at < content.length() && content.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
