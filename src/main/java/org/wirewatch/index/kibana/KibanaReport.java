package org.wirewatch.index.kibana;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each object.
 *
 * @param address of the dashboard to begin with
 */
public record KibanaReport(List<Line> objects, String address) {

    /**
     * One object.
     *
     * @param replaced whether an older one was there
     * @param reason why Kibana did not take it; null if it did
     */
    public record Line(
            String type,
            String id,
            String title,
            boolean replaced,
            @Nullable String reason) {

        public boolean failed() {
            return reason != null;
        }

        @Override
        public String toString() {
            String what = type + " " + id + " (" + title + "): ";
            return what + (reason == null ? (replaced ? "replaced" : "put") : "not put, " + reason);
        }
    }

    public KibanaReport {
        objects = List.copyOf(objects);
    }

    public boolean complete() {
        return objects.stream().noneMatch(Line::failed);
    }
}
