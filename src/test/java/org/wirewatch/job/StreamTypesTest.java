package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirewatch.feed.KnownEntries;
import org.wirewatch.fetch.HostMemory;
import org.wirewatch.fetch.Robots;
import org.wirewatch.index.Document;
import org.wirewatch.job.state.ClaimedUrl;
import org.wirewatch.job.state.CountedProblem;
import org.wirewatch.job.state.FeedRecord;
import org.wirewatch.job.state.HeldItem;
import org.wirewatch.job.state.HostQueue;
import org.wirewatch.job.state.KnownArticle;
import org.wirewatch.job.state.MailBox;
import org.wirewatch.job.state.MailQueue;
import org.wirewatch.job.state.MinuteCounts;
import org.wirewatch.job.state.PendingDocument;
import org.wirewatch.job.state.QueuedPage;
import org.wirewatch.job.state.ToldItem;
import org.wirewatch.job.state.UntoldItem;
import org.wirewatch.job.state.WrittenArticle;
import org.wirewatch.job.stream.Addressed;
import org.wirewatch.job.stream.CatalogueChange;
import org.wirewatch.job.stream.FeedReport;
import org.wirewatch.job.stream.MatchedArticle;
import org.wirewatch.job.stream.PageResult;
import org.wirewatch.job.stream.PageWork;
import org.wirewatch.job.stream.Poll;
import org.wirewatch.job.stream.SeenEntry;
import org.wirewatch.model.Article;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.FeedHealth;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Tally;

/** Every record that crosses an edge of the job or lies in its state. */
class StreamTypesTest {

    static Stream<Class<?>> types() {
        return Stream.of(
                FeedReport.class,
                Poll.class,
                SeenEntry.class,
                PageWork.class,
                PageResult.class,
                Article.class,
                MatchedArticle.class,
                CatalogueChange.class,
                Document.class,
                Problem.class,
                FeedHealth.class,
                Tally.class,
                KnownEntries.class,
                FeedRecord.class,
                KnownArticle.class,
                ClaimedUrl.class,
                WrittenArticle.class,
                CountedProblem.class,
                HostQueue.class,
                HostMemory.class,
                Robots.class,
                QueuedPage.class,
                PendingDocument.class,
                Addressed.class,
                MailQueue.class,
                MailBox.class,
                HeldItem.class,
                UntoldItem.class,
                ToldItem.class,
                MinuteCounts.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void flinkKnowsEveryPartOfIt(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
        assertThat(serializer(type)).isNotNull();
    }

    @Test
    void whatIsAbsentComesBackAbsent() throws Exception {
        Feed feed = new Feed("f", "https://example.org/feed", null, null, null, null, List.of(), 1, 1);
        Entry entry = new Entry(
                null, null, null, null, null, List.of(), null, null, null, null, List.of(), null, List.of(), null);
        PageWork work = new PageWork("id", "https://example.org/a", "example.org", feed, entry, Instant.EPOCH, true);
        assertThat(roundTrip(work, PageWork.class)).isEqualTo(work);
        Robots robots = new Robots("https://example.org", null, null, null, 1, 0, null, null, null);
        assertThat(roundTrip(robots, Robots.class)).isEqualTo(robots);
    }

    private static <T> T roundTrip(T value, Class<T> type) throws Exception {
        TypeSerializer<T> serializer = serializer(type);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    /** Throws where a part would fall back to Kryo. */
    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        return TypeInformation.of(type).createSerializer(new SerializerConfigImpl(strict));
    }
}
