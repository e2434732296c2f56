package org.wirewatch.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wirewatch.index.AlertTail;
import org.wirewatch.index.Answer;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.IndexedAlert;
import org.wirewatch.index.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch alerts}: what was found. */
@Command(
        name = "alerts",
        description = {"Shows alerts, the newest first.", "", "With --follow, the newest last, and those that come.", ""
        },
        mixinStandardHelpOptions = true)
final class AlertsCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Terminal terminal;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--follow", description = "Go on with alerts as they come, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "Print whole documents as lines of JSON.")
    private boolean json;

    @Mixin
    private ServerOption server = new ServerOption();

    AlertsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        if (count < 1 || count > 10_000) {
            throw FailedException.wrongUse("--count is " + count + ", but must be from 1 to 10000");
        }
        AlertView view = new AlertView(terminal, json);
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            List<IndexedAlert> newest = ServerOption.given(new Reading(elasticsearch).newestAlerts(count));
            if (follow) {
                follow(elasticsearch, newest, view);
            } else {
                view.list(newest);
            }
        }
        return Exit.DONE;
    }

    private void follow(Elasticsearch elasticsearch, List<IndexedAlert> newest, AlertView view) throws IOException {
        for (int i : IntStream.range(0, newest.size())
                .map(i -> newest.size() - 1 - i)
                .toArray()) {
            view.one(newest.get(i));
        }
        Set<String> shown = newest.stream().map(IndexedAlert::id).collect(Collectors.toSet());
        Instant start = newest.stream()
                .map(IndexedAlert::ingested)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(terminal.clock().instant());
        AlertTail tail = new AlertTail(elasticsearch, start);
        boolean away = false;
        while (!Thread.currentThread().isInterrupted()) {
            Answer<List<IndexedAlert>> answer = tail.next();
            boolean answered = answer.match(alerts -> true, problem -> false);
            if (answered) {
                for (IndexedAlert alert : answer.match(alerts -> alerts, problem -> List.<IndexedAlert>of())) {
                    if (!shown.contains(alert.id())) {
                        view.one(alert);
                    }
                }
                if (away) {
                    terminal.say("wirewatch alerts: Elasticsearch answers again");
                }
            } else if (!away) {
                terminal.say("wirewatch alerts: " + answer.match(alerts -> "", ServerOption::sentence)
                        + ". Trying again every " + LOOK_EVERY.toSeconds() + " s");
            }
            away = !answered;
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
