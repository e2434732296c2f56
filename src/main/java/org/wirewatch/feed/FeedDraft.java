package org.wirewatch.feed;

import java.util.Optional;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** What a feed says about itself, in whichever vocabulary. */
final class FeedDraft {

    private final Ranked title = new Ranked();
    private final Ranked link = new Ranked();

    /** What the children of a channel or feed say. */
    static FeedDraft of(Element feed, @Nullable String base) {
        FeedDraft draft = new FeedDraft();
        for (Element child : feed.getChildren()) {
            Namespace namespace = child.getNamespace();
            if (child.getName().equals("title")) {
                draft.title(
                        namespace == Vocabulary.CORE
                                ? 0
                                : namespace == Vocabulary.DC ? 2 : namespace == Vocabulary.ITUNES ? 3 : 1,
                        titleOf(child));
            } else if (child.getName().equals("link")) {
                draft.link(child, base);
            }
        }
        return draft;
    }

    private static @Nullable String titleOf(Element child) {
        Namespace namespace = child.getNamespace();
        boolean title = namespace == Vocabulary.CORE
                || namespace == Vocabulary.ITUNES
                || namespace == Vocabulary.DC
                || namespace == Vocabulary.ATOM
                || namespace == Vocabulary.ATOM_03;
        return title ? PlainText.ofMarkup(Markup.of(child)) : null;
    }

    private void link(Element child, @Nullable String base) {
        String own = Reading.base(child, base);
        if (child.getNamespace() == Vocabulary.CORE) {
            link(0, Links.resolve(own, child.getText()));
            link(2, Links.resolve(own, child.getAttributeValue("href")));
        } else if (child.getNamespace() == Vocabulary.ATOM || child.getNamespace() == Vocabulary.ATOM_03) {
            String rel = child.getAttributeValue("rel", "alternate");
            Optional<String> href = Links.resolve(own, child.getAttributeValue("href"));
            if (rel.equals("alternate")) {
                link(1, href);
            } else if (!rel.equals("self") && !rel.equals("hub") && !rel.equals("next") && !rel.equals("icon")) {
                link(3, href);
            }
        }
    }

    void title(int rank, @Nullable String plain) {
        title.offer(rank, plain);
    }

    void link(int rank, Optional<String> address) {
        link.offer(rank, address.orElse(null));
    }

    @Nullable
    String title() {
        return title.value();
    }

    @Nullable
    String link() {
        return link.value();
    }

    /** The link where it is absolute. */
    @Nullable
    String site() {
        return Links.isHttp(link.value()) ? link.value() : null;
    }
}
