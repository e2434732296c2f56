package org.wirewatch.topic;

import java.io.Serializable;
import java.util.Objects;

/**
 * A topic file, or the file of shared term sets, as it was read.
 *
 * @param name for messages and to tell files apart, such as {@code topics/sanctions.yaml}
 * @param text its whole text
 */
public record TopicFile(String name, String text) implements Serializable {

    /** The file of this name holds sets that all topics share, and no topic. */
    public static final String SHARED_TERMS = "terms.yaml";

    public TopicFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }

    boolean holdsSharedTerms() {
        return name.equals(SHARED_TERMS) || name.endsWith("/" + SHARED_TERMS);
    }
}
