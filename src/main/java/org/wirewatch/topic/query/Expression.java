package org.wirewatch.topic.query;

import java.util.List;

/** A parsed query. Every part knows its place in the query's text. */
public sealed interface Expression {

    Span span();

    /** Whether it stands somewhere, so that a function can ask what is near; the others only hold or do not. */
    default boolean hasPlace() {
        return true;
    }

    /** How a word of a query is compared with a word of a text. */
    enum Comparison {
        /** Any grammatical form, any case. */
        STEM,
        /** This form, any case: {@code =organization}. */
        FORM,
        /** These letters: {@code ==NATO}. */
        LETTERS
    }

    /** The part of an article in which something must stand. */
    enum Scope {
        TITLE,
        LEAD,
        BODY
    }

    /** The unit of text that a proximity function does not leave. */
    enum Unit {
        FIELD,
        PARAGRAPH,
        SENTENCE
    }

    record Word(Span span, String text, Comparison comparison) implements Expression {
        /** Whether {@code *} or {@code ?} stand in it. */
        public boolean wildcard() {
            return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        }
    }

    /** Words in this order with at most {@code slop} further words between them in all. */
    record Phrase(Span span, List<Word> words, int slop) implements Expression {}

    /** A number written in figures, {@code min} and {@code max} inclusive. */
    record Amount(Span span, double min, double max) implements Expression {}

    record SetReference(Span span, String name) implements Expression {}

    record All(Span span, List<Expression> parts) implements Expression {
        @Override
        public boolean hasPlace() {
            return false;
        }
    }

    record Any(Span span, List<Expression> parts) implements Expression {
        @Override
        public boolean hasPlace() {
            return parts.stream().allMatch(Expression::hasPlace);
        }
    }

    record Not(Span span, Expression part) implements Expression {
        @Override
        public boolean hasPlace() {
            return false;
        }
    }

    record Scoped(Span span, Scope scope, Expression part) implements Expression {
        @Override
        public boolean hasPlace() {
            return false;
        }
    }

    /**
     * All parts, with at most {@code maxGap} words between neighbours.
     *
     * @param function its name, for messages
     */
    record Together(Span span, String function, List<Expression> parts, int maxGap, boolean ordered, Unit unit)
            implements Expression {}

    /** {@code what} with at most {@code distance} words between it and any {@code unwanted} does not count. */
    record NotNear(Span span, int distance, Expression what, Expression unwanted) implements Expression {}

    /** {@code what} in a unit that also holds {@code unwanted} does not count. */
    record NotInUnit(Span span, Unit unit, Expression what, Expression unwanted) implements Expression {}

    record AtLeast(Span span, int count, List<Expression> parts) implements Expression {
        @Override
        public boolean hasPlace() {
            return parts.stream().allMatch(Expression::hasPlace);
        }
    }

    record Times(Span span, int count, Expression what) implements Expression {}
}
