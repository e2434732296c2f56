package org.wirewatch.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Under which keys an article may be remembered: the one that it gets today, and those that it got from the rules of
 * {@link Urls#normalise} before they were changed.
 *
 * <p>A key is the version of the rules, a colon and the form of the URL. So two versions can never mean two articles by
 * one key, and whoever looks an article up under all keys finds what was remembered before an upgrade. After the longest
 * time that anything is remembered, a former version can be taken out of {@link Urls}.
 *
 * @param current what to remember it under
 * @param earlier where else to look, the newest version first; empty if the rules have never changed
 */
public record UrlKeys(String current, List<String> earlier) {

    public UrlKeys {
        Objects.requireNonNull(current, "current");
        earlier = List.copyOf(earlier);
    }

    /**
     * @param version of the newest rules; each further ones are one less
     * @param rules the newest first; empty for what is no URL to them
     * @return empty if the newest rules take the text for no URL
     */
    static Optional<UrlKeys> of(String url, int version, List<Function<String, Optional<String>>> rules) {
        List<String> earlier = new ArrayList<>();
        for (int age = 1; age < rules.size(); age++) {
            int former = version - age;
            rules.get(age).apply(url).ifPresent(form -> earlier.add(former + ":" + form));
        }
        return rules.get(0).apply(url).map(form -> new UrlKeys(version + ":" + form, earlier));
    }
}
