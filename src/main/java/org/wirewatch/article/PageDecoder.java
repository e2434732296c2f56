package org.wirewatch.article;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the charset of a page's bytes.
 *
 * <p>In order of trust: a byte order mark; bytes that are UTF-8 and use it (no other charset produces those by
 * chance, so they overrule any declaration); the Content-Type header; the page's own declaration in a meta tag or an XML
 * declaration; windows-1251 or KOI8-R if the bytes look like one of them; windows-1252. Labels mean what browsers take them
 * for (WHATWG Encoding Standard):
 * {@code iso-8859-1} is windows-1252, {@code gb2312} is GB18030.
 */
final class PageDecoder {

    private static final int PRESCAN_BYTES = 256;
    /** So much of the page is checked for being UTF-8. */
    private static final int SNIFF_BYTES = 256 * 1024;

    /** So many well-formed sequences outweigh a malformed one. */
    private static final int TOLERATED_RATIO = 20;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long ABOVE_ASCII = 0x8080808080808080L;

    /** Shares of the high bytes that follow another one, and that are letters of Cyrillic charsets. */
    private static final double ENOUGH_IN_WORDS = 0.6;

    private static final double ENOUGH_LETTERS = 0.85;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Map<String, String> BROWSER_MEANING = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode", "UTF-8"),
            Map.entry("utf-16", "UTF-8"));

    private enum Utf8 {
        ASCII_ONLY,
        VALID,
        BROKEN
    }

    private PageDecoder() {}

    /** The charset that a byte order mark names, null without one. */
    static @Nullable Charset byMark(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return starts(bytes, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : null;
    }

    static Charset charset(
            byte[] bytes, int length, @Nullable String declaredByHeader, @Nullable String declaredByMeta) {
        Utf8 utf8 = sniff(bytes, length);
        if (utf8 == Utf8.VALID) {
            return StandardCharsets.UTF_8;
        }
        Charset header = named(declaredByHeader);
        Charset own = named(declaredByMeta != null ? declaredByMeta : declaredByXml(bytes, length));
        for (Charset declared : new Charset[] {header, own}) {
            if (declared != null && !(declared.equals(StandardCharsets.UTF_8) && utf8 == Utf8.BROKEN)) {
                return declared;
            }
        }
        return utf8 == Utf8.ASCII_ONLY ? StandardCharsets.UTF_8 : guessed(bytes, length);
    }

    /**
     * Cyrillic or Western? Cyrillic words consist of high bytes throughout, Western ones have single ones; small letters, which
     * are most, stand in the upper half of windows-1251 and in the lower half of KOI8-R.
     */
    private static Charset guessed(byte[] bytes, int available) {
        int length = Math.min(available, SNIFF_BYTES);
        int high = 0;
        int letters = 0;
        int inRuns = 0;
        int upper = 0;
        for (int i = 0; i < length; i++) {
            int c = bytes[i] & 0xff;
            if (c >= 0x80) {
                high++;
                letters += c >= 0xC0 ? 1 : 0;
                upper += c >= 0xE0 ? 1 : 0;
                inRuns += i > 0 && bytes[i - 1] < 0 ? 1 : 0;
            }
        }
        boolean cyrillic = inRuns > high * ENOUGH_IN_WORDS && letters > high * ENOUGH_LETTERS;
        if (!cyrillic) {
            return WINDOWS_1252;
        }
        return Charset.forName(2 * upper > letters ? "windows-1251" : "KOI8-R");
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Counts well-formed and malformed multi-byte sequences; a real UTF-8 page may have a few of the latter. */
    private static Utf8 sniff(byte[] bytes, int available) {
        int length = Math.min(available, SNIFF_BYTES);
        int wellFormed = 0;
        int malformed = 0;
        int i = 0;
        while (i < length) {
            if (i + Long.BYTES <= length && ((long) LONGS.get(bytes, i) & ABOVE_ASCII) == 0) {
                i += Long.BYTES;
                continue;
            }
            int lead = bytes[i++];
            if (lead >= 0) {
                continue;
            }
            int following = (lead & 0xE0) == 0xC0 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : (lead & 0xF8) == 0xF0 ? 3 : 0;
            if (i + following > length) {
                break; // cut by the limit: says nothing
            }
            int seen = 0;
            while (seen < following && (bytes[i + seen] & 0xC0) == 0x80) {
                seen++;
            }
            if (following > 0 && seen == following) {
                wellFormed++;
                i += following;
            } else {
                malformed++;
            }
        }
        if (wellFormed + malformed == 0) {
            return Utf8.ASCII_ONLY;
        }
        return wellFormed > TOLERATED_RATIO * malformed ? Utf8.VALID : Utf8.BROKEN;
    }

    private static @Nullable Charset named(@Nullable String label) {
        if (label == null) {
            return null;
        }
        String name = label.strip().toLowerCase(Locale.ROOT);
        try {
            return Charset.forName(BROWSER_MEANING.getOrDefault(name, name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null; // an unknown label says nothing: the next source decides
        }
    }

    /** The {@code encoding=} of an XML declaration. */
    private static @Nullable String declaredByXml(byte[] bytes, int length) {
        String head = new String(bytes, 0, Math.min(length, PRESCAN_BYTES), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        return head.startsWith("<?xml") ? labelAfter(head, "encoding") : null;
    }

    private static @Nullable String labelAfter(String head, String key) {
        for (int at = head.indexOf(key); at >= 0; at = head.indexOf(key, at + 1)) {
            int i = at + key.length();
            while (i < head.length() && head.charAt(i) == ' ') {
                i++;
            }
            if (i >= head.length() || head.charAt(i) != '=') {
                continue;
            }
            i++;
            while (i < head.length() && (head.charAt(i) == ' ' || head.charAt(i) == '"' || head.charAt(i) == '\'')) {
                i++;
            }
            int end = i;
            while (end < head.length()
                    && (Character.isLetterOrDigit(head.charAt(end)) || "-_:.".indexOf(head.charAt(end)) >= 0)) {
                end++;
            }
            if (end > i) {
                return head.substring(i, end);
            }
        }
        return null;
    }
}
