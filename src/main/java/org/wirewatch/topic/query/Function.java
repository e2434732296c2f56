package org.wirewatch.topic.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wirewatch.topic.query.Expression.Unit;

/** The functions of the language: how many numbers and arguments each takes and what it builds. */
enum Function {
    SENTENCE("sentence", 0, 0, 1, Function.MAX_PARTS, "sentence(@alliance @enlarge)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.Together(span, word(), parts, Function.ANY_GAP, false, Unit.SENTENCE);
        }
    },
    PARAGRAPH("paragraph", 0, 0, 1, Function.MAX_PARTS, "paragraph(@alliance @enlarge)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.Together(span, word(), parts, Function.ANY_GAP, false, Unit.PARAGRAPH);
        }
    },
    NEAR("near", 1, 1, 2, Function.MAX_PARTS, "near(5, @troops @border)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.Together(span, word(), parts, numbers.get(0), false, Unit.FIELD);
        }
    },
    ORDERED("ordered", 1, 1, 2, Function.MAX_PARTS, "ordered(3, deploy missile)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.Together(span, word(), parts, numbers.get(0), true, Unit.FIELD);
        }
    },
    NOT_NEAR("not-near", 1, 1, 2, 2, "not-near(5, deploy, software)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.NotNear(span, numbers.get(0), parts.get(0), parts.get(1));
        }
    },
    NOT_IN_SENTENCE("not-in-sentence", 0, 0, 2, 2, "not-in-sentence(near(5, @troops @border), exercise)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.NotInUnit(span, Unit.SENTENCE, parts.get(0), parts.get(1));
        }
    },
    AT_LEAST("at-least", 1, 1, 1, Function.MAX_PARTS, "at-least(2, missile launcher battery)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) throws Rejection {
            if (numbers.get(0) > parts.size()) {
                throw new Rejection(
                        span,
                        "at-least asks for " + numbers.get(0) + " of " + parts.size() + " arguments",
                        "Write a smaller number or more arguments; times(N, what) counts one thing several times");
            }
            return new Expression.AtLeast(span, numbers.get(0), parts);
        }
    },
    TIMES("times", 1, 1, 1, 1, "times(3, missile)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) {
            return new Expression.Times(span, numbers.get(0), parts.get(0));
        }
    },
    NUMBER("number", 1, 2, 0, 0, "number(10000) or number(1000, 5000)") {
        @Override
        Expression build(Span span, List<Integer> numbers, List<Expression> parts) throws Rejection {
            double max = numbers.size() > 1 ? numbers.get(1) : Double.POSITIVE_INFINITY;
            if (max < numbers.get(0)) {
                throw new Rejection(
                        span, "number has its larger bound first", "Write the smaller one first: " + example());
            }
            return new Expression.Amount(span, numbers.get(0), max);
        }

        @Override
        int smallest() {
            return 0;
        }

        @Override
        int largest() {
            return 999_999_999;
        }
    };

    /** The work grows with two to the power of this. */
    static final int MAX_PARTS = 8;

    static final int ANY_GAP = Integer.MAX_VALUE;

    /** Further apart than this, two words have nothing to do with each other. */
    private static final int MAX_DISTANCE = 1_000;

    private final String word;
    private final int minNumbers;
    private final int maxNumbers;
    private final int minArguments;
    private final int maxArguments;
    private final String example;

    Function(String word, int minNumbers, int maxNumbers, int minArguments, int maxArguments, String example) {
        this.word = word;
        this.minNumbers = minNumbers;
        this.maxNumbers = maxNumbers;
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.example = example;
    }

    abstract Expression build(Span span, List<Integer> numbers, List<Expression> parts) throws Rejection;

    static Optional<Function> named(String name) {
        return Arrays.stream(values()).filter(f -> f.word.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Function::word).toList();
    }

    String word() {
        return word;
    }

    int minNumbers() {
        return minNumbers;
    }

    int maxNumbers() {
        return maxNumbers;
    }

    int minArguments() {
        return minArguments;
    }

    int maxArguments() {
        return maxArguments;
    }

    /** The least number it takes. */
    int smallest() {
        return this == AT_LEAST || this == TIMES ? 1 : 0;
    }

    /** The greatest number it takes. */
    int largest() {
        return MAX_DISTANCE;
    }

    String example() {
        return example;
    }

    String argumentsInWords() {
        if (maxArguments == 0) {
            return "only numbers";
        }
        if (minArguments == maxArguments) {
            return minArguments + (minArguments == 1 ? " argument" : " arguments");
        }
        return minArguments + " to " + maxArguments + " arguments";
    }
}
