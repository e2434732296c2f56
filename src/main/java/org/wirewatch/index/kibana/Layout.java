package org.wirewatch.index.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How panels lie on a dashboard: 48 columns, none upon another, no hole, so that nothing scrolls sideways or jumps. */
final class Layout {

    private static final int COLUMNS = 48;

    private Layout() {}

    static List<String> complaints(JsonNode panels) {
        List<String> complaints = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<String[]> rows = new ArrayList<>();
        for (JsonNode panel : panels) {
            String title = panel.path("title").asText(panel.path("panelIndex").asText());
            if (!ids.add(panel.path("panelIndex").asText())) {
                complaints.add("panel \"" + title + "\": another has the same panelIndex");
            }
            place(panel.path("gridData"), title, rows, complaints);
        }
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < COLUMNS; x++) {
                if (rows.get(y)[x] == null) {
                    complaints.add("no panel is at column " + x + " of row " + y + ": rows must be full");
                    return complaints;
                }
            }
        }
        return complaints;
    }

    private static void place(JsonNode grid, String title, List<String[]> rows, List<String> complaints) {
        int x = grid.path("x").asInt();
        int y = grid.path("y").asInt();
        int right = x + grid.path("w").asInt();
        int bottom = y + grid.path("h").asInt();
        if (x < 0 || y < 0 || right > COLUMNS || right <= x || bottom <= y) {
            complaints.add("panel \"" + title + "\": it lies outside of the " + COLUMNS + " columns");
            return;
        }
        while (rows.size() < bottom) {
            rows.add(new String[COLUMNS]);
        }
        Set<String> under = new HashSet<>();
        for (int row = y; row < bottom; row++) {
            for (int column = x; column < right; column++) {
                if (rows.get(row)[column] != null) {
                    under.add(rows.get(row)[column]);
                }
                rows.get(row)[column] = title;
            }
        }
        under.forEach(other -> complaints.add("panel \"" + title + "\": it lies upon \"" + other + "\""));
    }
}
