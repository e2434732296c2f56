package org.wirewatch.article;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The phrases of {@code barriers.txt}: how pages speak that stand in for an article. */
final class BarrierPhrases {

    private static final int MAX_SENTENCE_CHARS = 80;
    private static final int MAX_TITLE_CHARS = 120;
    private static final int MIN_STEM_CHARS = 3;
    /** So many words at a sentence's beginning are no coincidence; fewer need a stem beside them. */
    private static final int TELLING_WORDS = 4;

    private final Set<String> missingTitles = new HashSet<>();
    private final Set<String> wallTitles = new HashSet<>();
    private final Map<String, List<String>> missing = new HashMap<>();
    private final Map<String, List<String>> walls = new HashMap<>();
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
        String rest = comparable(line.substring(colon + 1), true);
        switch (kind) {
            case "missing-title" -> learn(rest, missingTitles);
            case "wall-title" -> learn(rest, wallTitles);
            case "missing" -> learn(rest, missing);
            case "wall" -> learn(rest, walls);
            case "stem" -> {
                stems.addAll(List.of(rest.split(" ")));
                longestStem = stems.stream().mapToInt(String::length).max().orElse(0);
            }
            case "padding" -> padding.addAll(List.of(rest.split(" ")));
            default -> throw new IllegalStateException("barriers.txt: unknown kind " + kind);
        }
    }

    private static void learn(String phrases, Set<String> into) {
        for (String phrase : phrases.split(",")) {
            into.add(phrase.strip());
        }
    }

    private static void learn(String phrases, Map<String, List<String>> into) {
        for (String phrase : phrases.split(",")) {
            String clean = phrase.strip();
            into.computeIfAbsent(clean.split(" ")[0], first -> new ArrayList<>())
                    .add(clean);
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
        String whole = comparable(title, false);
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
    boolean saysMissing(String text) {
        return speaks(text, missing) > 0;
    }

    /** Whether a text asks its reader for consent, money, a login or patience. */
    boolean asks(String text) {
        int words = speaks(text, walls);
        return words >= TELLING_WORDS || words > 0 && stems(text, 1) >= 1;
    }

    /** Whether a text is full of the words of such pages. */
    boolean soundsAlike(String text) {
        return stems(text, 2) >= 2 || speaks(text, missing) > 0;
    }

    /** The words of the longest phrase that a sentence of the text begins with, 0 if none does. */
    private static int speaks(String text, Map<String, List<String>> phrases) {
        int most = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            char c = end ? '.' : text.charAt(i);
            if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '\u2026' || c == ':') {
                if (i - start > 2) {
                    most = Math.max(most, begins(text, start, i, phrases));
                }
                start = i + 1;
            }
        }
        return most;
    }

    private static int begins(String text, int from, int to, Map<String, List<String>> phrases) {
        int start = from;
        while (start < to && !Character.isLetterOrDigit(text.charAt(start))) {
            // What stands in quotation marks is somebody's speech.
            if ("\"“„«»‘‚'”’".indexOf(text.charAt(start)) >= 0) {
                return 0;
            }
            start++;
        }
        String sentence = comparable(text.substring(start, Math.min(to, start + MAX_SENTENCE_CHARS)), false);
        int blank = sentence.indexOf(' ');
        List<String> known = phrases.get(blank < 0 ? sentence : sentence.substring(0, blank));
        int most = 0;
        if (known != null) {
            for (String phrase : known) {
                boolean begins = sentence.startsWith(phrase)
                        && (sentence.length() == phrase.length() || sentence.charAt(phrase.length()) == ' ');
                most = begins ? Math.max(most, phrase.split(" ").length) : most;
            }
        }
        return most;
    }

    /** How many different stems its words begin with, counted up to a limit. */
    private int stems(String text, int enough) {
        Set<String> found = new HashSet<>();
        for (String word : comparable(text, false).split(" ")) {
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
    private static String comparable(String text, boolean keepCommas) {
        String folded = keepCommas
                ? String.join(
                        ",",
                        java.util.Arrays.stream(text.split(","))
                                .map(Texts::comparable)
                                .toList())
                : Texts.comparable(text);
        return folded.replace('ı', 'i');
    }
}
