package org.wirewatch.fetch;

/** What kind of thing is asked for: it decides the {@code Accept} header and how a strange media type is taken. */
public enum Accept {
    /** A feed. Servers label feeds with nearly anything, so only what is certainly binary is refused. */
    FEED("application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/rdf+xml;q=0.8,"
            + " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.4, */*;q=0.1"),
    /** An article's page. */
    PAGE("text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"),
    /** A robots.txt, read to {@link RobotsSettings#maxBytes()} at most. */
    ROBOTS("text/plain, */*;q=0.5");

    private final String header;

    Accept(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }
}
