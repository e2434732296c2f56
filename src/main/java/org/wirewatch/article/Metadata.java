package org.wirewatch.article;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.model.Page;

/** Everything about the article but its body. */
final class Metadata {

    private static final int MAX_KEYWORDS = 30;
    private static final int MAX_LABEL_CHARS = 100;

    private final PageText source;
    private final Outline outline;
    private final Declarations declarations;
    private final LinkedData linked;
    private final Page page;
    private final ZoneId zone;
    private final DateReader dateReader;
    private final @Nullable String site;
    private final @Nullable String title;
    private final List<String> titles;

    Metadata(PageText source, Outline outline, LinkedData linked, Page page, ZoneId zone, DateReader dateReader) {
        this.source = source;
        this.outline = outline;

        this.declarations = outline.declarations;
        this.linked = linked;
        this.page = page;
        this.zone = zone;
        this.dateReader = dateReader;
        this.site = site(declarations, linked);
        Headline headline = new Headline(outline, linked, site, page.finalUrl());
        this.title = headline.title();
        this.titles = headline.all(title);
    }

    @Nullable
    String title() {
        return title;
    }

    /** Everything that the page calls itself, without the site's name. */
    List<String> titles() {
        return titles;
    }

    /** Whether the page declares to be an article, with a date. */
    boolean declaresArticle() {
        return linked.isArticle() || declarations.first("article:published_time") != null;
    }

    Extracted describe(String body, Extractor.LanguageOfText languageOfText) {
        String language = Languages.declared(declarations, linked);
        Dates dates = new Dates(dateReader, source, outline, linked, zone, language, page.fetched());
        PublishedDate published = dates.published(page.finalUrl());
        PublishedDate modified = dates.modified();
        return new Extracted(
                title,
                site,
                body,
                new Bylines(outline, linked, site).authors(),
                published == null ? null : published.at(),
                published == null ? null : published.precision(),
                modified == null ? null : modified.at(),
                languageOfText.of(body, language),
                canonical(),
                image(),
                section(),
                keywords());
    }

    private static @Nullable String site(Declarations declarations, LinkedData linked) {
        String site = declarations.first("og:site_name", "application-name", "apple-mobile-web-app-title");
        if (site == null) {
            site = linked.siteName();
        }
        return site == null ? null : Texts.plain(site);
    }

    private @Nullable String canonical() {
        String canonical = Addresses.canonical(page.finalUrl(), declarations.canonical);
        return canonical != null ? canonical : Addresses.canonical(page.finalUrl(), declarations.first("og:url"));
    }

    private @Nullable String image() {
        String declared = declarations.first("og:image", "og:image:url", "twitter:image", "twitter:image:src");
        String image = Addresses.resolve(page.finalUrl(), declared);
        return image != null ? image : Addresses.resolve(page.finalUrl(), linked.text("image"));
    }

    private @Nullable String section() {
        String section = declarations.first("article:section", "parsely-section", "section");
        if (section == null) {
            section = linked.text("articleSection");
        }
        return section == null || section.length() > MAX_LABEL_CHARS ? null : Texts.plain(section);
    }

    private List<String> keywords() {
        Set<String> keywords = new LinkedHashSet<>();
        List<String> declared = new ArrayList<>(declarations.repeatedMetas.getOrDefault("article:tag", List.of()));
        if (declared.isEmpty()) {
            declared.addAll(linked.names("keywords"));
        }
        for (String name : new String[] {"news_keywords", "keywords", "parsely-tags", "sailthru.tags"}) {
            if (declared.isEmpty()) {
                declared.addAll(declarations.repeatedMetas.getOrDefault(name, List.of()));
            }
        }
        for (String labels : declared) {
            for (String label : labels.split("[,;]")) {
                String plain = Texts.plain(label);
                if (!plain.isEmpty() && plain.length() <= MAX_LABEL_CHARS && keywords.size() < MAX_KEYWORDS) {
                    keywords.add(plain);
                }
            }
        }
        return List.copyOf(keywords);
    }
}
