package org.wirewatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wirewatch.index.ElasticsearchExtension.TestServer;

@ExtendWith(ElasticsearchExtension.class)
class BulkWriteIT {

    private final TestServer server;
    private final DocumentWriter writer;
    private Elasticsearch elasticsearch;

    BulkWriteIT(TestServer server) {
        this.server = server;
        this.writer = new DocumentWriter(server.prefix());
    }

    @BeforeEach
    void connect() throws Exception {
        elasticsearch = new Elasticsearch(
                ElasticsearchSettings.of(server.url(), server.prefix()), InstantSource.fixed(Samples.SEEN));
    }

    @AfterEach
    void close() {
        elasticsearch.close();
    }

    @Test
    void aVersionThatIsAlreadyThereIsSuperseded() {
        Document second = writer.article(Samples.article(), List.of(), 2);
        Document first = writer.article(Samples.article(), List.of(), 1);

        assertThat(elasticsearch.bulk(List.of(second, first, second)).join())
                .containsExactly(new ItemOutcome.Written(), new ItemOutcome.Superseded(), new ItemOutcome.Superseded());
    }
}
