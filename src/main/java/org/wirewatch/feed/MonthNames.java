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

    private static final List<TextStyle> STYLES =
            List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

    private final Map<String, Integer> own;

    private MonthNames(Map<String, Integer> own) {
        this.own = own;
    }

    static MonthNames of(@Nullable String language) {
        return new MonthNames(Map.of());
    }

    /** 1..12, or 0 for a word that is no month. */
    int number(String word) {
        String bare = bare(word);
        Integer number = own.getOrDefault(bare, ANY.get(bare));
        if (number == null && bare.length() > 3) {
            // Sept, Juneuary's kin: English software cuts and misspells, the first three letters hold.
            number = ANY.get(bare.substring(0, 3));
        }
        return number == null ? 0 : number;
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
