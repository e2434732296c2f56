package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.wirewatch.article.SiteRules;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.notify.mail.Templates;
import org.wirewatch.topic.Catalogue;

class MonitorGraphTest {

    @Test
    void everyOperatorHasTheUidUnderWhichItsStateIsFoundAgain() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        MonitorJob.build(
                env,
                new MonitorConfig(
                        Path.of("config"),
                        List.of(),
                        false,
                        PollSettings.defaults(),
                        HttpSettings.defaults(),
                        ElasticsearchSettings.of("http://127.0.0.1:1", "test"),
                        JobSettings.DEFAULTS,
                        new Catalogue(List.of()),
                        SiteRules.NONE,
                        null,
                        Templates.ours(),
                        "",
                        Path.of("config", "subscriptions.yaml")));
        Set<String> uids = new TreeSet<>();
        for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
            assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
            uids.add(node.getTransformationUID());
        }
        assertThat(uids)
                .contains(
                        "feeds",
                        "new-entries",
                        "articles",
                        "fetch-pages",
                        "extract-articles",
                        "canonical-articles",
                        "topic-files",
                        "match-topics",
                        "article-documents",
                        "feed-documents",
                        "index-documents",
                        "problem-documents",
                        "health-minutes",
                        "index-reports",
                        "refused-reports",
                        "address-alerts",
                        "send-mail");
    }
}
