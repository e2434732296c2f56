package org.wirewatch.feed;

import java.util.Optional;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Media RSS: pictures and media of an entry, also inside {@code media:group}. */
final class MediaReader {

    private final EntryDraft draft;
    private final @Nullable String base;

    MediaReader(EntryDraft draft, @Nullable String base) {
        this.draft = draft;
        this.base = base;
    }

    void read(Element element) {
        switch (element.getName()) {
            case "group", "content" -> {
                if (element.getName().equals("content")) {
                    content(element);
                }
                for (Element child : element.getChildren()) {
                    if (child.getNamespace() == Vocabulary.MEDIA
                            && !child.getName().equals("group")) {
                        read(child);
                    }
                }
            }
            case "thumbnail" -> draft.image(2, Links.resolve(base, element.getAttributeValue("url")));
            case "title" -> draft.title(7, PlainText.ofMarkup(element.getText()));
            case "description" -> draft.summary(7, element.getText());
            case "text" -> draft.summary(8, element.getText());
            case "credit" -> {
                if ("author".equals(element.getAttributeValue("role"))) {
                    draft.author(element.getText());
                }
            }
            case "keywords" -> draft.categories(element.getText());
            case "category" -> draft.category(element.getText());
            default -> {}
        }
    }

    private void content(Element element) {
        Optional<String> address = Links.resolve(base, element.getAttributeValue("url"));
        String type = element.getAttributeValue("type");
        draft.enclosure(address, type);
        if ("image".equals(element.getAttributeValue("medium")) || type != null && type.startsWith("image/")) {
            draft.image(2, address);
        }
    }
}
