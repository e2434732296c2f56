package org.wirewatch.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirewatch.notify.News.item;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirewatch.model.Severity;

class LettersTest {

    private static final Instant AT = News.SEEN;

    private final Subscription two =
            News.subscriptionTo("[a@x.example, b@x.example]", "webhook: {url: 'https://hooks.example/x'}");

    @Test
    void eachRecipientHasALetterOfItsOwn() {
        List<Letter> letters = Letters.of(two, Letter.Kind.IMMEDIATE, AT, List.of(item("a", "t", Severity.LOW)), 0);
        assertThat(letters).extracting(Letter::recipient).containsExactly("a@x.example", "b@x.example", "webhook");
        assertThat(letters)
                .extracting(Letter::messageId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void theSameNewsMakesTheSameIdWheneverItIsMade() {
        NewsItem one = item("a", "t", Severity.LOW);
        NewsItem other = item("a", "u", Severity.LOW);
        String id = id(Letter.Kind.IMMEDIATE, AT, one, other);
        assertThat(id(Letter.Kind.IMMEDIATE, AT.plusSeconds(9), other, one)).isEqualTo(id);
        assertThat(id(Letter.Kind.IMMEDIATE, AT, item("a", "t", Severity.HIGH), other))
                .isNotEqualTo(id);
        assertThat(id(Letter.Kind.DIGEST, AT, one))
                .isEqualTo(id(Letter.Kind.DIGEST, AT, other))
                .isNotEqualTo(id);
        assertThat(id(Letter.Kind.DIGEST, AT.plusSeconds(60), one)).isNotEqualTo(id(Letter.Kind.DIGEST, AT, one));
    }

    @Test
    void allMessagesAboutAStoryShareAThreadAndADigestOfSeveralHasNone() {
        Letter first = letter(Letter.Kind.IMMEDIATE, item("a", "s", "t", Severity.LOW, "x"));
        Letter second = letter(Letter.Kind.IMMEDIATE, item("b", "s", "t", Severity.LOW, "y"));
        assertThat(first.threadOf()).isNotNull().isEqualTo(second.threadOf());
        assertThat(letter(Letter.Kind.DIGEST, item("a", "t", Severity.LOW), item("b", "t", Severity.LOW))
                        .threadOf())
                .isNull();
    }

    @Test
    void theWorstComesFirstAndItsStoryFollowsIt() {
        List<NewsItem> items = List.of(
                item("a", "one", "t", Severity.LOW, "x"),
                item("b", "two", "t", Severity.HIGH, "x"),
                item("c", "one", "t", Severity.CRITICAL, "x"),
                item("d", "three", "t", Severity.MEDIUM, "x"));
        assertThat(Letters.ordered(items)).extracting(NewsItem::articleId).containsExactly("c", "a", "b", "d");
    }

    @Test
    void whatIsTooMuchIsCounted() {
        List<NewsItem> many = IntStream.range(0, Letter.MAX_ITEMS + 20)
                .mapToObj(i -> item("a" + i, "t", i == 519 ? Severity.CRITICAL : Severity.LOW))
                .toList();
        Letter letter = Letters.of(two, Letter.Kind.DIGEST, AT, many, 5).get(0);
        assertThat(letter.items()).hasSize(Letter.MAX_ITEMS);
        assertThat(letter.items().get(0).articleId()).isEqualTo("a519");
        assertThat(letter.more()).isEqualTo(25);
    }

    private String id(Letter.Kind kind, Instant at, NewsItem... items) {
        return Letters.of(two, kind, at, List.of(items), 0).get(0).messageId();
    }

    private Letter letter(Letter.Kind kind, NewsItem... items) {
        return Letters.of(two, kind, AT, List.of(items), 0).get(0);
    }
}
