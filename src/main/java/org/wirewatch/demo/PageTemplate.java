package org.wirewatch.demo;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTML page with places, {@code {{name}}}, for what changes. */
record PageTemplate(String name, String html) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.-]+)}}");

    static PageTemplate load(String name) {
        return new PageTemplate(name, FrontMatter.text("templates/" + name + ".html"));
    }

    /**
     * The page.
     *
     * @param values HTML for each place
     * @throws IllegalStateException if a place has no value: the template names something that does not exist
     */
    String fill(Map<String, String> values) {
        return PLACE.matcher(html).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("template " + name + " asks for {{" + place.group(1) + "}}");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
