package org.wirewatch.fetch;

import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}, {@code fc00::/7} or a single address. */
final class Network {

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Empty if the text is no network; names are not looked up. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return IpLiteral.parse(address).flatMap(parsed -> {
            byte[] bytes = parsed.getAddress();
            int width = bytes.length * Byte.SIZE;
            if (slash < 0) {
                return Optional.of(new Network(bytes, width));
            }
            String suffix = text.substring(slash + 1);
            if (!suffix.matches("\\d{1,3}") || Integer.parseInt(suffix) > width) {
                return Optional.empty();
            }
            return Optional.of(new Network(bytes, Integer.parseInt(suffix)));
        });
    }

    static Network of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a network in CIDR notation: " + text));
    }

    boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        if (rest == 0) {
            return true;
        }
        int mask = 0xff << Byte.SIZE - rest;
        return (bytes[whole] & mask) == (prefix[whole] & mask);
    }
}
