package org.wirewatch.demo;

/** One thing that happens on the newsroom's day. */
record Step(Kind kind, String slug) {

    enum Kind {
        /** The report appears in its feeds, and its page is there. */
        PUBLISH,
        /** The report's text is mended: the entry has a later update, the page the new text. */
        CORRECT,
        /** The content system gives the entry another guid; nothing else changes. */
        RENUMBER
    }

    /** A line of the day: a slug, or {@code correct} or {@code renumber} and a slug. */
    static Step of(String line) {
        String[] words = line.split("\\s+");
        return words.length == 1
                ? new Step(Kind.PUBLISH, words[0])
                : switch (words[0]) {
                    case "correct" -> new Step(Kind.CORRECT, words[1]);
                    case "renumber" -> new Step(Kind.RENUMBER, words[1]);
                    default -> throw new IllegalStateException("the day knows no step '" + line + "'");
                };
    }
}
