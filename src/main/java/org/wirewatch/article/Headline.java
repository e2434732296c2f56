package org.wirewatch.article;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The title without the site's name.
 *
 * <p>The page's headline element is believed where the title that the page declares for others ({@code og:title}, {@code
 * <title>}) contains it; else the declared title, with the part that names the site cut off.
 */
final class Headline {

    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|\\-–—»«:·•~/]+\\s+|\\s*[|»]\\s*");

    private final Declarations page;
    private final LinkedData linked;
    private final @Nullable String site;

    Headline(Declarations page, LinkedData linked, @Nullable String site) {
        this.page = page;
        this.linked = linked;
        this.site = site;
    }

    @Nullable
    String title() {
        String declared =
                page.first("og:title", "twitter:title", "title", "dc.title", "parsely-title", "sailthru.title");
        String tab = page.title;
        if (declared != null) {
            declared = Texts.plain(declared);
        }
        for (Element element : page.headlines) {
            String text = element.text();
            if (text.isBlank() || text.length() > 300) {
                continue;
            }
            if (contains(declared, text) || contains(tab, text)) {
                return Texts.fold(text);
            }
        }
        String headline = linked.text("headline");
        if (declared != null && !declared.isBlank()) {
            return withoutSite(declared);
        }
        if (headline != null) {
            return headline;
        }
        if (tab != null && !tab.isBlank()) {
            return withoutSite(Texts.fold(tab));
        }
        for (Element element : page.headlines) {
            if (!element.text().isBlank()) {
                return Texts.fold(element.text());
            }
        }
        return null;
    }

    private boolean contains(@Nullable String declared, String headline) {
        if (declared == null) {
            return false;
        }
        String key = Texts.comparable(headline);
        if (key.length() < 8 || site != null && key.equals(Texts.comparable(site))) {
            return false;
        }
        String whole = Texts.comparable(declared);
        return whole.contains(key) && key.length() > 0.4 * whole.length();
    }

    private String withoutSite(String title) {
        Matcher m = SEPARATOR.matcher(title);
        int lastStart = -1;
        int firstEnd = -1;
        int lastEnd = -1;
        while (m.find()) {
            if (firstEnd < 0) {
                firstEnd = m.end();
            }
            lastStart = m.start();
            lastEnd = m.end();
        }
        if (lastStart <= 0) {
            return title;
        }
        String tail = title.substring(lastEnd);
        String head = title.substring(0, lastStart);
        if (site != null && Texts.comparable(tail).equals(Texts.comparable(site))) {
            return head.strip();
        }
        if (tail.length() < head.length() * 0.6 && tail.split(" ").length <= 4 && head.split(" ").length >= 3) {
            return head.strip();
        }
        String first = title.substring(0, Math.min(firstEnd, title.length()));
        if (site != null && Texts.comparable(first).equals(Texts.comparable(site))) {
            return title.substring(firstEnd).strip();
        }
        return title;
    }
}
