package org.wirewatch.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays reports out as pages of their outlet. */
final class Pages {

    /** Paragraphs that stand before the first box in the text. */
    private static final int LEAD = 2;

    private static final int RELATED = 4;

    private final Day day;

    Pages(Day day) {
        this.day = day;
    }

    byte[] report(Published published, String base) {
        Outlet outlet = day.outletOf(published.report());
        return report(outlet, published, day.before(published.report(), RELATED), base);
    }

    /** @param others what the page recommends, on the same outlet */
    byte[] report(Outlet outlet, Published published, List<Report> others, String base) {
        Report report = published.report();
        List<String> paragraphs = report.paragraphs();
        int lead = Math.min(LEAD, paragraphs.size());
        Map<String, String> values = common(outlet);
        values.put("title", Html.text(report.title()));
        values.put("summary", Html.text(report.summary()));
        values.put("section", Html.text(report.section()));
        values.put("url", Html.text(published.url()));
        values.put("slug", report.slug());
        values.put("number", Integer.toString(published.number()));
        values.put("authors", Html.text(String.join(", ", report.authors())));
        values.put("keywords", Html.text(String.join(", ", report.keywords())));
        values.put("published", offset(outlet, published.published()));
        values.put("modified", offset(outlet, published.updated()));
        values.put("published.words", Html.text(words(outlet, published.published())));
        values.put("lead", Html.paragraphs(paragraphs.subList(0, lead)));
        values.put("rest", Html.paragraphs(paragraphs.subList(lead, paragraphs.size())));
        values.put("json.ld", jsonLd(outlet, published));
        values.put("related", related(outlet, others, base));
        values.put(
                "corrected",
                published.isCorrected() ? Html.text(outlet.labels().getOrDefault("label.corrected", "")) : "");
        return outlet.template().fill(values).getBytes(outlet.charset());
    }

    Charset charset(Published published) {
        return day.outletOf(published.report()).charset();
    }

    /** The list of what is out, for people who follow a link to the outlet's door. */
    byte[] front(Outlet outlet, List<Published> entries) {
        Map<String, String> values = common(outlet);
        values.put(
                "entries",
                entries.stream()
                        .map(entry -> "<li><a href=\"" + entry.path() + "\">"
                                + Html.text(entry.report().title()) + "</a> <time>"
                                + Html.text(words(outlet, entry.published())) + "</time></li>")
                        .collect(Collectors.joining("\n")));
        return PageTemplate.load("front").fill(values).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> common(Outlet outlet) {
        Map<String, String> values = new HashMap<>();
        outlet.labels().forEach((key, value) -> values.put(key, Html.text(value)));
        values.put("site", Html.text(outlet.name()));
        values.put("language", outlet.language().toLanguageTag());
        values.put("charset", outlet.charset().name().toLowerCase(Locale.ROOT));
        values.put("feed", outlet.feedPath());
        values.put(
                "nav",
                outlet.sections().stream()
                        .map(section -> "<li><a href=\"/\">" + Html.text(section) + "</a></li>")
                        .collect(Collectors.joining("\n")));
        return values;
    }

    private String related(Outlet outlet, List<Report> others, String base) {
        return others.stream()
                .map(other -> "<li><a href=\"" + base + outlet.pathOf(other, day.numberOf(other)) + "\">"
                        + Html.text(other.title()) + "</a></li>")
                .collect(Collectors.joining("\n"));
    }

    private static String jsonLd(Outlet outlet, Published published) {
        Report report = published.report();
        ObjectNode article = new ObjectMapper()
                .createObjectNode()
                .put("@context", "https://schema.org")
                .put("@type", "NewsArticle")
                .put("headline", report.title())
                .put("description", report.summary())
                .put("datePublished", offset(outlet, published.published()))
                .put("dateModified", offset(outlet, published.updated()))
                .put("mainEntityOfPage", published.url())
                .put("articleSection", report.section())
                .put("inLanguage", outlet.language().toLanguageTag());
        var authors = article.putArray("author");
        report.authors()
                .forEach(author -> authors.addObject().put("@type", "Person").put("name", author));
        article.putObject("publisher").put("@type", "NewsMediaOrganization").put("name", outlet.name());
        return new String(JsonFeed.bytes(article), StandardCharsets.UTF_8).replace("</", "<\\/");
    }

    private static String offset(Outlet outlet, Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(outlet.timeZone()).withNano(0));
    }

    private static String words(Outlet outlet, Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(outlet.language())
                .format(instant.atZone(outlet.timeZone()));
    }
}
