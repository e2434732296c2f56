package org.wirewatch.job;

import static org.wirewatch.job.operator.SideOutputs.FEEDS;
import static org.wirewatch.job.operator.SideOutputs.PROBLEMS;
import static org.wirewatch.job.operator.SideOutputs.TALLIES;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.wirewatch.index.Document;
import org.wirewatch.job.operator.AddressAlerts;
import org.wirewatch.job.operator.ArticleDocuments;
import org.wirewatch.job.operator.Articles;
import org.wirewatch.job.operator.CanonicalArticles;
import org.wirewatch.job.operator.ExtractArticles;
import org.wirewatch.job.operator.FeedDocuments;
import org.wirewatch.job.operator.HealthMinutes;
import org.wirewatch.job.operator.LogRefusedReports;
import org.wirewatch.job.operator.MatchTopics;
import org.wirewatch.job.operator.NewEntries;
import org.wirewatch.job.operator.ProblemDocuments;
import org.wirewatch.job.outbox.FetchPages;
import org.wirewatch.job.outbox.IndexDocuments;
import org.wirewatch.job.outbox.MailOutside;
import org.wirewatch.job.outbox.SendMail;
import org.wirewatch.job.poll.FeedSource;
import org.wirewatch.job.rules.TopicFolderSource;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Article;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Tally;

/**
 * The monitor job from feeds to documents, to be read from top to bottom.
 *
 * <p>Mail and its lines of the log are behind the alerts; the log's own lines that need not be waited for go the way of
 * all documents.
 *
 * <p>Reports (problems and health) have an outbox of their own: they tell of the first one's rejections too, and what
 * would be a loop is a line. A report that is itself rejected is only logged.
 */
final class MonitorGraph {

    private final MonitorConfig config;

    MonitorGraph(MonitorConfig config) {
        this.config = config;
    }

    void build(StreamExecutionEnvironment env) {
        DataStream<FeedReport> reports = env.fromSource(
                        new FeedSource(
                                config.feeds(),
                                config.http(),
                                config.poll(),
                                config.followsFeedFiles() ? config.folder() : null,
                                config.job().readTopicsEvery()),
                        WatermarkStrategy.noWatermarks(),
                        OperatorNames.FEEDS,
                        Types.POJO(FeedReport.class))
                .uid(OperatorNames.FEEDS);

        SingleOutputStreamOperator<SeenEntry> entries =
                named(OperatorNames.NEW_ENTRIES, reports.keyBy(FeedReport::key).process(new NewEntries(config.poll())));

        SingleOutputStreamOperator<PageWork> pages = named(
                OperatorNames.ARTICLES,
                entries.keyBy(Articles::key)
                        .process(new Articles(
                                config.job().remember(), config.http().pace())));

        SingleOutputStreamOperator<PageResult> fetched =
                named(OperatorNames.FETCH_PAGES, FetchPages.attach(pages.keyBy(PageWork::host), config.http()));

        SingleOutputStreamOperator<Article> extracted = named(
                OperatorNames.EXTRACT_ARTICLES,
                fetched.process(new ExtractArticles(config.http().robots().respectNoindex(), config.sites())));

        SingleOutputStreamOperator<Article> articles = named(
                OperatorNames.CANONICAL_ARTICLES,
                extracted
                        .keyBy(CanonicalArticles::key)
                        .process(new CanonicalArticles(config.job().remember())));

        DataStream<CatalogueChange> rules = rules(env);
        SingleOutputStreamOperator<MatchedArticle> matched = named(
                OperatorNames.MATCH_TOPICS,
                articles.connect(rules.broadcast(MatchTopics.CHANGED)).process(new MatchTopics(config.catalogue())));

        SingleOutputStreamOperator<Addressed> addressed = named(
                OperatorNames.ADDRESS_ALERTS,
                matched.connect(rules.broadcast(AddressAlerts.CHANGED))
                        .process(new AddressAlerts(config.subscriptions())));

        String prefix = config.elasticsearch().prefix();
        SingleOutputStreamOperator<Document> articleDocuments = named(
                OperatorNames.ARTICLE_DOCUMENTS,
                matched.keyBy(m -> m.article().id())
                        .process(new ArticleDocuments(prefix, config.job().remember())));

        DataStream<FeedHealth> feedHealth = entries.getSideOutput(FEEDS);
        SingleOutputStreamOperator<Document> feedDocuments =
                named(OperatorNames.FEED_DOCUMENTS, feedHealth.map(new FeedDocuments(prefix)));

        SingleOutputStreamOperator<Document> notifications = named(
                OperatorNames.SEND_MAIL,
                SendMail.attach(
                        addressed.keyBy(Addressed::subscription),
                        new MailOutside(config.mail(), config.templates(), config.http(), config.elasticsearch()),
                        prefix,
                        env.getCheckpointConfig().isCheckpointingEnabled()));

        SingleOutputStreamOperator<Tally> indexed = named(
                OperatorNames.INDEX_DOCUMENTS,
                IndexDocuments.attach(
                        articleDocuments.union(feedDocuments, notifications).keyBy(IndexDocuments::key),
                        config.elasticsearch()));

        SingleOutputStreamOperator<Document> problemDocuments = named(
                OperatorNames.PROBLEM_DOCUMENTS,
                sideOutputs(
                                PROBLEMS,
                                List.of(entries, fetched, extracted, matched, articleDocuments, indexed, notifications))
                        .keyBy(Problem::id)
                        .process(new ProblemDocuments(prefix)));

        DataStream<Tally> tallies = sideOutputs(
                        TALLIES,
                        List.of(
                                entries,
                                fetched,
                                extracted,
                                articles,
                                matched,
                                articleDocuments,
                                problemDocuments,
                                notifications))
                .union(indexed);
        SingleOutputStreamOperator<Document> health = named(
                OperatorNames.HEALTH_MINUTES,
                tallies.keyBy(tally -> HealthMinutes.ALL).process(new HealthMinutes(prefix)));

        SingleOutputStreamOperator<Tally> reported = named(
                OperatorNames.INDEX_REPORTS,
                IndexDocuments.attach(
                        problemDocuments.union(health).keyBy(IndexDocuments::key), config.elasticsearch()));
        reported.getSideOutput(PROBLEMS)
                .sinkTo(new LogRefusedReports())
                .name(OperatorNames.REFUSED_REPORTS)
                .uid(OperatorNames.REFUSED_REPORTS);
    }

    private DataStream<CatalogueChange> rules(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new TopicFolderSource(
                                config.folder(),
                                config.subscriptionsFile(),
                                config.job().readTopicsEvery()),
                        WatermarkStrategy.noWatermarks(),
                        OperatorNames.TOPIC_FILES,
                        Types.POJO(CatalogueChange.class))
                .uid(OperatorNames.TOPIC_FILES)
                .setParallelism(1);
    }

    private static <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.name(name).uid(name);
    }

    private static <T> DataStream<T> sideOutputs(
            org.apache.flink.util.OutputTag<T> tag, List<SingleOutputStreamOperator<?>> operators) {
        return operators.stream()
                .map(operator -> (DataStream<T>) operator.getSideOutput(tag))
                .reduce(DataStream::union)
                .orElseThrow();
    }
}
