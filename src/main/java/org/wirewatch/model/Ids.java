package org.wirewatch.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Deterministic identifiers. They name documents, so what they are made of never changes. */
public final class Ids {

    private static final int BYTES = 16;

    private Ids() {}

    /** An article's id: 128 bits of the SHA-256 of its normalised entry URL, as 32 hexadecimal digits. */
    public static String article(String normalisedUrl) {
        return hash(normalisedUrl);
    }

    /** 128 bits of the SHA-256 of a text's UTF-8 bytes, as 32 hexadecimal digits. */
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** 128 bits of the SHA-256 of some bytes, as 32 hexadecimal digits. */
    public static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes), 0, BYTES);
    }

    /** 64 bits of the SHA-256 of a text: for state that holds many keys, where a collision costs one lost entry. */
    public static long hash64(String text) {
        byte[] digest = sha256(text.getBytes(StandardCharsets.UTF_8));
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | digest[i] & 0xff;
        }
        return value;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
