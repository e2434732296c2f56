package org.wirewatch.topic;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wirewatch.model.Ids;

/** All topic files, in the order of their names. What is in them is checked when they are compiled. */
public record Catalogue(List<TopicFile> files) implements Serializable {

    /** The folder of topic files in the folder of the configuration. */
    public static final String FOLDER = "topics";

    public Catalogue {
        files = files.stream().sorted(Comparator.comparing(TopicFile::name)).toList();
    }

    /** Changes with every change of a name or a text, and with nothing else. */
    public String version() {
        StringBuilder all = new StringBuilder();
        for (TopicFile file : files) {
            all.append(file.name()).append('\n').append(Ids.hash(file.text())).append('\n');
        }
        return Ids.hash(all.toString());
    }

    /**
     * Reads {@code topics/*.yaml} (and {@code .yml}) below a configuration folder. A folder without topics gives an empty
     * catalogue.
     *
     * @throws IOException when the folder or a file in it cannot be read; the message names it
     */
    public static Catalogue load(Path configDir) throws IOException {
        Path folder = configDir.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return new Catalogue(List.of());
        }
        List<TopicFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(Catalogue::isTopicFile).toList()) {
                files.add(new TopicFile(FOLDER + "/" + path.getFileName(), read(path)));
            }
        }
        return new Catalogue(files);
    }

    /** These files and more: topics that come from elsewhere, such as {@link WatchedWords}. */
    public Catalogue with(List<TopicFile> more) {
        return new Catalogue(Stream.concat(files.stream(), more.stream()).toList());
    }

    private static boolean isTopicFile(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String read(Path path) throws IOException {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IOException("the topic file " + path + " cannot be read: " + unreadable, unreadable);
        }
    }
}
