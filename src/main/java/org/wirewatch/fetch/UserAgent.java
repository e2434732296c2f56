package org.wirewatch.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How we introduce ourselves. */
final class UserAgent {

    /** What robots.txt calls us (RFC 9309, 2.2.1). */
    static final String PRODUCT_TOKEN = "Wirewatch";

    private UserAgent() {}

    /** {@code Wirewatch/1.2 (+desk@example.org)}; without a contact the product and its version only. */
    static String of(@Nullable String contact) {
        String product = PRODUCT_TOKEN + '/' + version();
        return contact == null ? product : product + " (+" + contact + ')';
    }

    private static String version() {
        try (InputStream in = UserAgent.class.getResourceAsStream("/org/wirewatch/version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the program");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("version.properties cannot be read", unreadable);
        }
    }
}
