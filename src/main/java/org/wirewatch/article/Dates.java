package org.wirewatch.article;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * When a page says it was published and changed.
 *
 * <p>In order of trust: JSON-LD, the meta tags that mean publication, {@code <time>} and microdata, a date in an element
 * that is named like one, a date in a short line between headline and text, the data of the page's scripts, the date in the
 * address (a whole one, between slashes), a date beside the text, the date of the last change. Nothing later than the fetch
 * is believed.
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

    /** Meta names that hold another date than that of publication. */
    private static final Pattern OTHER_DATE =
            Pattern.compile("modif|updat|expir|valid|end|start|event|birth|revis|review|until|format|time-?zone");

    private static final Pattern IN_SCRIPT = Pattern.compile(
            "(?i)[\"'](?:date_?published|published_?at|publish(?:ed)?_?(?:date|time|on)|pub_?date|publication_?date|"
                    + "first_?published?(?:_?(?:at|date))?|date_?created|created_?at|display_?date|article_?date)\\\\?[\"']\\s*:\\s*\\\\?[\"']"
                    + "([^\"'\\\\]{8,40})");

    private static final int SHORT_LINE = 100;
    private static final int DATELINE_CHARS = 80;
    private static final int LINES_AROUND = 8;
    private static final int MIN_SCRIPT_BYTES = 40;
    private static final int MAX_SCRIPT_CHARS = 1_000_000;

    private static final Pattern DAY_FIRST_IN_ADDRESS =
            Pattern.compile("[/~_-](\\d{2})[-_.](\\d{2})[-_.]((?:19|20)\\d{2})(?!\\d)");

    private final DateReader reader;
    private final PageText source;
    private final Outline outline;
    private final Declarations page;
    private final LinkedData linked;
    private final ZoneId zone;
    private final Instant fetched;
    private final @Nullable String language;

    Dates(
            DateReader reader,
            PageText source,
            Outline outline,
            LinkedData linked,
            ZoneId zone,
            @Nullable String language,
            Instant fetched) {
        this.reader = reader;
        this.source = source;
        this.outline = outline;
        this.page = outline.declarations;
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
            date = beforeText();
        }
        if (date == null) {
            date = inOtherMetas();
        }
        if (date == null) {
            date = inScripts();
        }
        if (date == null) {
            date = inAddress(url);
        }
        if (date == null) {
            date = besideText();
        }
        if (date == null) {
            PublishedDate changed = modified();
            date = changed == null ? null : changed.guessed();
        }
        return date != null ? date : anywhere();
    }

    /** A short line around the headline, or the beginning of the text itself ("Berlin, 5 March 2023. ..."). */
    private @Nullable PublishedDate beforeText() {
        Block first = outline.firstKept();
        if (first == null) {
            return null;
        }
        int end = first.index;
        int start = outline.headline == null || outline.headline.index > end
                ? end - LINES_AROUND
                : outline.headline.index - LINES_AROUND / 2;
        PublishedDate date = inLines(Math.max(start, end - 4 * LINES_AROUND), end);
        return date != null ? date : inLine(first, DATELINE_CHARS);
    }

    private @Nullable PublishedDate besideText() {
        Block last = outline.lastKept();
        if (last == null) {
            return null;
        }
        PublishedDate date = inLines(last.index, last.index + LINES_AROUND);
        return date == null ? null : date.guessed();
    }

    /** Any short line with a date, the first one of the page. */
    private @Nullable PublishedDate anywhere() {
        PublishedDate date = inLines(0, outline.blocks.size());
        return date == null ? null : date.guessed();
    }

    private @Nullable PublishedDate inLines(int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(to, outline.blocks.size()); i++) {
            Block line = outline.blocks.get(i);
            PublishedDate date = line.weight <= SHORT_LINE ? inLine(line, SHORT_LINE * 2) : null;
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private @Nullable PublishedDate inLine(Block line, int chars) {
        return line.digits < 3
                ? null
                : read(outline.text.substring(line.start, Math.min(line.end, line.start + chars)));
    }

    private @Nullable PublishedDate inOtherMetas() {
        for (Map.Entry<String, List<String>> meta : page.repeatedMetas.entrySet()) {
            String name = meta.getKey();
            boolean date = name.contains("date") || name.contains("publish") || name.contains("created");
            if (date && !OTHER_DATE.matcher(name).find()) {
                PublishedDate found = read(meta.getValue().get(0));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable PublishedDate inScripts() {
        for (String script : source.linkedData()) {
            PublishedDate date = inScript(script);
            if (date != null) {
                return date;
            }
        }
        for (String script : source.otherScripts(MIN_SCRIPT_BYTES)) {
            PublishedDate date = script.length() > MAX_SCRIPT_CHARS ? null : inScript(script);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private @Nullable PublishedDate inScript(String script) {
        Matcher m = IN_SCRIPT.matcher(script);
        return m.find() ? read(m.group(1)) : null;
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
        m = DAY_FIRST_IN_ADDRESS.matcher(path);
        return m.find() ? guessed(read(m.group(3) + "-" + m.group(2) + "-" + m.group(1))) : null;
    }

    private static @Nullable PublishedDate guessed(@Nullable PublishedDate date) {
        return date == null ? null : date.guessed();
    }

    private @Nullable PublishedDate read(@Nullable String text) {
        return reader.read(text, zone, language, fetched);
    }
}
