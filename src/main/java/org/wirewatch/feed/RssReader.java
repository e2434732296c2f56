package org.wirewatch.feed;

import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Enclosure;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import java.util.ArrayList;
import java.util.List;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Entry;

/**
 * Entries of RSS, from ROME's beans and from the elements that ROME loses: dates in forms that it does not know,
 * relative links, Media RSS, Atom and iTunes elements inside RSS.
 */
final class RssReader {

    private final Reading reading;

    RssReader(Reading reading) {
        this.reading = reading;
    }

    ParsedFeed read(Document document) throws FeedException {
        Element root = document.getRootElement();
        Element element = root.getChild("channel");
        String base = Reading.base(element, Reading.base(root, reading.baseUrl()));
        if (base == null) {
            // The document's own address is unknown: its site is the next best thing.
            base = FeedDraft.of(element, null).site();
        }
        String language = language(root, element);
        PublisherHints hints = HintsReader.read(element);
        List<Element> items = List.copyOf(element.getChildren("item"));
        // ROME takes foreign elements out of the tree, so what they say is read first.
        List<EntryDraft> drafts = new ArrayList<>(items.size());
        for (Element item : items) {
            drafts.add(draft(item, Reading.base(item, base)));
        }
        FeedDraft itself = FeedDraft.of(element, base);
        RomeReader.Beans<Channel, Item> beans =
                new RomeReader(reading.repairs()).read(document, element, items, Channel.class, Channel::getItems);
        List<Entry> entries = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            EntryDraft draft = drafts.get(i);
            Item item = beans.entries().get(i);
            if (item != null) {
                complete(draft, item, Reading.base(items.get(i), base));
            }
            draft.language(9, language);
            entries.add(draft.entry(reading));
        }
        Channel channel = beans.feed();
        itself.title(0, PlainText.ofMarkup(channel.getTitle()));
        itself.link(0, Links.resolve(base, channel.getLink()));
        return new ParsedFeed(
                itself.title(),
                itself.link(),
                language,
                entries,
                reading.repairs().words(),
                hints);
    }

    private static @Nullable String language(Element root, Element channel) {
        String declared = Reading.language(Reading.child(channel, "language", Vocabulary.CORE));
        if (declared == null) {
            declared = Reading.language(Reading.child(channel, "language", Vocabulary.DC));
        }
        if (declared == null) {
            declared = Reading.language(channel);
        }
        return declared == null ? Reading.language(root) : declared;
    }

    private void complete(EntryDraft draft, Item item, @Nullable String base) {
        if (item.getGuid() != null) {
            draft.guid(0, item.getGuid().getValue());
            if (item.getGuid().isPermaLink() && Links.isHttp(item.getGuid().getValue())) {
                draft.link(5, Links.resolve(base, item.getGuid().getValue()));
            }
        }
        if (item.getDescription() != null) {
            draft.summary(0, item.getDescription().getValue());
        }
        if (item.getContent() != null) {
            draft.content(0, item.getContent().getValue());
        }
        for (Category category : item.getCategories()) {
            draft.category(category.getValue());
        }
        for (Enclosure enclosure : item.getEnclosures()) {
            draft.enclosure(Links.resolve(base, enclosure.getUrl()), enclosure.getType());
        }
    }

    private EntryDraft draft(Element item, @Nullable String base) {
        EntryDraft draft = new EntryDraft();
        draft.guid(4, item.getAttributeValue("about", Vocabulary.RDF));
        draft.link(6, Links.resolveAbsolute(item.getAttributeValue("about", Vocabulary.RDF)));
        draft.language(0, Reading.language(item));
        ForeignReader foreign = new ForeignReader(draft, base);
        for (Element child : item.getChildren()) {
            Namespace namespace = child.getNamespace();
            if (namespace == Vocabulary.CORE) {
                core(draft, child, base);
            } else if (namespace == Vocabulary.ATOM || namespace == Vocabulary.ATOM_03) {
                atom(draft, child, base);
            } else {
                foreign.read(child);
            }
        }
        return draft;
    }

    private static void core(EntryDraft draft, Element child, @Nullable String base) {
        String text = child.getText();
        switch (child.getName()) {
            case "title" -> draft.title(0, PlainText.ofMarkup(child.getValue()));
            case "link" -> {
                draft.link(1, Links.resolve(Reading.base(child, base), text));
                ForeignReader.atomLink(draft, child, 3, base);
            }
            case "id" -> {
                draft.guid(5, text);
                draft.link(8, Links.resolveAbsolute(text));
            }
            case "pubDate" -> draft.published(0, text);
            case "published" -> draft.published(4, text);
            case "date", "issued", "created" -> draft.published(5, text);
            case "updated", "modified", "lastmod" -> draft.updated(4, text);
            case "author" -> ForeignReader.atomAuthor(draft, child);
            case "category" -> {
                draft.category(child.getAttributeValue("term"));
                draft.category(child.getAttributeValue("label"));
            }
            case "tags", "keywords" -> draft.categories(text);
            case "enclosure" -> {
                draft.enclosure(Links.resolveAbsolute(text), child.getAttributeValue("type"));
                draft.enclosure(Links.resolve(base, child.getAttributeValue("href")), child.getAttributeValue("type"));
            }
            case "summary" -> draft.summary(5, text);
            case "content", "body" -> draft.content(5, text);
            case "image" ->
                draft.image(3, Links.resolveAbsolute(child.getChild("url") == null ? text : child.getChildText("url")));
            default -> {}
        }
    }

    private static void atom(EntryDraft draft, Element child, @Nullable String base) {
        switch (child.getName()) {
            case "id" -> {
                draft.guid(2, child.getText());
                draft.link(8, Links.resolveAbsolute(child.getText()));
            }
            case "title" -> draft.title(3, PlainText.ofMarkup(Markup.of(child)));
            case "link" -> ForeignReader.atomLink(draft, child, 2, base);
            case "published", "issued" -> draft.published(1, child.getText());
            case "created" -> draft.published(6, child.getText());
            case "updated", "modified" -> draft.updated(0, child.getText());
            case "summary" -> draft.summary(3, Markup.of(child));
            case "content" -> draft.content(3, Markup.of(child));
            case "author" -> ForeignReader.atomAuthor(draft, child);
            case "category" -> ForeignReader.atomCategory(draft, child);
            default -> {}
        }
    }
}
