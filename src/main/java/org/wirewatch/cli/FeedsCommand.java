package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.FeedsFile;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.IndexedFeed;
import org.wirewatch.index.Reading;
import org.wirewatch.model.Feed;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch feeds}: how the feeds are doing; and feeds from and for other readers. */
@Command(
        name = "feeds",
        description = {
            "Shows the health of the feeds, the worst first.",
            "",
            "With --export, prints config/feeds.yaml as OPML; with --import, prints an OPML file in the form of feeds.yaml,"
                    + " for you to look at and to add.",
            ""
        },
        mixinStandardHelpOptions = true)
final class FeedsCommand implements Callable<Integer> {

    private static final int MAX_OPML_BYTES = 32 * 1024 * 1024;
    private static final int TITLE_COLUMNS = 30;

    private final Terminal terminal;

    @ArgGroup
    private @Nullable Form form;

    /** At most one of these. */
    private static final class Form {

        @Option(names = "--json", description = "Print whole documents as lines of JSON.")
        private boolean json;

        @Option(names = "--export", description = "Print the configured feeds as OPML.")
        private boolean export;

        @Option(names = "--import", paramLabel = "OPML", description = "Print the feeds of this file as YAML.")
        private @Nullable Path source;
    }

    @Mixin
    private ServerOption server = new ServerOption();

    FeedsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        if (form != null && form.export) {
            write(Opml.write(configured()));
        } else if (form != null && form.source != null) {
            write(FeedsYaml.write(
                    Opml.read(new InputFile(form.source).read(MAX_OPML_BYTES).bytes())));
        } else {
            showHealth(form != null && form.json);
        }
        return Exit.DONE;
    }

    private List<Feed> configured() throws FailedException {
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = FeedsFile.read(Yaml.read(server.config().folder().resolve("feeds.yaml"), errors), errors);
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        return feeds;
    }

    private void showHealth(boolean json) throws IOException, FailedException {
        List<IndexedFeed> feeds;
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            feeds = ServerOption.given(new Reading(elasticsearch).feeds());
        }
        if (json) {
            for (IndexedFeed feed : feeds) {
                write(feed.json() + "\n");
            }
            return;
        }
        Instant now = terminal.clock().instant();
        List<List<String>> rows = feeds.stream()
                .map(feed -> List.of(
                        feed.state(),
                        Printable.shortened(
                                Printable.line(Objects.requireNonNullElse(feed.title(), feed.url())), TITLE_COLUMNS),
                        ago(feed.lastNew(), now),
                        ago(feed.lastPoll(), now),
                        Long.toString(feed.newEntries()),
                        feed.failures() == 0 ? "" : Integer.toString(feed.failures()),
                        feed.problem() == null
                                ? ""
                                : feed.problem() + ": " + Objects.requireNonNullElse(feed.message(), "")))
                .toList();
        write(new Table(List.of("STATE", "FEED", "LAST NEW", "LAST POLL", "NEW", "FAILED", "PROBLEM"), rows)
                .render(terminal.columns()));
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
