package org.wirewatch.fetch;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a robots.txt that concern us (RFC 9309, 2.2).
 *
 * <p>Crawler-commons reads the file: which group is ours, which lines of it count, in which order they bind. Matching is
 * done here, for two reasons: its matcher finds {@code /*.php$} not in {@code /a.php.php}, and it needs seconds for one
 * long address against the rules that fit into 500 KiB, which a hostile site would send on purpose.
 *
 * @param lines as in {@link Robots#rules()}
 * @param crawlDelayMillis null if none is asked for
 */
record RobotsRules(String lines, @Nullable Long crawlDelayMillis) {

    /** Of an origin whose robots.txt is not there. */
    static final RobotsRules ALL_ALLOWED = new RobotsRules("", null);

    /** A longer line is no rule: no address has such a path. The parser's time for a line grows faster than its length. */
    private static final int LONGEST_LINE = 4_096;

    /** Comparisons of characters for one address. A hundred rules need some thousand, all of 500 KiB a million. */
    private static final int MOST_STEPS = 20_000_000;

    private static final Pattern LINE_END = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029]");
    private static final String NEVER_ESCAPED = "-._~/?#[]@!&()+,;=:%";

    /** What the rules say of an address. */
    enum Answer {
        ALLOWED,
        DISALLOWED,
        /** The rules cost too much to try on this address. */
        TOO_COSTLY
    }

    /**
     * An answer and the rule that gave it.
     *
     * @param rule as it stands in {@link #lines()}; null if none matched
     */
    record Finding(Answer answer, @Nullable String rule) {}

    /** Reads a file, whatever it is; a page of HTML has no rules. */
    static RobotsRules read(byte[] file, String productToken) {
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        parser.setExactUserAgentMatching(true);
        SimpleRobotRules rules = parser.parseContent(
                "",
                plain(text(file)).getBytes(StandardCharsets.UTF_8),
                "text/plain",
                List.of(productToken.toLowerCase(Locale.ROOT)));
        String lines = rules.getRobotRules().stream()
                .map(rule -> (rule.isAllow() ? '+' : '-') + pattern(rule.getPrefix()))
                .collect(Collectors.joining("\n"));
        long delay = rules.getCrawlDelay();
        return new RobotsRules(lines, delay > 0 ? delay : null);
    }

    /** @param target path and query, as they stand in the request */
    Finding of(String target) {
        if (lines.isEmpty() || target.equals("/robots.txt")) {
            return new Finding(Answer.ALLOWED, null);
        }
        String address = canonical(target, "");
        Steps steps = new Steps();
        for (int start = 0; start < lines.length(); ) {
            int newline = lines.indexOf('\n', start);
            int end = newline < 0 ? lines.length() : newline;
            boolean matches = matches(start + 1, end, address, steps);
            if (steps.taken > MOST_STEPS) {
                return new Finding(Answer.TOO_COSTLY, lines.substring(start, end));
            }
            if (matches) {
                Answer answer = lines.charAt(start) == '+' ? Answer.ALLOWED : Answer.DISALLOWED;
                return new Finding(answer, lines.substring(start, end));
            }
            start = end + 1;
        }
        return new Finding(Answer.ALLOWED, null);
    }

    /** Counts, so that a site cannot make us compute for ever. */
    private static final class Steps {
        private long taken;
    }

    /**
     * Whether the pattern that stands in the lines from here to there matches. Between stars, the leftmost place is as
     * good as any later one; only the piece before a {@code $} must stand at the very end.
     */
    private boolean matches(int from, int to, String address, Steps steps) {
        boolean anchored = to > from && lines.charAt(to - 1) == '$';
        int end = anchored ? to - 1 : to;
        int at = 0;
        boolean first = true;
        for (int start = from; start <= end; ) {
            int star = lines.indexOf('*', start);
            int pieceEnd = star < 0 || star > end ? end : star;
            int length = pieceEnd - start;
            boolean last = pieceEnd == end;
            int found;
            if (first) {
                found = standsAt(start, length, address, 0, steps) ? 0 : -1;
                if (last && anchored && length != address.length()) {
                    found = -1;
                }
            } else if (last && anchored) {
                int tail = address.length() - length;
                found = tail >= at && standsAt(start, length, address, tail, steps) ? tail : -1;
            } else {
                found = find(start, length, address, at, steps);
            }
            if (found < 0) {
                return false;
            }
            at = found + length;
            first = false;
            start = pieceEnd + 1;
        }
        return true;
    }

    private int find(int start, int length, String address, int from, Steps steps) {
        for (int at = from; at + length <= address.length() && steps.taken <= MOST_STEPS; at++) {
            if (standsAt(start, length, address, at, steps)) {
                return at;
            }
        }
        return -1;
    }

    private boolean standsAt(int start, int length, String address, int at, Steps steps) {
        steps.taken++;
        if (at + length > address.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lines.charAt(start + i) != address.charAt(at + i)) {
                steps.taken += i;
                return false;
            }
        }
        steps.taken += length;
        return true;
    }

    private static String text(byte[] file) {
        boolean utf16 = file.length >= 2
                && (file[0] & 0xff) + (file[1] & 0xff) == 0xfe + 0xff
                && file[0] != file[1]
                && ((file[0] & 0xff) == 0xff || (file[0] & 0xff) == 0xfe);
        Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = new String(file, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** The lines that can be rules. Without {@code <}, nothing is taken for HTML and mended at a great cost. */
    private static String plain(String text) {
        return LINE_END.splitAsStream(text)
                .filter(line -> line.length() <= LONGEST_LINE)
                .map(line -> line.replace("<", "%3C"))
                .collect(Collectors.joining("\n"));
    }

    private static String pattern(String rule) {
        boolean anchored = rule.endsWith("$");
        return canonical(anchored ? rule.substring(0, rule.length() - 1) : rule, "*") + (anchored ? "$" : "");
    }

    /**
     * One spelling for what RFC 9309, 2.2.2, compares: escapes that nobody needs are undone, all others written alike,
     * and so is what one side escapes and the other does not.
     *
     * @param kept characters that stay as they are although they are special
     */
    private static String canonical(String text, String kept) {
        StringBuilder canonical = new StringBuilder(text.length() + 16);
        String simplest = Urls.simplest(text);
        for (int i = 0; i < simplest.length(); i++) {
            char c = simplest.charAt(i);
            if (c < 0x80 && !Character.isLetterOrDigit(c) && NEVER_ESCAPED.indexOf(c) < 0 && kept.indexOf(c) < 0) {
                canonical.append(String.format("%%%02X", (int) c));
            } else {
                canonical.append(c);
            }
        }
        return canonical.toString();
    }

    /** A rule as its author would recognise it. */
    static Optional<String> shown(@Nullable String rule) {
        return Optional.ofNullable(rule)
                .map(line -> (line.startsWith("+") ? "Allow: " : "Disallow: ") + line.substring(1));
    }
}
