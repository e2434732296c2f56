package org.wirewatch.job.stream;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicFile;

/**
 * The topic files as they are now, read while the job runs.
 *
 * @param files name, relative to the configuration folder, to text; empty when they could not be read
 * @param unreadable why they could not be read, null if they were
 */
public record CatalogueChange(
        Map<String, String> files, @Nullable String unreadable) {

    public CatalogueChange {
        files = Map.copyOf(files);
    }

    public static CatalogueChange of(Catalogue catalogue) {
        Map<String, String> files = new TreeMap<>();
        for (TopicFile file : catalogue.files()) {
            files.put(file.name(), file.text());
        }
        return new CatalogueChange(files, null);
    }

    public static CatalogueChange unreadable(String why) {
        return new CatalogueChange(Map.of(), why);
    }
}
