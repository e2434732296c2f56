package org.wirewatch.job.operator;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.wirewatch.article.Assembly;
import org.wirewatch.article.ExtractOutcome;
import org.wirewatch.article.Extractor;
import org.wirewatch.article.PageHints;
import org.wirewatch.article.SiteRules;
import org.wirewatch.fetch.NoIndex;
import org.wirewatch.fetch.RobotsPolicy;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Measure;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;

/**
 * From a page to an article. Where there is no page, or none with a text, the feed's own text stands in, and the reason
 * is a problem: an article is never lost because its page was. A page that says {@code noindex}, in its head or in {@code
 * X-Robots-Tag}, is read for topics like any other, but its body is marked as not to be stored.
 *
 * <p>Chained behind FetchPages, so that page bytes neither enter state nor cross the network. Stateless.
 */
public final class ExtractArticles extends ProcessFunction<PageResult, Article> {

    private static final long serialVersionUID = 1;

    private final boolean respectNoindex;
    private final SiteRules sites;

    private transient Extractor extractor;
    private transient Tallies tallies;

    /**
     * @param respectNoindex whether the body of a page that asks not to be indexed stays out of the index
     * @param sites rules for sites that are read by selectors
     */
    public ExtractArticles(boolean respectNoindex, SiteRules sites) {
        this.respectNoindex = respectNoindex;
        this.sites = sites;
    }

    @Override
    public void open(OpenContext context) {
        extractor = new Extractor(sites);
        tallies = new Tallies(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void processElement(PageResult result, Context context, Collector<Article> out) {
        Page page = result.page();
        Article article = page == null
                ? fromFeed(result, result.problem(), context)
                : extractor
                        .extract(page, zone(result.work().feed()))
                        .match(
                                extracted -> fromPage(result.work(), page, extracted),
                                none -> fromFeed(result, none.problem(), context));
        tallies.count(
                context::output,
                article.contentFrom() == ContentFrom.PAGE ? Measure.ARTICLES_FROM_PAGE : Measure.ARTICLES_FROM_FEED,
                1,
                result.at());
        tallies.took(context::output, Measure.SEEN_FETCHED, article.firstSeen(), article.fetched());
        out.collect(article);
    }

    /** Where the outlet is at home; a zone was checked when the configuration was read. */
    private static ZoneId zone(Feed feed) {
        return feed.timeZone() == null ? ZoneOffset.UTC : ZoneId.of(feed.timeZone());
    }

    private Article fromPage(PageWork work, Page page, ExtractOutcome.Extracted extracted) {
        Article article = Assembly.fromPage(
                work.articleId(),
                work.feed(),
                work.entry(),
                work.firstSeen(),
                work.timely(),
                extracted,
                page.finalUrl(),
                page.fetched());
        boolean refused = respectNoindex && article.contentFrom() == ContentFrom.PAGE && asksNotToBeIndexed(page);
        return refused ? article.withoutStoredBody() : article;
    }

    private static boolean asksNotToBeIndexed(Page page) {
        return NoIndex.isIn(page.headers())
                || PageHints.of(page, RobotsPolicy.PRODUCT_TOKEN).noindex();
    }

    private static Article fromFeed(PageResult result, Problem problem, Context context) {
        PageWork work = result.work();
        context.output(SideOutputs.PROBLEMS, problem.of(work.feed().id(), problem.attempts()));
        return Assembly.fromFeed(
                work.articleId(), work.feed(), work.entry(), work.firstSeen(), work.timely(), result.at());
    }
}
