package org.wirewatch.notify.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

    private static final Pattern HOLE = Pattern.compile("\\{\\d}");

    static java.util.List<String> languages() {
        return Words.LANGUAGES;
    }

    private static Map<String, Object> holes(String language) {
        return Words.of(language).all().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new TreeSet<>(HOLE.matcher(entry.getValue())
                                .results()
                                .map(hole -> hole.group())
                                .toList()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasTheSameWordsWithTheSameHoles(String language) {
        assertThat(holes(language)).isEqualTo(holes("en"));
        assertThat(Words.of(language).all().values()).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageSaysItInItsOwnWay(String language) {
        if (!language.equals("en")) {
            Map<String, String> english = Words.of("en").all();
            assertThat(Words.of(language).all())
                    .allSatisfy((key, word) -> assertThat(word).isNotEqualTo(english.get(key)));
        }
    }

    @Test
    void whatFillsAHoleIsNotLookedInto() {
        assertThat(Words.of("en").say("why-words", "{1} $1 \\", "x"))
                .isEqualTo("“{1} $1 \\” looks for your own words: x");
    }

    @Test
    void theRegionDecidesHowTimesAreWritten() {
        assertThat(Words.of("en-US").time(java.time.LocalTime.of(22, 0))).isEqualTo("10:00 PM");
        assertThat(Words.of("en").time(java.time.LocalTime.of(22, 0))).isEqualTo("22:00");
        assertThat(Words.of("no such language").say("digest")).isEqualTo("Digest");
    }
}
