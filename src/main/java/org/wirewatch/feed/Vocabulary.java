package org.wirewatch.feed;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jdom2.Namespace;

/**
 * The namespaces that carry news, each under one name whatever its spelling: publishers write them with and without the
 * last slash, in http and https, in old versions and with typing errors.
 */
final class Vocabulary {

    static final Namespace CORE = Namespace.NO_NAMESPACE;
    static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");
    static final Namespace ATOM_03 = Namespace.getNamespace("atom03", "http://purl.org/atom/ns#");
    static final Namespace CONTENT = Namespace.getNamespace("content", "http://purl.org/rss/1.0/modules/content/");
    static final Namespace DC = Namespace.getNamespace("dc", "http://purl.org/dc/elements/1.1/");
    static final Namespace DCTERMS = Namespace.getNamespace("dcterms", "http://purl.org/dc/terms/");
    static final Namespace FEEDBURNER =
            Namespace.getNamespace("feedburner", "http://rssnamespace.org/feedburner/ext/1.0");
    static final Namespace GEORSS = Namespace.getNamespace("georss", "http://www.georss.org/georss");
    static final Namespace ITUNES = Namespace.getNamespace("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd");
    static final Namespace MEDIA = Namespace.getNamespace("media", "http://search.yahoo.com/mrss/");
    static final Namespace NEWS = Namespace.getNamespace("news", "http://www.google.com/schemas/sitemap-news/0.9");
    static final Namespace PHEEDO = Namespace.getNamespace("pheedo", "http://www.pheedo.com/namespace/pheedo");
    static final Namespace PRISM = Namespace.getNamespace("prism", "http://prismstandard.org/namespaces/basic/2.0/");
    static final Namespace RDF = Namespace.getNamespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    static final Namespace SITEMAP = Namespace.getNamespace("sitemap", "http://www.sitemaps.org/schemas/sitemap/0.9");
    static final Namespace SITEMAP_IMAGE =
            Namespace.getNamespace("image", "http://www.google.com/schemas/sitemap-image/1.1");
    static final Namespace SLASH = Namespace.getNamespace("slash", "http://purl.org/rss/1.0/modules/slash/");
    static final Namespace SY = Namespace.getNamespace("sy", "http://purl.org/rss/1.0/modules/syndication/");
    static final Namespace XHTML = Namespace.getNamespace("xhtml", "http://www.w3.org/1999/xhtml");
    /** Everything that says nothing about news. */
    static final Namespace OTHER = Namespace.getNamespace("other", "urn:other");

    private static final Map<String, Namespace> BY_URI = new HashMap<>();
    private static final Map<String, Namespace> BY_PREFIX = new HashMap<>();

    static {
        for (Namespace namespace : new Namespace[] {
            ATOM,
            ATOM_03,
            CONTENT,
            DC,
            DCTERMS,
            FEEDBURNER,
            GEORSS,
            ITUNES,
            MEDIA,
            NEWS,
            PHEEDO,
            PRISM,
            RDF,
            SITEMAP,
            SITEMAP_IMAGE,
            SLASH,
            SY,
            XHTML
        }) {
            BY_URI.put(folded(namespace.getURI()), namespace);
            BY_PREFIX.put(namespace.getPrefix(), namespace);
        }
        BY_PREFIX.put("a10", ATOM);
        BY_PREFIX.put("atom10", ATOM);
        BY_PREFIX.put("feedburner", FEEDBURNER);
        for (String uri : new String[] {
            "",
            "http://purl.org/rss/1.0/",
            "http://my.netscape.com/rdf/simple/0.9/",
            "http://channel.netscape.com/rdf/simple/0.9/",
            "http://backend.userland.com/rss",
            "http://backend.userland.com/rss2",
            "http://backend.userland.com/rss091",
            "http://blogs.law.harvard.edu/tech/rss",
            "http://cyber.law.harvard.edu/rss/rss.html",
            "http://www.rssboard.org/rss-specification",
            "http://purl.org/net/rss1.1#",
            "http://my.netscape.com/publish/formats/rss-0.91.dtd",
            "http://backend.userland.com/rss/2.0"
        }) {
            BY_URI.put(folded(uri), CORE);
        }
        BY_URI.put(folded("http://www.w3.org/1999/content"), CONTENT);
        BY_URI.put(folded("http://purl.org/dc/elements/1.0/"), DC);
        BY_URI.put(folded("http://purl.org/dc/elements/1.1"), DC);
        BY_URI.put(folded("http://example.com/DTDs/PodCast-1.0.dtd"), ITUNES);
        BY_URI.put(folded("http://www.itunes.com/DTDs/Podcast-1.0.dtd"), ITUNES);
        BY_URI.put(folded("http://search.yahoo.com/mrss"), MEDIA);
        BY_URI.put(folded("http://tools.search.yahoo.com/mrss/"), MEDIA);
        BY_URI.put(folded("http://video.search.yahoo.com/mrss"), MEDIA);
        BY_URI.put(folded("http://www.rssboard.org/media-rss"), MEDIA);
        BY_URI.put(folded("http://prismstandard.org/namespaces/1.2/basic/"), PRISM);
        BY_URI.put(folded("http://prismstandard.org/namespaces/basic/1.0/"), PRISM);
        BY_URI.put(folded("http://www.google.com/schemas/sitemap/0.84"), SITEMAP);
        BY_URI.put(folded("http://www.google.com/schemas/sitemap/0.9"), SITEMAP);
        BY_URI.put(folded("http://purl.org/atom/ns"), ATOM_03);
        BY_URI.put(folded("http://www.w3.org/2005/atom"), ATOM);
        BY_URI.put(folded("http://www.w3.org/2005/Atom/"), ATOM);
    }

    private Vocabulary() {}

    static Namespace of(String uri) {
        Namespace exact = BY_URI.get(uri);
        return exact != null ? exact : BY_URI.getOrDefault(folded(uri), OTHER);
    }

    /** What a prefix means where it is used without a declaration. */
    static String uriOfPrefix(String prefix) {
        Namespace usual = BY_PREFIX.get(prefix.toLowerCase(Locale.ROOT));
        return usual == null ? "urn:undeclared:" + prefix : usual.getURI();
    }

    private static String folded(String uri) {
        String lower = uri.strip().toLowerCase(Locale.ROOT);
        String bare = lower.startsWith("https://") ? "http://" + lower.substring(8) : lower;
        return bare.replaceAll("[/#]+$", "");
    }
}
