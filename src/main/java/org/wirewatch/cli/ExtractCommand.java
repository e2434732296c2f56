package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.Explanation;
import org.wirewatch.article.ExtractOutcome.Extracted;
import org.wirewatch.article.ExtractOutcome.NotAnArticle;
import org.wirewatch.article.Extractor;
import org.wirewatch.article.SiteRules;
import org.wirewatch.cli.JsonOutput.Fields;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.model.Page;
import org.wirewatch.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirewatch extract}: what the job would read in these pages. */
@Command(
        name = "extract",
        description = {
            "Prints the article in each HTML file as a line of JSON.",
            "",
            "A line has id (the file's name without its endings), url, title, body, authors, published, modified,"
                    + " language, site, canonical_url, image, section and keywords; or id, url and error with kind and"
                    + " advice where there is no article. Dates are ISO 8601, without a time where only the day is known."
                    + " Files that end in .gz are read as gzip. Sites that sites.yaml has rules for are read by them.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ExtractCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "HTML files.")
    private List<Path> files = List.of();

    @Option(
            names = "--urls",
            paramLabel = "FILE",
            description = "JSON lines with id and url: the address that a file came from.")
    private @Nullable Path urls;

    @Option(
            names = "--explain",
            description =
                    "Print for each file, instead of JSON, which elements may hold the text with their scores, and for"
                            + " each block of text what kept or removed it.")
    private boolean explain;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ExtractCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        Addresses addresses = Addresses.read(urls);
        Optional<Path> folder = config.find();
        Extractor extractor = new Extractor(folder.isPresent() ? SitesFile.read(folder.get()) : SiteRules.NONE);
        JsonOutput out = new JsonOutput(terminal.out());
        int exit = Exit.DONE;
        for (Path path : files) {
            InputFile file = new InputFile(path);
            String url = addresses.of(file).orElse(null);
            Fields fields;
            try {
                Page page = page(file, url, terminal.clock().instant());
                if (explain) {
                    explain(file, extractor.explain(page));
                    continue;
                }
                fields = extractor.extract(page).<Fields>match(ExtractCommand::article, ExtractCommand::problem);
            } catch (UnreadableException e) {
                fields = object -> object.field("error", e.getMessage());
                exit = Exit.FAILED;
            }
            Fields outcome = fields;
            out.line(object -> {
                object.field("id", file.id()).field("url", url);
                outcome.write(object);
            });
        }
        return exit;
    }

    private void explain(InputFile file, Explanation explanation) throws IOException {
        String text = explanation.render().lines().map(Printable::line).collect(Collectors.joining("\n"));
        terminal.out().write((file.id() + "\n" + text + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The file as if it had just been fetched; without an address of its own it is its place on disk. */
    static Page page(InputFile file, @Nullable String url, Instant now) throws UnreadableException {
        InputFile.Content content = file.read(HttpSettings.defaults().maxBodyBytes());
        String address = url == null ? file.path().toUri().toString() : url;
        return new Page(address, address, 200, Map.of(), null, content.bytes(), content.truncated(), now);
    }

    static Fields article(Extracted article) {
        return object -> object.field("title", article.title())
                .field("body", article.body())
                .texts("authors", article.authors())
                .field("published", date(article.published(), article.precision()))
                .field("modified", date(article.modified(), Precision.SECOND))
                .field("language", article.language())
                .field("site", article.site())
                .field("canonical_url", article.canonicalUrl())
                .field("image", article.image())
                .field("section", article.section())
                .texts("keywords", article.keywords());
    }

    private static Fields problem(NotAnArticle outcome) {
        return object -> object.field("error", outcome.problem().message())
                .field("kind", outcome.problem().kind())
                .field("advice", outcome.problem().advice());
    }

    static @Nullable String date(@Nullable OffsetDateTime moment, @Nullable Precision precision) {
        if (moment == null) {
            return null;
        }
        return precision == Precision.SECOND
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.truncatedTo(ChronoUnit.SECONDS))
                : moment.toLocalDate().toString();
    }
}
