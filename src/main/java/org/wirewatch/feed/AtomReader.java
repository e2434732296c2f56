package org.wirewatch.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import java.util.ArrayList;
import java.util.List;
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
        ForeignReader foreign = new ForeignReader(draft, base);
        for (Element child : entry.getChildren()) {
            Namespace namespace = child.getNamespace();
            if (namespace == entry.getNamespace()) {
                atom(draft, child, base);
            } else {
                foreign.read(child);
            }
        }
        return draft;
    }

    private static void atom(EntryDraft draft, Element child, @Nullable String base) {
        switch (child.getName()) {
            case "link" -> {
                ForeignReader.atomLink(draft, child, htmlFirst(child.getAttributeValue("type")), base);
                draft.link(5, Links.resolve(Reading.base(child, base), child.getText()));
            }
            case "id" -> draft.link(8, Links.resolveAbsolute(child.getText()));
            case "guid" -> {
                draft.guid(5, child.getText());
                draft.link(7, Links.resolveAbsolute(child.getText()));
            }
            case "published", "issued" -> draft.published(0, child.getText());
            case "created" -> draft.published(4, child.getText());
            case "pubDate", "pubdate", "date" -> draft.published(5, child.getText());
            case "updated", "modified" -> draft.updated(0, child.getText());
            case "author" -> ForeignReader.atomAuthor(draft, child);
            case "category" -> ForeignReader.atomCategory(draft, child);
            case "description" -> draft.summary(5, child.getText());
            case "enclosure" ->
                draft.enclosure(Links.resolve(base, child.getAttributeValue("url")), child.getAttributeValue("type"));
            default -> {}
        }
    }

    private static int htmlFirst(@Nullable String type) {
        return type == null ? 2 : type.contains("html") ? 1 : 3;
    }
}
