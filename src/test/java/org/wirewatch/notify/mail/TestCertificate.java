package org.wirewatch.notify.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that is its own authority, made by the JDK's keytool for a test. */
public final class TestCertificate {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path store;
    private final Path pem;

    private TestCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** @param name such as {@code dns:localhost} or {@code ip:127.0.0.1} */
    public static TestCertificate of(Path folder, String name) throws IOException, InterruptedException {
        String file = name.replaceAll("[^A-Za-z0-9]", "-");
        Path store = folder.resolve(file + ".p12");
        Path pem = folder.resolve(file + ".pem");
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=test",
                "-validity",
                "2",
                "-ext",
                "san=" + name,
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12");
        keytool(store, "-exportcert", "-rfc", "-file", pem.toString());
        return new TestCertificate(store, pem);
    }

    /** The authority's file as clients are given it. */
    public Path pem() {
        return pem;
    }

    /** Of a server that shows this certificate. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "mail", "-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }
}
