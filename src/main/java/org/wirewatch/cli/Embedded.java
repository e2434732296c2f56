package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.demo.EmbeddedElasticsearchException;

/** Finds the Elasticsearch that the build has unpacked, and starts it. */
final class Embedded {

    private Embedded() {}

    /** @param port 0 for any that is free */
    static EmbeddedElasticsearch start(Path data, int port) throws FailedException, InterruptedException {
        try {
            return EmbeddedElasticsearch.start(distribution(), data, port);
        } catch (EmbeddedElasticsearchException e) {
            throw FailedException.failed(e.getMessage());
        }
    }

    private static Path distribution() throws FailedException {
        String home = System.getProperty("wirewatch.home");
        if (home == null) {
            throw FailedException.failed("the embedded Elasticsearch is found through the launcher."
                    + " Start with ./wirewatch, or name a server with --elasticsearch");
        }
        Path target = Path.of(home, "target");
        try (Stream<Path> folders = Files.list(target)) {
            List<Path> found = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("elasticsearch-"))
                    .filter(Files::isDirectory)
                    .toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            throw FailedException.failed("there are " + found.size() + " Elasticsearch folders in " + target
                    + ", want one. Build again with mvn clean package, or name a server with --elasticsearch");
        } catch (IOException e) {
            throw FailedException.failed("the build's folder cannot be read: " + e + ". Build with mvn package");
        }
    }
}
