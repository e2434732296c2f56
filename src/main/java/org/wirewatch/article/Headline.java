package org.wirewatch.article;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The title without the site's name.
 *
 * <p>A heading is believed where the title that the page declares for others ({@code og:title}, {@code <title>}) contains
 * it; else the page's first {@code <h1>} that does not name the site; else the declared title, with the part that names the
 * site cut off.
 */
final class Headline {

    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|\\-–—»«:·•~/<>]+\\s+|\\s*[|»]\\s*|_(?=\\S)");
    private static final int MAX_HEADING_CHARS = 300;
    private static final int MIN_COMPARABLE_CHARS = 6;
    private static final int MIN_HOST_CHARS = 4;
    private static final int MAX_HEADINGS = 40;
    /** A heading is the title if it makes up this much of what is declared. */
    private static final double ENOUGH_OF_DECLARED = 0.4;

    private final Outline outline;
    private final LinkedData linked;
    private final @Nullable String site;
    /** The host as one word, and its name without subdomain and top domain. */
    private final String host;

    private final String hostName;

    Headline(Outline outline, LinkedData linked, @Nullable String site, String url) {
        String[] labels =
                url.replaceFirst("^[a-z]+://", "").replaceFirst("[/?#:].*", "").split("\\.");
        this.host = Texts.comparable(String.join("", labels).replaceFirst("^www", ""));
        this.hostName = labels.length < 2
                ? ""
                : Texts.comparable(labels[labels.length - 2]).replace(" ", "");
        this.outline = outline;
        this.linked = linked;
        this.site = site;
    }

    @Nullable
    String title() {
        Declarations page = outline.declarations;
        String declared =
                page.first("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title");
        declared = declared == null ? null : Texts.plain(declared);
        String tab = page.title == null ? null : Texts.fold(page.title);
        String linkedHeadline = linked.text("headline");
        List<Block> headings = headings();
        String[] wholes = {comparable(linkedHeadline), comparable(declared), comparable(tab)};
        Block best = null;
        double bestShare = 0;
        for (Block heading : headings) {
            String text = outline.text(heading);
            double share = share(wholes, text);
            share -= heading.box.element.nameIs("h1") ? 0 : 0.2;
            if (share > bestShare) {
                best = heading;
                bestShare = share;
            }
        }
        if (best != null && bestShare >= ENOUGH_OF_DECLARED) {
            return outline.text(best);
        }
        for (Block heading : headings) {
            String text = outline.text(heading);
            if (heading.box.element.nameIs("h1")
                    && !namesSite(text)
                    && text.indexOf(' ') > 0
                    && heading.linkDensity() < 0.5
                    && !heading.box.hidden) {
                return text;
            }
        }
        if (declared != null && !declared.isBlank()) {
            return withoutSite(declared);
        }
        if (linkedHeadline != null) {
            return linkedHeadline;
        }
        if (tab != null && !tab.isBlank()) {
            return withoutSite(tab);
        }
        return headings.isEmpty() ? null : outline.text(headings.get(0));
    }

    /** The title and whatever else the page calls itself, each without the site's name. */
    List<String> all(@Nullable String title) {
        Declarations page = outline.declarations;
        List<String> all = new ArrayList<>();
        if (title != null) {
            all.add(title);
        }
        String[] declared = {page.first("og:title"), page.title};
        for (String one : declared) {
            if (one != null && !one.isBlank()) {
                all.add(withoutSite(Texts.plain(one)));
            }
        }
        for (Block heading : headings()) {
            if (heading.box.element.nameIs("h1")) {
                all.add(outline.text(heading));
                break;
            }
        }
        return all;
    }

    private List<Block> headings() {
        List<Block> headings = new ArrayList<>();
        for (Block block : outline.blocks) {
            if (block.box.kind == TagKind.HEADING
                    && block.end - block.start <= MAX_HEADING_CHARS
                    && block.box.element.normalName().charAt(1) <= '3'
                    && headings.size() < MAX_HEADINGS) {
                headings.add(block);
            }
        }
        return headings;
    }

    private static String comparable(@Nullable String text) {
        return text == null ? "" : Texts.comparable(text);
    }

    /** How much of a declared title a heading makes up; 0 if it is no part of any. */
    private double share(String[] declared, String heading) {
        String key = Texts.comparable(heading);
        if (key.length() < MIN_COMPARABLE_CHARS || namesSite(heading)) {
            return 0;
        }
        double share = 0;
        for (String whole : declared) {
            if (whole.contains(key)) {
                share = Math.max(share, (double) key.length() / whole.length());
            }
        }
        return share;
    }

    private boolean namesSite(String text) {
        String key = Texts.comparable(text);
        if (site != null && key.equals(Texts.comparable(site))) {
            return true;
        }
        String joined = key.replace(" ", "");
        return joined.length() >= MIN_COMPARABLE_CHARS && (joined.equals(host) || joined.equals(hostName));
    }

    /** Also {@code The Paper - your daily}, if the host is called so. */
    private boolean mentionsSite(String part) {
        return namesSite(part)
                || hostName.length() >= MIN_HOST_CHARS
                        && Texts.comparable(part).replace(" ", "").contains(hostName);
    }

    private String withoutSite(String title) {
        Matcher m = SEPARATOR.matcher(title);
        int lastStart = -1;
        int firstEnd = -1;
        int firstStart = -1;
        int lastEnd = -1;
        while (m.find()) {
            if (firstEnd < 0) {
                firstStart = m.start();
                firstEnd = m.end();
            }
            lastStart = m.start();
            lastEnd = m.end();
        }
        if (lastStart <= 0 || lastEnd >= title.length()) {
            return title;
        }
        String tail = title.substring(lastEnd);
        String head = title.substring(0, lastStart);
        if (mentionsSite(tail)) {
            return head.strip();
        }
        if (mentionsSite(title.substring(0, firstStart))) {
            return title.substring(firstEnd).strip();
        }
        boolean shortTail = tail.length() < head.length() * 0.6 && tail.split(" ").length <= 4;
        return shortTail && (head.indexOf(' ') > 0 || head.length() > 8) ? head.strip() : title;
    }
}
