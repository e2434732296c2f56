package org.wirewatch.article;

import org.jsoup.parser.Parser;

/** Plain text out of attribute values and JSON strings. */
final class Texts {

    private Texts() {}

    /** Without markup and entities (also doubly escaped ones), white space folded. */
    static String plain(String text) {
        String plain = unescape(text);
        if (plain.indexOf('<') >= 0 && plain.indexOf('>') > 0) {
            plain = plain.replaceAll("<[a-zA-Z/!][^>]{0,2000}>", "");
        }
        return fold(plain);
    }

    /** Without entities, also doubly escaped ones. */
    static String unescape(String text) {
        String plain = text;
        for (int round = 0; round < 2 && plain.indexOf('&') >= 0; round++) {
            plain = Parser.unescapeEntities(plain, false);
        }
        return plain;
    }

    /** White space folded to single blanks. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' '
                    || c == '\u00a0'
                    || c >= '\u2000' && c <= '\u200b'
                    || c == '\u202f'
                    || c == '\u3000'
                    || c == '\ufeff') {
                space = folded.length() > 0;
            } else {
                if (space) {
                    folded.append(' ');
                    space = false;
                }
                folded.append(c);
            }
        }
        return folded.toString();
    }

    /** Letters and digits in lower case, single blanks between words: for comparing. */
    static String comparable(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (space && folded.length() > 0) {
                    folded.append(' ');
                }
                space = false;
                folded.append(Character.toLowerCase(c));
            } else {
                space = true;
            }
        }
        return folded.toString();
    }
}
