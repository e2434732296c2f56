package org.wirewatch.job;

/**
 * Names of the job's operators: shown in Flink's UI, and the uids under which their state is found again. A uid never
 * changes once it has been released: renaming one loses its state.
 */
public final class OperatorNames {

    public static final String FEEDS = "feeds";
    public static final String NEW_ENTRIES = "new-entries";
    public static final String ARTICLES = "articles";
    public static final String FETCH_PAGES = "fetch-pages";
    public static final String EXTRACT_ARTICLES = "extract-articles";
    public static final String CANONICAL_ARTICLES = "canonical-articles";
    public static final String TOPIC_FILES = "topic-files";
    public static final String MATCH_TOPICS = "match-topics";
    public static final String ADDRESS_ALERTS = "address-alerts";
    public static final String SEND_MAIL = "send-mail";
    public static final String ARTICLE_DOCUMENTS = "article-documents";
    public static final String FEED_DOCUMENTS = "feed-documents";
    public static final String INDEX_DOCUMENTS = "index-documents";
    public static final String PROBLEM_DOCUMENTS = "problem-documents";
    public static final String HEALTH_MINUTES = "health-minutes";
    public static final String INDEX_REPORTS = "index-reports";
    public static final String REFUSED_REPORTS = "refused-reports";

    private OperatorNames() {}
}
