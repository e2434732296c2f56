package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirewatch.article.SiteRules;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;
import org.wirewatch.config.Section;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.job.JobSettings;
import org.wirewatch.model.Feed;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.ExampleResult;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicExample;

/** Everything in a configuration folder, read to the end whatever is wrong in it. */
final class ConfigCheck {

    private final Path folder;
    private final ConfigErrors errors = new ConfigErrors();

    private ConfigCheck(Path folder) {
        this.folder = folder;
    }

    /**
     * What is there.
     *
     * @param mistakes by file and place; the files as a path from where the command runs
     * @param feeds that are polled
     * @param topics that are looked for
     * @param examples texts that the topic files bring along and that were tried
     */
    record Report(List<ConfigError> mistakes, int feeds, int topics, int examples) {}

    static Report of(Path folder) {
        return new ConfigCheck(folder).report();
    }

    private Report report() {
        PollSettings polling = settings();
        List<Feed> feeds = new FeedsFolder(folder, polling).read(errors);
        SiteRules.load(folder, errors);
        Optional<CompiledTopics> topics = topics();
        int examples = topics.map(this::tryExamples).orElse(0);
        List<ConfigError> mistakes = Mistakes.in(folder, errors);
        return new Report(
                mistakes, feeds.size(), topics.map(all -> all.topics().size()).orElse(0), examples);
    }

    private PollSettings settings() {
        Section root = SettingsFile.root(folder, errors);
        HttpSettings.read(root.section("http"), errors);
        ElasticsearchSettings elasticsearch = ElasticsearchSettings.read(root.section("elasticsearch"), errors);
        KibanaSettings.read(root.section("kibana"), elasticsearch, errors);
        PollSettings polling = PollSettings.read(root.section("poll"), errors);
        MailSettings.read(root.section("mail"), errors);
        JobSettings.read(root.section("job"), errors);
        root.done();
        return polling;
    }

    private Optional<CompiledTopics> topics() {
        try {
            return Optional.of(new TopicCompiler().compile(Catalogue.load(folder), errors));
        } catch (IOException e) {
            errors.add(
                    Place.startOf(folder.resolve(Catalogue.FOLDER).toString()),
                    String.valueOf(e.getMessage()),
                    "Let the user that runs Wirewatch read it");
            return Optional.empty();
        }
    }

    /** Topic files say of some texts whether the topic is in them; with broken rules that means nothing. */
    private int tryExamples(CompiledTopics topics) {
        Set<String> broken = new HashSet<>();
        errors.list().forEach(error -> broken.add(error.place().file()));
        List<TopicExample> examples = topics.examples().stream()
                .filter(example -> !broken.contains(example.place().file()))
                .toList();
        ExampleResult.of(topics, examples).stream()
                .filter(result -> !result.holds())
                .forEach(this::report);
        return examples.size();
    }

    private void report(ExampleResult result) {
        errors.add(
                result.example().place(),
                "the topic " + result.example().topicId() + FailedExample.what(result),
                result.example().matches() ? "Correct the rules, or the example" : "Correct the rule, or the example");
    }
}
