package org.wirewatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Severity;

class NewsItemsTest {

    @Test
    void whatWasFoundIsMarkedAndOverlapsBecomeOne() {
        Quote quote =
                NewsItems.quote("Two battalions moved north.", List.of("battalions moved", "Two battalions", "north"));
        assertThat(quote.marks()).containsExactly(new Mark(0, 20), new Mark(21, 26));
    }

    @Test
    void aLongSentenceIsCutAroundWhatWasFound() {
        String sentence = "word ".repeat(300) + "corvettes sail" + " word".repeat(300);
        Quote quote = NewsItems.quote(sentence, List.of("corvettes sail"));
        Mark mark = quote.marks().get(0);
        assertThat(quote.text())
                .hasSizeLessThanOrEqualTo(Quote.MAX_CHARS)
                .startsWith("…")
                .endsWith("…");
        assertThat(quote.text().substring(mark.start(), mark.end())).isEqualTo("corvettes sail");
    }

    @Property(tries = 500)
    void aQuoteIsNeverLongerThanItsLimitAndItsMarksLieInIt(
            @ForAll @StringLength(max = 2_000) String sentence, @ForAll @StringLength(min = 1, max = 3) String text) {
        Quote quote = NewsItems.quote(sentence, List.of(text));
        assertThat(quote.text().length()).isLessThanOrEqualTo(Quote.MAX_CHARS);
        quote.marks().forEach(mark -> assertThat(text).startsWith(quote.text().substring(mark.start(), mark.end())));
    }

    @Test
    void titlesThatDifferOnlyInCaseAndPunctuationAreOneStoryAndShortOnesAreNone() {
        NewsItem one = News.item("a", "a", "t", Severity.LOW, "Two battalions moved to the strait");
        NewsItem copy = News.item("b", "b", "t", Severity.LOW, "TWO battalions moved, to the strait!");
        NewsItem topic = News.item("b", "b", "u", Severity.LOW, "Two battalions moved to the strait");
        assertThat(Remembered.title(one)).isPresent().isEqualTo(Remembered.title(copy));
        assertThat(Remembered.title(topic)).isNotEqualTo(Remembered.title(one));
        assertThat(Remembered.title(News.item("a", "a", "t", Severity.LOW, "Live: the war")))
                .isEmpty();
    }
}
