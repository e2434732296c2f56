package org.wirewatch.index;

import java.util.function.Function;
import org.wirewatch.model.Problem;

/** What a question to Elasticsearch gives. */
public sealed interface Answer<T> {

    record Given<T>(T value) implements Answer<T> {}

    /**
     * The server is away or does not do what it was asked for.
     *
     * @param problem of kind {@code elasticsearch-away}, {@code elasticsearch-denied} (credentials) or
     *     {@code elasticsearch-refused}
     */
    record Unanswered<T>(Problem problem) implements Answer<T> {}

    default <R> R match(Function<T, R> onGiven, Function<Problem, R> onUnanswered) {
        if (this instanceof Given<T> given) {
            return onGiven.apply(given.value());
        }
        return onUnanswered.apply(((Unanswered<T>) this).problem());
    }

    default <R> Answer<R> map(Function<T, R> function) {
        return match(value -> new Given<>(function.apply(value)), Unanswered::new);
    }

    /** Asks, and makes a value of whatever comes. */
    static <T> Answer<T> of(Question<T> question) {
        try {
            return new Given<>(question.ask());
        } catch (UnansweredException e) {
            return new Unanswered<>(e.problem());
        }
    }
}
