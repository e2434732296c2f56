package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.ConfigException;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.kibana.Kibana;
import org.wirewatch.index.kibana.KibanaReport;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.index.kibana.SavedObjects;
import org.wirewatch.index.kibana.ShownTopic;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.TopicCompiler;
import picocli.CommandLine.Option;

/** {@code --kibana URL} and {@code --space NAME}: where dashboards go. */
final class KibanaOption {

    private static final String AS_CONFIGURED = "";

    @Option(
            names = "--kibana",
            paramLabel = "URL",
            arity = "0..1",
            fallbackValue = AS_CONFIGURED,
            description =
                    "Put the dashboards into this Kibana; without URL, into that of wirewatch.yaml. Who we are, and whose"
                            + " certificates we believe, stands there under \"kibana\", else under \"elasticsearch\".")
    private @Nullable String url;

    @Option(
            names = "--space",
            paramLabel = "NAME",
            description = "The Kibana space, in place of that of wirewatch.yaml or the default one.")
    private @Nullable String space;

    /** Whether dashboards are wanted at all. */
    boolean isGiven() {
        return url != null;
    }

    /** The objects for indices of a prefix, with a colour for each topic of the configuration. */
    SavedObjects objects(Optional<Path> config, String prefix) throws IOException {
        List<ShownTopic> topics = config.isPresent() ? topics(config.get()) : List.of();
        return SavedObjects.of(prefix, topics);
    }

    /** A topic file with a mistake keeps no dashboard away; check and run say what is wrong with it. */
    private static List<ShownTopic> topics(Path config) throws IOException {
        return new TopicCompiler()
                .compile(Catalogue.load(config), new ConfigErrors()).topics().stream()
                        .map(topic -> new ShownTopic(topic.id(), topic.title()))
                        .toList();
    }

    /** Puts the objects and says of each what became of it. Waits for Kibana. */
    KibanaReport put(SavedObjects objects, String prefix, KibanaSettings settings, Terminal terminal)
            throws FailedException {
        try {
            return ServerOption.given(new Kibana(settings, terminal.clock()).put(objects, prefix));
        } catch (ConfigException e) {
            throw FailedException.wrongUse(e.getMessage());
        }
    }

    /** As configured, with what the command line says in its place. */
    KibanaSettings settings(Optional<Path> config) throws FailedException {
        KibanaSettings settings = config.isPresent()
                ? SettingsFile.read(
                        config.get(),
                        (root, errors) -> KibanaSettings.read(
                                root.section("kibana"),
                                ElasticsearchSettings.read(root.section("elasticsearch"), errors),
                                errors))
                : KibanaSettings.of(AS_CONFIGURED);
        if (url != null && !url.equals(AS_CONFIGURED)) {
            settings = settings.at(url);
        }
        if (space != null) {
            settings = settings.in(space);
        }
        String address = settings.url();
        if (address == null || address.isEmpty()) {
            throw FailedException.wrongUse("--kibana: there is no kibana.url in wirewatch.yaml either."
                    + " Write an address such as https://kibana.example.org:5601");
        }
        Optional<String> wrong = ElasticsearchSettings.mistakeIn(address);
        if (wrong.isPresent()) {
            throw FailedException.wrongUse("--kibana " + wrong.get()
                    + ". Write an address such as https://kibana.example.org:5601, and who we are in wirewatch.yaml");
        }
        Optional<String> wrongSpace = Optional.ofNullable(space).flatMap(KibanaSettings::mistakeInSpace);
        if (wrongSpace.isPresent()) {
            throw FailedException.wrongUse("--space " + wrongSpace.get());
        }
        return settings;
    }
}
