package org.wirewatch.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.synd.SyndPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** What the elements say; must be asked before ROME reads the tree, because ROME takes foreign elements out of it. */
    List<EntryDraft> drafts(Element feed) {
        List<EntryDraft> drafts = new ArrayList<>();
        String base = Reading.base(feed, reading.baseUrl());
        for (Element entry : feed.getChildren("entry", feed.getNamespace())) {
            if (drafts.size() >= Reading.MAX_ENTRIES) {
                reading.repairs().add(Repair.OVERSIZED);
                break;
            }
            drafts.add(draft(entry, Reading.base(entry, base)));
        }
        return drafts;
    }

    ParsedFeed read(
            com.rometools.rome.feed.atom.Feed feed, Element element, List<EntryDraft> drafts, PublisherHints hints) {
        String language = Reading.language(element);
        List<Entry> entries = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            EntryDraft draft = drafts.get(i);
            complete(draft, feed.getEntries().get(i));
            if (!draft.hasAuthor()) {
                persons(draft, feed.getAuthors());
            }
            draft.language(9, language);
            entries.add(draft.entry(reading));
        }
        return new ParsedFeed(
                plain(feed.getTitleEx()),
                link(element).orElse(null),
                language,
                entries,
                reading.repairs().words(),
                hints);
    }

    private Optional<String> link(Element feed) {
        String base = Reading.base(feed, reading.baseUrl());
        Optional<String> other = Optional.empty();
        for (Element link : feed.getChildren("link", feed.getNamespace())) {
            Optional<String> href = Links.resolve(Reading.base(link, base), link.getAttributeValue("href"));
            String rel = link.getAttributeValue("rel", "alternate");
            if (rel.equals("alternate") && href.isPresent()) {
                return href;
            }
            other = other.isPresent() || rel.equals("self") ? other : href;
        }
        return other;
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
                    case "related", "via" -> draft.link(5, href);
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
        return type == null || type.contains("html") ? 1 : 2;
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
                case "description" -> draft.summary(5, text);
                case "language" -> draft.language(1, text);
                default -> {}
            }
        } else if (namespace == Vocabulary.CONTENT && name.equals("encoded")) {
            draft.content(4, text);
        }
    }
}
