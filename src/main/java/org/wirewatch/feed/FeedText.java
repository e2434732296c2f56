package org.wirewatch.feed;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a body. Three may say which charset it is in: a byte-order mark, the document's prolog and the
 * Content-Type header, and each of the three lies at times. Bytes that are valid UTF-8 and not all ASCII are taken for
 * UTF-8 whatever anybody says, since other charsets hardly ever look like that by chance. Otherwise the prolog goes
 * before the header: its writer knew the file, while headers come from a server's defaults.
 */
final class FeedText {

    private static final int PROLOG_BYTES = 1_024;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern PROLOG =
            Pattern.compile("<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']\\s*([A-Za-z0-9._:-]{1,40})\\s*[\"']");
    private static final Pattern HEADER =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9._:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private FeedText() {}

    static String of(byte[] body, @Nullable String contentType, Repairs repairs) {
        Optional<Mark> mark = Mark.of(body);
        if (mark.isPresent()) {
            return decode(body, mark.get().length(), mark.get().charset(), repairs);
        }
        Charset wide = withoutMark(body);
        if (wide != null) {
            return decode(body, 0, wide, repairs);
        }
        String head = new String(body, 0, Math.min(body.length, PROLOG_BYTES), StandardCharsets.ISO_8859_1);
        Optional<Charset> prolog = named(PROLOG, head);
        Optional<Charset> header = contentType == null ? Optional.empty() : named(HEADER, contentType);
        boolean ascii = isAscii(body);
        if (ascii && prolog.or(() -> header).filter(FeedText::hidesInAscii).isEmpty()) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
        if (!ascii) {
            Optional<String> utf8 = strictly(body, StandardCharsets.UTF_8);
            if (utf8.isPresent()) {
                if (prolog.or(() -> header)
                        .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
                        .isPresent()) {
                    repairs.add(Repair.WRONG_CHARSET);
                }
                return utf8.get();
            }
        }
        for (Optional<Charset> stated : java.util.List.of(prolog, header)) {
            Optional<String> text = stated.filter(
                            charset -> !isWide(charset) && !charset.equals(StandardCharsets.UTF_8))
                    .flatMap(charset -> strictly(body, charset));
            if (text.isPresent()) {
                if (stated == header && prolog.isPresent()) {
                    repairs.add(Repair.WRONG_CHARSET);
                }
                return text.get();
            }
        }
        return mostlyUtf8(body, repairs);
    }

    /** UTF-8 with some bytes of windows-1252 among it, or windows-1252 altogether: every byte means something. */
    private static String mostlyUtf8(byte[] body, Repairs repairs) {
        StringBuilder text = new StringBuilder(body.length);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer out = CharBuffer.allocate(8_192);
        int wrong = 0;
        while (true) {
            var result = decoder.decode(in, out, true);
            text.append(out.flip());
            out.clear();
            if (result.isError()) {
                byte[] bad = new byte[Math.min(result.length(), in.remaining())];
                in.get(bad);
                text.append(new String(bad, WINDOWS_1252));
                wrong++;
            } else if (result.isUnderflow()) {
                repairs.add(wrong > 0 && text.length() == body.length ? Repair.WRONG_CHARSET : Repair.MIXED_CHARSET);
                return text.toString();
            }
        }
    }

    private static String decode(byte[] body, int from, Charset charset, Repairs repairs) {
        String text = new String(body, from, body.length - from, charset);
        if (text.indexOf('\ufffd') >= 0) {
            repairs.add(Repair.MIXED_CHARSET);
        }
        return text;
    }

    private static Optional<String> strictly(byte[] body, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notInThatCharset) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> named(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? charset(matcher.group(1)) : Optional.empty();
    }

    /** The charset that publishers mean by a name (WHATWG Encoding): Latin 1 is windows-1252 on the web. */
    private static Optional<Charset> charset(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "us-ascii", "ascii", "ansi" -> {
                return Optional.of(WINDOWS_1252);
            }
            case "gb2312", "gbk", "gb_2312-80" -> {
                return Optional.of(Charset.forName("GB18030"));
            }
            case "utf8", "unicode" -> {
                return Optional.of(StandardCharsets.UTF_8);
            }
            case "shift_jis", "shift-jis", "x-sjis", "sjis" -> {
                return Optional.of(Charset.forName("windows-31j"));
            }
            case "ks_c_5601-1987", "euc-kr" -> {
                return Optional.of(Charset.forName("x-windows-949"));
            }
            case "iso-8859-9" -> {
                return Optional.of(Charset.forName("windows-1254"));
            }
            default -> {
                try {
                    Charset charset = Charset.forName(
                            lower.matches("cp-?125\\d|win-?125\\d|win1251")
                                    ? "windows-" + lower.replaceAll("\\D", "")
                                    : name);
                    return charset.canEncode() ? Optional.of(charset) : Optional.empty();
                } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                    return Optional.empty();
                }
            }
        }
    }

    /** A charset whose name is read as ASCII cannot be one of 16 or 32 bits. */
    private static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    /** Charsets that write other scripts with ASCII bytes. */
    private static boolean hidesInAscii(Charset charset) {
        return charset.name().startsWith("ISO-2022") || charset.name().equals("UTF-7");
    }

    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** The 16 or 32 bit charset of a document whose first character is '<' without a mark, or EBCDIC; null if none. */
    private static @Nullable Charset withoutMark(byte[] body) {
        if (body.length < 4) {
            return null;
        }
        int first = (body[0] & 0xff) << 24 | (body[1] & 0xff) << 16 | (body[2] & 0xff) << 8 | body[3] & 0xff;
        if (first == '<') {
            return Charset.forName("UTF-32BE");
        }
        if (first == '<' << 24) {
            return Charset.forName("UTF-32LE");
        }
        if (first >>> 16 == '<' && (first & 0xff00) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        if ((first >>> 16 & 0xffff) == '<' << 8 && (first & 0xff) == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0x4c6fa794 ? Charset.forName("IBM037") : null;
    }

    /** A byte-order mark. */
    private record Mark(Charset charset, int length) {

        static Optional<Mark> of(byte[] body) {
            if (starts(body, 0xef, 0xbb, 0xbf)) {
                return Optional.of(new Mark(StandardCharsets.UTF_8, 3));
            }
            if (starts(body, 0xff, 0xfe, 0, 0)) {
                return Optional.of(new Mark(Charset.forName("UTF-32LE"), 4));
            }
            if (starts(body, 0, 0, 0xfe, 0xff)) {
                return Optional.of(new Mark(Charset.forName("UTF-32BE"), 4));
            }
            if (starts(body, 0xff, 0xfe)) {
                return Optional.of(new Mark(StandardCharsets.UTF_16LE, 2));
            }
            return starts(body, 0xfe, 0xff) ? Optional.of(new Mark(StandardCharsets.UTF_16BE, 2)) : Optional.empty();
        }

        private static boolean starts(byte[] body, int... bytes) {
            if (body.length < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if ((body[i] & 0xff) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
