package org.wirewatch.feed;

import java.time.Instant;
import java.util.Optional;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Feed;

/**
 * What every format's reader needs while it reads one document.
 *
 * @param baseUrl where the document came from, null when that is unknown
 * @param dates as this feed writes them
 * @param repairs of this document so far
 */
record Reading(@Nullable String baseUrl, FeedDates dates, Repairs repairs) {

    static Reading of(@Nullable String baseUrl, Feed feed, Instant now, Repairs repairs) {
        return new Reading(
                Links.isHttp(baseUrl) ? baseUrl : null, FeedDates.of(feed.timeZone(), feed.language(), now), repairs);
    }

    /** The date that a text states, noted when it states none that can be understood. */
    Optional<FeedDate> date(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Optional<FeedDate> date = dates.read(text);
        if (date.isEmpty()) {
            repairs.add(Repair.UNREADABLE_DATE);
        } else if (dates.wasAhead(date.get())) {
            repairs.add(Repair.FUTURE_DATE);
        }
        return date;
    }

    static @Nullable String text(@Nullable Element element) {
        return element == null ? null : element.getText();
    }

    /** A child's text; null when there is no such child or nothing but blanks in it. */
    static @Nullable String child(Element parent, String name, Namespace namespace) {
        Element child = parent.getChild(name, namespace);
        return child == null || child.getText().isBlank() ? null : child.getText();
    }

    static @Nullable String base(Element element, @Nullable String outer) {
        return Links.base(outer, element.getAttributeValue("base", Namespace.XML_NAMESPACE));
    }

    static @Nullable String language(Element element) {
        return language(element.getAttributeValue("lang", Namespace.XML_NAMESPACE));
    }

    /** A language as a BCP 47 tag, null for a text that cannot be one. */
    static @Nullable String language(@Nullable String declared) {
        if (declared == null) {
            return null;
        }
        String tag = declared.strip().replace('_', '-');
        return tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*") ? tag : null;
    }
}
