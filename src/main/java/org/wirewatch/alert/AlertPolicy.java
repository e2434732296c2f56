package org.wirewatch.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirewatch.model.Alert;
import org.wirewatch.model.Article;
import org.wirewatch.model.Field;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Severity;
import org.wirewatch.topic.Topic;
import org.wirewatch.topic.TopicMatch;
import org.wirewatch.topic.language.Lead;

/** Decides which alerts the topics of an article raise. A pure function: the same article gives the same alerts. */
public final class AlertPolicy {

    /** More places say nothing that these do not. */
    public static final int MAX_MENTIONS = 10;

    /** One alert for each match whose score reaches its topic's threshold, in the order of the matches. */
    public List<Alert> alerts(Article article, List<TopicMatch> matches) {
        return matches.stream()
                .filter(match ->
                        score(article.body(), match).total() >= match.topic().threshold())
                .map(match -> alert(article, match))
                .toList();
    }

    /** How much a text is about a topic that was found in it. */
    public Score score(String body, TopicMatch match) {
        return Score.of(match.mentions(), body);
    }

    /**
     * The highest severity of the rules that matched; a rule that says none has the topic's. Supporting rules only count
     * when they say one, and never alone.
     */
    public Severity severity(TopicMatch match) {
        Topic topic = match.topic();
        return match.mentions().stream()
                .map(Mention::ruleId)
                .distinct()
                .filter(rule -> topic.ruleSeverities().containsKey(rule)
                        || !topic.supportingRules().contains(rule))
                .map(rule -> topic.ruleSeverities().getOrDefault(rule, topic.severity()))
                .max(Comparator.naturalOrder())
                .orElse(topic.severity());
    }

    /** The mentions that tell most, the best first; at most {@value #MAX_MENTIONS}. */
    public List<Mention> best(String body, TopicMatch match) {
        int leadEnd = Lead.end(body);
        Map<String, Set<String>> rulesOfSentence = match.mentions().stream()
                .collect(Collectors.groupingBy(
                        AlertPolicy::sentenceKey, Collectors.mapping(Mention::ruleId, Collectors.toSet())));
        Map<Mention, Double> weights = new HashMap<>();
        for (Mention mention : match.mentions()) {
            Set<String> rules = rulesOfSentence.get(sentenceKey(mention));
            weights.put(mention, weight(mention, rules.size(), leadEnd));
        }
        Comparator<Mention> heaviest = Comparator.comparing(weights::get);
        List<Mention> sorted = match.mentions().stream()
                .sorted(heaviest.reversed()
                        .thenComparing(Mention::field)
                        .thenComparing(Mention::start)
                        .thenComparing(Mention::end)
                        .thenComparing(Mention::ruleId))
                .toList();
        return eachSentenceFirst(sorted);
    }

    /** The title stands beside an alert anyway, so a sentence of the body tells more. */
    private static double weight(Mention mention, int rulesInSentence, int leadEnd) {
        double place = mention.field() == Field.TITLE ? 0 : Score.inLead(mention, leadEnd) ? 1 : 0.5;
        return place + rulesInSentence - 1 + Score.closeness(mention);
    }

    /** A second match in a sentence comes after the first one of every other. */
    private static List<Mention> eachSentenceFirst(List<Mention> sorted) {
        Set<String> sentences = new HashSet<>();
        List<Mention> firsts = new ArrayList<>();
        List<Mention> others = new ArrayList<>();
        for (Mention mention : sorted) {
            (sentences.add(sentenceKey(mention)) ? firsts : others).add(mention);
        }
        firsts.addAll(others);
        return List.copyOf(firsts.subList(0, Math.min(MAX_MENTIONS, firsts.size())));
    }

    private static String sentenceKey(Mention mention) {
        return mention.field() + "\n" + mention.sentence();
    }

    private Alert alert(Article article, TopicMatch match) {
        List<Mention> best = best(article.body(), match);
        return new Alert(
                article.id(),
                match.topic().id(),
                match.topic().title(),
                severity(match),
                score(article.body(), match).total(),
                best.get(0).sentence(),
                best,
                match.ruleVersion());
    }
}
