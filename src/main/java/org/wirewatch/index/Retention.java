package org.wirewatch.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which months are there, and dropping those that are past retention. Waits for the server. */
public final class Retention {

    private static final Map<String, String> ALL = Map.of(
            "ignore_unavailable",
            "true",
            "allow_no_indices",
            "true",
            "expand_wildcards",
            "open,closed",
            "flat_settings",
            "true");

    private final ElasticsearchSettings settings;
    private final Rest rest;

    public Retention(Elasticsearch elasticsearch) {
        this.settings = elasticsearch.settings();
        this.rest = elasticsearch.rest();
    }

    /** One month of one kind. */
    public record MonthIndex(String name, Kind kind, YearMonth month) {

        /** When the last document that can be in it was seen. */
        public Instant end() {
            return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** All monthly indices, oldest first. */
    public Answer<List<MonthIndex>> months() {
        return Answer.of(() -> {
            List<MonthIndex> months = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                if (kind.monthly()) {
                    JsonNode indices = rest.get('/' + kind.pattern(settings.prefix()) + "/_settings", ALL);
                    indices.properties()
                            .forEach(index -> kind.month(settings.prefix(), index.getKey())
                                    .ifPresent(month -> months.add(new MonthIndex(index.getKey(), kind, month))));
                }
            }
            months.sort(Comparator.comparing(MonthIndex::month).thenComparing(MonthIndex::kind));
            return List.copyOf(months);
        });
    }

    /** Those whose month ended longer ago than the configured retention, oldest first. */
    public Answer<List<MonthIndex>> expired(Instant now) {
        Instant limit = now.minus(settings.retention());
        return months().map(months ->
                months.stream().filter(index -> index.end().isBefore(limit)).toList());
    }

    /** Deletes one index by its name. */
    public Answer<MonthIndex> drop(MonthIndex index) {
        return Answer.of(() -> {
            rest.delete('/' + index.name());
            return index;
        });
    }
}
