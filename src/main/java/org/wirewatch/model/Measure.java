package org.wirewatch.model;

import java.util.Locale;

/** What the health document counts, times and gauges; each has a field of the same name there. */
public enum Measure {
    POLLS_CHANGED(Kind.COUNT),
    POLLS_UNCHANGED(Kind.COUNT),
    POLLS_FAILED(Kind.COUNT),
    ENTRIES_NEW(Kind.COUNT),
    ENTRIES_KNOWN(Kind.COUNT),
    PAGES_FETCHED(Kind.COUNT),
    PAGES_RETRIED(Kind.COUNT),
    PAGES_FAILED(Kind.COUNT),
    ARTICLES_FROM_PAGE(Kind.COUNT),
    ARTICLES_FROM_FEED(Kind.COUNT),
    ARTICLES_REVISED(Kind.COUNT),
    ARTICLES_UNCHANGED(Kind.COUNT),
    ALERTS(Kind.COUNT),
    /** Not raised, because their topic fires far more often than its setting allows. */
    ALERTS_HELD(Kind.COUNT),
    PROBLEMS(Kind.COUNT),
    DOCUMENTS_WRITTEN(Kind.COUNT),
    DOCUMENTS_SUPERSEDED(Kind.COUNT),
    DOCUMENTS_RETRIED(Kind.COUNT),
    DOCUMENTS_REJECTED(Kind.COUNT),
    /** Messages that a mail server or webhook took. */
    MAILS_SENT(Kind.COUNT),
    /** Attempts in vain that are made again. */
    MAILS_RETRIED(Kind.COUNT),
    /** Messages that will never be sent. */
    MAILS_FAILED(Kind.COUNT),
    /** Published by the outlet to seen in its feed; exact dates of timely entries only. */
    PUBLISHED_SEEN(Kind.MILLIS),
    /** Seen in the feed to the page's bytes here. */
    SEEN_FETCHED(Kind.MILLIS),
    /** Seen in the feed to acknowledged by Elasticsearch. */
    SEEN_INGESTED(Kind.MILLIS),
    /** Seen in the feed to taken by the mail server; messages that are told at once. */
    SEEN_TOLD(Kind.MILLIS),
    /** Entries that wait for their host. */
    FETCH_QUEUE(Kind.LEVEL),
    /** Hosts with entries that wait, and whose robots.txt makes them wait longer than our pace would. */
    SLOW_HOSTS(Kind.LEVEL),
    /** Documents that wait for Elasticsearch. */
    INDEX_QUEUE(Kind.LEVEL),
    /** Messages that wait for the mail server. */
    MAIL_QUEUE(Kind.LEVEL);

    /** How values of a measure are put together within a minute. */
    public enum Kind {
        /** Added up. */
        COUNT,
        /** Spread over percentiles. */
        MILLIS,
        /** The last one of each subtask, added up over subtasks. */
        LEVEL
    }

    private final Kind kind;

    Measure(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** As written in documents, snake_case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
