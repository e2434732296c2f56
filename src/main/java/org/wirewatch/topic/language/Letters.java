package org.wirewatch.topic.language;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Writes one word in one way, whichever of the ways that Unicode and typists have for it was used. */
final class Letters {

    private static final String LATIN = "ABCEHKMOPTXYaceopxyikI";
    private static final String CYRILLIC = "АВСЕНКМОРТХУасеорхуікІ";

    private Letters() {}

    /** NFC, without invisible and stress marks, with one kind of apostrophe and in one script. */
    static String clean(String word) {
        boolean ascii = true;
        for (int i = 0; i < word.length() && ascii; i++) {
            ascii = word.charAt(i) < 0x80;
        }
        if (ascii) {
            return word;
        }
        String composed = Normalizer.normalize(word, Normalizer.Form.NFC);
        StringBuilder clean = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (Apostrophes.isApostrophe(c)) {
                clean.append('\'');
            } else if (!isInvisible(c)) {
                clean.append(c);
            }
        }
        return oneScript(clean.toString());
    }

    /** Soft hyphens, zero-width characters, direction marks, and combining marks that have no letter of their own. */
    private static boolean isInvisible(char c) {
        return Character.getType(c) == Character.FORMAT || (c >= '\u0300' && c <= '\u036f') || c == '\ufe0f';
    }

    /** A word of two scripts is a typing error or a disguise: NATO with a Cyrillic O. */
    private static String oneScript(String word) {
        int latin = 0;
        int cyrillic = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 'A' && c <= 'z' && Character.isLetter(c)) {
                latin++;
            } else if (UnicodeScript.of(c) == UnicodeScript.CYRILLIC) {
                cyrillic++;
            }
        }
        if (latin == 0 || cyrillic == 0) {
            return word;
        }
        return cyrillic >= latin ? replace(word, LATIN, CYRILLIC) : replace(word, CYRILLIC, LATIN);
    }

    private static String replace(String word, String from, String to) {
        StringBuilder replaced = new StringBuilder(word);
        for (int i = 0; i < replaced.length(); i++) {
            int at = from.indexOf(replaced.charAt(i));
            if (at >= 0) {
                replaced.setCharAt(i, to.charAt(at));
            }
        }
        return replaced.toString();
    }

    /** Lower case of the locale, then without diacritics; й and ї stay, they are letters of their own. */
    static String fold(String clean, Locale locale) {
        String lower = clean.toLowerCase(locale);
        boolean ascii = true;
        for (int i = 0; i < lower.length() && ascii; i++) {
            ascii = lower.charAt(i) < 0x80;
        }
        if (ascii) {
            return lower;
        }
        char[] in = lower.toCharArray();
        char[] out = new char[in.length * 4];
        int length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
        StringBuilder folded = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = out[i];
            if (c == 'ё') {
                folded.append('е');
            } else if (!(c >= '\u0300' && c <= '\u036f')) {
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
