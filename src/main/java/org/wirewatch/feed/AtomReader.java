package org.wirewatch.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;

/** Entries of Atom 0.3 and 1.0, from ROME's beans and from the elements that ROME loses. */
final class AtomReader {

    private final Reading reading;

    AtomReader(Reading reading) {
        this.reading = reading;
    }

    ParsedFeed read(Document document) throws FeedException {
        Element root = document.getRootElement();
        String base = Reading.base(root, reading.baseUrl());
        if (base == null) {
            // The document's own address is unknown: its site is the next best thing.
            base = FeedDraft.of(root, null).site();
        }
        String language = language(root);
        PublisherHints hints = HintsReader.read(root);
        FeedDraft itself = FeedDraft.of(root, base);
        List<Element> elements = List.copyOf(root.getChildren("entry", root.getNamespace()));
        // ROME takes foreign elements out of the tree, so what they say is read first.
        List<EntryDraft> drafts = new ArrayList<>(elements.size());
        for (Element entry : elements) {
            drafts.add(draft(entry, Reading.base(entry, base)));
        }
        RomeReader.Beans<Feed, com.rometools.rome.feed.atom.Entry> beans =
                new RomeReader(reading.repairs()).read(document, root, elements, Feed.class, Feed::getEntries);
        itself.title(0, plain(beans.feed().getTitleEx()));
        List<Entry> entries = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            EntryDraft draft = drafts.get(i);
            com.rometools.rome.feed.atom.Entry entry = beans.entries().get(i);
            if (entry != null) {
                complete(draft, entry);
            }
            if (!draft.hasAuthor()) {
                persons(draft, beans.feed().getAuthors());
            }
            draft.language(9, language);
            entries.add(draft.entry(reading));
        }
        return new ParsedFeed(
                itself.title(),
                itself.link(),
                language,
                entries,
                reading.repairs().words(),
                hints);
    }

    private static @Nullable String language(Element root) {
        Ranked language = new Ranked();
        language.offer(0, Reading.language(root));
        language.offer(1, Reading.language(Reading.child(root, "language", Vocabulary.DC)));
        language.offer(2, Reading.language(Reading.child(root, "language", root.getNamespace())));
        language.offer(3, Reading.language(Reading.child(root, "lang", root.getNamespace())));
        return language.value();
    }

    private static void complete(EntryDraft draft, com.rometools.rome.feed.atom.Entry entry) {
        draft.guid(0, entry.getId());
        draft.title(0, plain(entry.getTitleEx()));
        if (entry.getSummary() != null) {
            draft.summary(0, entry.getSummary().getValue());
        }
        for (Content content : entry.getContents()) {
            draft.content(0, content.getValue());
        }
        persons(draft, entry.getAuthors());
        for (Category category : entry.getCategories()) {
            draft.category(
                    category.getTerm() == null || category.getTerm().isBlank()
                            ? category.getLabel()
                            : category.getTerm());
        }
    }

    private static void persons(EntryDraft draft, List<SyndPerson> persons) {
        for (SyndPerson person : persons) {
            draft.author(person.getName());
        }
    }

    private static @Nullable String plain(@Nullable Content content) {
        if (content == null) {
            return null;
        }
        String type = content.getType();
        boolean text = type == null || type.equals("text") || type.equals("text/plain");
        return text && content.getValue() != null && content.getValue().indexOf('&') < 0
                ? PlainText.ofText(content.getValue())
                : PlainText.ofMarkup(content.getValue());
    }

    private static EntryDraft draft(Element entry, @Nullable String base) {
        EntryDraft draft = new EntryDraft();
        draft.language(0, Reading.language(entry));
        for (Element child : entry.getChildren()) {
            Namespace namespace = child.getNamespace();
            if (namespace == entry.getNamespace()) {
                atom(draft, child, base);
            } else if (namespace == Vocabulary.MEDIA) {
                new MediaReader(draft, base).read(child);
            } else {
                other(draft, child, base);
            }
        }
        return draft;
    }

    private static void atom(EntryDraft draft, Element child, @Nullable String base) {
        switch (child.getName()) {
            case "link" -> {
                String rel = child.getAttributeValue("rel", "alternate");
                Optional<String> href = Links.resolve(Reading.base(child, base), child.getAttributeValue("href"));
                switch (rel) {
                    case "alternate", "http://www.iana.org/assignments/relation/alternate" ->
                        draft.link(htmlFirst(child.getAttributeValue("type")), href);
                    case "enclosure" -> draft.enclosure(href, child.getAttributeValue("type"));
                    case "related", "via" -> draft.link(6, href);
                    default -> {}
                }
            }
            case "published", "issued" -> draft.published(0, child.getText());
            case "created" -> draft.published(3, child.getText());
            case "updated", "modified" -> draft.updated(0, child.getText());
            default -> {}
        }
    }

    private static int htmlFirst(@Nullable String type) {
        return type == null ? 2 : type.contains("html") ? 1 : 3;
    }

    private static void other(EntryDraft draft, Element child, @Nullable String base) {
        Namespace namespace = child.getNamespace();
        String text = child.getText();
        String name = child.getName();
        if ((namespace == Vocabulary.FEEDBURNER || namespace == Vocabulary.PHEEDO) && name.equals("origLink")) {
            draft.link(0, Links.isHttp(text) ? Links.resolve(base, text) : Optional.empty());
        } else if (namespace == Vocabulary.DC || namespace == Vocabulary.DCTERMS) {
            switch (name) {
                case "creator" -> draft.author(text);
                case "subject" -> draft.category(text);
                case "date", "issued" -> draft.published(1, text);
                case "created" -> draft.published(2, text);
                case "modified" -> draft.updated(1, text);
                case "title" -> draft.title(6, PlainText.ofMarkup(text));
                case "description" -> draft.summary(5, text);
                case "language" -> draft.language(1, text);
                default -> {}
            }
        } else if (namespace == Vocabulary.CONTENT && name.equals("encoded")) {
            draft.content(4, text);
        }
    }
}
