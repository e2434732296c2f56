package org.wirewatch.article;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
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
    /** A single word that is longer is no menu's. */
    private static final int MAX_MENU_CHARS = 12;
    /** A heading is the title if it makes up this much of what is declared. */
    private static final double ENOUGH_OF_DECLARED = 0.4;
    /** A declared title is that of a heading if it makes up this much of it. */
    private static final double ENOUGH_OF_HEADING = 0.4;
    /** What a heading is worth that the declared title begins with, up to a separator. */
    private static final double ALL_BUT_SITE = 0.9;

    private static final int MAX_CUTS = 3;

    private static final Pattern EAST_ASIAN_SITE =
            Pattern.compile("(?:[-_|–—ㅣ](?!\\s)[\\u2e80-\\u9fff\\uac00-\\ud7af]{1,8}){1,3}$");

    /** Names of the element in a heading that holds its kicker. */
    private static final Pattern KICKER = Pattern.compile(
            "(?i)kicker|topline|overline|over-?title|roofline|super-?title|sup-?title|pre-?title|subtitle|dachzeile"
                    + "|spitzmarke|eyebrow|h1small|catchline|antetitulo|volanta|surtitre");

    private static final Pattern LEADING_SIGNS = Pattern.compile("^[\\s:–—|/•·+-]+");

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
        List<Heading> headings = headings();
        List<String> wholes = new ArrayList<>();
        Set<String> beginnings = new HashSet<>();
        for (String whole : new @Nullable String[] {linkedHeadline, declared, tab}) {
            if (whole != null) {
                wholes.add(Texts.comparable(whole));
                beginnings(whole, beginnings);
            }
        }
        boolean onlyTop = headings.stream().filter(Heading::isTop).count() == 1;
        Heading best = null;
        double bestShare = 0;
        for (Heading heading : headings) {
            double share = share(wholes, beginnings, text(heading));
            share -= heading.isTop() ? 0 : 0.2;
            if (share > bestShare) {
                best = heading;
                bestShare = share;
            }
        }
        if (best != null && bestShare >= ENOUGH_OF_DECLARED) {
            return asDeclared(text(best));
        }
        for (Heading heading : headings) {
            String text = text(heading);
            if (heading.isTop()
                    && !namesSite(text)
                    && (text.indexOf(' ') > 0 || text.length() > MAX_MENU_CHARS)
                    && (heading.first.linkDensity() < 0.5 || onlyTop)
                    && !heading.first.box.hidden) {
                return asDeclared(text);
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
        return headings.isEmpty() ? null : text(headings.get(0));
    }

    /** What a declared title is up to each of its separators. */
    private static void beginnings(String declared, Set<String> into) {
        Matcher m = SEPARATOR.matcher(declared);
        while (m.find()) {
            into.add(Texts.comparable(declared.substring(0, m.start())));
        }
    }

    /** A heading's text without the kicker that stands in it as an element of its own. */
    private String text(Heading heading) {
        String whole = heading.text;
        Element element = heading.first.box.element;
        for (Element child : element.children()) {
            String kicker = Texts.fold(child.text());
            if (kicker.isEmpty()) {
                continue;
            }
            if (!KICKER.matcher(child.className()).find() || !whole.startsWith(kicker)) {
                return whole;
            }
            String rest =
                    LEADING_SIGNS.matcher(whole.substring(kicker.length())).replaceFirst("");
            return rest.indexOf(' ') > 0 ? rest : whole;
        }
        return whole;
    }

    /**
     * The part of a heading that the page declares to be its title: what stands before or behind it in the heading is a
     * kicker or a subtitle.
     */
    private String asDeclared(String heading) {
        String key = Texts.comparable(heading);
        Declarations page = outline.declarations;
        List<String> titles = new ArrayList<>();
        for (String declared : new @Nullable String[] {
            linked.text("headline"), page.first("og:title"), page.first("twitter:title"), page.title
        }) {
            if (declared != null && !declared.isBlank()) {
                String title = withoutParts(Texts.plain(declared), true);
                if (Texts.comparable(title).contains(key)) {
                    return heading;
                }
                titles.add(title);
            }
        }
        for (String title : titles) {
            String part = Texts.comparable(title);
            boolean inside = key.length() > part.length()
                    && part.length() >= ENOUGH_OF_HEADING * key.length()
                    && (key.startsWith(part + " ") || key.endsWith(" " + part));
            if (inside && title.indexOf(' ') > 0 && heading.endsWith(title) || inside && heading.startsWith(title)) {
                return title;
            }
        }
        return heading;
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
        for (Heading heading : headings()) {
            if (heading.isTop()) {
                all.add(heading.text);
                break;
            }
        }
        return all;
    }

    /** A heading with all its lines. */
    private record Heading(Block first, String text) {

        boolean isTop() {
            return first.box.element.nameIs("h1");
        }
    }

    private List<Heading> headings() {
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < outline.blocks.size() && headings.size() < MAX_HEADINGS; i++) {
            Block block = outline.blocks.get(i);
            if (block.box.kind != TagKind.HEADING
                    || block.box.element.normalName().charAt(1) > '3') {
                continue;
            }
            StringBuilder text = new StringBuilder(outline.text(block));
            while (i + 1 < outline.blocks.size() && outline.blocks.get(i + 1).box == block.box) {
                text.append(' ').append(outline.text(outline.blocks.get(++i)));
            }
            if (text.length() <= MAX_HEADING_CHARS) {
                headings.add(new Heading(block, text.toString()));
            }
        }
        return headings;
    }

    /** How much of a declared title a heading makes up; 0 if it is no part of any. */
    private double share(List<String> declared, Set<String> beginnings, String heading) {
        String key = Texts.comparable(heading);
        if (key.length() < MIN_COMPARABLE_CHARS || namesSite(heading)) {
            return 0;
        }
        double share = beginnings.contains(key) ? ALL_BUT_SITE : 0;
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
        return withoutParts(title, false);
    }

    private String withoutParts(String title, boolean onlySite) {
        String left = withoutEastAsianSite(title);
        for (int cut = 0; cut < MAX_CUTS; cut++) {
            String shorter = withoutOnePart(left, onlySite || cut > 0);
            if (shorter.equals(left)) {
                return left;
            }
            left = shorter;
        }
        return left;
    }

    /** East Asian titles hang the site on without blanks: {@code …-新华网}, {@code …-정치ㅣ한국일보}. */
    private static String withoutEastAsianSite(String title) {
        Matcher m = EAST_ASIAN_SITE.matcher(title);
        return m.find() && m.start() > title.length() / 2
                ? title.substring(0, m.start()).strip()
                : title;
    }

    private String withoutOnePart(String title, boolean onlySite) {
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
        boolean shortTail = !onlySite && tail.length() < head.length() * 0.6 && tail.split(" ").length <= 4;
        return shortTail && (head.indexOf(' ') > 0 || head.length() > 8) ? head.strip() : title;
    }
}
