package org.wirewatch.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. Nothing here ever asks a name server. */
final class IpLiteral {

    private static final Pattern V6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]+");

    private IpLiteral() {}

    /** Four decimal numbers with dots, or an IPv6 address without brackets and zone. */
    static Optional<InetAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            if (!text.matches("(\\d{1,3}\\.){3}\\d{1,3}") || text.matches("(.*\\.)?0\\d.*")) {
                return Optional.empty();
            }
            String canonical = canonicalV4(text);
            return canonical == null ? Optional.empty() : Optional.of(literal(canonical));
        }
        if (!V6_CHARACTERS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // A text with a colon is never looked up: it is an IPv6 literal or an error.
            return Optional.of(InetAddress.getByName('[' + text + ']'));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * The dotted form of an IPv4 address in any spelling that browsers and C libraries take: one to four numbers,
     * decimal, octal (0177) or hexadecimal (0x7f), the last one filling the remaining bytes. Null if it is none.
     */
    static @Nullable String canonicalV4(String text) {
        String trimmed = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String[] parts = trimmed.split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            int bytes = i == parts.length - 1 ? 4 - i : 1;
            if (number < 0 || number >= 1L << Byte.SIZE * bytes) {
                return null;
            }
            value = value << Byte.SIZE * bytes | number;
        }
        return (value >> 24) + "." + (value >> 16 & 0xff) + "." + (value >> 8 & 0xff) + "." + (value & 0xff);
    }

    /** Whether a host ends in a number: it is then an IPv4 address or nothing (WHATWG URL, "ends in a number"). */
    static boolean endsInNumber(String host) {
        String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = trimmed.substring(trimmed.lastIndexOf('.') + 1);
        return last.matches("\\d+") || last.matches("0[xX][0-9A-Fa-f]*");
    }

    private static long number(String part) {
        try {
            if (part.matches("0[xX][0-9A-Fa-f]{0,15}")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            if (part.matches("0[0-7]{1,19}")) {
                return Long.parseLong(part, 8);
            }
            return part.matches("\\d{1,18}") ? Long.parseLong(part) : -1;
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }

    private static InetAddress literal(String dotted) {
        try {
            return InetAddress.getByName(dotted);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(dotted + " is four numbers", impossible);
        }
    }
}
