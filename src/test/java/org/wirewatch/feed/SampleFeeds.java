package org.wirewatch.feed;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One small feed of every format, for tests that are about all of them. */
final class SampleFeeds {

    static final String RSS_20 = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
            <channel><title>The Harbour Wire</title><link>https://harbour.example/</link><description>News</description><language>en-GB</language>
            <ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
            <skipHours><hour>1</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays>
            <atom:link rel="self" href="https://harbour.example/rss"/>
            <image><title>x</title><url>https://harbour.example/logo.png</url></image>
            <item><title>Ferries &amp;amp; &lt;b&gt;trawlers&lt;/b&gt; collide</title><link>/2026/ferries?a=1&amp;b=2</link>
              <guid isPermaLink="false">hw-1</guid><dc:creator>Ada Skye</dc:creator><author>desk@harbour.example (Ben Tide)</author>
              <pubDate>Wed, 25 Nov 2026 09:15:00 +0100</pubDate><category>Sea</category>
              <description>Short &lt;i&gt;text&lt;/i&gt;</description><content:encoded><![CDATA[<p>Long text</p>]]></content:encoded>
              <enclosure url="/audio.mp3" type="audio/mpeg" length="12"/><media:thumbnail url="https://harbour.example/t.jpg"/></item>
            <item><title>Second</title><guid>https://harbour.example/2026/second</guid><dc:date>2026-11-25T07:00:00Z</dc:date></item>
            </channel></rss>
            """;

    static final String RSS_10 = """
            <?xml version="1.0"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://ridge.example/rdf"><title>Ridge Dispatch</title><link>https://ridge.example/</link><description>d</description><dc:language>de</dc:language>
            <items><rdf:Seq><rdf:li rdf:resource="https://ridge.example/1"/></rdf:Seq></items></channel>
            <item rdf:about="https://ridge.example/1"><title>Bergwacht</title><link>https://ridge.example/1</link><description>Kurz</description>
            <dc:date>2026-11-25T08:00:00+01:00</dc:date><dc:creator>Jo Grat</dc:creator><dc:subject>Berge</dc:subject></item>
            </rdf:RDF>
            """;

    static final String ATOM_10 = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://delta.example/news/">
            <title type="text">Delta &lt;Presse&gt;</title><link href="https://delta.example/"/><link rel="self" href="feed.atom"/>
            <id>urn:delta</id><updated>2026-11-25T08:00:00Z</updated><author><name>Rédaction</name></author>
            <entry><title type="html">Les &amp;laquo;crues&amp;raquo; &lt;em&gt;montent&lt;/em&gt;</title><link rel="alternate" href="crues.html"/>
            <link rel="enclosure" type="image/jpeg" href="/crues.jpg"/><id>urn:delta:1</id>
            <published>2026-11-25T07:30:00+01:00</published><updated>2026-11-25T08:00:00Z</updated><category term="météo"/>
            <summary>Bref</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le <b>texte</b></p></div></content></entry>
            </feed>
            """;

    static final String ATOM_03 = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old Quay</title><link rel="alternate" type="text/html" href="https://quay.example/"/>
            <modified>2026-11-25T08:00:00Z</modified>
            <entry><title mode="escaped" type="text/html">Nets &amp;amp; lines</title><link rel="alternate" type="text/html" href="https://quay.example/nets"/>
            <id>tag:quay.example,2026:1</id><issued>2026-11-25T07:30:00Z</issued><modified>2026-11-25T07:40:00Z</modified>
            <author><name>Wil Knot</name></author><content type="text/html" mode="base64">PHA+VGV4dDwvcD4=</content></entry></feed>
            """;

    static final String JSON = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Mill News", "home_page_url": "https://mill.example/", "language": "en",
             "items": [{"id": 7, "url": "https://mill.example/7", "title": "Wheel & stone", "content_html": "<p>Text</p>", "summary": "Short",
              "date_published": "2026-11-25T09:00:00+01:00", "date_modified": "2026-11-25T09:30:00+01:00", "authors": [{"name": "Eve Miller"}],
              "tags": ["grain"], "image": "https://mill.example/7.jpg", "attachments": [{"url": "https://mill.example/7.mp3", "mime_type": "audio/mpeg"}]}]}
            """;

    static final String NEWS_SITEMAP = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://tower.example/a</loc><lastmod>2026-11-25T08:30:00Z</lastmod>
            <news:news><news:publication><news:name>Tower Post</news:name><news:language>en</news:language></news:publication>
            <news:publication_date>2026-11-25T08:00:00Z</news:publication_date><news:title>Bells &amp; clocks</news:title>
            <news:keywords>bells, clocks</news:keywords></news:news></url></urlset>
            """;

    private SampleFeeds() {}

    static List<byte[]> all() {
        return List.of(RSS_20, RSS_10, ATOM_10, ATOM_03, JSON, NEWS_SITEMAP).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
