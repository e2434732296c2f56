package org.wirewatch.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;

/**
 * Words that tell nothing of what a text is about, in lower case: Lucene's lists and {@code stop-words.txt}. Lists are read
 * when a text of their language first asks.
 */
final class StopWords {

    /** Where Lucene keeps the list of a language. */
    private record Source(String path, boolean snowball) {}

    private static final String LUCENE = "/org/apache/lucene/analysis/";

    private static final Map<String, Source> LISTS = Map.ofEntries(
            snowball("da", "danish"),
            snowball("de", "german"),
            snowball("en", "english"),
            snowball("es", "spanish"),
            snowball("fi", "finnish"),
            snowball("fr", "french"),
            snowball("hu", "hungarian"),
            snowball("id", "indonesian"),
            snowball("it", "italian"),
            snowball("nb", "norwegian"),
            snowball("nl", "dutch"),
            snowball("no", "norwegian"),
            snowball("pt", "portuguese"),
            snowball("ru", "russian"),
            snowball("sv", "swedish"),
            Map.entry("tr", new Source(LUCENE + "tr/stopwords.txt", false)),
            Map.entry("uk", new Source(LUCENE + "uk/stopwords.txt", false)));

    private static final Map<String, Set<String>> OWN = own();

    private final Map<String, Set<String>> read = new HashMap<>();

    private static Map.Entry<String, Source> snowball(String language, String name) {
        return Map.entry(language, new Source(LUCENE + "snowball/" + name + "_stop.txt", true));
    }

    /** @param language ISO 639-1; for one without a list, the English words, which stand in texts of all languages */
    Set<String> of(String language) {
        return read.computeIfAbsent(language, code -> {
            String known = LISTS.containsKey(code) || OWN.containsKey(code) ? code : "en";
            Set<String> words = new HashSet<>(OWN.getOrDefault(known, Set.of()));
            Source source = LISTS.get(known);
            if (source != null) {
                words.addAll(lucene(source));
            }
            return words;
        });
    }

    private static Set<String> lucene(Source source) {
        try (Reader reader = reader(source.path())) {
            CharArraySet words = source.snowball()
                    ? WordlistLoader.getSnowballWordSet(reader)
                    : WordlistLoader.getWordSet(reader, "#");
            return words.stream().map(word -> new String((char[]) word)).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's copy of " + source.path() + " cannot be read", e);
        }
    }

    private static Map<String, Set<String>> own() {
        String path = "/org/wirewatch/index/stop-words.txt";
        try (BufferedReader lines = new BufferedReader(reader(path))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(
                            line -> line[0],
                            line -> Set.copyOf(
                                    new HashSet<>(Arrays.asList(line[1].strip().split(" "))))));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's copy of " + path + " cannot be read", e);
        }
    }

    private static Reader reader(String path) {
        InputStream in = StopWords.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + path);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
