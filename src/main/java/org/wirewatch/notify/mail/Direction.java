package org.wirewatch.notify.mail;

/** Which way a text is written. */
enum Direction {
    LTR("ltr", "left"),
    RTL("rtl", "right");

    private final String word;
    private final String side;

    Direction(String word, String side) {
        this.word = word;
        this.side = side;
    }

    /** By its first letter that has a direction (Unicode bidi algorithm, P2 and P3). */
    static Direction of(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            switch (Character.getDirectionality(c)) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return LTR;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return RTL;
                }
                default -> i += Character.charCount(c);
            }
        }
        return LTR;
    }

    /** As HTML's {@code dir} has it. */
    String word() {
        return word;
    }

    /** Where lines begin. */
    String side() {
        return side;
    }
}
