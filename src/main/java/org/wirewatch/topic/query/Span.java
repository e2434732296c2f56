package org.wirewatch.topic.query;

/** A range of a query's text: where a token stands, for the messages. UTF-16, end exclusive. */
public record Span(int start, int end) {

    Span to(Span last) {
        return new Span(start, last.end);
    }
}
