package org.wirewatch.model;

import java.util.Locale;

/** How much an alert asks for attention. The numbers are those of Elastic's detection engine. */
public enum Severity {
    LOW(21),
    MEDIUM(47),
    HIGH(73),
    CRITICAL(99);

    private final int number;

    Severity(int number) {
        this.number = number;
    }

    /** {@code event.severity}: sorts like the severity and leaves room between. */
    public int number() {
        return number;
    }

    /** As written in topics and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
