package org.wirewatch.job.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.FeedsWatch;
import org.wirewatch.feed.PollPolicy;
import org.wirewatch.feed.PollResult;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Validators;

class FeedEnumeratorTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final PollPolicy policy = new PollPolicy(PollSettings.defaults());
    private final RecordingContext context = new RecordingContext(2);

    private FeedEnumerator enumerator(List<Feed> feeds, List<FeedSplit> restored) {
        FeedEnumerator enumerator =
                new FeedEnumerator(context, feeds, policy, null, Duration.ofSeconds(2), restored, () -> NOW);
        enumerator.start();
        return enumerator;
    }

    private static Feed feed(String id, String host) {
        return new Feed(id, "https://" + host + "/" + id, null, null, null, null, List.of(), 60_000, 6 * 3_600_000);
    }

    private static List<Feed> feeds(int count, int hosts) {
        return IntStream.range(0, count)
                .mapToObj(i -> feed("f" + i, "h" + i % hosts + ".example"))
                .toList();
    }

    /** A feed that was polled some times. */
    private FeedSplit used(Feed feed) {
        return new FeedSplit(
                feed.id(),
                policy.after(
                        feed,
                        policy.start(feed, NOW, NOW),
                        new PollResult.Unchanged(new Validators("\"" + feed.id() + "\"", null), null, 0, null),
                        NOW));
    }

    private Map<Integer, Set<String>> hosts(List<Feed> feeds) {
        return context.polled().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        own -> feeds.stream()
                                .filter(feed -> own.getValue().contains(feed.id()))
                                .map(HostReaders::host)
                                .collect(Collectors.toCollection(TreeSet::new))));
    }

    @Nested
    class Assigning {

        @Test
        void nothingIsAssignedBeforeAllReadersAreThere() {
            FeedEnumerator enumerator = enumerator(feeds(4, 4), List.of());
            context.rescale(3);
            context.register(enumerator, Map.of());

            assertThat(context.portions()).hasSize(3);
            assertThat(context.polled().values().stream().mapToInt(List::size).sum())
                    .isEqualTo(4);
        }

        @Test
        void feedsOfAHostGoToOneReaderAndReadersGetTheSameNumber() {
            List<Feed> feeds = new ArrayList<>(feeds(300, 60));
            IntStream.range(0, 100).forEach(i -> feeds.add(feed("big" + i, "aggregator.example")));
            context.rescale(3);
            context.register(enumerator(feeds, List.of()), Map.of());

            assertThat(context.polled().values())
                    .allSatisfy(own -> assertThat(own).hasSizeBetween(130, 137));
            assertThat(hosts(feeds).values().stream().mapToInt(Set::size).sum()).isEqualTo(61);
        }

        @Test
        void aPortionFitsIntoAMessage() {
            context.register(enumerator(feeds(5_000, 50), List.of()), Map.of());

            assertThat(context.portions())
                    .hasSize(6)
                    .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(FeedEnumerator.PORTION));
        }

        @Test
        void firstPollsAreFiftyASecondWithTheHostsMixed() {
            List<Feed> feeds = IntStream.range(0, 3_000)
                    .mapToObj(i -> feed("f" + i, "h" + i / 1_000 + ".example"))
                    .toList();
            context.register(enumerator(feeds, List.of()), Map.of());

            long[] perSecond = new long[60];
            long[] ofFirstHost = new long[60];
            Stream.of(0, 1).flatMap(r -> context.splitsOf(r).stream()).forEach(split -> {
                int second = (int) ((split.memory().nextPollMillis() - NOW.toEpochMilli()) / 1_000);
                perSecond[second]++;
                ofFirstHost[second] += Integer.parseInt(split.feedId().substring(1)) < 1_000 ? 1 : 0;
            });
            assertThat(perSecond).containsOnly(50);
            assertThat(Arrays.stream(ofFirstHost).boxed())
                    .allSatisfy(count -> assertThat(count).isBetween(5L, 32L));
        }
    }

    @Nested
    class Restoring {

        @Test
        void reportedFeedsKeepTheirMemoryWhateverTheParallelism() {
            List<Feed> feeds = feeds(40, 10);
            List<FeedSplit> reported =
                    feeds.stream().map(FeedEnumeratorTest.this::used).toList();
            for (int parallelism : new int[] {1, 3, 2}) {
                context.rescale(parallelism);
                context.register(enumerator(feeds, List.of()), Map.of(0, reported));

                assertThat(context.polled().values().stream()
                                .flatMap(List::stream)
                                .toList())
                        .hasSize(40)
                        .doesNotHaveDuplicates();
                assertThat(reported)
                        .allSatisfy(split ->
                                assertThat(context.split(split.feedId())).isEqualTo(split));
            }
        }

        @Test
        void feedsThatTheConfigurationNoLongerHasAreDroppedAndNewOnesStart() {
            FeedSplit old = used(feed("old", "a.example"));
            Feed kept = feed("kept", "a.example");
            context.register(
                    enumerator(List.of(kept, feed("new", "b.example")), List.of(used(kept))), Map.of(1, List.of(old)));

            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrder("kept", "new");
            assertThat(context.split("kept")).isEqualTo(used(kept));
        }

        @Test
        void afterAFailureOfTasksEveryFeedIsAssignedOnceMore() {
            List<Feed> feeds = feeds(40, 10);
            FeedEnumerator enumerator = enumerator(feeds, List.of());
            context.register(enumerator, Map.of());
            Map<Integer, List<FeedSplit>> left = Map.of(0, context.splitsOf(0), 1, context.splitsOf(1));
            enumerator.addSplitsBack(List.of(), 0);
            context.register(enumerator, left);

            assertThat(context.polled().values().stream().mapToInt(List::size).sum())
                    .isEqualTo(40);
        }
    }

    @Nested
    class FilesThatChange {

        @TempDir
        Path folder;

        private FeedEnumerator following(String... lines) throws IOException {
            write(lines);
            FeedsWatch watch = new FeedsWatch(new FeedsFolder(folder, PollSettings.defaults()));
            FeedEnumerator enumerator =
                    new FeedEnumerator(context, List.of(), policy, watch, Duration.ofSeconds(2), List.of(), () -> NOW);
            enumerator.start();
            return enumerator;
        }

        private void write(String... lines) throws IOException {
            Files.writeString(folder.resolve("feeds.yaml"), "feeds:\n" + String.join("\n", lines) + "\n");
        }

        private void change(String... lines) throws IOException {
            write(lines);
            context.look();
            context.look();
        }

        private String line(String id, String host) {
            return "  - {id: %s, url: 'https://%s/%s'}".formatted(id, host, id);
        }

        @Test
        void addedFeedsStartAndRemovedOnesStopWhileTheOthersAreNotTouched() throws IOException {
            context.register(following(line("a", "one"), line("b", "two"), line("c", "one")), Map.of());
            FeedSplit untouched = context.split("a");

            change(line("a", "one"), line("c", "one"), line("d", "three"));

            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrder("a", "c", "d");
            assertThat(context.split("a")).isSameAs(untouched);
            assertThat(context.split("d").memory().nextPoll()).isBetween(NOW, NOW.plusSeconds(1));
        }

        @Test
        void aThousandAddedFeedsAreSpreadOverTwentySecondsAndBalanced() throws IOException {
            context.register(following(line("a", "one")), Map.of());
            change(Stream.concat(
                            Stream.of(line("a", "one")),
                            IntStream.range(0, 1_000).mapToObj(i -> line("n" + i, "host" + i % 100)))
                    .toArray(String[]::new));

            assertThat(context.polled().values())
                    .allSatisfy(own -> assertThat(own).hasSizeBetween(490, 511));
            assertThat(Stream.of(0, 1)
                            .flatMap(r -> context.splitsOf(r).stream())
                            .collect(Collectors.groupingBy(
                                    split -> split.memory().nextPollMillis() / 1_000, Collectors.counting()))
                            .values())
                    .hasSizeBetween(20, 21)
                    .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(50));
        }

        @Test
        void aFeedOfAKnownHostJoinsTheOthersOfIt() throws IOException {
            context.register(following(line("a", "one"), line("b", "two")), Map.of());
            change(line("a", "one"), line("b", "two"), line("c", "one"), line("d", "two"));

            assertThat(context.polled().values()).containsExactlyInAnyOrder(List.of("a", "c"), List.of("b", "d"));
        }

        @Test
        void changedSettingsReachTheReaderAndTheMemoryStays() throws IOException {
            context.register(following(line("a", "one")), Map.of());
            FeedSplit before = context.split("a");
            change("  - {id: a, url: 'https://one/a', title: New, poll: {max: 5m}}");

            assertThat(context.split("a")).isSameAs(before);
            assertThat(context.configuration("a").title()).isEqualTo("New");
            assertThat(context.configuration("a").pollMaxMillis()).isEqualTo(300_000);
        }

        @Test
        void aFeedWithANewAddressStartsAnew() throws IOException {
            context.register(following(line("a", "one"), line("b", "two")), Map.of());
            change("  - {id: a, url: 'https://two/feed'}", line("b", "two"));

            assertThat(context.configuration("a").url()).isEqualTo("https://two/feed");
            assertThat(context.polled().values()).contains(List.of("a", "b"));
        }

        @Test
        void aBrokenFileIsReportedOnceAndTheLastGoodListStays() throws IOException {
            context.register(following(line("a", "one")), Map.of());
            change(line("a", "one"), "  - {id: b, address: 'https://two/b'}");
            context.look();

            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactly("a");
            assertThat(context.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.kind()).isEqualTo("feeds-refused");
                assertThat(problem.message()).contains("feeds.yaml:3:");
                assertThat(problem.advice()).contains("wirewatch check");
            });

            change(line("a", "one"), line("b", "two"));
            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrder("a", "b");
        }

        @Test
        void aFeedThatWasRemovedWhileTasksRestartedMayComeBack() throws IOException {
            FeedEnumerator enumerator = following(line("a", "one"), line("b", "two"));
            context.register(enumerator, Map.of());
            context.unregister();
            change(line("a", "one"));
            context.register(enumerator, Map.of(0, List.of(used(feed("a", "one")))));
            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactly("a");

            change(line("a", "one"), line("b", "two"), line("c", "three"));
            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrder("a", "b", "c");
        }

        @Test
        void whatChangesBeforeAllReadersAreThereHoldsWhenTheyAre() throws IOException {
            FeedEnumerator enumerator = following(line("a", "one"), line("b", "two"));
            change(line("b", "two"), line("c", "three"));
            context.register(enumerator, Map.of(0, List.of(used(feed("a", "one")))));

            assertThat(context.polled().values().stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrder("b", "c");
        }
    }
}
