package org.wirewatch.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry and what its page gave: the text that topics are looked for in.
 *
 * @param id hash of the normalised entry URL at first sight; minted once, see {@link Ids#article}
 * @param url the entry's address
 * @param canonicalUrl what the page calls its own address, normalised; the final or the entry's address where it says
 *     nothing credible
 * @param site the outlet's name
 * @param title plain text without the site's name, never empty
 * @param body paragraphs of plain text separated by a blank line; empty when nothing but a title is known
 * @param authors names only
 * @param published null when neither feed nor page tells
 * @param precision how precisely {@code published} is known, null exactly when that is
 * @param modified when the publisher says the text last changed
 * @param language BCP 47 tag, null when neither declared nor recognised
 * @param image absolute address of the lead picture
 * @param section the outlet's own section
 * @param keywords the outlet's and the feed's own labels
 * @param feed where it was seen first
 * @param contentFrom where the body came from
 * @param revision 1 for the first text, counted up whenever title or body change
 * @param firstSeen when Wirewatch saw the entry for the first time; names the month of its documents
 * @param fetched when the text was obtained
 * @param timely whether its feed was already being watched when it appeared: entries of a first poll are not, and
 *     do not count for latency
 * @param bodyStored whether the body may stand in an index; false where its page asks not to be indexed. Topics are
 *     looked for in it all the same
 */
public record Article(
        String id,
        String url,
        String canonicalUrl,
        @Nullable String site,
        String title,
        String body,
        List<String> authors,
        @Nullable Instant published,
        @Nullable Precision precision,
        @Nullable Instant modified,
        @Nullable String language,
        @Nullable String image,
        @Nullable String section,
        List<String> keywords,
        Feed feed,
        ContentFrom contentFrom,
        int revision,
        Instant firstSeen,
        Instant fetched,
        boolean timely,
        boolean bodyStored) {

    public Article {
        Objects.requireNonNull(id, "id");
        authors = List.copyOf(authors);
        keywords = List.copyOf(keywords);
    }

    /** One whose body may be stored. */
    public Article(
            String id,
            String url,
            String canonicalUrl,
            @Nullable String site,
            String title,
            String body,
            List<String> authors,
            @Nullable Instant published,
            @Nullable Precision precision,
            @Nullable Instant modified,
            @Nullable String language,
            @Nullable String image,
            @Nullable String section,
            List<String> keywords,
            Feed feed,
            ContentFrom contentFrom,
            int revision,
            Instant firstSeen,
            Instant fetched,
            boolean timely) {
        this(
                id,
                url,
                canonicalUrl,
                site,
                title,
                body,
                authors,
                published,
                precision,
                modified,
                language,
                image,
                section,
                keywords,
                feed,
                contentFrom,
                revision,
                firstSeen,
                fetched,
                timely,
                true);
    }

    /** The same text under the identity that its canonical URL already has. */
    public Article identifiedAs(String knownId, int knownRevision, Instant knownFirstSeen) {
        return new Article(
                knownId,
                url,
                canonicalUrl,
                site,
                title,
                body,
                authors,
                published,
                precision,
                modified,
                language,
                image,
                section,
                keywords,
                feed,
                contentFrom,
                knownRevision,
                knownFirstSeen,
                fetched,
                timely,
                bodyStored);
    }

    /** The same with a body that is read, but not kept. */
    public Article withoutStoredBody() {
        return new Article(
                id,
                url,
                canonicalUrl,
                site,
                title,
                body,
                authors,
                published,
                precision,
                modified,
                language,
                image,
                section,
                keywords,
                feed,
                contentFrom,
                revision,
                firstSeen,
                fetched,
                timely,
                false);
    }
}
