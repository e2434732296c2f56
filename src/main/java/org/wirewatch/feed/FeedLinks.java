package org.wirewatch.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Where a site may have its feeds: what its pages say, where feeds usually are, and which sitemaps its robots.txt names.
 * Guesses, best first: only asking tells which of them is one.
 */
public final class FeedLinks {

    /** A page may name hundreds of feeds, one a section; nobody wants to ask for more. */
    public static final int MAX = 25;

    private static final Pattern FEED_TYPE = Pattern.compile("(?i)application/(rss|atom|feed|rdf)\\b.*|text/rss.*");
    private static final Pattern LIKE_A_FEED = Pattern.compile(
            "(?i).*(/(rss|feeds?|atom)(/|$)|[/.](rss|atom|rdf)(\\.xml)?$|/(feed|rss|index|atom)\\.(xml|json)$).*");
    private static final Pattern SITEMAP_LINE = Pattern.compile("(?i)sitemap\\s*:\\s*(\\S+).*");
    private static final List<String> COMMON = List.of(
            "/feed",
            "/rss",
            "/rss.xml",
            "/feed.xml",
            "/atom.xml",
            "/index.xml",
            "/feeds",
            "/feed.json",
            "/news-sitemap.xml",
            "/sitemap-news.xml",
            "/sitemap_news.xml");

    private FeedLinks() {}

    /** Feeds that a page declares ({@code link rel=alternate}), then links of it that look like feeds. */
    public static List<String> inPage(byte[] html, @Nullable String charset, String url) {
        Document page;
        try {
            page = Jsoup.parse(new ByteArrayInputStream(html), charset, url);
        } catch (IOException | IllegalArgumentException unknownCharset) {
            page = Jsoup.parse(new String(html, StandardCharsets.UTF_8), url);
        }
        Set<String> links = new LinkedHashSet<>();
        for (Element link : page.select("link[rel~=(?i)\\balternate\\b][href]")) {
            if (FEED_TYPE.matcher(link.attr("type").strip()).matches()) {
                links.add(link.absUrl("href"));
            }
        }
        for (Element link : page.select("a[href]")) {
            if (LIKE_A_FEED
                    .matcher(link.attr("href").replaceFirst("[?#].*", ""))
                    .matches()) {
                links.add(link.absUrl("href"));
            }
        }
        return usable(links.stream());
    }

    /** Where feeds usually are: below the page's own folder, then on the site. */
    public static List<String> commonPlaces(String url) {
        try {
            URI page = new URI(url);
            String site = page.getScheme() + "://" + page.getRawAuthority();
            String folder = page.getRawPath() == null ? "" : page.getRawPath().replaceFirst("/[^/]*$", "");
            return usable(Stream.concat(
                    folder.isEmpty() ? Stream.of() : COMMON.stream().limit(3).map(place -> site + folder + place),
                    COMMON.stream().map(place -> site + place)));
        } catch (URISyntaxException notAnAddress) {
            return List.of();
        }
    }

    /** The sitemaps that a robots.txt names, those for news first. */
    public static List<String> sitemaps(String robots) {
        return usable(robots.lines()
                .map(line -> SITEMAP_LINE.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .sorted(Comparator.comparing(
                        sitemap -> !sitemap.toLowerCase(Locale.ROOT).contains("news"))));
    }

    /** The sitemaps for news that a list of sitemaps names. */
    public static List<String> newsSitemaps(byte[] index, String url) {
        Document list = Jsoup.parse(new String(index, StandardCharsets.UTF_8), url, Parser.xmlParser());
        return usable(list.select("sitemap > loc").stream()
                .map(loc -> loc.text().strip())
                .filter(loc -> loc.toLowerCase(Locale.ROOT).contains("news")));
    }

    private static List<String> usable(Stream<String> links) {
        return links.filter(FeedsFile::isAddress).distinct().limit(MAX).toList();
    }
}
