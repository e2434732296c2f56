package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wirewatch.feed.FeedParser;
import org.wirewatch.fetch.Accept;
import org.wirewatch.fetch.FetchOutcome;
import org.wirewatch.fetch.FetchRequest;
import org.wirewatch.fetch.Fetcher;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.fetch.Urls;
import org.wirewatch.model.Entry;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Validators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch feeds test}: is every line of feeds.yaml worth its place? */
@Command(
        name = "test",
        description = {
            "Polls every configured feed once and says what is wrong with it. Nothing is stored, a running job is not"
                    + " disturbed; one feed of a host at a time.",
            "",
            "The exit code is 1 if a feed cannot be read.",
            ""
        },
        mixinStandardHelpOptions = true)
final class FeedsTestCommand implements Callable<Integer> {

    private static final int AT_ONCE = 16;
    private static final int PROGRESS_STEPS = 10;
    private static final int ID_COLUMNS = 24;
    private static final Duration STALE = Duration.ofDays(60);

    private final Terminal terminal;

    @Option(names = "--json", description = "Print a line of JSON for every feed, good ones too.")
    private boolean json;

    @Mixin
    private ConfigOption config = new ConfigOption();

    FeedsTestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private enum Verdict {
        FAILED,
        DOUBTFUL,
        GOOD
    }

    /** @param remark why it is not good, or what else is worth knowing; empty if nothing */
    private record Trial(
            Feed feed,
            Verdict verdict,
            int entries,
            @Nullable Instant newest,
            String remark) {}

    @Override
    public Integer call() throws IOException, FailedException {
        Path folder = config.folder();
        List<Feed> feeds = FeedsAddCommand.configured(folder);
        HttpSettings http =
                SettingsFile.read(folder, (root, errors) -> HttpSettings.read(root.section("http"), errors));
        List<Trial> trials;
        try (Fetcher fetcher = new Fetcher(http, terminal.clock())) {
            trials = all(feeds, fetcher);
        }
        show(trials);
        long failed = count(trials, Verdict.FAILED);
        terminal.say("wirewatch feeds test: " + trials.size() + " feeds: " + count(trials, Verdict.GOOD) + " good, "
                + count(trials, Verdict.DOUBTFUL) + " doubtful, " + failed + " failed");
        return failed == 0 ? Exit.DONE : Exit.FAILED;
    }

    /** As many at once as the semaphore lets, those of a host one after the other. */
    private List<Trial> all(List<Feed> feeds, Fetcher fetcher) {
        Semaphore free = new Semaphore(AT_ONCE);
        Map<String, CompletableFuture<Trial>> lastOfHost = new ConcurrentHashMap<>();
        AtomicInteger done = new AtomicInteger();
        List<CompletableFuture<Trial>> trials = new ArrayList<>();
        for (Feed feed : feeds) {
            String host = Urls.host(feed.url()).orElse(feed.url());
            CompletableFuture<?> turn = lastOfHost.get(host);
            CompletableFuture<Trial> trial = (turn == null ? CompletableFuture.completedFuture(null) : turn)
                    .thenComposeAsync(before -> {
                        free.acquireUninterruptibly();
                        return fetcher.fetch(
                                new FetchRequest(feed.url(), Accept.FEED, Validators.NONE, feed.language()));
                    })
                    .thenApplyAsync(outcome -> {
                        free.release();
                        tell(done.incrementAndGet(), feeds.size());
                        return trial(feed, outcome);
                    });
            lastOfHost.put(host, trial);
            trials.add(trial);
        }
        return trials.stream().map(CompletableFuture::join).toList();
    }

    private void tell(int done, int all) {
        if (all >= PROGRESS_STEPS && done % (all / PROGRESS_STEPS) == 0) {
            terminal.say("wirewatch feeds test: " + done + " of " + all);
        }
    }

    private Trial trial(Feed feed, FetchOutcome outcome) {
        return outcome.match(
                fetched -> read(feed, fetched.page(), fetched.movedTo()),
                unchanged -> failed(feed, "it answers \"not modified\" to a first request"),
                failed -> failed(feed, problem(failed.problem())));
    }

    private Trial read(Feed feed, Page page, @Nullable String movedTo) {
        Instant now = terminal.clock().instant();
        return new FeedParser()
                .parse(page.body(), page.headers().get("content-type"), page.finalUrl(), feed, now)
                .match(
                        parsed -> {
                            List<Entry> entries = parsed.feed().entries();
                            Instant newest = entries.stream()
                                    .map(Entry::published)
                                    .filter(Objects::nonNull)
                                    .max(Instant::compareTo)
                                    .orElse(null);
                            List<String> doubts = new ArrayList<>();
                            if (entries.isEmpty()) {
                                doubts.add("it has no entries");
                            } else if (newest != null && newest.isBefore(now.minus(STALE))) {
                                doubts.add("nothing new for "
                                        + Duration.between(newest, now).toDays() + " days");
                            }
                            if (movedTo != null) {
                                doubts.add("it has moved for good to " + movedTo + ": write that address");
                            }
                            if (page.truncated()) {
                                doubts.add("it is not whole");
                            }
                            String mended = parsed.feed().repairs().isEmpty()
                                    ? ""
                                    : "mended: "
                                            + String.join(", ", parsed.feed().repairs());
                            return new Trial(
                                    feed,
                                    doubts.isEmpty() ? Verdict.GOOD : Verdict.DOUBTFUL,
                                    entries.size(),
                                    newest,
                                    doubts.isEmpty() ? mended : String.join("; ", doubts));
                        },
                        unreadable -> failed(feed, problem(unreadable.problem())));
    }

    private static String problem(Problem problem) {
        return problem.kind() + ": " + ServerOption.sentence(problem);
    }

    private static Trial failed(Feed feed, String remark) {
        return new Trial(feed, Verdict.FAILED, 0, null, remark);
    }

    private static long count(List<Trial> trials, Verdict verdict) {
        return trials.stream().filter(trial -> trial.verdict() == verdict).count();
    }

    private void show(List<Trial> trials) throws IOException {
        if (json) {
            JsonOutput out = new JsonOutput(terminal.out());
            for (Trial trial : trials) {
                out.line(object -> object.field("id", trial.feed().id())
                        .field("url", trial.feed().url())
                        .field("verdict", trial.verdict().name().toLowerCase(Locale.ROOT))
                        .number("entries", trial.entries())
                        .field("newest", trial.newest())
                        .field("remark", trial.remark().isEmpty() ? null : trial.remark()));
            }
            return;
        }
        List<List<String>> rows = trials.stream()
                .filter(trial -> trial.verdict() != Verdict.GOOD)
                .sorted(Comparator.comparing(Trial::verdict))
                .map(trial -> List.of(
                        trial.verdict().name().toLowerCase(Locale.ROOT),
                        Printable.shortened(trial.feed().id(), ID_COLUMNS),
                        trial.remark()))
                .toList();
        if (!rows.isEmpty()) {
            terminal.out()
                    .write(new Table(List.of("VERDICT", "FEED", "WHY"), rows)
                            .render(terminal.columns())
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
