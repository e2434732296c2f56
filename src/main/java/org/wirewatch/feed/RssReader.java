package org.wirewatch.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Enclosure;
import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.io.FeedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        if (item.getModule(DCModule.URI) instanceof DCModule dc) {
            dc.getSubjects().stream().map(DCSubject::getValue).forEach(draft::category);
            draft.guid(3, dc.getIdentifier());
            draft.summary(6, dc.getDescription());
            draft.title(6, PlainText.ofMarkup(dc.getTitle()));
            draft.language(1, dc.getLanguage());
        }
    }

    private EntryDraft draft(Element item, @Nullable String base) {
        EntryDraft draft = new EntryDraft();
        draft.guid(4, item.getAttributeValue("about", Vocabulary.RDF));
        draft.link(6, address(base, item.getAttributeValue("about", Vocabulary.RDF)));
        draft.language(0, Reading.language(item));
        for (Element child : item.getChildren()) {
            Namespace namespace = child.getNamespace();
            if (namespace == Vocabulary.CORE) {
                core(draft, child, base);
            } else if (namespace == Vocabulary.ATOM || namespace == Vocabulary.ATOM_03) {
                atom(draft, child, base);
            } else if (namespace == Vocabulary.DC || namespace == Vocabulary.DCTERMS) {
                dublinCore(draft, child);
            } else if (namespace == Vocabulary.MEDIA) {
                new MediaReader(draft, base).read(child);
            } else {
                other(draft, child, base);
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
                draft.link(3, Links.resolve(Reading.base(child, base), child.getAttributeValue("href")));
            }
            case "pubDate" -> draft.published(0, text);
            case "date" -> draft.published(5, text);
            case "published" -> draft.published(4, text);
            case "updated", "modified" -> draft.updated(4, text);
            case "author" -> {
                draft.author(text);
                draft.author(Reading.child(child, "name", Vocabulary.CORE));
            }
            case "tags", "keywords" -> words(draft, text);
            case "enclosure" -> draft.enclosure(address(base, text), child.getAttributeValue("type"));
            case "content", "body" -> draft.content(5, text);
            case "image" ->
                draft.image(3, address(base, child.getChild("url") == null ? text : child.getChildText("url")));
            default -> {}
        }
    }

    private static void atom(EntryDraft draft, Element child, @Nullable String base) {
        switch (child.getName()) {
            case "id" -> draft.guid(2, child.getText());
            case "title" -> draft.title(3, PlainText.ofMarkup(child.getText()));
            case "link" -> {
                String rel = child.getAttributeValue("rel", "alternate");
                Optional<String> href = Links.resolve(Reading.base(child, base), child.getAttributeValue("href"));
                if (rel.equals("alternate")) {
                    draft.link(2, href);
                } else if (rel.equals("enclosure")) {
                    draft.enclosure(href, child.getAttributeValue("type"));
                }
            }
            case "published", "issued" -> draft.published(1, child.getText());
            case "created" -> draft.published(6, child.getText());
            case "updated", "modified" -> draft.updated(0, child.getText());
            case "summary" -> draft.summary(3, child.getText());
            case "content" -> draft.content(3, child.getText());
            case "author" -> draft.author(Reading.child(child, "name", child.getNamespace()));
            case "category" -> draft.category(child.getAttributeValue("term"));
            default -> {}
        }
    }

    private static void dublinCore(EntryDraft draft, Element child) {
        String text = child.getText();
        switch (child.getName()) {
            case "creator", "author" -> draft.author(text);
            case "date" -> draft.published(2, text);
            case "issued", "available" -> draft.published(1, text);
            case "created" -> draft.published(3, text);
            case "modified" -> draft.updated(1, text);
            case "abstract" -> draft.summary(5, text);
            default -> {}
        }
    }

    private static void other(EntryDraft draft, Element child, @Nullable String base) {
        Namespace namespace = child.getNamespace();
        String text = child.getText();
        String name = child.getName();
        if ((namespace == Vocabulary.FEEDBURNER || namespace == Vocabulary.PHEEDO) && name.equals("origLink")) {
            draft.link(0, address(base, text));
        } else if (namespace == Vocabulary.ITUNES) {
            switch (name) {
                case "author" -> draft.author(text);
                case "summary" -> draft.summary(4, text);
                case "subtitle" -> draft.summary(5, text);
                case "title" -> draft.title(4, PlainText.ofMarkup(text));
                case "image" -> draft.image(1, address(base, child.getAttributeValue("href")));
                case "keywords" -> words(draft, text);
                case "category" -> itunesCategory(draft, child);
                default -> {}
            }
        } else if (namespace == Vocabulary.PRISM && name.equals("publicationDate")) {
            draft.published(3, text);
        } else if (namespace == Vocabulary.XHTML && (name.equals("body") || name.equals("div"))) {
            draft.content(4, Markup.inner(child));
        }
    }

    private static void itunesCategory(EntryDraft draft, Element category) {
        draft.category(category.getAttributeValue("text"));
        for (Element child : category.getChildren("category", Vocabulary.ITUNES)) {
            draft.category(child.getAttributeValue("text"));
        }
    }

    private static void words(EntryDraft draft, String text) {
        for (String word : text.split(",", EntryDraft.MAX_LIST)) {
            draft.category(word);
        }
    }

    /** An address that must be absolute to be one. */
    private static Optional<String> address(@Nullable String base, @Nullable String text) {
        return Links.isHttp(text) ? Links.resolve(base, text) : Optional.empty();
    }
}
