package org.wirewatch.article;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.model.Page;

/**
 * A page of a site that has a rule: what the rule selects, and the page without what it removes, for all that the rule
 * says nothing about or finds nothing for. Such pages are parsed twice; they are few.
 */
final class RuledPage {

    private static final String[] DATE_ATTRIBUTES = {"datetime", "content", "data-datetime", "data-timestamp"};

    private final Page page;
    private final SiteRule rule;
    private final Document document;
    private final List<String> notes = new ArrayList<>();

    RuledPage(Page page, SiteRule rule) {
        this.page = page;
        this.rule = rule;
        int length = Math.min(page.body().length, Extractor.MAX_PAGE_BYTES);
        PageText source = new PageText(page.body(), length, page.charset());
        this.document =
                Parser.htmlParser().parseInput(new String(page.body(), 0, length, source.charset()), page.finalUrl());
        for (String selector : rule.remove()) {
            Elements removed = document.select(selector);
            removed.remove();
            note("remove", selector, removed.size());
        }
    }

    private void note(String key, String selector, int found) {
        notes.add("rule for " + rule.site() + ", " + key + " " + selector + ": "
                + (found == 0 ? "finds nothing" : found + (found == 1 ? " element" : " elements")));
    }

    /** What each selector that was asked found. */
    List<String> notes() {
        return notes;
    }

    /** The page without what the rule removes. */
    Page rest() {
        return new Page(
                page.requestedUrl(),
                page.finalUrl(),
                page.status(),
                page.headers(),
                StandardCharsets.UTF_8.name(),
                document.outerHtml().getBytes(StandardCharsets.UTF_8),
                page.truncated(),
                page.fetched());
    }

    /** The body that the rule selects, null without one. */
    @Nullable
    String body() {
        return first("body", rule.body(), elements -> {
            StringBuilder html = new StringBuilder();
            for (Element element : elements) {
                boolean insideAnother = element.parents().stream().anyMatch(elements::contains);
                html.append(insideAnother ? "" : element.outerHtml());
            }
            String text = FeedText.plain(html.toString());
            return text.isEmpty() ? null : text;
        });
    }

    /** The article with what the rule selects in place of what was found. */
    Extracted over(Extracted found, DateReader dates, ZoneId zone) {
        String title = first("title", rule.title(), elements -> {
            String text = value(elements.get(0), "content");
            return text.isBlank() ? null : Texts.fold(text);
        });
        PublishedDate date =
                first("date", rule.date(), elements -> date(elements.get(0), dates, zone, found.language()));
        List<String> authors = first("author", rule.author(), elements -> {
            List<String> names = new ArrayList<>();
            elements.forEach(element -> names.addAll(Bylines.split(value(element, "content"))));
            return names.isEmpty() ? null : names.stream().distinct().toList();
        });
        return new Extracted(
                title == null ? found.title() : title,
                found.site(),
                found.body(),
                authors == null ? found.authors() : authors,
                date == null ? found.published() : date.at(),
                date == null ? found.precision() : date.precision(),
                found.modified(),
                found.language(),
                found.canonicalUrl(),
                found.image(),
                found.section(),
                found.keywords());
    }

    private static String value(Element element, String attribute) {
        return element.hasAttr(attribute) ? element.attr(attribute) : element.text();
    }

    private @Nullable PublishedDate date(Element element, DateReader dates, ZoneId zone, @Nullable String language) {
        for (String attribute : DATE_ATTRIBUTES) {
            PublishedDate date = dates.read(element.attr(attribute), zone, language, page.fetched());
            if (date != null) {
                return date;
            }
        }
        return dates.read(element.text(), zone, language, page.fetched());
    }

    /** What the first selector gives that gives something. */
    private <T> @Nullable T first(String key, List<String> selectors, Function<Elements, @Nullable T> reader) {
        for (String selector : selectors) {
            Elements elements = document.select(selector);
            T value = elements.isEmpty() ? null : reader.apply(elements);
            note(key, selector, value == null ? 0 : elements.size());
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
