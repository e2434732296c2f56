package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;

/** One colour for one meaning, on every dashboard. */
final class Palette {

    static final String OTHER_TOPICS = "other topics";

    private final JsonNode colours;

    Palette(JsonNode colours) {
        this.colours = colours;
    }

    /** @param meaning as in {@code palette.json}, with a dot before the inner name */
    String colour(String meaning) {
        JsonNode colour = colours.at("/" + meaning.replace('.', '/'));
        if (!colour.isTextual()) {
            throw new IllegalStateException("palette.json has no colour \"" + meaning + "\"");
        }
        return colour.asText();
    }

    /** How many topics can have a colour of their own. */
    int topics() {
        return colours.path("topics").size();
    }

    String topic(int index) {
        return colours.path("topics").path(index).asText();
    }
}
