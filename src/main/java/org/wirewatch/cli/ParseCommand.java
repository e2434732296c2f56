package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.cli.JsonOutput.Fields;
import org.wirewatch.cli.JsonOutput.JsonObject;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.feed.ParseOutcome.Parsed;
import org.wirewatch.feed.ParseOutcome.Unreadable;
import org.wirewatch.feed.ParsedFeed;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirewatch parse}: what the job would read in these feeds. */
@Command(
        name = "parse",
        description = {
            "Prints what each feed file holds as a line of JSON.",
            "",
            "A line has id (the file's name without its endings), feed (title, link, language), entries (id: the guid, else the link; title, link,"
                    + " summary, content, authors, published, updated, categories, enclosures) and repairs (what had to be"
                    + " mended to read it); or id and error with kind and advice where the file is no feed. RSS, Atom, JSON"
                    + " Feed and news sitemaps are read. Files that end in .gz are read as gzip.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ParseCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Feed files.")
    private List<Path> files = List.of();

    @Option(
            names = "--urls",
            paramLabel = "FILE",
            description = "JSON lines with id and url: the address that a file came from. Relative links need it.")
    private @Nullable Path urls;

    ParseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        Addresses addresses = Addresses.read(urls);
        FeedParser parser = new FeedParser();
        JsonOutput out = new JsonOutput(terminal.out());
        int exit = Exit.DONE;
        for (Path path : files) {
            InputFile file = new InputFile(path);
            Fields fields;
            try {
                String url = addresses.of(file).orElse(null);
                fields = parser.parse(
                                file.read(HttpSettings.defaults().maxBodyBytes())
                                        .bytes(),
                                null,
                                url,
                                feed(file, url),
                                terminal.clock().instant())
                        .<Fields>match(ParseCommand::feed, ParseCommand::problem);
            } catch (UnreadableException e) {
                fields = object -> object.field("error", e.getMessage());
                exit = Exit.FAILED;
            }
            Fields outcome = fields;
            out.line(object -> {
                object.field("id", file.id());
                outcome.write(object);
            });
        }
        return exit;
    }

    /** A subscription that says nothing about the feed but where it is. */
    private static Feed feed(InputFile file, @Nullable String url) {
        return new Feed(file.id(), url == null ? file.path().toString() : url, null, null, null, null, List.of(), 1, 1);
    }

    private static Fields feed(Parsed parsed) {
        ParsedFeed feed = parsed.feed();
        return object -> object.nested(
                        "feed",
                        own -> own.field("title", feed.title())
                                .field("link", feed.link())
                                .field("language", feed.language()))
                .objects("entries", feed.entries(), ParseCommand::entry)
                .texts("repairs", feed.repairs());
    }

    private static void entry(JsonObject object, Entry entry) throws IOException {
        object.field("id", entry.guid() == null ? entry.url() : entry.guid())
                .field("title", entry.title())
                .field("link", entry.url())
                .field("summary", entry.summary())
                .field("content", entry.content())
                .texts("authors", entry.authors())
                .field("published", published(entry))
                .field(
                        "updated",
                        entry.updated() == null ? null : entry.updated().truncatedTo(ChronoUnit.SECONDS))
                .texts("categories", entry.categories())
                .objects(
                        "enclosures",
                        entry.enclosures(),
                        (own, enclosure) -> own.field("url", enclosure.url()).field("type", enclosure.type()));
    }

    private static @Nullable Object published(Entry entry) {
        if (entry.published() == null) {
            return null;
        }
        return entry.publishedPrecision() == Precision.SECOND
                ? entry.published().truncatedTo(ChronoUnit.SECONDS)
                : entry.published().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Fields problem(Unreadable outcome) {
        return object -> object.field("error", outcome.problem().message())
                .field("kind", outcome.problem().kind())
                .field("advice", outcome.problem().advice());
    }
}
