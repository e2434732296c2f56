package org.wirewatch.demo;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Stage;

/**
 * What goes wrong in the wild, each on a host of its own with one feed that has one entry. Each says which problem it
 * should lead to, if any, and whether the entry becomes an article all the same.
 */
public enum Misfortune {
    /** Nobody listens where the feed should be. */
    FEED_UNREACHABLE(Stage.FETCH, "refused", false),
    /** The feed is 404. */
    FEED_NOT_FOUND(Stage.FETCH, "status-4xx", false),
    /** The feed is 500, every time. */
    FEED_SERVER_ERROR(Stage.FETCH, "status-5xx", false),
    /** The feed starts well and never ends. */
    FEED_ENDLESS(Stage.FETCH, "too-large", false),
    /** The feed sends a byte every half a second and never ends: no pause is long, only the whole. */
    FEED_DRIPS(Stage.FETCH, "timeout", false),
    /** A page saying that the site is being rebuilt, where the feed was. */
    FEED_IS_HTML(Stage.FEED, "not-a-feed", false),
    /** 200 and no byte. */
    FEED_EMPTY(Stage.FETCH, "empty-body", false),
    /** A proper feed without an entry: nothing is wrong with that. */
    FEED_WITHOUT_ENTRIES(Stage.FEED, null, false),
    /**
     * The feed has a DOCTYPE with external entities, one of a local file, one of {@code /entity} on the same host, which
     * nobody must ever ask for. The entry is fine.
     */
    FEED_WITH_EXTERNAL_ENTITIES(Stage.FEED, null, true),
    /** The feed's gzip stream breaks off before the first entry. */
    FEED_TRUNCATED_GZIP(Stage.FETCH, "broken-off", false),
    /** The feed's only entry has no link. */
    ENTRY_WITHOUT_LINK(Stage.FEED, "entry-without-link", false),
    /** Nobody listens where the page should be. */
    PAGE_UNREACHABLE(Stage.FETCH, "refused", true),
    /** The page is 404. */
    PAGE_NOT_FOUND(Stage.FETCH, "status-4xx", true),
    /** The page is 500, every time. */
    PAGE_SERVER_ERROR(Stage.FETCH, "status-5xx", true),
    /** The page starts well and never ends. */
    PAGE_ENDLESS(Stage.FETCH, "too-large", true),
    /** The page's server takes the request and says nothing. */
    PAGE_SILENT(Stage.FETCH, "timeout", true),
    /** The page's gzip stream breaks off in the middle of the text. */
    PAGE_TRUNCATED_GZIP(Stage.FETCH, "broken-off", true),
    /** The page has 50 MB and says so. */
    PAGE_OF_50_MB(Stage.FETCH, "too-large", true),
    /** A video, where the page should be. */
    PAGE_IS_BINARY(Stage.FETCH, "not-html", true),
    /** A video that calls itself text/html. */
    PAGE_IS_DISGUISED_BINARY(Stage.FETCH, "not-html", true),
    /** A gallery: navigation, pictures, captions, and no article. */
    PAGE_WITHOUT_ARTICLE(Stage.ARTICLE, "no-text", true),
    /** The page takes three seconds. */
    PAGE_SLOW(Stage.FETCH, null, true),
    /** The first request for the page gets 429 with Retry-After: 2, the next one the page. */
    PAGE_BUSY_AT_FIRST(Stage.FETCH, null, true),
    /** The host's robots.txt forbids the page; it would be there, but nobody must ask for it. */
    PAGE_DISALLOWED(Stage.FETCH, "robots", true);

    /** Enough to see in a demonstration how trouble looks. */
    public static final Set<Misfortune> FOR_DEMO = Set.copyOf(EnumSet.of(
            FEED_SERVER_ERROR,
            FEED_WITH_EXTERNAL_ENTITIES,
            PAGE_NOT_FOUND,
            PAGE_SLOW,
            PAGE_BUSY_AT_FIRST,
            PAGE_WITHOUT_ARTICLE,
            PAGE_DISALLOWED));

    private final Stage stage;
    private final @Nullable String problemKind;
    private final boolean articleExpected;

    Misfortune(Stage stage, @Nullable String problemKind, boolean articleExpected) {
        this.stage = stage;
        this.problemKind = problemKind;
        this.articleExpected = articleExpected;
    }

    /** The stage that reports it. */
    public Stage stage() {
        return stage;
    }

    /** The kind of the problem that it leads to; empty when a good client gets along. */
    public Optional<String> problemKind() {
        return Optional.ofNullable(problemKind);
    }

    /** Whether the entry becomes an article: from its page, or from what the feed says about it. */
    public boolean articleExpected() {
        return articleExpected;
    }

    /** As it stands in feed ids: {@code page-not-found}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A host for each. */
    String host() {
        return "127.0.1." + (ordinal() + 1);
    }

    /** Where its entry's page is said to be: on its own host, but for a page that nobody serves. */
    String pageHost() {
        return this == PAGE_UNREACHABLE ? "127.0.2.1" : host();
    }

    /** Whether nobody listens on {@link #host}. */
    boolean isUnreachable() {
        return this == FEED_UNREACHABLE;
    }
}
