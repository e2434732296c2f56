package org.wirewatch.topic.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens that know their place. */
final class Lexer {

    private static final String STRAIGHT_QUOTE = "\"";
    private static final String TYPOGRAPHIC_QUOTES = "“”„«»";

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean glued;

    Lexer(String query) {
        this.query = query;
    }

    List<Token> tokens() throws Rejection {
        while (at < query.length()) {
            char c = query.charAt(at);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                at++;
                glued = false;
                continue;
            }
            switch (c) {
                case '(' -> single(Token.Kind.OPEN);
                case ')' -> single(Token.Kind.CLOSE);
                case ',' -> single(Token.Kind.COMMA);
                case '"' -> quoted();
                case '@' -> set();
                case '~' -> slop();
                default -> word();
            }
            glued = true;
        }
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).span().end();
        tokens.add(new Token(Token.Kind.END, "", new Span(end, end), false));
        return tokens;
    }

    private void single(Token.Kind kind) {
        add(kind, query.substring(at, at + 1), at, at + 1);
        at++;
    }

    private void quoted() throws Rejection {
        int close = query.indexOf('"', at + 1);
        if (close < 0) {
            throw new Rejection(
                    new Span(at, query.length()),
                    "the quote that opens here is never closed",
                    "Write a second " + STRAIGHT_QUOTE + " at the end of the phrase");
        }
        add(Token.Kind.QUOTED, query.substring(at + 1, close), at, close + 1);
        at = close + 1;
    }

    private void set() throws Rejection {
        int start = at++;
        while (at < query.length() && isNameChar(query.charAt(at))) {
            at++;
        }
        if (at == start + 1) {
            throw new Rejection(
                    new Span(start, at),
                    "a set's name must follow the @",
                    "Write it without a blank, such as @alliance");
        }
        add(Token.Kind.SET, query.substring(start + 1, at), start, at);
    }

    private void slop() throws Rejection {
        int start = at++;
        while (at < query.length() && Character.isDigit(query.charAt(at))) {
            at++;
        }
        if (at == start + 1 || !glued) {
            throw new Rejection(
                    new Span(start, at),
                    "~ must stand between a phrase and a number",
                    "\"long range missile\"~2 lets two further words stand inside the phrase; for all forms of a word just"
                            + " write the word");
        }
        add(Token.Kind.SLOP, query.substring(start + 1, at), start, at);
    }

    private void word() throws Rejection {
        int start = at;
        while (at < query.length() && isWordChar(query.charAt(at))) {
            if (TYPOGRAPHIC_QUOTES.indexOf(query.charAt(at)) >= 0) {
                throw new Rejection(
                        new Span(at, at + 1),
                        "a typographic quote does not begin a phrase",
                        "Use the straight " + STRAIGHT_QUOTE + " around the phrase");
            }
            if (query.charAt(at) == ':') {
                add(Token.Kind.FIELD, query.substring(start, at), start, at + 1);
                at++;
                return;
            }
            at++;
        }
        add(Token.Kind.WORD, query.substring(start, at), start, at);
    }

    private void add(Token.Kind kind, String text, int start, int end) {
        tokens.add(new Token(kind, text, new Span(start, end), glued));
    }

    private static boolean isWordChar(char c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && "()\",~".indexOf(c) < 0;
    }

    private static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
}
