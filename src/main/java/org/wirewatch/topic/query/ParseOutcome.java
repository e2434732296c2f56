package org.wirewatch.topic.query;

import java.util.function.Function;

/** What parsing a query gives. */
public sealed interface ParseOutcome {

    <T> T match(Function<Expression, T> onParsed, Function<SyntaxError, T> onRefused);

    record Parsed(Expression expression) implements ParseOutcome {
        @Override
        public <T> T match(Function<Expression, T> onParsed, Function<SyntaxError, T> onRefused) {
            return onParsed.apply(expression);
        }
    }

    record Refused(SyntaxError error) implements ParseOutcome {
        @Override
        public <T> T match(Function<Expression, T> onParsed, Function<SyntaxError, T> onRefused) {
            return onRefused.apply(error);
        }
    }
}
