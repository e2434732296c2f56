package org.wirewatch.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is out at an instant: the first steps of the day, carried out. Immutable. */
final class Edition {

    /** As many entries as feeds usually show. */
    private static final int FEED_LENGTH = 30;

    private final Map<String, Published> bySlug;
    private final Map<String, Published> byPage;

    private Edition(Map<String, Published> bySlug, Map<String, Published> byPage) {
        this.bySlug = bySlug;
        this.byPage = byPage;
    }

    /**
     * @param happened when each step happened, at most as many as the day has, in their order
     * @param base the address of an outlet, without a slash at the end
     */
    static Edition of(Day day, List<Instant> happened, UnaryOperator<String> base) {
        Map<String, Published> bySlug = new LinkedHashMap<>();
        for (int i = 0; i < happened.size(); i++) {
            Step step = day.steps().get(i);
            Instant at = happened.get(i);
            switch (step.kind()) {
                case PUBLISH -> bySlug.put(step.slug(), published(day, step.slug(), at, base));
                case CORRECT -> bySlug.computeIfPresent(step.slug(), (slug, out) -> out.corrected(at));
                case RENUMBER -> bySlug.computeIfPresent(step.slug(), (slug, out) -> out.renumbered());
            }
        }
        Map<String, Published> byPage = new HashMap<>();
        bySlug.values().forEach(out -> byPage.put(day.outletOf(out.report()).host() + out.path(), out));
        return new Edition(bySlug, byPage);
    }

    private static Published published(Day day, String slug, Instant at, UnaryOperator<String> base) {
        Report report = day.reports().get(slug);
        Outlet outlet = day.outletOf(report);
        int number = day.numberOf(report);
        String path = outlet.pathOf(report, number);
        String url = base.apply(outlet.id()) + path;
        String guid = "urn:" + outlet.id() + ":" + number;
        return new Published(report, number, path, url, outlet.tracked(url), guid, at, at);
    }

    Optional<Published> page(String host, String path) {
        return Optional.ofNullable(byPage.get(host + path));
    }

    List<Published> reports() {
        return List.copyOf(bySlug.values());
    }

    /** The main feed's entries, newest first. */
    List<Published> feed(Outlet outlet) {
        return newest(outlet, false);
    }

    /** The second feed's entries, newest first: some of the main feed's, with links that say where they were clicked. */
    List<Published> topFeed(Outlet outlet) {
        return newest(outlet, true).stream()
                .map(out -> new Published(
                        out.report(),
                        out.number(),
                        out.path(),
                        out.url(),
                        out.url() + "?utm_source=top&utm_medium=rss",
                        out.guid(),
                        out.published(),
                        out.updated()))
                .toList();
    }

    private List<Published> newest(Outlet outlet, boolean topOnly) {
        List<Published> own = new ArrayList<>(bySlug.values().stream()
                .filter(out -> out.report().outlet().equals(outlet.id()))
                .filter(out -> out.report().top() || !topOnly)
                .toList());
        own.sort(Comparator.comparing(Published::published)
                .thenComparing(Published::number)
                .reversed());
        return own.subList(0, Math.min(FEED_LENGTH, own.size()));
    }
}
