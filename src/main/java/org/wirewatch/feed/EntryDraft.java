package org.wirewatch.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Enclosure;
import org.wirewatch.model.Entry;

/**
 * An entry while it is put together: a feed says the same thing in several vocabularies, and each field takes what its
 * best source says. A lower rank is a better source; among equals the first one holds.
 */
final class EntryDraft {

    static final int MAX_LIST = 50;
    private static final Pattern ADDRESS_AND_NAME = Pattern.compile("\\S+@\\S+\\s*\\(([^()]+)\\)\\s*");
    private static final Pattern NAME_AND_ADDRESS = Pattern.compile("([^<>]+?)\\s*[<(]\\s*\\S+@\\S+\\s*[>)]\\s*");
    private static final int MAX_AUTHOR_CHARS = 200;

    private final Ranked guid = new Ranked();
    private final Ranked link = new Ranked();
    private final Ranked title = new Ranked();
    private final Ranked summary = new Ranked();
    private final Ranked content = new Ranked();
    private final Ranked published = new Ranked();
    private final Ranked updated = new Ranked();
    private final Ranked image = new Ranked();
    private final Ranked language = new Ranked();
    private final Set<String> authors = new LinkedHashSet<>();
    private final Set<String> categories = new LinkedHashSet<>();
    private final Map<String, Enclosure> enclosures = new LinkedHashMap<>();

    void guid(int rank, @Nullable String text) {
        guid.offer(rank, text == null ? null : text.strip());
    }

    /** @param address absolute, or as written when the document's own address is unknown */
    void link(int rank, Optional<String> address) {
        link.offer(rank, address.orElse(null));
    }

    void title(int rank, @Nullable String plain) {
        title.offer(rank, plain);
    }

    void summary(int rank, @Nullable String html) {
        summary.offer(rank, html);
    }

    void content(int rank, @Nullable String html) {
        content.offer(rank, html);
    }

    void published(int rank, @Nullable String text) {
        published.offer(rank, text);
    }

    void updated(int rank, @Nullable String text) {
        updated.offer(rank, text);
    }

    void image(int rank, Optional<String> address) {
        image.offer(rank, address.orElse(null));
    }

    void language(int rank, @Nullable String tag) {
        language.offer(rank, Reading.language(tag));
    }

    void author(@Nullable String text) {
        String plain = PlainText.ofMarkup(text);
        if (plain == null || plain.length() > MAX_AUTHOR_CHARS || authors.size() >= MAX_LIST) {
            return;
        }
        Matcher addressFirst = ADDRESS_AND_NAME.matcher(plain);
        Matcher nameFirst = NAME_AND_ADDRESS.matcher(plain);
        String name = addressFirst.matches() ? addressFirst.group(1) : nameFirst.matches() ? nameFirst.group(1) : plain;
        if (!name.isBlank() && !name.matches("\\S+@\\S+")) {
            authors.add(name.strip());
        }
    }

    boolean hasAuthor() {
        return !authors.isEmpty();
    }

    void category(@Nullable String text) {
        String plain = PlainText.ofMarkup(text);
        if (plain != null && categories.size() < MAX_LIST) {
            categories.add(plain);
        }
    }

    /** Labels separated by commas. */
    void categories(String text) {
        for (String label : text.split(",", MAX_LIST)) {
            category(label);
        }
    }

    void enclosure(Optional<String> address, @Nullable String type) {
        if (address.isPresent() && enclosures.size() < MAX_LIST) {
            String plainType = type == null || type.isBlank() ? null : type.strip();
            enclosures.merge(
                    address.get(),
                    new Enclosure(address.get(), plainType),
                    (old, other) -> old.type() == null ? other : old);
        }
    }

    /** The entry, its dates read. */
    Entry entry(Reading reading) {
        Optional<FeedDate> date = reading.date(published.value());
        Optional<FeedDate> change = reading.date(updated.value());
        return new Entry(
                guid.value(),
                link.value(),
                title.value(),
                summary.value(),
                content.value(),
                new ArrayList<>(authors),
                date.map(FeedDate::instant).orElse(null),
                date.map(FeedDate::precision).orElse(null),
                date.isPresent() ? null : published.value(),
                change.map(FeedDate::instant).orElse(null),
                new ArrayList<>(categories),
                image.value(),
                List.copyOf(enclosures.values()),
                language.value());
    }
}
