package org.wirewatch.feed;

import org.jdom2.Element;
import org.jdom2.output.XMLOutputter;

/** Elements back as markup, for formats that carry HTML as elements rather than as text. */
final class Markup {

    private Markup() {}

    /** The element's text, or the elements in it as markup. */
    static String of(Element element) {
        return element.getChildren().isEmpty() ? element.getText() : inner(element);
    }

    /** What stands inside the element. */
    static String inner(Element element) {
        return new XMLOutputter().outputString(element.getContent());
    }
}
