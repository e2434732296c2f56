package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.language.Morphology;
import org.wirewatch.topic.language.Words;
import org.wirewatch.topic.query.Expression.Comparison;
import org.wirewatch.topic.query.Expression.Word;

/** Turns a word of a query into the terms that it may be in a text: one array for each place that it takes. */
final class TermAnalysis {

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}*?'’ʼ]+");

    private final Words words;
    private final Morphology morphology;
    private final Vocabulary.Builder vocabulary;
    private final Map<Comparison, Map<String, List<int[]>>> known = new EnumMap<>(Comparison.class);

    TermAnalysis(Language language, Vocabulary.Builder vocabulary) {
        this.words = language.words();
        this.morphology = language.morphology();
        this.vocabulary = vocabulary;
        for (Comparison comparison : Comparison.values()) {
            known.put(comparison, new HashMap<>());
        }
    }

    /** "S-400" takes two places, a lone dash none. */
    List<int[]> places(Word word) {
        return known.get(word.comparison()).computeIfAbsent(word.text(), text -> analyse(word));
    }

    private List<int[]> analyse(Word word) {
        List<int[]> places = new ArrayList<>();
        if (word.wildcard()) {
            for (String part : SEPARATORS.split(word.text())) {
                if (part.indexOf('*') >= 0 || part.indexOf('?') >= 0) {
                    places.add(new int[] {vocabulary.pattern(morphology.fold(morphology.clean(part)))});
                } else if (!part.isEmpty()) {
                    addWords(part, word, places);
                }
            }
        } else {
            addWords(word.text(), word, places);
        }
        return places;
    }

    private void addWords(String text, Word word, List<int[]> places) {
        words.read(text);
        for (int i = 0; i < words.count(); i++) {
            String clean = morphology.clean(words.word(i));
            places.add(
                    switch (word.comparison()) {
                        case LETTERS -> new int[] {vocabulary.letters(clean)};
                        case FORM -> new int[] {vocabulary.form(morphology.fold(clean))};
                        case STEM ->
                            morphology.stems(clean).stream()
                                    .mapToInt(vocabulary::stem)
                                    .toArray();
                    });
        }
    }
}
