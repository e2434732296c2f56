package org.wirewatch.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirewatch.article.SiteRules;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Section;
import org.wirewatch.feed.FeedsFolder;
import org.wirewatch.feed.PollSettings;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.index.ElasticsearchSettings;
import org.wirewatch.index.kibana.KibanaSettings;
import org.wirewatch.job.JobSettings;
import org.wirewatch.job.RulesFolder;
import org.wirewatch.model.Feed;
import org.wirewatch.notify.mail.MailSettings;
import org.wirewatch.notify.mail.Templates;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.ExampleResult;
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
     * @param subscriptions that are told
     */
    record Report(List<ConfigError> mistakes, int feeds, int topics, int examples, int subscriptions) {}

    static Report of(Path folder) {
        return new ConfigCheck(folder).report();
    }

    private Report report() {
        Section root = SettingsFile.root(folder, errors);
        HttpSettings.read(root.section("http"), errors);
        ElasticsearchSettings elasticsearch = ElasticsearchSettings.read(root.section("elasticsearch"), errors);
        KibanaSettings.read(root.section("kibana"), elasticsearch, errors);
        PollSettings polling = PollSettings.read(root.section("poll"), errors);
        Optional<MailSettings> mail = MailSettings.read(root.section("mail"), errors);
        mail.ifPresent(settings -> Templates.load(folder, settings, errors));
        JobSettings.read(root.section("job"), errors);
        root.done();
        List<Feed> feeds = new FeedsFolder(folder, polling).read(errors);
        SiteRules.load(folder, errors);
        RulesFolder rules = RulesFolder.read(folder, mail.isPresent(), errors);
        int examples = tryExamples(rules.compiled());
        List<ConfigError> mistakes = Mistakes.in(folder, errors);
        return new Report(
                mistakes,
                feeds.size(),
                rules.compiled().topics().size(),
                examples,
                rules.subscribers().size());
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
