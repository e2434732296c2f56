package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.demo.EmbeddedElasticsearch;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.Setup;
import org.wirewatch.job.MonitorConfig;
import org.wirewatch.job.local.LocalRun;
import org.wirewatch.job.local.LocalRunException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch run}: the monitor job in this process. */
@Command(
        name = "run",
        description = {
            "Runs the monitor job on this machine, until Ctrl-C.",
            "",
            "It goes on where it stopped, also after a crash: everything that it remembers lies in the state folder."
                    + " Without --elasticsearch, and where wirewatch.yaml names no server, it brings its own"
                    + " Elasticsearch on port 9200 of this machine, whose data lies in the state folder too.",
            ""
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final int ELASTICSEARCH_PORT = 9200;

    private final Terminal terminal;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "state",
            description = "Folder for what is remembered (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description = "A server of yours, in place of the one in wirewatch.yaml or an own one.")
    private @Nullable String url;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads for each stage, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How much work a crash repeats at most, 1 to 600 (default: ${DEFAULT-VALUE}).")
    private int checkpointEvery;

    @Mixin
    private ConfigOption config = new ConfigOption();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        requireRange("--parallelism", parallelism, 64);
        requireRange("--checkpoint-every", checkpointEvery, 600);
        MonitorConfig monitor = load();
        StopSignal stop = StopSignal.interrupting(Thread.currentThread());
        try {
            return run(monitor, url);
        } catch (InterruptedException stopped) {
            return Exit.DONE;
        } finally {
            stop.cleanedUp();
        }
    }

    private int run(MonitorConfig monitor, @Nullable String url)
            throws IOException, FailedException, InterruptedException {
        if (url != null) {
            String wrong = ElasticsearchSettings.mistakeIn(url).orElse(null);
            if (wrong != null) {
                throw FailedException.wrongUse("--elasticsearch " + wrong);
            }
            return run(monitor.at(url));
        }
        if (!monitor.elasticsearch().url().equals(ElasticsearchSettings.DEFAULT_URL)) {
            return run(monitor);
        }
        terminal.say("wirewatch run: starting an Elasticsearch of its own on port " + ELASTICSEARCH_PORT);
        try (EmbeddedElasticsearch own = Embedded.start(state.resolve("elasticsearch"), ELASTICSEARCH_PORT)) {
            return run(monitor.at(own.url()));
        }
    }

    private static void requireRange(String option, int value, int most) throws FailedException {
        if (value < 1 || value > most) {
            throw FailedException.wrongUse(option + " is " + value + ", but must be from 1 to " + most);
        }
    }

    private MonitorConfig load() throws FailedException {
        try {
            return MonitorConfig.load(config.folder());
        } catch (ConfigException e) {
            throw FailedException.wrongConfig(e.errors());
        }
    }

    private int run(MonitorConfig monitor) throws FailedException, InterruptedException {
        prepare(monitor);
        LocalRun.Options options = new LocalRun.Options(state, parallelism, Duration.ofSeconds(checkpointEvery), 0);
        try (LocalRun run = LocalRun.start(monitor, options)) {
            terminal.say("wirewatch run: watching " + monitor.feeds().size() + " feeds"
                    + run.restoredFrom()
                            .map(point -> ", going on from " + point)
                            .orElse(", from the beginning")
                    + ". Alerts: wirewatch alerts --follow --elasticsearch "
                    + monitor.elasticsearch().url() + ". Flink's page: " + run.webPage());
            run.await();
            return Exit.DONE;
        } catch (LocalRunException e) {
            throw FailedException.failed(e.getMessage());
        }
    }

    /** A server that is away now is no reason not to start: documents wait for it. */
    private void prepare(MonitorConfig monitor) throws FailedException {
        try (Elasticsearch elasticsearch = new Elasticsearch(monitor.elasticsearch(), terminal.clock())) {
            Setup.install(elasticsearch)
                    .match(
                            report -> {
                                report.gaps().forEach(gap -> terminal.say("wirewatch run: " + gap));
                                return null;
                            },
                            problem -> {
                                terminal.say("wirewatch run: " + ServerOption.sentence(problem));
                                return null;
                            });
        } catch (ConfigException e) {
            throw FailedException.wrongConfig(e.errors());
        }
    }
}
