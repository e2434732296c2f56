package org.wirewatch.demo;

import java.time.Instant;

/**
 * A report that is out.
 *
 * @param report as it stands now, corrections included
 * @param number its place in the day, for outlets that count
 * @param path of its page on the outlet's host
 * @param url of its page, without tracking parameters
 * @param link what the feeds say
 * @param guid the publisher's identifier, which may have changed
 * @param updated equal to {@code published} until it is corrected
 */
record Published(
        Report report,
        int number,
        String path,
        String url,
        String link,
        String guid,
        Instant published,
        Instant updated) {

    boolean isCorrected() {
        return updated.isAfter(published);
    }

    Published corrected(Instant now) {
        return new Published(report.corrected(), number, path, url, link, guid, published, now);
    }

    Published renumbered() {
        return new Published(report, number, path, url, link, guid + "-2", published, updated);
    }
}
