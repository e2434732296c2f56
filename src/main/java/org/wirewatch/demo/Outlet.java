package org.wirewatch.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One fictional outlet, or one language edition of it.
 *
 * @param id of its main feed
 * @param host its loopback address; editions of one outlet share it
 * @param feedPath where the main feed is
 * @param topFeed where a second feed with some of the same reports is, null if there is none
 * @param tracking what the feeds hang on to every link as a query, null for nothing
 * @param pagePath of a report's page, with {@code {section}}, {@code {slug}} and {@code {number}}
 * @param wholeText whether the feeds carry the whole text
 * @param labels the words of the template in the outlet's language
 */
record Outlet(
        String id,
        String name,
        String host,
        String country,
        Locale language,
        ZoneId timeZone,
        List<String> tags,
        String feedPath,
        FeedFormat format,
        @Nullable String topFeed,
        @Nullable String tracking,
        String pagePath,
        PageTemplate template,
        Charset charset,
        boolean wholeText,
        List<String> sections,
        Map<String, String> labels) {

    static Outlet load(String id) {
        FrontMatter file = FrontMatter.load("outlets/" + id + ".txt");
        return new Outlet(
                id,
                file.required("name"),
                file.required("host"),
                file.required("country"),
                Locale.forLanguageTag(file.required("language")),
                ZoneId.of(file.required("time-zone")),
                file.list("tags"),
                file.required("feed"),
                FeedFormat.of(file.required("format")),
                file.optional("top-feed").orElse(null),
                file.optional("tracking").orElse(null),
                file.required("path"),
                PageTemplate.load(file.required("template")),
                file.optional("charset").map(Charset::forName).orElse(StandardCharsets.UTF_8),
                file.flag("whole-text"),
                file.list("sections"),
                Map.copyOf(file.values()));
    }

    Optional<String> topFeedPath() {
        return Optional.ofNullable(topFeed);
    }

    String pathOf(Report report, int number) {
        return pagePath.replace(
                        "{section}", report.section().toLowerCase(Locale.ROOT).replace(' ', '-'))
                .replace("{slug}", report.slug())
                .replace("{number}", Integer.toString(number));
    }

    String tracked(String url) {
        return tracking == null ? url : url + "?" + tracking;
    }
}
