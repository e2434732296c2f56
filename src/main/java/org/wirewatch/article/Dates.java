package org.wirewatch.article;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * When a page says it was published and changed.
 *
 * <p>In order of trust: JSON-LD, the meta tags that mean publication, {@code <time>} and microdata, a date in an element
 * that is named like one, the date in the address (a whole one, between slashes), the date of the last change. Nothing
 * later than the fetch is believed.
 */
final class Dates {

    private static final String[] PUBLISHED_METAS = {
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish-date",
        "published-date",
        "published_time",
        "publication_date",
        "date.published",
        "cxenseparse:recs:publishtime",
        "article.published",
        "rnews:datepublished",
        "dcterms.created",
        "dcterms.date",
        "dcterms.issued",
        "dc.date.issued",
        "dc.date.created",
        "dc.date.published",
        "dc.date",
        "dc:date",
        "date",
        "creation_date",
        "originalpublicationdate",
        "article_date_original",
        "citation_publication_date",
        "citation_date",
        "og:pubdate",
        "pub_date",
        "displaydate",
        "ptime",
        "last-modified-at",
        "datecreated",
        "og:regdate",
        "timestamp",
    };

    private static final String[] MODIFIED_METAS = {
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "lastmod",
        "last-modified",
        "revision_date",
        "article:updated_time",
    };

    private static final Pattern IN_ADDRESS = Pattern.compile(
            "[/=_-]((?:19|20)\\d{2})[/_-](\\d{1,2})[/_-](\\d{1,2})(?=[/_.?-]|$)|/((?:19|20)\\d{2})(0[1-9]|1[0-2])([0-2]\\d|3[01])(?=[/_.?-]|$)");

    private final DateReader reader;
    private final Declarations page;
    private final LinkedData linked;
    private final ZoneId zone;
    private final Instant fetched;
    private final @Nullable String language;

    Dates(
            DateReader reader,
            Declarations page,
            LinkedData linked,
            ZoneId zone,
            @Nullable String language,
            Instant fetched) {
        this.reader = reader;
        this.page = page;
        this.linked = linked;
        this.zone = zone;
        this.language = language;
        this.fetched = fetched;
    }

    @Nullable
    PublishedDate published(String url) {
        PublishedDate date = read(linked.text("datePublished"));
        for (int i = 0; date == null && i < PUBLISHED_METAS.length; i++) {
            date = read(page.first(PUBLISHED_METAS[i]));
        }
        if (date == null) {
            date = read(linked.text("dateCreated"));
        }
        if (date == null) {
            date = inTimes();
        }
        if (date == null) {
            date = inNamedElements();
        }
        if (date == null) {
            date = inAddress(url);
        }
        if (date == null) {
            PublishedDate changed = modified();
            date = changed == null ? null : changed.guessed();
        }
        return date;
    }

    @Nullable
    PublishedDate modified() {
        PublishedDate date = read(linked.text("dateModified"));
        for (int i = 0; date == null && i < MODIFIED_METAS.length; i++) {
            date = read(page.first(MODIFIED_METAS[i]));
        }
        return date;
    }

    private @Nullable PublishedDate inTimes() {
        PublishedDate first = null;
        for (Element time : page.times) {
            if (time.attr("itemprop").equalsIgnoreCase("dateModified")) {
                continue;
            }
            PublishedDate date = machineReadable(time);
            if (date == null) {
                date = read(time.text());
            }
            if (date != null && (time.attr("itemprop").equalsIgnoreCase("datePublished") || time.hasAttr("pubdate"))) {
                return date;
            }
            if (first == null) {
                first = date;
            }
        }
        return first;
    }

    private @Nullable PublishedDate machineReadable(Element element) {
        for (String attribute : new String[] {"datetime", "content", "data-datetime", "data-timestamp", "title"}) {
            String value = element.attr(attribute);
            PublishedDate date = value.isEmpty() ? null : read(value);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private @Nullable PublishedDate inNamedElements() {
        for (Element element : page.dates) {
            String text = element.text();
            if (text.length() <= 200) {
                PublishedDate date = read(text);
                if (date != null) {
                    return date;
                }
            }
        }
        return null;
    }

    /** Year, month and day between slashes or dashes; a year and a month alone are as often an article's number. */
    private @Nullable PublishedDate inAddress(String url) {
        String path;
        try {
            path = URI.create(url).getRawPath();
        } catch (IllegalArgumentException malformed) {
            return null; // an address that is none holds no date
        }
        if (path == null) {
            return null;
        }
        Matcher m = IN_ADDRESS.matcher(path);
        while (m.find()) {
            int group = m.group(1) == null ? 4 : 1;
            PublishedDate date = read(m.group(group) + "-" + m.group(group + 1) + "-" + m.group(group + 2));
            if (date != null) {
                return date.guessed();
            }
        }
        return null;
    }

    private @Nullable PublishedDate read(@Nullable String text) {
        return reader.read(text, zone, language, fetched);
    }
}
