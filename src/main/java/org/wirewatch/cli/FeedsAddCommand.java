package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.cli.FeedSearch.Found;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirewatch feeds add}: from an address that people know to a line in feeds.yaml. */
@Command(
        name = "add",
        description = {
            "Adds a feed to feeds.yaml. A job that runs polls it within seconds.",
            "",
            "URL is a feed or a page of the outlet; then the feeds that the page names are looked for, then the usual places,"
                    + " then the news sitemaps that robots.txt names. The best is added, others that were found are shown."
                    + " What stands in the file already, comments too, stays as it is.",
            ""
        },
        mixinStandardHelpOptions = true)
final class FeedsAddCommand implements Callable<Integer> {

    private static final int HEADLINES = 3;
    private static final int OTHERS = 10;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Terminal terminal;

    @Parameters(paramLabel = "URL", description = "The address of a feed, or of a page of the outlet.")
    private String url = "";

    @Option(names = "--id", paramLabel = "ID", description = "Names the feed. Without it, made from its title.")
    private @Nullable String id;

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag of the feed; may be given several times.")
    private List<String> tags = List.of();

    @Option(names = "--dry-run", description = "Show what would be added, and add nothing.")
    private boolean dryRun;

    @Mixin
    private ConfigOption config = new ConfigOption();

    FeedsAddCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        if (!url.matches("(?is)https?://.+")) {
            throw FailedException.wrongUse("\"" + url + "\" is no http(s) address. Write it as in a browser");
        }
        Path folder = config.folder();
        List<Feed> configured = configured(folder);
        List<Found> found = search(folder);
        Found best = found.get(0);
        write(described(best));
        found.stream()
                .skip(1)
                .limit(OTHERS)
                .forEach(other -> terminal.say("also found: " + name(other) + ", "
                        + other.feed().entries().size() + " entries, " + other.url()));
        Optional<Feed> known = configured.stream()
                .filter(feed -> feed.url().equals(best.url()) || feed.url().equals(url))
                .findFirst();
        if (known.isPresent()) {
            throw FailedException.failed(
                    "this feed is watched already, as " + known.get().id());
        }
        Set<String> ids = new HashSet<>();
        configured.forEach(feed -> ids.add(feed.id()));
        if (id != null && ids.contains(id)) {
            throw FailedException.wrongUse("the id " + id + " is taken. Choose another one");
        }
        String line = FeedsYaml.item(subscription(best), ids);
        if (dryRun) {
            write(line + "\n");
        } else {
            FeedsYamlFile file = new FeedsYamlFile(folder.resolve(FeedsFolder.YAML));
            file.add(List.of(comment(best.feed()), line));
            terminal.say("wirewatch feeds add: added to " + file);
        }
        return Exit.DONE;
    }

    private List<Found> search(Path folder) throws FailedException {
        HttpSettings http =
                SettingsFile.read(folder, (root, errors) -> HttpSettings.read(root.section("http"), errors));
        try (Fetcher fetcher = new Fetcher(http, terminal.clock())) {
            FeedSearch search = new FeedSearch(fetcher, terminal.clock());
            List<Found> found = search.from(url);
            if (found.isEmpty()) {
                throw FailedException.failed(search.firstProblem()
                        .map(ServerOption::sentence)
                        .orElse("no feed was found at " + url + ", on the site's usual places or in its robots.txt."
                                + " Look for \"RSS\" on the page and give that address"));
            }
            return found;
        }
    }

    static List<Feed> configured(Path folder) throws FailedException {
        ConfigErrors errors = new ConfigErrors();
        PollSettings polling =
                SettingsFile.read(folder, (root, wrong) -> PollSettings.read(root.section("poll"), wrong));
        List<Feed> feeds = new FeedsFolder(folder, polling).read(errors);
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        return feeds;
    }

    private Feed subscription(Found found) {
        Feed plain = FeedSearch.subscribed(found.url());
        return new Feed(
                id == null ? plain.id() : id,
                found.url(),
                found.feed().title(),
                found.feed().language(),
                null,
                null,
                tags,
                plain.pollMinMillis(),
                plain.pollMaxMillis());
    }

    private String comment(ParsedFeed feed) {
        return "# " + terminal.clock().instant().atZone(ZoneOffset.UTC).toLocalDate() + ", found from "
                + Printable.line(url) + ": " + feed.entries().size() + " entries"
                + newest(feed)
                        .map(date -> ", the newest of " + MINUTE.format(date) + " UTC")
                        .orElse("");
    }

    private static Optional<Instant> newest(ParsedFeed feed) {
        return feed.entries().stream()
                .map(Entry::published)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    private static String name(Found found) {
        return Printable.line(Objects.requireNonNullElse(found.feed().title(), "(no title)"));
    }

    private static String described(Found found) {
        ParsedFeed feed = found.feed();
        StringBuilder text = new StringBuilder(name(found))
                .append(feed.language() == null ? "" : " (" + feed.language() + ")")
                .append(", ")
                .append(feed.entries().size())
                .append(feed.entries().size() == 1 ? " entry, " : " entries, ")
                .append(found.url())
                .append('\n');
        feed.entries().stream()
                .limit(HEADLINES)
                .forEach(entry -> text.append("  ")
                        .append(entry.published() == null ? "without a date  " : MINUTE.format(entry.published()))
                        .append("  ")
                        .append(Printable.line(Objects.requireNonNullElse(entry.title(), "(no title)")))
                        .append('\n'));
        if (!feed.repairs().isEmpty()) {
            text.append("  mended to be read: ")
                    .append(String.join(", ", feed.repairs()))
                    .append('\n');
        }
        return text.toString();
    }

    private void write(String text) throws IOException {
        terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
