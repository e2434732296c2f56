package org.wirewatch.topic.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.wirewatch.config.Nearest;
import org.wirewatch.topic.query.Expression.Comparison;
import org.wirewatch.topic.query.Expression.Scope;
import org.wirewatch.topic.query.Expression.Word;

/** Parses queries and the entries of term sets. Pure: the same text gives the same outcome, and nothing is thrown. */
public final class QueryParser {

    /** A longer query is a list that belongs into a set. */
    static final int MAX_QUERY_CHARS = 20_000;

    /** Deeper nesting has no meaning that anybody could check, and would exhaust the stack. */
    static final int MAX_DEPTH = 30;

    /** Letters that must stand before the first wildcard. */
    static final int MIN_PREFIX_LETTERS = 3;

    /** Letters in a row that a word with a leading wildcard must have. */
    static final int MIN_INFIX_LETTERS = 4;

    private static final int MAX_SLOP = 100;
    private static final Pattern REGEX = Pattern.compile("/.*/");
    private static final List<String> OPERATORS = List.of("and", "or", "not");
    private static final String BOOLEAN_ADVICE =
            "Write and, or or not between them, \"quotes\" around a phrase, or a function such as sentence(...)";

    private final String query;
    private final List<Token> tokens;
    private int next;
    private int depth;

    private QueryParser(String query) throws Rejection {
        if (query.length() > MAX_QUERY_CHARS) {
            throw new Rejection(
                    new Span(MAX_QUERY_CHARS, query.length()),
                    "the query has " + query.length() + " characters, more than " + MAX_QUERY_CHARS,
                    "Move its words into sets under terms: and refer to them as @name");
        }
        this.query = query;
        this.tokens = new Lexer(query).tokens();
    }

    /** Parses the query of a rule. */
    public static ParseOutcome query(String text) {
        try {
            QueryParser parser = new QueryParser(text);
            Expression expression = parser.or();
            parser.expectEnd();
            return new ParseOutcome.Parsed(expression);
        } catch (Rejection rejection) {
            return new ParseOutcome.Refused(rejection.error());
        }
    }

    /**
     * Parses one entry of a term set: words without marks are a phrase ({@code North Atlantic alliance}); what begins with
     * a quote, an {@code @} or a function is read like a query.
     */
    public static ParseOutcome entry(String text) {
        try {
            QueryParser parser = new QueryParser(text);
            if (parser.looksLikeWords()) {
                return new ParseOutcome.Parsed(parser.words());
            }
            Expression expression = parser.argument();
            parser.expectEnd();
            return new ParseOutcome.Parsed(expression);
        } catch (Rejection rejection) {
            return new ParseOutcome.Refused(rejection.error());
        }
    }

    /**
     * Parses what a subscriber wants to be told of: words without marks and operators are a phrase ({@code Suwalki gap});
     * all else is read like the query of a rule, but without sets, as a subscriber has none.
     */
    public static ParseOutcome words(String text) {
        try {
            QueryParser parser = new QueryParser(text);
            parser.refuseSets();
            if (parser.looksLikeWords() && parser.tokens.stream().noneMatch(QueryParser::isAnyOperator)) {
                return new ParseOutcome.Parsed(parser.words());
            }
        } catch (Rejection rejection) {
            return new ParseOutcome.Refused(rejection.error());
        }
        return query(text);
    }

    private void refuseSets() throws Rejection {
        for (Token token : tokens) {
            if (token.is(Token.Kind.SET) && !(token.glued() && isNumber(token.text()))) {
                throw new Rejection(
                        token.span(),
                        "there are no sets here",
                        "Write the words that @" + token.text() + " stands for: (one or two or \"three words\")");
            }
        }
    }

    private static boolean isAnyOperator(Token token) {
        return OPERATORS.stream().anyMatch(token::isOperator);
    }

    private boolean looksLikeWords() {
        return tokens.stream().allMatch(token -> token.is(Token.Kind.WORD) || token.is(Token.Kind.END));
    }

    private Expression words() throws Rejection {
        List<Word> words = new ArrayList<>();
        while (!peek().is(Token.Kind.END)) {
            words.add(word(take()));
        }
        if (words.isEmpty()) {
            throw new Rejection(peek().span(), "the entry is empty", "Write a word, or remove the entry");
        }
        return words.size() == 1 ? words.get(0) : new Expression.Phrase(spanOf(words), words, 0);
    }

    private Expression or() throws Rejection {
        List<Expression> parts = new ArrayList<>(List.of(and()));
        while (peek().isOperator("or")) {
            take();
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.Any(spanOf(parts), parts);
    }

    private Expression and() throws Rejection {
        List<Expression> parts = new ArrayList<>(List.of(unary()));
        while (peek().isOperator("and")) {
            take();
            parts.add(unary());
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.All(spanOf(parts), parts);
    }

    private Expression unary() throws Rejection {
        if (peek().isOperator("not")) {
            Span start = take().span();
            enter(start);
            Expression part = unary();
            depth--;
            return new Expression.Not(start.to(part.span()), part);
        }
        return primary();
    }

    private Expression primary() throws Rejection {
        Token token = take();
        enter(token.span());
        Expression result = switch (token.kind()) {
            case FIELD -> scoped(token);
            case OPEN -> group(token);
            case QUOTED -> phrase(token);
            case SET -> new Expression.SetReference(token.span(), token.text());
            case WORD -> wordOrFunction(token);
            case CLOSE ->
                throw new Rejection(
                        token.span(),
                        "there is nothing before this )",
                        "Remove it, or write what should stand in the parentheses");
            case COMMA ->
                throw new Rejection(
                        token.span(),
                        "a comma stands only after the number of a function",
                        "Separate arguments by blanks: near(5, @troops @border)");
            case SLOP -> throw slopWithoutPhrase(token.span());
            case END ->
                throw new Rejection(
                        token.span(),
                        next == 1 || query.isBlank() ? "the query is empty" : "the query ends too early",
                        "Write a word, a \"phrase\", an @set or a function here");
        };
        depth--;
        return result;
    }

    private void enter(Span span) throws Rejection {
        if (++depth > MAX_DEPTH) {
            throw new Rejection(
                    span, "the query is nested deeper than " + MAX_DEPTH + " levels", "Split it into several rules");
        }
    }

    private Expression scoped(Token field) throws Rejection {
        List<String> known = Arrays.stream(Scope.values())
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(field.text())) {
            throw new Rejection(
                    field.span(),
                    "there is no field \"" + field.text() + "\"",
                    Nearest.to(field.text(), known)
                                    .map(name -> "Did you mean " + name + ":?")
                                    .orElse("Fields are title:, lead: and body:")
                            + " A word that has a colon is written in quotes.");
        }
        Expression part = primary();
        return new Expression.Scoped(
                field.span().to(part.span()), Scope.valueOf(field.text().toUpperCase(Locale.ROOT)), part);
    }

    private Expression group(Token open) throws Rejection {
        List<Expression> parts = new ArrayList<>(List.of(or()));
        while (!peek().is(Token.Kind.CLOSE) && !peek().is(Token.Kind.END)) {
            parts.add(or());
        }
        Span span = open.span().to(close(open).span());
        if (peek().is(Token.Kind.SET) && peek().glued() && isNumber(peek().text())) {
            Token count = take();
            return new Expression.AtLeast(
                    span.to(count.span()), count(count.text(), count.span(), parts.size()), List.copyOf(parts));
        }
        if (parts.size() > 1) {
            throw neighbours(parts.get(1).span());
        }
        return parts.get(0);
    }

    private Token close(Token open) throws Rejection {
        Token token = take();
        if (!token.is(Token.Kind.CLOSE)) {
            throw new Rejection(
                    open.span(),
                    "the parenthesis that opens here is never closed",
                    "Write ) behind what belongs to it");
        }
        return token;
    }

    private Expression phrase(Token quoted) throws Rejection {
        List<Word> words = new ArrayList<>();
        String text = quoted.text();
        int from = 0;
        while (from < text.length()) {
            if (Character.isWhitespace(text.charAt(from)) || Character.isSpaceChar(text.charAt(from))) {
                from++;
                continue;
            }
            int to = from;
            while (to < text.length()
                    && !Character.isWhitespace(text.charAt(to))
                    && !Character.isSpaceChar(text.charAt(to))) {
                to++;
            }
            int at = quoted.span().start() + 1;
            words.add(word(text.substring(from, to), new Span(at + from, at + to)));
            from = to;
        }
        if (words.isEmpty()) {
            throw new Rejection(quoted.span(), "the phrase is empty", "Write words between the quotes");
        }
        int slop = 0;
        Span span = quoted.span();
        if (peek().is(Token.Kind.SLOP)) {
            Token token = take();
            slop = number(token.text(), token.span(), 0, MAX_SLOP);
            span = span.to(token.span());
        }
        return words.size() == 1 ? words.get(0) : new Expression.Phrase(span, List.copyOf(words), slop);
    }

    private Expression wordOrFunction(Token token) throws Rejection {
        if (peek().is(Token.Kind.OPEN) && peek().glued()) {
            return function(token);
        }
        for (String operator : OPERATORS) {
            if (token.isOperator(operator)) {
                throw new Rejection(
                        token.span(),
                        "something is missing beside \"" + token.text() + "\"",
                        "Write what stands on both sides, or quote the word to look for it");
            }
        }
        return word(token);
    }

    private Word word(Token token) throws Rejection {
        if (peek().is(Token.Kind.SLOP)) {
            throw slopWithoutPhrase(peek().span());
        }
        return word(token.text(), token.span());
    }

    private static Rejection slopWithoutPhrase(Span span) {
        return new Rejection(span, "~ must follow a phrase", "Write \"some words\"~2; a word has all its forms anyway");
    }

    private Word word(String written, Span span) throws Rejection {
        Comparison comparison = Comparison.STEM;
        String text = written;
        if (text.startsWith("==")) {
            comparison = Comparison.LETTERS;
            text = text.substring(2);
        } else if (text.startsWith("=")) {
            comparison = Comparison.FORM;
            text = text.substring(1);
        }
        if (text.length() > 2 && REGEX.matcher(text).matches()) {
            throw new Rejection(
                    span,
                    "regular expressions are not part of the query language",
                    "Use a wildcard such as deploy*, or list the forms in a set");
        }
        if (text.isEmpty()) {
            throw new Rejection(span, "a word must follow the " + written, "Write it without a blank, such as =nato");
        }
        Word word = new Word(span, text, comparison);
        if (word.wildcard()) {
            checkWildcard(word);
        }
        return word;
    }

    private static void checkWildcard(Word word) throws Rejection {
        if (word.comparison() == Comparison.LETTERS) {
            throw new Rejection(
                    word.span(), "a word after == has no wildcards", "Write = before a pattern, or only the pattern");
        }
        String text = word.text();
        int first = 0;
        while (text.charAt(first) != '*' && text.charAt(first) != '?') {
            first++;
        }
        int longest =
                Arrays.stream(text.split("[*?]")).mapToInt(String::length).max().orElse(0);
        if (first == 0 && longest < MIN_INFIX_LETTERS) {
            throw new Rejection(
                    word.span(),
                    "a word that begins with a wildcard needs " + MIN_INFIX_LETTERS + " letters in a row, this one has "
                            + longest,
                    "Spell out more of the word, such as *rakete*");
        }
        if (first > 0 && first < MIN_PREFIX_LETTERS) {
            throw new Rejection(
                    word.span(),
                    "at least " + MIN_PREFIX_LETTERS + " letters must stand before the first wildcard, here "
                            + (first == 1 ? "stands 1" : "stand " + first),
                    "Spell out more of the word, or list its forms");
        }
    }

    private Expression function(Token name) throws Rejection {
        Token open = take();
        Function function = Function.named(name.text())
                .orElseThrow(() -> new Rejection(
                        name.span(),
                        "there is no function \"" + name.text() + "\"",
                        Nearest.to(name.text(), Function.names())
                                .map(near -> "Did you mean " + near + "(...)?")
                                .orElse("Functions are " + String.join(", ", Function.names())
                                        + "; a blank belongs between a word and a parenthesis")));
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < function.maxNumbers() && isNumber(peek().text()) && peek().is(Token.Kind.WORD)) {
            Token token = take();
            numbers.add(number(token.text(), token.span(), function.smallest(), function.largest()));
            if (peek().is(Token.Kind.COMMA)) {
                take();
            }
        }
        if (numbers.size() < function.minNumbers()) {
            throw new Rejection(
                    name.span().to(open.span()),
                    function.word() + " begins with a number",
                    "Write it as in " + function.example());
        }
        List<Expression> arguments = new ArrayList<>();
        while (!peek().is(Token.Kind.CLOSE) && !peek().is(Token.Kind.END)) {
            arguments.add(argument());
            if (peek().is(Token.Kind.COMMA)) {
                take();
            }
        }
        Span span = name.span().to(close(open).span());
        if (arguments.size() < function.minArguments() || arguments.size() > function.maxArguments()) {
            throw new Rejection(
                    span,
                    function.word() + " takes " + function.argumentsInWords() + ", here are " + arguments.size(),
                    "Write it as in " + function.example());
        }
        return function.build(span, numbers, List.copyOf(arguments));
    }

    /** An argument of a function: anything that stands at a place in the text. */
    private Expression argument() throws Rejection {
        Token token = peek();
        if (token.isOperator("not")) {
            throw new Rejection(
                    token.span(),
                    "not cannot stand inside a function",
                    "Use not-near(N, what, unwanted) or not-in-sentence(what, unwanted), or put it outside: sentence(...)"
                            + " and not ...");
        }
        if (token.is(Token.Kind.FIELD)) {
            throw new Rejection(
                    token.span(),
                    "a field cannot stand inside a function",
                    "Put it before the function: title:near(5, a b)");
        }
        Expression argument = primary();
        new Placed().check(argument);
        if (peek().isOperator("and") || peek().isOperator("or")) {
            throw new Rejection(
                    peek().span(),
                    "\"" + peek().text() + "\" stands between arguments",
                    "Arguments are separated by blanks and all of them are needed; alternatives go into parentheses:"
                            + " sentence((a or b) c)");
        }
        return argument;
    }

    private int count(String digits, Span span, int parts) throws Rejection {
        return number(digits, span, 1, parts);
    }

    private static int number(String digits, Span span, int min, int max) throws Rejection {
        long value = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value < min || value > max) {
            throw new Rejection(span, "the number must be from " + min + " to " + max, "Write a number in this range");
        }
        return (int) value;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void expectEnd() throws Rejection {
        Token token = peek();
        if (token.is(Token.Kind.CLOSE)) {
            throw new Rejection(
                    token.span(),
                    "there is no ( for this )",
                    "Remove it, or open a parenthesis before what belongs to it");
        }
        if (!token.is(Token.Kind.END)) {
            throw neighbours(token.span());
        }
    }

    private static Rejection neighbours(Span span) {
        return new Rejection(span, "two expressions stand side by side", BOOLEAN_ADVICE);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (!token.is(Token.Kind.END)) {
            next++;
        }
        return token;
    }

    private static Span spanOf(List<? extends Expression> parts) {
        return parts.get(0).span().to(parts.get(parts.size() - 1).span());
    }

    /** Refuses what has no place in the text where a place is needed. */
    private static final class Placed {

        void check(Expression expression) throws Rejection {
            if (expression instanceof Expression.All all) {
                throw new Rejection(
                        all.span(),
                        "and stands inside a function",
                        "Separate the arguments by blanks: sentence(a b) needs both");
            }
            if (expression instanceof Expression.Not not) {
                throw new Rejection(
                        not.span(), "not cannot stand inside a function", "Use not-near(N, what, unwanted)");
            }
            if (expression instanceof Expression.Scoped scoped) {
                throw new Rejection(
                        scoped.span(),
                        "a field cannot stand inside a function",
                        "Put it before the function: title:near(5, a b)");
            }
            if (expression instanceof Expression.Any any) {
                for (Expression part : any.parts()) {
                    check(part);
                }
            }
            if (expression instanceof Expression.AtLeast atLeast) {
                for (Expression part : atLeast.parts()) {
                    check(part);
                }
            }
        }
    }
}
