package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wirewatch.index.IndexedAlert;

/** Alerts as people or programs read them. */
final class AlertView {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Map<String, String> COLOURS =
            Map.of("critical", "\u001B[1;31m", "high", "\u001B[31m", "medium", "\u001B[33m", "low", "\u001B[36m");
    private static final String PLAIN = "\u001B[0m";
    private static final String INDENT = " ".repeat(10);

    private final Terminal terminal;
    private final boolean json;
    private final Highlight highlight;

    AlertView(Terminal terminal, boolean json) {
        this.terminal = terminal;
        this.json = json;
        this.highlight = new Highlight(terminal.colour());
    }

    /** All at once, as a table or as lines of JSON. */
    void list(List<IndexedAlert> alerts) throws IOException {
        if (json) {
            for (IndexedAlert alert : alerts) {
                write(alert.json() + "\n");
            }
            return;
        }
        List<List<String>> rows = alerts.stream()
                .map(alert -> List.of(
                        MINUTE.format(alert.seen()),
                        alert.severity(),
                        score(alert),
                        alert.topicTitle(),
                        Printable.shortened(Printable.line(alert.outlet()), 25),
                        alert.title()))
                .toList();
        write(new Table(List.of("SEEN (UTC)", "SEVERITY", "SCORE", "TOPIC", "OUTLET", "HEADLINE"), rows)
                .render(terminal.columns()));
    }

    /** One that has just come: two lines with the sentence that raised it, or a line of JSON. */
    void one(IndexedAlert alert) throws IOException {
        if (json) {
            write(alert.json() + "\n");
            return;
        }
        Instant seen = alert.ingested() == null ? alert.seen() : alert.ingested();
        String severity = String.format(Locale.ROOT, "%-8s", alert.severity());
        String head = SECOND.format(seen) + "  "
                + (terminal.colour() ? COLOURS.getOrDefault(alert.severity(), "") + severity + PLAIN : severity) + "  "
                + Printable.line(alert.topicTitle()) + " · " + Printable.line(alert.outlet()) + " · "
                + Printable.line(alert.title());
        String match = alert.evidence().stream()
                .filter(evidence -> evidence.sentence().equals(alert.sentence()))
                .map(IndexedAlert.Evidence::text)
                .findFirst()
                .orElse("");
        write(head + "\n" + INDENT + highlight.in(alert.sentence(), match, terminal.columns() - INDENT.length())
                + "\n");
    }

    private static String score(IndexedAlert alert) {
        return String.format(Locale.ROOT, "%.2f", alert.score());
    }

    private void write(String text) throws IOException {
        terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
        terminal.out().flush();
    }
}
