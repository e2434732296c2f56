package org.wirewatch.article;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The phrases of {@code barriers.txt}: how pages speak that stand in for an article. */
final class BarrierPhrases {

    private static final int MAX_TITLE_CHARS = 120;
    private static final int MIN_STEM_CHARS = 3;
    /** So many words at a sentence's beginning are no coincidence; fewer need a stem beside them. */
    private static final int TELLING_WORDS = 4;

    private final Set<String> missingTitles = new HashSet<>();
    private final Set<String> wallTitles = new HashSet<>();
    private final SentenceOpenings missing = new SentenceOpenings();
    private final SentenceOpenings walls = new SentenceOpenings();
    private final Set<String> stems = new HashSet<>();
    private final Set<String> padding = new HashSet<>();
    private int longestStem;

    BarrierPhrases() {
        try (InputStream resource =
                Objects.requireNonNull(BarrierPhrases.class.getResourceAsStream("barriers.txt"), "barriers.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::learn);
        } catch (IOException broken) {
            throw new UncheckedIOException("barriers.txt of this jar is unreadable", broken);
        }
    }

    private void learn(String line) {
        int colon = line.indexOf(':');
        String kind = line.substring(0, colon).split(" ")[0];
        List<String> phrases = Arrays.stream(line.substring(colon + 1).split(","))
                .map(BarrierPhrases::comparable)
                .toList();
        switch (kind) {
            case "missing-title" -> missingTitles.addAll(phrases);
            case "wall-title" -> wallTitles.addAll(phrases);
            case "missing" -> phrases.forEach(missing::add);
            case "wall" -> phrases.forEach(walls::add);
            case "stem" -> {
                stems.addAll(List.of(phrases.get(0).split(" ")));
                longestStem = stems.stream().mapToInt(String::length).max().orElse(0);
            }
            case "padding" -> padding.addAll(List.of(phrases.get(0).split(" ")));
            default -> throw new IllegalStateException("barriers.txt: unknown kind " + kind);
        }
    }

    /** Whether a whole title says that there is no such page. */
    boolean isMissingTitle(String title) {
        return isTitle(title, missingTitles);
    }

    /** Whether a whole title is that of a page in front of the page. */
    boolean isWallTitle(String title) {
        return isTitle(title, wallTitles);
    }

    private boolean isTitle(String title, Set<String> known) {
        if (title.isEmpty() || title.length() > MAX_TITLE_CHARS) {
            return false;
        }
        String whole = comparable(title);
        if (known.contains(whole)) {
            return true;
        }
        List<String> kept = new ArrayList<>();
        boolean padded = false;
        for (String word : whole.split(" ")) {
            if (padding.contains(word)) {
                padded = true;
            } else {
                kept.add(word);
            }
        }
        // "404", "Error 404" are titles of missing pages and nothing else.
        return padded
                && (kept.isEmpty()
                        ? known == missingTitles && whole.contains("404")
                        : known.contains(String.join(" ", kept)));
    }

    /** Whether a text tells its reader, not somebody else's, that the page is not there. */
    boolean saysMissing(CharSequence text, int from, int to) {
        return missing.words(text, from, to) > 0;
    }

    /** Whether a text asks its reader for consent, money, a login or patience. */
    boolean asks(CharSequence text, int from, int to) {
        int words = walls.words(text, from, to);
        return words >= TELLING_WORDS || words > 0 && stems(text, from, to, 1) >= 1;
    }

    /** Whether a text is full of the words of such pages. */
    boolean soundsAlike(CharSequence text, int from, int to) {
        return stems(text, from, to, 2) >= 2 || saysMissing(text, from, to);
    }

    /** How many different stems its words begin with, counted up to a limit. */
    private int stems(CharSequence text, int from, int to, int enough) {
        Set<String> found = new HashSet<>();
        for (String word : comparable(text.subSequence(from, to).toString()).split(" ")) {
            for (int length = MIN_STEM_CHARS; length <= Math.min(word.length(), longestStem); length++) {
                String stem = word.substring(0, length);
                if (stems.contains(stem)) {
                    found.add(stem);
                    break;
                }
            }
            if (found.size() >= enough) {
                return found.size();
            }
        }
        return found.size();
    }

    /** As {@link Texts#comparable}, with the dotless i as i: capitals do not show which of them is meant. */
    private static String comparable(String text) {
        return Texts.comparable(text).replace('ı', 'i');
    }
}
