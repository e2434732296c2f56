package org.wirewatch.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item of a feed, as the publisher wrote it.
 *
 * @param guid the publisher's own identifier, which feeds recycle, repeat and change; null if there is none
 * @param url the absolute http(s) address of the article, null if the entry has no link
 * @param title plain text
 * @param summary HTML as the feed has it, short text in most feeds
 * @param content HTML of the full text, where the feed carries it
 * @param authors names only
 * @param published never later than a clock's error after it was read
 * @param publishedText the date as written, kept only when it could not be understood
 * @param categories the feed's own labels
 * @param image absolute address of the picture that stands for the entry
 * @param enclosures attached media
 * @param language BCP 47 tag, where the entry or its feed declares one
 */
public record Entry(
        @Nullable String guid,
        @Nullable String url,
        @Nullable String title,
        @Nullable String summary,
        @Nullable String content,
        List<String> authors,
        @Nullable Instant published,
        @Nullable Precision publishedPrecision,
        @Nullable String publishedText,
        @Nullable Instant updated,
        List<String> categories,
        @Nullable String image,
        List<Enclosure> enclosures,
        @Nullable String language) {

    public Entry {
        authors = List.copyOf(authors);
        categories = List.copyOf(categories);
        enclosures = List.copyOf(enclosures);
    }
}
