package org.wirewatch.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/**
 * What can go wrong between a URL and its body, and what an operator then does. Where an operator filters alike, faults
 * share a {@link #word}: every refusal is a {@code status-4xx}, and its advice says what this one is about.
 *
 * <p>The names of the constants are kept in state ({@link Robots#fault()}): one that is renamed loses what was known.
 *
 * <p>Faults are <em>passing</em> where another attempt in a while may succeed, and <em>of the host</em> where they say
 * that the host as a whole is in trouble, not only this one address.
 */
public enum FetchFault {
    /** Not an http(s) URL that can be read. */
    BAD_URL("bad-url", false, false, "Correct the address: an absolute http or https URL with a host name."),
    /** Scheme, user info, port or address that may not be reached. */
    ADDRESS_BLOCKED(
            "address-blocked",
            false,
            false,
            "If this host is meant to be reached, add its network to http.allow-networks or its port to"
                    + " http.allow-ports; if not, the feed or page points somewhere it should not: look at it."),
    /** The name has no address. */
    UNKNOWN_HOST(
            "dns",
            true,
            true,
            "Check the spelling of the host and whether the site still exists; if every host fails, check this"
                    + " machine's DNS."),
    /** Connection refused, or no route. */
    UNREACHABLE(
            "refused",
            true,
            true,
            "The host exists but takes no connection: see whether the site is down, or whether a firewall here stops"
                    + " outgoing connections."),
    /** Not done by the deadline. */
    TIMEOUT(
            "timeout",
            true,
            true,
            "The host is slow or silent. If it always needs this long, raise http.deadline; else it recovers by"
                    + " itself."),
    /** Certificate or handshake. */
    TLS(
            "tls",
            false,
            true,
            "Look at the site's certificate (expired, wrong name, unknown authority). It is not fetched until the site"
                    + " repairs it."),
    /** The connection ended before there was an answer, or in the middle of it. */
    BROKEN_OFF("broken-off", true, true, "The server closed the connection too early. If it goes on, tell the site."),
    /** What came back is not HTTP as anybody understands it. */
    MALFORMED_RESPONSE(
            "malformed-response",
            true,
            true,
            "The server's answer cannot be understood. Try the address with curl -v and tell the site."),
    /** More redirects than are followed. */
    REDIRECT_LOOP(
            "redirect-loop",
            false,
            false,
            "Open the address in a browser: the site may demand cookies, a login or another country. If it has moved,"
                    + " use the address it ends at."),
    /** 404. */
    NOT_FOUND(
            "status-4xx",
            false,
            false,
            "The address no longer exists. For a feed: look for its new address, or disable it."),
    /** 410. */
    GONE("status-4xx", false, false, "The site says that it is gone for good. For a feed: remove it."),
    /** 401, 403, 407, 451. */
    HTTP_FORBIDDEN(
            "status-4xx",
            false,
            false,
            "The site refuses us: it may block robots, need a login, or not serve this country. Ask the site, naming"
                    + " our User-Agent."),
    /** 429. */
    TOO_MANY_REQUESTS(
            "status-4xx",
            true,
            true,
            "The site wants fewer requests: raise http.pace.delay for this host, or poll its feeds less."),
    /** 408, 425. */
    ASKED_TO_REPEAT("status-4xx", true, true, "The server asks for another attempt, which is made by itself."),
    /** Any other 4xx. */
    HTTP_CLIENT_ERROR("status-4xx", false, false, "The server rejects the request: open the address with curl -v."),
    /** 5xx. */
    HTTP_SERVER_ERROR("status-5xx", true, true, "The site has trouble of its own. It is tried again by itself."),
    /** Longer than the limit. */
    TOO_LARGE(
            "too-large",
            false,
            false,
            "Only the beginning was read. Raise http.max-body if such documents are wanted as a whole."),
    /** Other fetches hold the memory that bodies may take. */
    NO_MEMORY(
            "no-memory",
            true,
            false,
            "Too many large bodies at once. It is tried again by itself; if it goes on, raise http.max-buffered and"
                    + " the heap."),
    /** A picture, film, PDF, archive or the like, where a page should be. */
    NOT_HTML("not-html", false, false, "The address leads to a file that is no page: nothing to extract there."),
    /** The same, where a feed or robots.txt should be. */
    NOT_TEXT("not-text", false, false, "The address leads to a file that is no text. Correct the feed's address."),
    /** Success without a body. */
    EMPTY_BODY(
            "empty-body", true, false, "The server answers success and sends nothing. If it goes on, tell the site."),
    /** robots.txt forbids it. */
    ROBOTS(
            "robots",
            false,
            false,
            "The site's robots.txt asks robots to stay away; the feed's own text is used instead."),
    /** Its host's queue was full, and it was the oldest in it. */
    QUEUE_FULL(
            "queue-full",
            false,
            false,
            "More pages of this host are wanted than its pace allows. Poll fewer of its feeds, or agree a faster pace"
                    + " with the site and set it under http.hosts."),
    /** It waited too long for a host that is resting. */
    HOST_RESTING(
            "host-resting",
            false,
            false,
            "The host has failed or refused for long. Look at its other problems for the first cause."),
    /** The job stops. */
    SHUTTING_DOWN("shutting-down", true, false, "Nothing to do: it is asked for again after the restart.");

    private final String word;
    private final boolean passing;
    private final boolean ofTheHost;
    private final String advice;

    FetchFault(String word, boolean passing, boolean ofTheHost, String advice) {
        this.word = word;
        this.passing = passing;
        this.ofTheHost = ofTheHost;
        this.advice = advice;
    }

    /** The {@link Problem#kind()}, such as {@code address-blocked}; what answers of one class of status have in common. */
    public String word() {
        return word;
    }

    /** Whether another attempt in a while may succeed. */
    public boolean passing() {
        return passing;
    }

    /** Whether it says that the host as a whole is in trouble. */
    public boolean ofTheHost() {
        return ofTheHost;
    }

    /** What an operator can do. */
    public String advice() {
        return advice;
    }

    /** A problem of this kind; who asked and how often is filled in by {@link Problem#of}. */
    public Problem problem(@Nullable String url, String message, Instant at) {
        return new Problem(Stage.FETCH, word, url, null, message, advice, 1, at);
    }

    /** A fetch that failed so, without a wish of the server when to come again. */
    public FetchOutcome.Failed failed(@Nullable String url, String message, Instant at) {
        return new FetchOutcome.Failed(this, problem(url, message, at), null);
    }
}
