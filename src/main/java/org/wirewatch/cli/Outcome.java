package org.wirewatch.cli;

import org.jspecify.annotations.Nullable;

/** Something, or why the command cannot go on. */
final class Outcome<T> {

    private final @Nullable T value;
    private final String failure;

    private Outcome(@Nullable T value, String failure) {
        this.value = value;
        this.failure = failure;
    }

    static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, "");
    }

    static <T> Outcome<T> failed(String why) {
        return new Outcome<>(null, why);
    }

    T orFail() throws FailedException {
        if (value == null) {
            throw FailedException.failed(failure);
        }
        return value;
    }
}
