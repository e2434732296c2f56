package org.wirewatch.index.kibana;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types of saved objects, with the oldest version that has the shape we write: a Kibana refuses stamps newer than itself. */
enum ObjectType {
    DATA_VIEW("index-pattern", "8.0.0"),
    TAG("tag", "8.0.0"),
    SEARCH("search", "8.0.0"),
    LINKS("links", null),
    DASHBOARD("dashboard", "8.9.0");

    /** Of the whole object, for every type. */
    static final String CORE_VERSION = "8.8.0";

    private final String word;
    private final @Nullable String version;

    ObjectType(String word, @Nullable String version) {
        this.word = word;
        this.version = version;
    }

    /** As Kibana writes it. */
    String word() {
        return word;
    }

    /** Empty for a type that had no migration before the Kibana that brought it, 8.11. */
    Optional<String> version() {
        return Optional.ofNullable(version);
    }

    static Optional<ObjectType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
