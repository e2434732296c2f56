package org.wirewatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config DIR}, on every command that reads configuration. */
final class ConfigOption {

    private static final String NAME = "config";

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "Folder with wirewatch.yaml, feeds.yaml and topics/. Without it: config in the current folder,"
                            + " else the one that came with Wirewatch.")
    private @Nullable Path folder;

    /** @throws FailedException if there is no such folder */
    Path folder() throws FailedException {
        return find().orElseThrow(() ->
                FailedException.wrongUse("there is no folder \"config\" here. Name yours with --config DIR"));
    }

    /**
     * The folder, for commands that can do without one.
     *
     * @throws FailedException if one is named that is not there
     */
    Optional<Path> find() throws FailedException {
        if (folder != null) {
            if (!Files.isDirectory(folder)) {
                throw FailedException.wrongUse(folder + " is no folder. Name the one that holds wirewatch.yaml");
            }
            return Optional.of(folder);
        }
        Stream<Path> candidates = Stream.of(Path.of(NAME));
        String home = System.getProperty("wirewatch.home");
        if (home != null) {
            candidates = Stream.concat(candidates, Stream.of(Path.of(home, NAME)));
        }
        return candidates.filter(Files::isDirectory).findFirst();
    }
}
