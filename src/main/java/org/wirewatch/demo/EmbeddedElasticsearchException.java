package org.wirewatch.demo;

import java.io.IOException;
import java.util.Locale;

/** The embedded server did not come up; the message ends with what to do. */
public final class EmbeddedElasticsearchException extends Exception {

    private static final long serialVersionUID = 1;

    EmbeddedElasticsearchException(String message, String advice) {
        super(message + ". " + advice);
    }

    EmbeddedElasticsearchException(String message, String advice, Throwable cause) {
        super(message + ". " + advice, cause);
    }

    /** The server's process ended before it answered: what it said last tells why. */
    static EmbeddedElasticsearchException ended(int status, EmbeddedElasticsearchFolder folder) throws IOException {
        String words = folder.lastWords();
        return new EmbeddedElasticsearchException(
                "Elasticsearch ended with status " + status + " before it answered" + words,
                advice(status, words, folder));
    }

    private static String advice(int status, String words, EmbeddedElasticsearchFolder folder) {
        String text = words.toLowerCase(Locale.ROOT);
        boolean killed = status == 137;
        if (killed
                || text.contains("insufficient memory")
                || text.contains("could not reserve")
                || text.contains("cannot allocate memory")) {
            return "It needs about " + EmbeddedElasticsearch.MEMORY_MB + " MB of free memory: end other programs, or"
                    + " use a server elsewhere with --elasticsearch URL";
        }
        if (text.contains("address already in use")) {
            return "Stop what listens on that port, or choose another one";
        }
        if (text.contains("no space left")) {
            return "Make space on the disk of " + folder.root();
        }
        if (text.contains("setpriv")) {
            return "Start Wirewatch as a user other than root, or allow this container to change users (capabilities"
                    + " SETUID, SETGID and DAC_OVERRIDE)";
        }
        return "See " + folder.logs();
    }
}
