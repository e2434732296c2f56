package org.wirewatch.cli;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirewatch.cli.Opml.Subscription;

/** Subscriptions in the form of {@code feeds.yaml}. */
final class FeedsYaml {

    private static final int MAX_ID_CHARS = 40;

    private FeedsYaml() {}

    /** A whole file; ids are made from titles, where those have Latin letters, else from host names. */
    static String write(List<Subscription> subscriptions) {
        StringBuilder yaml = new StringBuilder("feeds:\n");
        Set<String> ids = new HashSet<>();
        for (Subscription subscription : subscriptions) {
            List<String> fields = new ArrayList<>();
            fields.add("id: " + quoted(id(subscription, ids)));
            if (subscription.title() != null) {
                fields.add("title: " + quoted(subscription.title()));
            }
            fields.add("url: " + quoted(subscription.url()));
            if (subscription.language() != null) {
                fields.add("language: " + quoted(subscription.language()));
            }
            if (!subscription.tags().isEmpty()) {
                fields.add("tags: ["
                        + subscription.tags().stream().map(FeedsYaml::quoted).collect(Collectors.joining(", ")) + "]");
            }
            yaml.append("  - {").append(String.join(", ", fields)).append("}\n");
        }
        return yaml.toString();
    }

    private static String id(Subscription subscription, Set<String> taken) {
        String word = word(subscription.title() == null ? "" : subscription.title());
        if (word.isEmpty()) {
            word = word(
                    subscription.url().replaceFirst("^[a-z]+://(www\\.)?", "").replaceFirst("[/?#:].*", ""));
        }
        String base = word.isEmpty() ? "feed" : word;
        String id = base;
        for (int i = 2; !taken.add(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private static String word(String text) {
        String word = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return word.length() <= MAX_ID_CHARS
                ? word
                : word.substring(0, MAX_ID_CHARS).replaceAll("-$", "");
    }

    /** Double quotes take every text that has no control characters. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
