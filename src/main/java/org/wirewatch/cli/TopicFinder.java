package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirewatch.alert.AlertPolicy;
import org.wirewatch.alert.Score;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.ContentFrom;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Problem;
import org.wirewatch.topic.Catalogue;
import org.wirewatch.topic.CompiledTopics;
import org.wirewatch.topic.MatchOutcome;
import org.wirewatch.topic.NearMiss;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicCompiler;
import org.wirewatch.topic.TopicMatch;
import org.wirewatch.topic.TopicMatcher;

/** The configured topics, looked for in a text as the job does it. For one thread. */
final class TopicFinder implements AutoCloseable {

    /** A rule of which less is there has nothing to tell. */
    private static final double NEARLY = 0.5;

    private static final int NEAR_MISSES = 2;

    private final CompiledTopics topics;
    private final TopicMatcher matcher;
    private final AlertPolicy policy = new AlertPolicy();

    private TopicFinder(CompiledTopics topics) {
        this.topics = topics;
        this.matcher = new TopicMatcher(topics);
    }

    /** @throws FailedException with every mistake in the topic files */
    static TopicFinder load(Path config) throws FailedException {
        ConfigErrors errors = new ConfigErrors();
        CompiledTopics compiled;
        try {
            compiled = new TopicCompiler().compile(Catalogue.load(config), errors);
        } catch (IOException e) {
            throw FailedException.wrongUse(e.getMessage());
        }
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(Mistakes.in(config, errors));
        }
        if (compiled.topics().isEmpty()) {
            throw FailedException.wrongUse("there are no topics in " + config.resolve(Catalogue.FOLDER)
                    + ". Put a topic file there, or name another folder with --config");
        }
        return new TopicFinder(compiled);
    }

    /** What is looked for. */
    List<String> titles() {
        return topics.topics().stream().map(Topic::title).toList();
    }

    /** The rules and examples themselves. */
    CompiledTopics topics() {
        return topics;
    }

    /**
     * What a text raises.
     *
     * @param alerts by topic
     * @param scores how each topic that was found came to its score, by topic id
     * @param tooWeak topics that were found, but with a score below their threshold
     * @param problems rules that could not be tried
     */
    record Found(List<Alert> alerts, Map<String, Score> scores, List<Topic> tooWeak, List<Problem> problems) {}

    Found in(Text text, Instant now) {
        MatchOutcome outcome = matcher.match(text.title(), text.body(), text.language());
        Map<String, Score> scores = new LinkedHashMap<>();
        List<Topic> tooWeak = new ArrayList<>();
        for (TopicMatch match : outcome.matches()) {
            Score score = policy.score(text.body(), match);
            scores.put(match.topic().id(), score);
            if (score.total() < match.topic().threshold()) {
                tooWeak.add(match.topic());
            }
        }
        return new Found(policy.alerts(article(text, now), outcome.matches()), scores, tooWeak, outcome.problems());
    }

    /** For each topic that is not in a text, the rules that come nearest to it, at most two of them. */
    List<NearMiss> nearly(Text text) {
        Map<String, Integer> shown = new HashMap<>();
        return matcher.nearMisses(text.title(), text.body(), text.language()).stream()
                .filter(miss -> miss.share() >= NEARLY)
                .filter(miss -> shown.merge(miss.topic().id(), 1, Integer::sum) <= NEAR_MISSES)
                .toList();
    }

    /** A text that has no more than this. */
    record Text(
            String id, String title, String body, @Nullable String language) {}

    private static Article article(Text text, Instant now) {
        Feed none = new Feed(text.id(), "", null, null, null, null, List.of(), 1, 1);
        return new Article(
                text.id(),
                "",
                "",
                null,
                text.title(),
                text.body(),
                List.of(),
                null,
                null,
                null,
                text.language(),
                null,
                null,
                List.of(),
                none,
                ContentFrom.PAGE,
                1,
                now,
                now,
                false);
    }

    @Override
    public void close() {
        matcher.close();
    }
}
