package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.IndexedFeed;
import org.wirewatch.index.Reading;
import org.wirewatch.model.Feed;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch feeds}: how the feeds are doing; below it what else is done with feeds. */
@Command(
        name = "feeds",
        description = {
            "Shows the health of the feeds, those that need attention first: failing ones, the longest first, then those that"
                    + " have ended (gone), silent ones, configured ones that were never polled (unpolled), live ones, and at"
                    + " the end those that are no longer configured (removed).",
            "",
            "A DAY is the number of new entries as learnt, EVERY the present poll interval, LAG the median time from"
                    + " publication to being seen.",
            ""
        },
        mixinStandardHelpOptions = true)
final class FeedsCommand implements Callable<Integer> {

    private static final int TITLE_COLUMNS = 30;

    /** States in the order of how much they ask for attention; the last two are known only here. */
    private static final List<String> STATES = List.of("failing", "gone", "silent", "unpolled", "live", "removed");

    private final Terminal terminal;

    @Option(
            names = "--json",
            description = "Print whole documents as lines of JSON, of all feeds that were ever polled.")
    private boolean json;

    @Mixin
    private ServerOption server = new ServerOption();

    FeedsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with those below it. */
    static CommandLine line(Terminal terminal) {
        return new CommandLine(new FeedsCommand(terminal))
                .addSubcommand(new FeedsAddCommand(terminal))
                .addSubcommand(new FeedsTestCommand(terminal))
                .addSubcommand(new FeedsImportCommand(terminal))
                .addSubcommand(new FeedsExportCommand(terminal));
    }

    @Override
    public Integer call() throws IOException, FailedException {
        List<IndexedFeed> feeds;
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            feeds = ServerOption.given(new Reading(elasticsearch).feeds());
        }
        if (json) {
            for (IndexedFeed feed : feeds) {
                write(feed.json() + "\n");
            }
            return Exit.DONE;
        }
        Instant now = terminal.clock().instant();
        List<List<String>> rows = rows(feeds).stream()
                .sorted(Comparator.comparingInt((Row row) -> STATES.indexOf(row.state))
                        .thenComparing(row -> row.failures, Comparator.reverseOrder())
                        .thenComparing(row -> row.title.toLowerCase(Locale.ROOT)))
                .map(row -> row.cells(now))
                .toList();
        write(new Table(
                        List.of("STATE", "FEED", "LAST NEW", "LAST POLL", "A DAY", "EVERY", "LAG", "FAILED", "PROBLEM"),
                        rows)
                .render(terminal.columns()));
        return Exit.DONE;
    }

    /** What was polled and what is configured, put together by id. */
    private List<Row> rows(List<IndexedFeed> polled) throws FailedException {
        Optional<Path> folder = server.config().find();
        List<Feed> configured = folder.isPresent() ? FeedsAddCommand.configured(folder.get()) : List.of();
        Set<String> ids = new HashSet<>();
        configured.forEach(feed -> ids.add(feed.id()));
        List<Row> rows = new ArrayList<>();
        for (IndexedFeed feed : polled) {
            boolean removed = folder.isPresent() && !ids.remove(feed.id());
            rows.add(new Row(
                    removed ? "removed" : feed.state(),
                    Objects.requireNonNullElse(feed.title(), feed.url()),
                    feed.failures(),
                    feed));
        }
        configured.stream()
                .filter(feed -> ids.contains(feed.id()))
                .forEach(feed ->
                        rows.add(new Row("unpolled", Objects.requireNonNullElse(feed.title(), feed.url()), 0, null)));
        return rows;
    }

    /** @param polled null for a feed that never was */
    private record Row(
            String state,
            String title,
            int failures,
            @Nullable IndexedFeed polled) {

        List<String> cells(Instant now) {
            String shown = Printable.shortened(Printable.line(title), TITLE_COLUMNS);
            if (polled == null) {
                return List.of(state, shown, "never", "never", "", "", "", "", "");
            }
            return List.of(
                    state,
                    shown,
                    ago(polled.lastNew(), now),
                    ago(polled.lastPoll(), now),
                    polled.entriesPerDay() == null ? "" : number(polled.entriesPerDay()),
                    polled.intervalMillis() == null ? "" : time(Duration.ofMillis(polled.intervalMillis())),
                    polled.lagMillis() == null ? "" : time(Duration.ofMillis(polled.lagMillis())),
                    failures == 0 ? "" : Integer.toString(failures),
                    problem(polled));
        }

        private static String problem(IndexedFeed feed) {
            if (feed.problem() != null) {
                return feed.problem() + ": " + Objects.requireNonNullElse(feed.message(), "");
            }
            return feed.movedTo() == null ? "" : "moved to " + feed.movedTo();
        }
    }

    private static String number(double entries) {
        return String.format(Locale.ROOT, entries < 10 ? "%.1f" : "%.0f", entries);
    }

    private static String time(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
            return duration.toSeconds() + " s";
        }
        return duration.compareTo(Duration.ofHours(2)) < 0 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }

    private static String ago(@Nullable Instant moment, Instant now) {
        if (moment == null) {
            return "never";
        }
        Duration age = Duration.between(moment, now);
        if (age.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            return age.toMinutes() + " min ago";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }

    private void write(String text) throws IOException {
        terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
