package org.wirewatch.index.kibana;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The part of Kibana's query language that dashboards use: {@code field: value}, {@code field: (a or b)}, {@code field: *},
 * comparisons, words without a field, {@code and}, {@code or}, {@code not} and parentheses.
 */
final class Kql {

    /** What a query says. */
    sealed interface Clause {}

    /** All documents. */
    record Everything() implements Clause {}

    record Both(List<Clause> parts) implements Clause {}

    record Either(List<Clause> parts) implements Clause {}

    record Not(Clause part) implements Clause {}

    /**
     * @param field null for words that may stand in any searched field
     * @param quoted whether the value is a phrase, without wildcards
     */
    record Equal(@Nullable String field, String value, boolean quoted) implements Clause {

        boolean isExists() {
            return value.equals("*") && !quoted;
        }

        boolean hasWildcard() {
            return !quoted && value.indexOf('*') >= 0;
        }
    }

    /** @param operator one of {@code < <= > >=} */
    record Compare(String field, String operator, String value) implements Clause {}

    /** Says what is wrong and where. */
    static final class MistakeException extends Exception {
        private static final long serialVersionUID = 1;

        MistakeException(String message) {
            super(message);
        }
    }

    private static final String SPECIAL = "():<>\"";

    private final String text;
    private final List<Token> tokens;
    private int next;

    private Kql(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static Clause parse(String text) throws MistakeException {
        Kql parser = new Kql(text, tokens(text));
        if (parser.tokens.isEmpty()) {
            return new Everything();
        }
        Clause clause = parser.either(null);
        if (parser.next < parser.tokens.size()) {
            throw parser.mistake("nothing may follow here");
        }
        return clause;
    }

    /** The fields that a clause names, in alphabetical order. */
    static Set<String> fields(Clause clause) {
        Set<String> fields = new TreeSet<>();
        collect(clause, fields);
        return fields;
    }

    private static void collect(Clause clause, Set<String> fields) {
        if (clause instanceof Both both) {
            both.parts().forEach(part -> collect(part, fields));
        } else if (clause instanceof Either either) {
            either.parts().forEach(part -> collect(part, fields));
        } else if (clause instanceof Not not) {
            collect(not.part(), fields);
        } else if (clause instanceof Compare compare) {
            fields.add(compare.field());
        } else if (clause instanceof Equal equal && equal.field() != null) {
            fields.add(equal.field());
        }
    }

    private record Token(String text, boolean quoted, boolean special, int at) {}

    private static List<Token> tokens(String text) throws MistakeException {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                int end = text.indexOf('"', at + 1);
                if (end < 0) {
                    throw new MistakeException("the quote at " + (at + 1) + " of \"" + text + "\" is not closed");
                }
                tokens.add(new Token(text.substring(at + 1, end), true, false, at));
                at = end + 1;
            } else if (SPECIAL.indexOf(c) >= 0) {
                boolean two = (c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == '=';
                tokens.add(new Token(text.substring(at, at + (two ? 2 : 1)), false, true, at));
                at += two ? 2 : 1;
            } else {
                StringBuilder word = new StringBuilder();
                int start = at;
                while (at < text.length()
                        && !Character.isWhitespace(text.charAt(at))
                        && SPECIAL.indexOf(text.charAt(at)) < 0) {
                    if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                        at++;
                    }
                    word.append(text.charAt(at++));
                }
                tokens.add(new Token(word.toString(), false, false, start));
            }
        }
        return tokens;
    }

    private Clause either(@Nullable String field) throws MistakeException {
        List<Clause> parts = new ArrayList<>(List.of(both(field)));
        while (takeWord("or")) {
            parts.add(both(field));
        }
        return parts.size() == 1 ? parts.get(0) : new Either(parts);
    }

    private Clause both(@Nullable String field) throws MistakeException {
        List<Clause> parts = new ArrayList<>(List.of(one(field)));
        while (takeWord("and")) {
            parts.add(one(field));
        }
        return parts.size() == 1 ? parts.get(0) : new Both(parts);
    }

    private Clause one(@Nullable String field) throws MistakeException {
        if (takeWord("not")) {
            return new Not(one(field));
        }
        if (take("(")) {
            Clause inner = either(field);
            if (!take(")")) {
                throw mistake("\")\" is missing");
            }
            return inner;
        }
        Token word = word();
        if (field != null) {
            return new Equal(field, word.text(), word.quoted());
        }
        if (take(":")) {
            if (take("(")) {
                Clause values = either(word.text());
                if (!take(")")) {
                    throw mistake("\")\" is missing");
                }
                return values;
            }
            Token value = word();
            return new Equal(word.text(), value.text(), value.quoted());
        }
        for (String operator : List.of("<=", ">=", "<", ">")) {
            if (take(operator)) {
                return new Compare(word.text(), operator, word().text());
            }
        }
        return new Equal(null, word.text(), word.quoted());
    }

    private Token word() throws MistakeException {
        if (next >= tokens.size() || tokens.get(next).special()) {
            throw mistake("a word is missing");
        }
        return tokens.get(next++);
    }

    private boolean take(String special) {
        boolean there = next < tokens.size()
                && tokens.get(next).special()
                && tokens.get(next).text().equals(special);
        next += there ? 1 : 0;
        return there;
    }

    private boolean takeWord(String word) {
        boolean there = next < tokens.size()
                && !tokens.get(next).special()
                && !tokens.get(next).quoted()
                && tokens.get(next).text().equalsIgnoreCase(word);
        next += there ? 1 : 0;
        return there;
    }

    private MistakeException mistake(String what) {
        String place = next < tokens.size() ? "at " + (tokens.get(next).at() + 1) : "at the end";
        return new MistakeException(what + " " + place + " of \"" + text + "\"");
    }
}
