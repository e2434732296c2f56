package org.wirewatch.index.kibana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicCompiler;

/** The file that people import by hand, and what it is made of. */
final class Shipped {

    static final Path FILE = Path.of("kibana/wirewatch.ndjson");
    static final String PREFIX = "wirewatch";

    private Shipped() {}

    static List<ShownTopic> topics() throws IOException {
        return new TopicCompiler()
                .compile(Catalogue.load(Path.of("config")), new ConfigErrors()).topics().stream()
                        .map(topic -> new ShownTopic(topic.id(), topic.title()))
                        .toList();
    }

    static String made() throws IOException {
        return SavedObjects.of(PREFIX, topics()).ndjson();
    }

    static String file() throws IOException {
        return Files.readString(FILE);
    }
}
