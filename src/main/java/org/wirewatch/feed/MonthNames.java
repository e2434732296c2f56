package org.wirewatch.feed;

import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of months in the languages in which software prints them into feeds. */
final class MonthNames {

    /** A name that two languages give to different months means the earlier one's, unless the feed's language is known. */
    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "it", "pt", "nl", "ru", "uk", "be", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "el",
            "tr", "sv", "nb", "da", "fi", "et", "lv", "lt", "sl", "mk", "sq", "ca", "gl", "eu", "is", "ar", "fa", "he",
            "id", "vi", "hr", "bs", "ka", "hy", "az");

    private static final Map<String, Integer> ANY = names(LANGUAGES);

    private static final int PREFIX_CHARS = 3;
    /** The first letters of full names, where they name one month of their language. */
    private static final Map<String, Integer> PREFIXES = prefixes();

    /** The names of languages that give some month another language's name. */
    private static final Map<String, Map<String, Integer>> AMBIGUOUS = ambiguous();

    private final Map<String, Integer> own;

    private MonthNames(Map<String, Integer> own) {
        this.own = own;
    }

    static MonthNames of(@Nullable String language) {
        String primary =
                language == null ? "en" : language.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return new MonthNames(AMBIGUOUS.getOrDefault(primary, Map.of()));
    }

    /** 1..12, or 0 for a word that is no month. */
    int number(String word) {
        String bare = bare(word);
        Integer number = own.getOrDefault(bare, ANY.get(bare));
        if (number == null && bare.length() >= PREFIX_CHARS) {
            // Software cuts and misspells names, the first letters hold.
            number = PREFIXES.get(bare.substring(0, PREFIX_CHARS));
        }
        return number == null ? 0 : number;
    }

    private static Map<String, Map<String, Integer>> ambiguous() {
        Map<String, Map<String, Integer>> ambiguous = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, Integer> names = names(List.of(language));
            if (!ANY.entrySet().containsAll(names.entrySet())) {
                ambiguous.put(language, names);
            }
        }
        return Map.copyOf(ambiguous);
    }

    private static Map<String, Integer> prefixes() {
        Map<String, Integer> prefixes = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, Integer> own = new HashMap<>();
            names(List.of(language)).forEach((name, month) -> {
                if (name.length() >= PREFIX_CHARS) {
                    own.merge(name.substring(0, PREFIX_CHARS), month, (one, other) -> one.equals(other) ? one : 0);
                }
            });
            own.forEach((prefix, month) -> {
                if (month != 0) {
                    prefixes.putIfAbsent(prefix, month);
                }
            });
        }
        return Map.copyOf(prefixes);
    }

    private static Map<String, Integer> names(List<String> languages) {
        Map<String, Integer> names = new HashMap<>();
        for (String language : languages) {
            Locale locale = Locale.forLanguageTag(language);
            for (Month month : Month.values()) {
                for (TextStyle style : TextStyle.values()) {
                    if (style != TextStyle.NARROW && style != TextStyle.NARROW_STANDALONE) {
                        String name = bare(month.getDisplayName(style, locale).toLowerCase(locale));
                        if (name.length() > 1 && !name.chars().allMatch(Character::isDigit)) {
                            names.putIfAbsent(name, month.getValue());
                        }
                    }
                }
            }
        }
        return Map.copyOf(names);
    }

    /** Without accents and abbreviation marks, so that févr., fevr and Fevr are one. */
    private static String bare(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[\\p{M}.'\\u2019\\s]", "");
    }
}
