package org.wirewatch.article;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * The language of an article: what is declared, unless the text is surely in another one.
 *
 * <p>A declaration is believed at once when the text has as many of that language's commonest words as running text must
 * have. Only otherwise, or without a declaration, the statistical detector is asked, whose model is loaded then.
 */
public final class TextLanguage {

    private static final String MODEL = "/langdetect-183.bin";
    private static final int MIN_CHARS = 100;
    private static final int MAX_CHARS = 2_000;
    /** So much of a text shows whether it is in the declared language. */
    private static final int CHECKED_CHARS = 1_000;
    /** In running text about every third word is one of the commonest. */
    private static final double ENOUGH_COMMON_WORDS = 0.12;

    /** Confidence is spread over 183 languages: a sentence or two reach a half at most. */
    private static final double SURE = 0.25;
    /** The best has to be so many times as likely as the second, which is often a dialect of it. */
    private static final double AHEAD = 3;

    private final List<String> languages = new ArrayList<>();
    /** By word, a bit for each language that it is common in. */
    private final Map<String, Integer> commonWords = new HashMap<>();

    private final Map<String, String> shortCodes = new HashMap<>();
    private @Nullable LanguageDetectorME detector;

    /** With the words of {@code function-words.txt}. */
    public TextLanguage() {
        try (InputStream resource = Objects.requireNonNull(
                TextLanguage.class.getResourceAsStream("function-words.txt"), "function-words.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::learn);
        } catch (IOException broken) {
            throw new UncheckedIOException("function-words.txt of this jar is unreadable", broken);
        }
        for (String code : Locale.getISOLanguages()) {
            shortCodes.put(Locale.forLanguageTag(code).getISO3Language(), code);
        }
        shortCodes.put("cmn", "zh");
        shortCodes.put("nob", "no");
        shortCodes.put("nno", "no");
        shortCodes.put("pes", "fa");
        shortCodes.put("ekk", "et");
        shortCodes.put("lvs", "lv");
        shortCodes.put("zlm", "ms");
    }

    /** A BCP 47 tag; null when nothing is declared and the text is too short or unclear. */
    public @Nullable String of(String body, @Nullable String declared) {
        if (body.length() < MIN_CHARS || declared != null && reads(body, declared)) {
            return declared;
        }
        String detected = detect(body.length() > MAX_CHARS ? body.substring(0, MAX_CHARS) : body);
        if (detected == null || declared != null && sameLanguage(detected, declared)) {
            return declared;
        }
        return detected;
    }

    private void learn(String line) {
        int colon = line.indexOf(':');
        int bit = 1 << languages.size();
        languages.add(line.substring(0, colon));
        for (String word : line.substring(colon + 2).split(" ")) {
            commonWords.merge(word, bit, (a, b) -> a | b);
        }
    }

    /** Whether the text has enough of a language's commonest words, and of no other language's more. */
    private boolean reads(String body, String declared) {
        int language = languages.indexOf(primary(declared));
        if (language < 0) {
            return true; // rare declarations are deliberate ones
        }
        String[] words = Texts.comparable(body.substring(0, Math.min(body.length(), CHECKED_CHARS)))
                .split(" ");
        int[] found = new int[languages.size()];
        for (String word : words) {
            int in = commonWords.getOrDefault(word, 0);
            for (; in != 0; in &= in - 1) {
                found[Integer.numberOfTrailingZeros(in)]++;
            }
        }
        int most = IntStream.of(found).max().orElse(0);
        return found[language] == most && most >= ENOUGH_COMMON_WORDS * words.length;
    }

    private static String primary(String tag) {
        String primary = Locale.forLanguageTag(tag).getLanguage();
        return primary.equals("nb") || primary.equals("nn") ? "no" : primary;
    }

    private static boolean sameLanguage(String a, String b) {
        return primary(a).equals(primary(b));
    }

    private synchronized @Nullable String detect(String text) {
        Language[] ranked = detector().predictLanguages(text);
        double best = ranked[0].getConfidence();
        boolean sure = best >= SURE && (ranked.length < 2 || best >= AHEAD * ranked[1].getConfidence());
        return sure ? shortCodes.getOrDefault(ranked[0].getLang(), ranked[0].getLang()) : null;
    }

    private LanguageDetectorME detector() {
        LanguageDetectorME loaded = detector;
        if (loaded == null) {
            try (InputStream model = Objects.requireNonNull(TextLanguage.class.getResourceAsStream(MODEL), MODEL)) {
                loaded = new LanguageDetectorME(new LanguageDetectorModel(model));
            } catch (IOException broken) {
                throw new UncheckedIOException("the language model of this jar is unreadable", broken);
            }
            detector = loaded;
        }
        return loaded;
    }
}
