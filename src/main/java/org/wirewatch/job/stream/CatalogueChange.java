package org.wirewatch.job.stream;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicFile;

/**
 * The topic files and subscriptions as they are now, read while the job runs, or why they are not in effect.
 *
 * @param files name, relative to the configuration folder, to text; they compile without an error. Those that are made of
 *     subscriptions' own words included. Empty when there is a problem
 * @param subscriptions the text of subscriptions.yaml, without a mistake; empty if there is none, or a problem
 * @param problem why files could not be read or are refused, null if neither
 */
public record CatalogueChange(
        Map<String, String> files,
        String subscriptions,
        @Nullable Problem problem) {

    public CatalogueChange {
        files = Map.copyOf(files);
    }

    /** @param catalogue with the topics of the subscriptions' own words */
    public static CatalogueChange of(Catalogue catalogue, String subscriptions) {
        Map<String, String> files = new TreeMap<>();
        for (TopicFile file : catalogue.files()) {
            files.put(file.name(), file.text());
        }
        return new CatalogueChange(files, subscriptions, null);
    }

    public static CatalogueChange without(Problem problem) {
        return new CatalogueChange(Map.of(), "", problem);
    }
}
