package org.wirewatch.article;

import java.io.Serializable;
import java.util.List;

/**
 * Where one site keeps its articles, as CSS selectors. Of each list the first selector that finds something with text
 * counts; {@code remove} counts whole.
 *
 * @param site a host, or a registrable domain with all hosts below it
 * @param body elements whose text, in the page's order, is the body
 * @param title of the article
 * @param date an element with the date of publication in {@code datetime}, {@code content} or its text
 * @param author elements with names
 * @param remove elements that are taken out of the page before anything is read
 */
public record SiteRule(
        String site, List<String> body, List<String> title, List<String> date, List<String> author, List<String> remove)
        implements Serializable {

    private static final long serialVersionUID = 1;

    public SiteRule {
        body = List.copyOf(body);
        title = List.copyOf(title);
        date = List.copyOf(date);
        author = List.copyOf(author);
        remove = List.copyOf(remove);
    }
}
