package org.wirewatch.topic.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    private static List<String> sentences(String language, String text) {
        Units units = Language.of(language).units(text);
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < units.sentences(); i++) {
            sentences.add(text.substring(units.sentenceStart(i), units.sentenceEnd(i)));
        }
        return sentences;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "en | He met the U.S. Army there. # They left.",
                "en | Troops left the U.S. # The others stayed.",
                "en | Gen. Smith spoke to Dr. J. R. Brown. # He left.",
                "en | It began at 5 p.m. Monday. # It ended.",
                "en | \"Never!\" he said. # \"Why?\" # She left.",
                "en | They moved 2.5 km. # Then 3.",
                "en | He said ... nothing. # Then this… # Then that.",
                "en | He ended.She went on. # They left.",
                "de | Am 3. Oktober kam Dr. Weber. # Er ging.",
                "de | Im Jahr 2021. # Die Nato wuchs.",
                "ru | В 2021 г. Россия ответила. # НАТО молчит.",
                "ru | А. С. Иванов сказал это. # Он ушёл.",
                "uk | Про це каже ген. Петренко. # Він пішов.",
                "fr | M. Dupont est venu. # Il est parti.",
                "es | EE. UU. envía tropas. # El país calla.",
                "pl | Płk. Nowak z 2. Brygady wyszedł. # Potem wrócił.",
                "tr | Prof. Dr. Yılmaz konuştu. # Sonra gitti."
            })
    void aSentenceEndsWhereItsReaderSaysSo(String language, String marked) {
        String text = marked.replace(" # ", " ").replace(".She", ".She");
        List<String> expected = new ArrayList<>();
        for (String sentence : marked.split(" # ")) {
            if (sentence.contains(".She")) {
                expected.add("He ended.");
                expected.add("She went on.");
            } else {
                expected.add(sentence);
            }
        }
        assertThat(sentences(language, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'A headline\n\nThe text', 2", "'One\nTwo', 2", "'a broken\nline', 1", "'One.\n\n\nTwo.\n', 2"})
    void aLineEndIsABorderUnlessTheLineGoesOn(String text, int paragraphs) {
        assertThat(Language.of("en").units(text).paragraphs()).isEqualTo(paragraphs);
    }

    @Property(tries = 500)
    void anyTextIsCoveredInOrder(@ForAll String text) {
        Units units = Language.of("en").units(text);
        int last = -1;
        for (int i = 0; i < units.sentences(); i++) {
            assertThat(units.sentenceStart(i)).isGreaterThan(last);
            assertThat(units.sentenceEnd(i)).isBetween(units.sentenceStart(i), text.length());
            last = units.sentenceStart(i);
        }
    }
}
