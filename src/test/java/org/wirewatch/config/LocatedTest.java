package org.wirewatch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedTest {

    private static Located value(String yaml) {
        ConfigErrors errors = new ConfigErrors();
        Located value =
                Yaml.read("f.yaml", yaml, errors).section("a").located("q").orElseThrow();
        assertThat(errors.list()).isEmpty();
        return value;
    }

    private static String at(String yaml, String what) {
        Located value = value(yaml);
        Place place = value.at(value.text().indexOf(what));
        return place.line() + ":" + place.column();
    }

    /** In each of them X and Y stand in the value, and the places in the file are to be found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:\n  q: near(3, X Y)\n",
                "a:\n  q:   near(3,\n      X\n\n      Y)\n",
                "a: {q: near(3 X Y), r: 1}\n",
                "a:\n  q: 'it''s X \n     and ''''Y'\n",
                "a:\n  q: \"\\\"X\\\" \\u00e9\\x41\\U0001F600 Y\"\n",
                "a:\n  q: \"\\uD83D\\uDE00 X\\\n     \\  Y\"\n",
                "a:\n  q: \"one   \n\n   X   two\n   Y\"\n",
                "a:\n  q: |\n    one\n      X\n\n    Y\n",
                "a:\n  q: |2-\n      one X\n    Y\n",
                "a:\n  q: |+ # comment X\n\n    X\n    Y\n\n",
                "a:\n  q: >\n    one X\n    two\n\n    three\n      Y more\n    end\n",
                "a:\n  q: >-\n\n    one\n\n\n    X\n      a\n\n      b\n    Y\n",
                "a:\r\n  q: >\r\n    one X\r\n    Y\r\n",
                "a:\r\n  q: |\r\n    one X\r\n    Y\r\n",
                "a:\n  q: |\n    😀😀 X\n    é Y\n",
                "a:\n  q: |\n    one\n   \n\n    X   \n    Y\n",
            })
    void theWayBackLeadsToTheSameCharacter(String yaml) {
        Located value = value(yaml);
        for (String letter : new String[] {"X", "Y"}) {
            Place place = value.at(value.text().indexOf(letter));
            String line = yaml.split("\r?\n", -1)[place.line() - 1];
            int column = line.offsetByCodePoints(0, place.column() - 1);
            assertThat(line.substring(column))
                    .as("%s in %s", place, value.text())
                    .startsWith(letter);
        }
    }

    @Test
    void everyLetterOfALongFoldedRuleIsFound() {
        StringBuilder yaml = new StringBuilder("a:\n  q: >\n");
        for (int line = 0; line < 40; line++) {
            yaml.append(line % 7 == 3 ? "\n" : "    @set" + line + " \"a phrase\" OR\n");
        }
        Located value = value(yaml.toString());
        String[] lines = yaml.toString().split("\n", -1);
        IntStream.range(0, value.text().length())
                .filter(offset -> !Character.isWhitespace(value.text().charAt(offset)))
                .forEach(offset -> {
                    Place place = value.at(offset);
                    assertThat(lines[place.line() - 1].charAt(place.column() - 1))
                            .isEqualTo(value.text().charAt(offset));
                });
    }

    @Test
    void theOffsetBehindTheLastCharacterIsAPlaceToo() {
        Located value = value("a:\n  q: abc\n");
        assertThat(value.at(3)).isEqualTo(new Place("f.yaml", 2, 9));
    }

    @Test
    void aQuotedTextBeginsAtItsQuoteAndItsFirstCharacterBehindIt() {
        Located value = value("a:\n  q: \"abc\"\n");
        assertThat(value.start()).isEqualTo(new Place("f.yaml", 2, 6));
        assertThat(value.at(0)).isEqualTo(new Place("f.yaml", 2, 7));
    }

    @Test
    void aByteOrderMarkDoesNotCount() {
        assertThat(at("\uFEFFa: {q: xY}\n", "Y")).isEqualTo("1:9");
    }

    @Test
    void aTextWithoutAFileCountsItsOwnColumns() {
        assertThat(new Located("a b", new Place("query", 1, 5)).at(2)).isEqualTo(new Place("query", 1, 7));
    }

    @Test
    void anOffsetOutsideOfTheTextIsABug() {
        assertThatThrownBy(() -> value("a: {q: abc}").at(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
