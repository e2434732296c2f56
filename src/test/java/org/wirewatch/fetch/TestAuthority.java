package org.wirewatch.fetch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority that lives as long as a test: it certifies any name for any time, also the past. The
 * certificates are written down as DER (X.690, RFC 5280), because Java only reads them.
 */
final class TestAuthority {

    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("06082a8648ce3d040302");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = HexFormat.of().parseHex("0603551d11");
    private static final byte[] BASIC_CONSTRAINTS = HexFormat.of().parseHex("0603551d13");
    private static final byte[] TRUE = {1, 1, (byte) 0xff};

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int DNS_NAME = 0x82;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final KeyPair keys = newKeys();
    private final String name;
    private final X509Certificate certificate;

    TestAuthority(String name, Instant now) throws GeneralSecurityException, IOException {
        this.name = name;
        this.certificate = sign(name, keys, now.minusSeconds(3_600), now.plusSeconds(3_600), true);
    }

    /** What a server needs to be this host, from a time to another. */
    SSLContext server(String host, Instant from, Instant to) throws GeneralSecurityException, IOException {
        KeyPair own = newKeys();
        KeyStore store = emptyStore();
        X509Certificate[] chain = {sign(host, own, from, to, false), certificate};
        store.setKeyEntry("server", own.getPrivate(), new char[0], chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** What a client needs to trust this authority and nobody else. */
    SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("authority", certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private X509Certificate sign(String subject, KeyPair of, Instant from, Instant to, boolean authority)
            throws GeneralSecurityException, IOException {
        byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
        byte[] extension = authority
                ? der(SEQUENCE, BASIC_CONSTRAINTS, TRUE, der(OCTET_STRING, der(SEQUENCE, TRUE)))
                : der(
                        SEQUENCE,
                        SUBJECT_ALTERNATIVE_NAME,
                        der(OCTET_STRING, der(SEQUENCE, der(DNS_NAME, ascii(subject)))));
        byte[] content = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, BigInteger.valueOf(from.toEpochMilli()).toByteArray()),
                algorithm,
                named(name),
                der(
                        SEQUENCE,
                        der(GENERALIZED_TIME, ascii(TIME.format(from))),
                        der(GENERALIZED_TIME, ascii(TIME.format(to)))),
                named(subject),
                of.getPublic().getEncoded(),
                der(EXTENSIONS, der(SEQUENCE, extension)));
        byte[] whole =
                der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[1], signature(content, keys.getPrivate())));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] signature(byte[] content, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] named(String name) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, text))));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] der(int tag, byte[]... parts) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.write(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length < 0x80) {
            whole.write(length);
        } else if (length < 0x100) {
            whole.write(0x81);
            whole.write(length);
        } else {
            whole.write(0x82);
            whole.write(length >> 8);
            whole.write(length & 0xff);
        }
        content.writeTo(whole);
        return whole.toByteArray();
    }
}
