package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.Opml;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.model.Feed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wirewatch feeds import}: subscriptions of another reader. */
@Command(
        name = "import",
        description = {
            "Prints the feeds of an OPML file in the form of feeds.yaml, folders and categories as tags, for you to look at;"
                    + " with --add, adds those that are not there yet.",
            "",
            "A file that is exported again and again need not be imported: as config/feeds.opml it is read as it is.",
            ""
        },
        mixinStandardHelpOptions = true)
final class FeedsImportCommand implements Callable<Integer> {

    private static final int MAX_OPML_BYTES = 32 * 1024 * 1024;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "An OPML file.")
    private Path source = Path.of("");

    @Option(names = "--add", description = "Add them to feeds.yaml.")
    private boolean add;

    @Mixin
    private ConfigOption config = new ConfigOption();

    FeedsImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = Opml.read(
                source.toString(), new InputFile(source).read(MAX_OPML_BYTES).bytes(), PollSettings.defaults(), errors);
        errors.list().forEach(mistake -> terminal.say("wirewatch feeds import: " + mistake));
        if (feeds.isEmpty()) {
            throw FailedException.failed("there is no feed in " + source);
        }
        if (add) {
            add(feeds);
        } else {
            terminal.out().write(FeedsYaml.write(feeds).getBytes(StandardCharsets.UTF_8));
        }
        return errors.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private void add(List<Feed> feeds) throws IOException, FailedException {
        Path folder = config.folder();
        Set<String> ids = new HashSet<>();
        Set<String> urls = new HashSet<>();
        for (Feed feed : FeedsAddCommand.configured(folder)) {
            ids.add(feed.id());
            urls.add(feed.url());
        }
        List<String> lines = new ArrayList<>();
        for (Feed feed : feeds) {
            if (urls.add(feed.url())) {
                lines.add(FeedsYaml.item(feed, ids));
            }
        }
        FeedsYamlFile file = new FeedsYamlFile(folder.resolve(FeedsFolder.YAML));
        if (!lines.isEmpty()) {
            file.add(lines);
        }
        terminal.say("wirewatch feeds import: added " + lines.size() + " feeds to " + file + "; "
                + (feeds.size() - lines.size()) + " were there already");
    }
}
