package org.wirewatch.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text in lines of ASCII (RFC 2045): quoted-printable, which stays readable, or base64 where that is shorter, as it is
 * for Cyrillic or Arabic.
 *
 * @param name as {@code Content-Transfer-Encoding} has it
 * @param lines with line ends CR LF, the last one included
 */
record BodyEncoding(String name, String lines) {

    private static final int MAX_LINE = 76;

    static BodyEncoding of(String text) {
        byte[] bytes = canonical(text).getBytes(StandardCharsets.UTF_8);
        String quoted = quotedPrintable(bytes);
        String base64 = Base64.getMimeEncoder().encodeToString(bytes) + "\r\n";
        return base64.length() < quoted.length()
                ? new BodyEncoding("base64", base64)
                : new BodyEncoding("quoted-printable", quoted);
    }

    private static String canonical(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        return lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    private static String quotedPrintable(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + bytes.length / 8);
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (b == '\r' && bytes[i + 1] == '\n') {
                out.append("\r\n");
                column = 0;
                i++;
                continue;
            }
            boolean atEnd = bytes[i + 1] == '\r';
            boolean plain = b > ' ' && b < 0x7f && b != '=' || b == ' ' && !atEnd;
            int width = plain ? 1 : 3;
            if (column + width > MAX_LINE - 1) {
                out.append("=\r\n");
                column = 0;
            }
            if (plain) {
                out.append((char) b);
            } else {
                out.append('=').append(hex(b >> 4)).append(hex(b & 0xf));
            }
            column += width;
        }
        return out.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }
}
