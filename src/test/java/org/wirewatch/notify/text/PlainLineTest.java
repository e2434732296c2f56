package org.wirewatch.notify.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainLineTest {

    @Test
    void lineBreaksAndControlCharactersAreBlanks() {
        assertThat(PlainLine.of(" a\r\nb\tc\u0000\u0085d\u2028e\u00a0f ", 100)).isEqualTo("a b c d e f");
    }

    @Test
    void nothingTurnsTheDirectionOrHides() {
        assertThat(PlainLine.of("exe\u202egpj\u2066\u200f\u200b\ufeff\u00ad.x", 100))
                .isEqualTo("exegpj.x");
    }

    @Test
    void joinersStayBecauseWordsAndEmojiAreWrittenWithThem() {
        String persian = "می\u200cخواهم";
        String family = "👩\u200d👧";
        assertThat(PlainLine.of(persian, 100)).isEqualTo(persian);
        assertThat(PlainLine.of(family, 100)).isEqualTo(family);
    }

    @Test
    void halvesOfPairsAreReplacedAndNeverMade() {
        assertThat(PlainLine.of("a\ud83db", 100)).isEqualTo("a\ufffdb");
        assertThat(PlainLine.of("ab😀cd", 4)).isEqualTo("ab…");
    }

    @Test
    void aTextThatFitsIsNotCut() {
        assertThat(PlainLine.of("abcd", 4)).isEqualTo("abcd");
        assertThat(PlainLine.of("abcde", 4)).isEqualTo("abc…");
        assertThat(PlainLine.of("  \n abcd \n ", 4)).isEqualTo("abcd");
    }

    @Property
    void aLineIsBoundedCleanAndStaysAsItIs(@ForAll String text, @ForAll @IntRange(min = 2, max = 50) int max) {
        String line = PlainLine.of(text, max);
        assertThat(line.length()).isLessThanOrEqualTo(max);
        assertThat(line).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]").isEqualTo(line.strip());
        assertThat(PlainLine.of(line, max)).isEqualTo(line);
    }
}
