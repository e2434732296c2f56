package org.wirewatch.feed;

import org.jdom2.Element;
import org.jdom2.output.XMLOutputter;

/** Elements back as markup, for formats that carry HTML as elements rather than as text. */
final class Markup {

    private Markup() {}

    /** What stands inside the element. */
    static String inner(Element element) {
        return new XMLOutputter().outputString(element.getContent());
    }
}
