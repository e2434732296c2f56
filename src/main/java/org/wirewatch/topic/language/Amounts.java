package org.wirewatch.topic.language;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are written in figures: "100,000", "100.000", "100 000", "10'000", "2.5 million", "5bn", "100 тыс.".
 * A group of exactly three figures behind a separator is thousands, in every language: news rarely give three decimals.
 */
public final class Amounts {

    private static final Set<String> THOUSANDS = Set.of(
            "thousand",
            "thousands",
            "k",
            "тысяч",
            "тысячи",
            "тысяча",
            "тыс",
            "тисяч",
            "тисячі",
            "тисяча",
            "тис",
            "tausend",
            "tsd",
            "mille",
            "mil",
            "miles",
            "tysiąc",
            "tysiące",
            "tysięcy",
            "tys",
            "bin");
    private static final Set<String> MILLIONS = Set.of(
            "million",
            "millions",
            "mln",
            "m",
            "миллион",
            "миллиона",
            "миллионов",
            "млн",
            "мільйон",
            "мільйона",
            "мільйони",
            "мільйонів",
            "millionen",
            "mio",
            "millón",
            "millones",
            "milion",
            "miliony",
            "milionów",
            "milyon");
    private static final Set<String> BILLIONS = Set.of(
            "billion",
            "billions",
            "bn",
            "миллиард",
            "миллиарда",
            "миллиардов",
            "млрд",
            "мільярд",
            "мільярда",
            "мільярди",
            "мільярдів",
            "milliarde",
            "milliarden",
            "mrd",
            "milliard",
            "milliards",
            "miliard",
            "miliardy",
            "miliardów",
            "mld",
            "milyar");
    private static final Map<Integer, Set<String>> SCALES = Map.of(3, THOUSANDS, 6, MILLIONS, 9, BILLIONS);

    /** Longer figures are no amounts of anything that a rule asks for. */
    private static final int MAX_DIGITS = 15;

    private static final int GROUP = 3;

    /**
     * A number and the words that it takes.
     *
     * @param value what it says
     * @param words how many words of the text, at least 1
     */
    public record Amount(double value, int words) {}

    private Amounts() {}

    /** The number that begins at a word; null when none does. */
    public static @Nullable Amount at(Words words, int first) {
        String text = words.text();
        int start = words.start(first);
        int end = words.end(first);
        if (!isDigit(text.charAt(start))) {
            return null;
        }
        int digitsEnd = start;
        while (digitsEnd < end && (isDigit(text.charAt(digitsEnd)) || isSeparator(text, digitsEnd, end))) {
            digitsEnd++;
        }
        String unit = text.substring(digitsEnd, end).toLowerCase(Locale.ROOT);
        StringBuilder digits = new StringBuilder(text.substring(start, digitsEnd));
        int last = first;
        while (unit.isEmpty() && last + 1 < words.count() && isNextGroup(words, last, digits)) {
            last++;
            digits.append(' ').append(text, words.start(last), words.end(last));
        }
        double value = value(digits);
        if (Double.isNaN(value)) {
            return null;
        }
        if (!unit.isEmpty()) {
            int power = power(unit);
            return new Amount(power == 0 ? value : value * Math.pow(10, power), last - first + 1);
        }
        if (last + 1 < words.count() && words.start(last + 1) - words.end(last) == 1) {
            int power = power(words.word(last + 1).toLowerCase(Locale.ROOT));
            if (power > 0) {
                return new Amount(value * Math.pow(10, power), last - first + 2);
            }
        }
        return new Amount(value, last - first + 1);
    }

    private static int power(String unit) {
        return SCALES.entrySet().stream()
                .filter(scale -> scale.getValue().contains(unit))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static boolean isNextGroup(Words words, int last, CharSequence soFar) {
        String text = words.text();
        int start = words.start(last + 1);
        int firstGroup = 0;
        while (firstGroup < soFar.length() && isDigit(soFar.charAt(firstGroup))) {
            firstGroup++;
        }
        boolean grouped = firstGroup == soFar.length() || soFar.charAt(firstGroup) == ' ';
        boolean blank = start - words.end(last) == 1 && Character.isSpaceChar(text.charAt(start - 1));
        return grouped
                && firstGroup <= GROUP
                && blank
                && words.end(last + 1) - start == GROUP
                && text.substring(start, start + GROUP).chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isSeparator(String text, int at, int end) {
        return at + 1 < end && isDigit(text.charAt(at + 1)) && ".,'’\u202f\u00a0".indexOf(text.charAt(at)) >= 0;
    }

    /** The last separator is a decimal one unless three figures follow it or it was seen before. */
    private static double value(CharSequence written) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
            } else {
                int group = 0;
                while (i + 1 + group < written.length() && isDigit(written.charAt(i + 1 + group))) {
                    group++;
                }
                if (group != GROUP && i + 1 + group == written.length() && digits.indexOf(".") < 0) {
                    digits.append('.');
                }
            }
        }
        return digits.length() > MAX_DIGITS ? Double.NaN : Double.parseDouble(digits.toString());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
