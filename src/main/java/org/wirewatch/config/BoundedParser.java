package org.wirewatch.config;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ComposerException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Passes events on and counts: the composer behind it recurses for every level of nesting, and a few aliases of aliases
 * make a document of any size.
 */
final class BoundedParser implements Parser {

    static final int MAX_DEPTH = 50;
    static final int MAX_ALIASES = 100;

    private final Parser parser;
    private int depth;
    private int aliases;

    BoundedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID kind) {
        return parser.checkEvent(kind);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> {
                if (++depth > MAX_DEPTH) {
                    throw new ComposerException("nested more than " + MAX_DEPTH + " levels deep", event.getStartMark());
                }
            }
            case MappingEnd, SequenceEnd -> depth--;
            case Alias -> {
                if (++aliases > MAX_ALIASES) {
                    throw new ComposerException("more than " + MAX_ALIASES + " aliases", event.getStartMark());
                }
            }
            default -> {
                // Scalars, comments and the borders of documents have no part in the bounds.
            }
        }
        return event;
    }
}
