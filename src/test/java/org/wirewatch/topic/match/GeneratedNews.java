package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Articles of made-up words for benchmarks: 800 words each, frequencies by Zipf's law as in news, sentences of 8 to 30
 * words, paragraphs of three sentences, a tenth of the words in an article repeated from it (articles have subjects).
 */
final class GeneratedNews {

    static final int WORDS_PER_ARTICLE = 800;

    private static final int VOCABULARY = 30_000;
    private static final int ZIPF_SHIFT = 8;
    private static final String CONSONANTS = "bdfgklmnprtvz";
    private static final String VOWELS = "aou";

    private final Random random;
    private final List<String> vocabulary = new ArrayList<>();
    private final double[] cumulated = new double[VOCABULARY];
    private final List<String> articles = new ArrayList<>();
    private final Map<String, Double> shares = new HashMap<>();

    GeneratedNews(long seed, int count) {
        random = new Random(seed);
        Set<String> words = new HashSet<>();
        while (words.size() < VOCABULARY) {
            words.add(word(1 + random.nextInt(3) + (words.size() > 200 ? 1 : 0)));
        }
        vocabulary.addAll(new TreeSet<>(words));
        Collections.shuffle(vocabulary, random);
        double sum = 0;
        for (int i = 0; i < VOCABULARY; i++) {
            sum += 1.0 / (i + ZIPF_SHIFT);
            cumulated[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            articles.add(article());
        }
    }

    List<String> articles() {
        return articles;
    }

    /** Words that a share of the articles between two bounds has. */
    List<String> words(double from, double to) {
        return shares.entrySet().stream()
                .filter(e -> e.getValue() / articles.size() >= from && e.getValue() / articles.size() < to)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Words that follow each other somewhere: phrases that exist. */
    List<String> pairs(int count) {
        List<String> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            String[] words = articles.get(random.nextInt(articles.size())).split("[ .\n]+");
            int at = random.nextInt(words.length - 1);
            String pair = words[at].toLowerCase(Locale.ROOT) + " " + words[at + 1].toLowerCase(Locale.ROOT);
            double first = shares.get(words[at].toLowerCase(Locale.ROOT));
            if (first / articles.size() < 0.06) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** A word that no article has: no syllable of the articles has an i. */
    String name() {
        return word(2) + "ik" + word(1);
    }

    private String word(int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                .toString();
    }

    private String article() {
        StringBuilder text = new StringBuilder();
        List<String> said = new ArrayList<>();
        int left = 0;
        int sentences = 0;
        while (said.size() < WORDS_PER_ARTICLE) {
            String word = !said.isEmpty() && random.nextInt(10) == 0
                    ? said.get(random.nextInt(said.size()))
                    : vocabulary.get(draw());
            said.add(word);
            if (left == 0) {
                text.append(text.isEmpty() ? "" : ++sentences % 3 == 0 ? ".\n\n" : ". ")
                        .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(word.substring(1));
                left = 8 + random.nextInt(23);
            } else {
                text.append(' ').append(word);
            }
            left--;
        }
        new HashSet<>(said).forEach(word -> shares.merge(word, 1.0, Double::sum));
        return text.append('.').toString();
    }

    private int draw() {
        double at = random.nextDouble() * cumulated[VOCABULARY - 1];
        int found = Arrays.binarySearch(cumulated, at);
        return found >= 0 ? found : -found - 1;
    }
}
