package org.wirewatch.feed;

import java.util.Optional;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** What other vocabularies than the format's own say of an entry; the same in RSS and in Atom. */
final class ForeignReader {

    private final EntryDraft draft;
    private final @Nullable String base;

    /** @param base absolute address against which the entry's links are resolved, null when unknown */
    ForeignReader(EntryDraft draft, @Nullable String base) {
        this.draft = draft;
        this.base = base;
    }

    void read(Element child) {
        Namespace namespace = child.getNamespace();
        String name = child.getName();
        if (namespace == Vocabulary.MEDIA) {
            new MediaReader(draft, base).read(child);
        } else if (namespace == Vocabulary.DC || namespace == Vocabulary.DCTERMS) {
            dublinCore(child);
        } else if (namespace == Vocabulary.ITUNES) {
            itunes(child);
        } else if (namespace == Vocabulary.FEEDBURNER || namespace == Vocabulary.PHEEDO) {
            if (name.equals("origLink")) {
                draft.link(0, Links.resolveAbsolute(child.getText()));
            }
        } else if (namespace == Vocabulary.CONTENT) {
            if (name.equals("encoded")) {
                draft.content(4, child.getText());
            }
        } else if (namespace == Vocabulary.PRISM) {
            if (name.equals("publicationDate")) {
                draft.published(3, child.getText());
            }
        } else if (namespace == Vocabulary.XHTML && (name.equals("body") || name.equals("div"))) {
            draft.content(4, Markup.inner(child));
        }
    }

    private void dublinCore(Element child) {
        String text = child.getText();
        switch (child.getName()) {
            case "identifier" -> {
                draft.guid(3, text);
                draft.link(7, Links.resolveAbsolute(text));
            }
            case "title" -> draft.title(6, PlainText.ofMarkup(text));
            case "description" -> draft.summary(6, text);
            case "abstract" -> draft.summary(5, text);
            case "creator", "author" -> draft.author(text);
            case "subject" -> draft.category(text);
            case "date" -> draft.published(2, text);
            case "issued", "available" -> draft.published(1, text);
            case "created" -> draft.published(3, text);
            case "modified" -> draft.updated(1, text);
            case "language" -> draft.language(1, text);
            default -> {}
        }
    }

    private void itunes(Element child) {
        String text = child.getText();
        switch (child.getName()) {
            case "author" -> draft.author(text);
            case "summary" -> draft.summary(4, text);
            case "subtitle" -> draft.summary(5, text);
            case "title" -> draft.title(4, PlainText.ofMarkup(text));
            case "image" -> draft.image(1, Links.resolve(base, child.getAttributeValue("href")));
            case "keywords" -> draft.categories(text);
            case "category" -> {
                draft.category(child.getAttributeValue("text"));
                for (Element inner : child.getChildren("category", Vocabulary.ITUNES)) {
                    draft.category(inner.getAttributeValue("text"));
                }
            }
            default -> {}
        }
    }

    /** {@code link} of Atom, which stands in RSS too. */
    static void atomLink(EntryDraft draft, Element link, int rank, @Nullable String base) {
        String rel = link.getAttributeValue("rel", "alternate");
        Optional<String> href = Links.resolve(Reading.base(link, base), link.getAttributeValue("href"));
        switch (rel) {
            case "alternate", "http://www.iana.org/assignments/relation/alternate" -> draft.link(rank, href);
            case "enclosure" -> draft.enclosure(href, link.getAttributeValue("type"));
            case "related", "via" -> draft.link(9, href);
            default -> {}
        }
    }

    /** {@code category} of Atom. */
    static void atomCategory(EntryDraft draft, Element category) {
        String term = category.getAttributeValue("term", "");
        draft.category(term.isBlank() ? category.getAttributeValue("label", category.getText()) : term);
    }

    /** {@code author} of Atom, and of those who write a name right into it. */
    static void atomAuthor(EntryDraft draft, Element author) {
        String name = Reading.child(author, "name", author.getNamespace());
        draft.author(name == null && author.getChildren().isEmpty() ? author.getText() : name);
    }
}
