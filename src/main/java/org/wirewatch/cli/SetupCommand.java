package org.wirewatch.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.Setup;
import org.wirewatch.index.SetupReport;
import org.wirewatch.index.kibana.KibanaReport;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.index.kibana.SavedObjects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wirewatch setup}: what servers must know before documents come. */
@Command(
        name = "setup",
        description = {
            "Prepares Elasticsearch, and Kibana if asked to.",
            "",
            "Puts index templates into Elasticsearch, a lifecycle policy where the server has those, and the fields that a"
                    + " new version adds into the indices that exist. With --kibana it also puts the dashboards, and what they"
                    + " need, into Kibana, over older ones of the same id. Doing it again changes nothing; what is not"
                    + " Wirewatch's is never touched.",
            ""
        },
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--check", description = "Change nothing; say what is missing in Elasticsearch, with exit code 1.")
    private boolean check;

    @Option(names = "--dry-run", description = "Change nothing; say what would be put where.")
    private boolean dryRun;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private KibanaOption kibana = new KibanaOption();

    SetupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, FailedException {
        if (check && kibana.isGiven()) {
            throw FailedException.wrongUse("--check looks at Elasticsearch only. Leave --kibana out, or use --dry-run");
        }
        Optional<Path> folder = server.config().find();
        Optional<KibanaSettings> target = kibana.isGiven() ? Optional.of(kibana.settings(folder)) : Optional.empty();
        boolean ready;
        String prefix;
        try (Elasticsearch elasticsearch = server.open(terminal)) {
            prefix = elasticsearch.settings().prefix();
            ready = dryRun ? wouldPut(elasticsearch) : elasticsearch(elasticsearch, target.isPresent());
        }
        if (target.isPresent()) {
            SavedObjects objects = kibana.objects(folder, prefix);
            ready &= dryRun ? wouldPut(objects, target.get()) : put(objects, prefix, target.get());
        }
        return ready ? Exit.DONE : Exit.FAILED;
    }

    private boolean elasticsearch(Elasticsearch elasticsearch, boolean withIndices)
            throws IOException, FailedException {
        boolean ready = print(ServerOption.given(check ? Setup.check(elasticsearch) : Setup.install(elasticsearch)));
        if (withIndices) {
            ready &= print(ServerOption.given(
                    Setup.createIndices(elasticsearch, terminal.clock().instant())));
        }
        return ready;
    }

    private boolean print(SetupReport report) throws IOException {
        for (String line : report.done()) {
            print(line);
        }
        report.gaps().forEach(gap -> terminal.say("wirewatch setup: " + gap));
        return report.gaps().isEmpty();
    }

    private boolean put(SavedObjects objects, String prefix, KibanaSettings settings)
            throws IOException, FailedException {
        KibanaReport report = kibana.put(objects, prefix, settings, terminal);
        for (KibanaReport.Line line : report.objects()) {
            if (line.failed()) {
                terminal.say("wirewatch setup: " + line);
            } else {
                print(line.toString());
            }
        }
        if (report.complete()) {
            print("dashboards: " + report.address());
        }
        return report.complete();
    }

    private boolean wouldPut(Elasticsearch elasticsearch) throws IOException, FailedException {
        print("would put index templates into " + elasticsearch.settings().url() + "; what differs there now:");
        SetupReport report = ServerOption.given(Setup.check(elasticsearch));
        for (SetupReport.Gap gap : report.gaps()) {
            print("  " + gap.what());
        }
        if (report.gaps().isEmpty()) {
            print("  nothing");
        }
        return true;
    }

    private boolean wouldPut(SavedObjects objects, KibanaSettings settings) throws IOException {
        print("would put into " + settings.url()
                + (settings.space() == null ? "" : ", space " + settings.space())
                + ", each over one of the same id:");
        for (var object : objects.list()) {
            print("  " + object.type() + " " + object.id() + " (" + object.title() + ")");
        }
        return true;
    }

    private void print(String line) throws IOException {
        terminal.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
