package org.wirewatch.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant: the word among some known ones that is the fewest typing errors away. */
public final class Nearest {

    private static final int MAX_CHARS = 64;

    private Nearest() {}

    /**
     * The known word nearest to the one written, if it is near enough to be meant: at most one typing error (a letter
     * missing, added, changed, or two swapped) for every three letters. Case does not count.
     */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > MAX_CHARS) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Math.max(1, written.length() / 3) + 1;
        for (String word : known) {
            int errors = word.length() > MAX_CHARS ? least : distance(lower, word.toLowerCase(Locale.ROOT));
            if (errors < least) {
                least = errors;
                nearest = word;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Optimal string alignment: edits, and swaps of neighbours, with no part edited twice. */
    private static int distance(String a, String b) {
        int[][] errors = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            errors[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            errors[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(errors[i - 1][j - 1] + change, Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, errors[i - 2][j - 2] + 1);
                }
                errors[i][j] = least;
            }
        }
        return errors[a.length()][b.length()];
    }
}
