package org.wirewatch.article;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Precision;
import org.wirewatch.model.Problem;

/** What came of a page. */
public sealed interface ExtractOutcome {

    <T> T match(Function<Extracted, T> onExtracted, Function<NotAnArticle, T> onNotAnArticle);

    /**
     * The article that a page holds, as the page itself tells it.
     *
     * @param title plain text without the site's name; null if the page names none
     * @param site the outlet's name, null if the page does not say
     * @param body paragraphs of plain text separated by a blank line, never empty
     * @param authors names only, in the order of the byline
     * @param published in the publisher's own offset where one is stated, so that its day is the day people read; never
     *     later than the fetch
     * @param precision how precisely {@code published} is known, null exactly when that is
     * @param modified when the publisher says the text last changed, null if it does not or if that is in the future
     * @param language BCP 47 tag, null when neither declared nor recognised
     * @param canonicalUrl what the page calls its own address, absolute; null when it says nothing credible
     * @param image absolute address of the lead picture, null if none is declared
     * @param section the outlet's own section, null if not declared
     * @param keywords the outlet's own labels
     */
    record Extracted(
            @Nullable String title,
            @Nullable String site,
            String body,
            List<String> authors,
            @Nullable OffsetDateTime published,
            @Nullable Precision precision,
            @Nullable OffsetDateTime modified,
            @Nullable String language,
            @Nullable String canonicalUrl,
            @Nullable String image,
            @Nullable String section,
            List<String> keywords)
            implements ExtractOutcome {

        public Extracted {
            Objects.requireNonNull(body, "body");
            authors = List.copyOf(authors);
            keywords = List.copyOf(keywords);
        }

        @Override
        public <T> T match(Function<Extracted, T> onExtracted, Function<NotAnArticle, T> onNotAnArticle) {
            return onExtracted.apply(this);
        }
    }

    /**
     * A page without an article.
     *
     * @param problem kind {@code not-html} (another kind of file), {@code no-text} (a page without running text), {@code
     *     wall} (a page that asks for consent, payment, a login or patience instead), {@code soft-404} (a page that says it
     *     does not exist), {@code charset} (bytes that are no text in any charset that it may be in)
     */
    record NotAnArticle(Problem problem) implements ExtractOutcome {

        @Override
        public <T> T match(Function<Extracted, T> onExtracted, Function<NotAnArticle, T> onNotAnArticle) {
            return onNotAnArticle.apply(this);
        }
    }
}
