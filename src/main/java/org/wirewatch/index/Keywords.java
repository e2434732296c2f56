package org.wirewatch.index;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.language.Words;

/**
 * What a text talks about: its most telling distinct words and pairs of neighbouring words, in lower case, without stop
 * words. Elasticsearch cannot count words of a text field, but terms of this one; a dashboard compares how often they
 * occur now with how often they occur at all, so that here only the text itself counts: how often a word is used, and
 * whether it stands in the title or is a name.
 *
 * <p>Words keep their written form: stems are no words that people read. Bounded in the text that is looked at, in the
 * number of words and in their length. Not for two threads.
 */
final class Keywords {

    /** Distinct words of one text at most. */
    static final int MAX_WORDS = 48;

    /** Distinct pairs of words at most. */
    static final int MAX_PAIRS = 16;

    /** A text longer than this has said what it is about. */
    static final int MAX_CHARS = 30_000;

    private static final int MIN_LETTERS = 3;
    private static final int MAX_LETTERS = 40;
    private static final double IN_TITLE = 3;
    private static final double NAME = 1.5;

    private final StopWords stopWords = new StopWords();
    private final Map<String, Words> readers = new HashMap<>();

    /** The words, most telling first, then the pairs, likewise. */
    List<String> of(String title, String body, @Nullable String tag) {
        Language language = Language.of(tag);
        Count count = new Count(language.code(), stopWords.of(language.code()));
        Words words = readers.computeIfAbsent(language.code(), code -> language.words());
        count.add(words.read(start(title)), IN_TITLE);
        count.add(words.read(start(body)), 1);
        return Stream.concat(best(count.words, MAX_WORDS), best(count.pairs, MAX_PAIRS))
                .toList();
    }

    private static String start(String text) {
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
    }

    private static Stream<String> best(Map<String, Double> weights, int most) {
        return weights.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(Map.Entry::getKey);
    }

    /** Weights in order of first occurrence, which decides between equals. */
    private static final class Count {

        private final Locale locale;
        private final Set<String> stop;
        private final Map<String, Double> words = new LinkedHashMap<>();
        private final Map<String, Double> pairs = new LinkedHashMap<>();
        private final Map<String, Integer> pairsInBody = new HashMap<>();

        Count(String language, Set<String> stop) {
            this.locale = language.equals("tr") ? Locale.forLanguageTag(language) : Locale.ROOT;
            this.stop = stop;
        }

        void add(Words text, double weight) {
            String before = null;
            for (int i = 0; i < text.count(); i++) {
                String word = telling(text, i);
                if (word == null) {
                    before = null;
                    continue;
                }
                boolean name = isName(text, i);
                words.merge(word, weight * (name ? NAME : 1), Double::sum);
                if (before != null && areNeighbours(text, i)) {
                    String pair = before + ' ' + word;
                    boolean together = name && isName(text, i - 1);
                    // Two words that met once by chance are no expression, two names or a headline are.
                    if (together || weight > 1 || pairsInBody.merge(pair, 1, Integer::sum) > 1) {
                        pairs.merge(pair, weight * (together ? NAME : 1), Double::sum);
                    }
                }
                before = word;
            }
        }

        /** The word in lower case; null for one that says nothing. */
        private @Nullable String telling(Words text, int index) {
            String word = text.word(index).toLowerCase(locale);
            int letters = (int) word.codePoints().filter(Character::isLetter).count();
            boolean fits = letters >= MIN_LETTERS && word.length() <= MAX_LETTERS;
            return fits && !stop.contains(word) ? word : null;
        }

        private static boolean isName(Words text, int index) {
            int start = text.start(index);
            if (!Character.isUpperCase(text.text().charAt(start))) {
                return false;
            }
            int before = start - 1;
            while (before >= 0 && !Character.isLetterOrDigit(text.text().charAt(before))) {
                if (".!?\n:".indexOf(text.text().charAt(before)) >= 0) {
                    return false;
                }
                before--;
            }
            return before >= 0;
        }

        private static boolean areNeighbours(Words text, int index) {
            return text.text()
                    .substring(text.end(index - 1), text.start(index))
                    .chars()
                    .allMatch(c -> c == ' ' || c == '\u00a0' || c == '-');
        }
    }
}
