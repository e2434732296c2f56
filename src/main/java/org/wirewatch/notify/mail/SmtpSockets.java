package org.wirewatch.notify.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens sockets to the mail server, and encrypts them: TLS 1.2 or 1.3, the certificate's chain and its name checked. One
 * factory for both ways, so that STARTTLS and implicit TLS are checked alike.
 */
final class SmtpSockets extends SSLSocketFactory {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final MailSettings settings;
    private final SSLSocketFactory factory;

    private SmtpSockets(MailSettings settings, SSLSocketFactory factory) {
        this.settings = settings;
        this.factory = factory;
    }

    /**
     * Reads the certificate authority now, so that a renewed file counts with the next connection.
     *
     * @throws SSLException that says what is wrong with it
     */
    static SmtpSockets of(MailSettings settings) throws SSLException {
        return new SmtpSockets(settings, context(settings.authority()).getSocketFactory());
    }

    /** A connected socket, not encrypted yet. Each address of the host is tried; the last one's error is told. */
    BoundedSocket connect() throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(settings.host())) {
            BoundedSocket socket = new BoundedSocket();
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(Math.toIntExact(settings.timeout().toMillis()));
                socket.connect(
                        new InetSocketAddress(address, settings.port()),
                        Math.toIntExact(settings.connectTimeout().toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    /** Encrypts a connected socket; the handshake follows with the first byte, or at {@code startHandshake}. */
    @Override
    public Socket createSocket(Socket socket, String ignored, int port, boolean autoClose) throws IOException {
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, settings.host(), port, autoClose);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        encrypted.setSSLParameters(parameters);
        return encrypted;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyLayered();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw onlyLayered();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyLayered();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
        throw onlyLayered();
    }

    private static UnsupportedOperationException onlyLayered() {
        return new UnsupportedOperationException("only sockets that connect() opened are encrypted");
    }

    private static SSLContext context(MailSettings.@Nullable Authority authority) throws SSLException {
        try {
            if (authority == null) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(authority));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SSLException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(MailSettings.Authority authority) throws SSLException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(Path.of(authority.file()))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw unusable(authority, "holds no certificate", null);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            return store;
        } catch (IOException | InvalidPathException e) {
            throw e instanceof SSLException known ? known : unusable(authority, "cannot be read: " + e, e);
        } catch (GeneralSecurityException e) {
            throw unusable(authority, "is no certificate in PEM format: " + e.getMessage(), e);
        }
    }

    private static SSLException unusable(MailSettings.Authority authority, String why, @Nullable Throwable cause) {
        return new SSLException(
                "the certificate authority " + authority.file() + " (" + authority.place() + ") " + why, cause);
    }
}
