package org.wirewatch.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Feed;

/**
 * The feeds of a configuration folder: {@code feeds.yaml}, and {@code feeds.opml} as another reader exports it. One of
 * the two may be missing. A feed whose id or address stands in both is taken as feeds.yaml has it, so that an exported
 * file can be refined without being changed.
 */
public final class FeedsFolder {

    public static final String YAML = "feeds.yaml";
    public static final String OPML = "feeds.opml";

    private final Path yaml;
    private final Path opml;
    private final PollSettings settings;

    /** @param settings hold the bounds of feeds that set none */
    public FeedsFolder(Path folder, PollSettings settings) {
        this.yaml = folder.resolve(YAML);
        this.opml = folder.resolve(OPML);
        this.settings = settings;
    }

    /**
     * The enabled feeds.
     *
     * @param errors takes the mistakes; with any, the list is not to be used
     */
    public List<Feed> read(ConfigErrors errors) {
        boolean exported = Files.exists(opml);
        if (exported && !Files.exists(yaml)) {
            return opml(PollBounds.of(settings), errors);
        }
        Section root = Yaml.read(yaml, errors);
        PollBounds bounds = FeedsFile.bounds(root, settings);
        List<Feed> feeds = FeedsFile.read(root, bounds, errors);
        return exported ? together(feeds, opml(bounds, errors)) : feeds;
    }

    private static List<Feed> together(List<Feed> refined, List<Feed> exported) {
        Set<String> known = new HashSet<>();
        refined.forEach(feed -> {
            known.add(feed.id());
            known.add(feed.url());
        });
        return Stream.concat(
                        refined.stream(),
                        exported.stream().filter(feed -> !known.contains(feed.id()) && !known.contains(feed.url())))
                .toList();
    }

    private List<Feed> opml(PollBounds bounds, ConfigErrors errors) {
        Place start = Place.startOf(opml.toString());
        try (InputStream in = Files.newInputStream(opml)) {
            byte[] bytes = in.readNBytes(Yaml.MAX_BYTES + 1);
            if (bytes.length <= Yaml.MAX_BYTES) {
                return Opml.read(opml.toString(), bytes, bounds, errors);
            }
            errors.add(start, "the file is larger than " + Yaml.MAX_BYTES + " bytes", "Split it");
        } catch (IOException e) {
            errors.add(start, "the file cannot be read: " + e.getMessage(), "Let the user that runs Wirewatch read it");
        }
        return List.of();
    }

    /** Changes whenever one of the files is written, replaced, added or removed; it reads neither. */
    String stamp() {
        return stamp(yaml) + ' ' + stamp(opml);
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (NoSuchFileException missing) {
            return "missing";
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
