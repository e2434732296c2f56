package org.wirewatch.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigException;
import org.wirewatch.index.Answer;
import org.wirewatch.index.Elasticsearch;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.model.Problem;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --elasticsearch URL}, on every command that talks to Elasticsearch. */
final class ServerOption {

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--elasticsearch",
            paramLabel = "URL",
            description =
                    "The server, in place of the one in wirewatch.yaml; prefix and credentials are those of the file.")
    private @Nullable String url;

    ConfigOption config() {
        return config;
    }

    /** Whether the command line names a server. */
    boolean isGiven() {
        return url != null;
    }

    /** A connection as configured. The server is not asked anything yet. */
    Elasticsearch open(Terminal terminal) throws FailedException {
        try {
            return new Elasticsearch(settings(), terminal.clock());
        } catch (ConfigException e) {
            throw FailedException.wrongUse(e.getMessage());
        }
    }

    /** As configured, with the address that the command line gives in its place. */
    ElasticsearchSettings settings() throws FailedException {
        Optional<Path> folder = config.find();
        ElasticsearchSettings settings = folder.isPresent()
                ? SettingsFile.read(
                        folder.get(),
                        (root, errors) -> ElasticsearchSettings.read(root.section("elasticsearch"), errors))
                : ElasticsearchSettings.of(ElasticsearchSettings.DEFAULT_URL, ElasticsearchSettings.DEFAULT_PREFIX);
        if (url == null) {
            return settings;
        }
        Optional<String> wrong = ElasticsearchSettings.mistakeIn(url);
        if (wrong.isPresent()) {
            throw FailedException.wrongUse(
                    "--elasticsearch " + wrong.get() + ". Write an address such as" + " https://es.example.org:9200");
        }
        return settings.at(url);
    }

    /** What the server answered. */
    static <T> T given(Answer<T> answer) throws FailedException {
        return answer.<Outcome<T>>match(Outcome::of, problem -> Outcome.failed(sentence(problem)))
                .orFail();
    }

    static String sentence(Problem problem) {
        return problem.message() + ". " + problem.advice();
    }
}
