package org.wirewatch.topic.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import morfologik.stemming.Dictionary;
import morfologik.stemming.polish.PolishStemmer;

/** Dictionaries of all forms of all words, read when a text of their language first asks; a few MB each. */
final class Dictionaries {

    private Dictionaries() {}

    static Dictionary polish() {
        return Polish.WORDS;
    }

    static Dictionary ukrainian() {
        return Ukrainian.WORDS;
    }

    private static final class Polish {
        static final Dictionary WORDS = read(PolishStemmer.class, "polish");
    }

    private static final class Ukrainian {
        static final Dictionary WORDS = read(Dictionaries.class, "/ua/net/nlp/ukrainian");
    }

    private static Dictionary read(Class<?> beside, String name) {
        try (InputStream words = beside.getResourceAsStream(name + ".dict");
                InputStream metadata = beside.getResourceAsStream(name + ".info")) {
            if (words == null || metadata == null) {
                throw new IllegalStateException("the dictionary " + name + " is missing from the class path");
            }
            return Dictionary.read(words, metadata);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the dictionary " + name + " cannot be read", unreadable);
        }
    }
}
