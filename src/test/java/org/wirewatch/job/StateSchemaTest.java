package org.wirewatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The fields of each record that lies in checkpoints. A change here is a change of what is read from the checkpoints of
 * the release before: a field may be added at the end, none may change its type or meaning.
 */
class StateSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job.state.FeedRecord | lastSuccessMillis long, lastNewMillis long, newEntries long, entries int, repairs String, bodyBytes int, bytes long, lagSeconds int[], gaps PublishingGaps, silent boolean, movedTo String",
                "feed.PublishingGaps | firstMillis long, lastMillis long, longestMillis long, pauses int",
                "job.state.KnownArticle | articleId String, firstSeenMillis long, timely boolean",
                "job.state.ClaimedUrl | articleId String, firstSeenMillis long, revision int, textHash long, title String",
                "job.state.WrittenArticle | version long",
                "job.state.CountedProblem | count long, version long",
                "job.state.HostQueue | next long, fresh long[], failed long[], failedAt long[]",
                "job.state.QueuedPage | work String, attempts int, sinceMillis long",
                "job.state.PendingDocument | index String, id String, version long, json byte[], url String, seenMillis long, alsoDeleteFrom String",
                "job.state.MinuteCounts | counts Map, latencies Map, levels Map",
                "job.state.MailQueue | next long, letters List",
                "job.state.QueuedLetter | number long, recipient String, madeMillis long, attempts int, nextTryMillis long, checkpoint long",
                "job.state.MailBox | next long, held int, more int, sinceMillis long, dueMillis long, reason String, schedule String, nothingMillis long, flushMillis long, logged long, sentMillis long[]",
                "job.state.HeldItem | item String, severity int",
                "job.state.UntoldItem | item String, reason String",
                "job.state.ToldItem | severity int, alert long, atMillis long",
                "feed.KnownEntries | keys long[], shown int, decidedMillis long",
                "fetch.Robots | origin String, rules String, crawlDelayMillis Long, learntMillis Long, askAgainMillis long, failures int, failingSinceMillis Long, fault String, failureMessage String",
                "fetch.HostMemory | nextStartMillis long, failures int, restUntilMillis long, crawlDelayMillis long",
            })
    void theFieldsAreThoseOfTheFirstRelease(String type, String fields) throws Exception {
        RecordComponent[] components =
                Class.forName("org.wirewatch." + type.strip()).getRecordComponents();
        assertThat(Arrays.stream(components)
                        .map(field -> field.getName() + ' ' + field.getType().getSimpleName())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(fields.strip());
    }
}
