package org.wirewatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.SiteRules;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.ConfigException;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.demo.MailCatcher;
import org.wirewatch.demo.Misfortune;
import org.wirewatch.demo.Newsroom;
import org.wirewatch.demo.Schedule;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.AlertTail;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.IndexedAlert;
import org.wirewatch.index.Kind;
import org.wirewatch.index.Reading;
import org.wirewatch.index.Setup;
import org.wirewatch.index.kibana.KibanaReport;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.index.kibana.SavedObjects;
import org.wirewatch.job.JobSettings;
import org.wirewatch.job.MonitorConfig;
import org.wirewatch.job.local.LocalRun;
import org.wirewatch.job.local.LocalRunException;
import org.wirewatch.notify.SubscriptionsFile;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.Templates;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicCompiler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch demo}: the main job on a newsroom of this machine. */
@Command(
        name = "demo",
        description = {
            "Shows Wirewatch at work, on this machine alone.",
            "",
            "A local newsroom of 12 outlets publishes an article every second or two; the monitor job reads its feeds and"
                    + " pages, finds the topics of config/topics and writes alerts into an Elasticsearch that comes"
                    + " along, or with --elasticsearch into yours, in indices of their own (prefix-demo). Alerts appear here as"
                    + " they come, until Ctrl-C.",
            ""
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final int ARTICLES_AT_ONCE = 10;
    private static final Duration PACE = Duration.ofMillis(1_200);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** The newsroom's day is over long before. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String LOOPBACK = "127.0.0.1";

    private final Terminal terminal;

    @Option(
            names = "--until-alerts",
            paramLabel = "N",
            description = "Stop when Elasticsearch holds so many alerts; exit code 1 if the day has not as many.")
    private @Nullable Integer untilAlerts;

    @Option(names = "--json", description = "Print whole documents as lines of JSON.")
    private boolean json;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Of Elasticsearch; 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private KibanaOption kibana = new KibanaOption();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException, InterruptedException {
        Catalogue catalogue = catalogue(server.config().folder());
        Path state = Files.createTempDirectory("wirewatch-demo-");
        StopSignal stop = StopSignal.interrupting(Thread.currentThread());
        try {
            return inFolder(state, catalogue);
        } catch (InterruptedException stopped) {
            return Exit.DONE;
        } finally {
            stop.cleanedUp();
        }
    }

    private int inFolder(Path state, Catalogue catalogue) throws IOException, FailedException, InterruptedException {
        Optional<KibanaSettings> dashboards =
                kibana.isGiven() ? Optional.of(kibana.settings(server.config().find())) : Optional.empty();
        try {
            if (server.isGiven()) {
                ElasticsearchSettings own = server.settings();
                return watch(catalogue, state, own.under(own.prefix() + "-demo"), dashboards);
            }
            terminal.say("wirewatch demo: starting Elasticsearch");
            try (EmbeddedElasticsearch embedded = Embedded.start(state.resolve("elasticsearch"), port)) {
                return watch(
                        catalogue,
                        state,
                        ElasticsearchSettings.of(embedded.url(), ElasticsearchSettings.DEFAULT_PREFIX),
                        dashboards);
            }
        } finally {
            delete(state);
        }
    }

    /** Three, one of each kind. */
    private static String subscriptions() throws IOException {
        try (InputStream in = MailCatcher.class.getResourceAsStream(SubscriptionsFile.NAME)) {
            if (in == null) {
                throw new IOException("the jar lacks the demo's " + SubscriptionsFile.NAME);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Catalogue catalogue(Path folder) throws IOException, FailedException {
        ConfigErrors errors = new ConfigErrors();
        Catalogue catalogue = Catalogue.load(folder);
        new TopicCompiler().compile(catalogue, errors);
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        return catalogue;
    }

    private int watch(
            Catalogue catalogue, Path state, ElasticsearchSettings settings, Optional<KibanaSettings> dashboards)
            throws IOException, FailedException, InterruptedException {
        try (Elasticsearch elasticsearch = new Elasticsearch(settings, terminal.clock());
                Newsroom newsroom = Newsroom.open(
                        Schedule.paced(ARTICLES_AT_ONCE, PACE), terminal.clock(), 0, Misfortune.FOR_DEMO);
                MailCatcher mail = MailCatcher.open(Files.createTempDirectory("wirewatch-demo-mail-"))) {
            ServerOption.given(Setup.install(elasticsearch));
            ServerOption.given(
                    Setup.createIndices(elasticsearch, terminal.clock().instant()));
            showDashboards(dashboards, settings.prefix());
            String subscriptions = subscriptions();
            MonitorConfig monitor = new MonitorConfig(
                    server.config().folder(),
                    newsroom.feeds(),
                    false,
                    PollSettings.defaults(),
                    HttpSettings.defaults().withAllowNetworks(List.of(Newsroom.NETWORK)),
                    settings,
                    JobSettings.DEFAULTS,
                    catalogue.with(
                            SubscriptionsFile.parse(SubscriptionsFile.NAME, subscriptions, null, new ConfigErrors())
                                    .topics()),
                    SiteRules.NONE,
                    MailSettings.of(LOOPBACK, mail.port(), MailSettings.Tls.NONE, "alerts@demo.example"),
                    Templates.ours(),
                    subscriptions,
                    Files.writeString(state.resolve(SubscriptionsFile.NAME), subscriptions));
            Instant start = terminal.clock().instant();
            terminal.say(
                    "wirewatch demo: starting the job on " + newsroom.feeds().size() + " feeds");
            try (LocalRun run = LocalRun.start(monitor, new LocalRun.Options(state, 2, Duration.ofSeconds(5), 0))) {
                terminal.say("wirewatch demo: Elasticsearch is at " + settings.url() + ", Flink's page at "
                        + run.webPage() + "; Ctrl-C stops everything");
                terminal.say("wirewatch demo: three subscriptions are told by mail, which is caught in " + mail.folder()
                        + " as .html to open in a browser and .eml for a mail program; it stays there");
                return follow(elasticsearch, start);
            }
        } catch (LocalRunException e) {
            throw FailedException.failed(e.getMessage());
        } catch (ConfigException e) {
            throw FailedException.wrongConfig(e.errors());
        }
    }

    private void showDashboards(Optional<KibanaSettings> dashboards, String prefix)
            throws IOException, FailedException {
        if (dashboards.isEmpty()) {
            terminal.say("wirewatch demo: for dashboards give --kibana URL (and --elasticsearch URL, its server);"
                    + " kibana/README.md says how to get both with one command");
            return;
        }
        SavedObjects objects = kibana.objects(server.config().find(), prefix);
        KibanaReport report = kibana.put(objects, prefix, dashboards.get(), terminal);
        report.objects().stream()
                .filter(KibanaReport.Line::failed)
                .forEach(line -> terminal.say("wirewatch demo: " + line));
        terminal.say("wirewatch demo: dashboards are at " + report.address());
    }

    private int follow(Elasticsearch elasticsearch, Instant start)
            throws IOException, FailedException, InterruptedException {
        AlertView view = new AlertView(terminal, json);
        AlertTail tail = new AlertTail(elasticsearch, start);
        Reading reading = new Reading(elasticsearch);
        while (untilAlerts == null || terminal.clock().instant().isBefore(start.plus(PATIENCE))) {
            for (IndexedAlert alert : tail.next().match(alerts -> alerts, problem -> List.<IndexedAlert>of())) {
                view.one(alert);
            }
            if (untilAlerts != null) {
                long count = reading.count(Kind.ALERTS).match(number -> number, problem -> 0L);
                if (count >= untilAlerts) {
                    terminal.say("wirewatch demo: " + count + " alerts are in Elasticsearch after "
                            + Duration.between(start, terminal.clock().instant())
                                    .toSeconds() + " s");
                    return Exit.DONE;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        }
        long count = ServerOption.given(reading.count(Kind.ALERTS));
        throw FailedException.failed("the newsroom's day brought " + count + " alerts, fewer than " + untilAlerts
                + ". Ask for fewer, or look at your topics with wirewatch check");
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
