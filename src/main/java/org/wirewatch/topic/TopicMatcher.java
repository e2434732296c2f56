package org.wirewatch.topic;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Field;
import org.wirewatch.model.Mention;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;
import org.wirewatch.topic.Segment.RuleOwner;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.match.ArticleText;
import org.wirewatch.topic.match.Passage;
import org.wirewatch.topic.match.RuleMatcher;
import org.wirewatch.topic.match.Shortfall;

/** Finds the topics that articles mention. For one thread: it keeps its working memory from article to article. */
public final class TopicMatcher implements AutoCloseable {

    private static final Comparator<Mention> BY_PLACE = Comparator.comparing(Mention::field)
            .thenComparing(Mention::start)
            .thenComparing(Mention::end)
            .thenComparing(Mention::ruleId);

    private CompiledTopics topics;
    private final InstantSource clock;
    private final Map<Language, LanguageMatcher> languages = new HashMap<>();

    public TopicMatcher(CompiledTopics topics) {
        this(topics, InstantSource.system());
    }

    /** @param clock dates the problems */
    public TopicMatcher(CompiledTopics topics, InstantSource clock) {
        this.topics = topics;
        this.clock = clock;
    }

    /** The rules of one language and the working memory that they need. */
    private record LanguageMatcher(ArticleText text, List<SegmentMatcher> segments) {}

    private record SegmentMatcher(CompiledTopics.Rules rules, RuleMatcher matcher) {}

    /** Matches by other rules from now on. What was learned of rules that both have is kept. */
    public void use(CompiledTopics newTopics) {
        topics = newTopics;
        languages.replaceAll((language, old) -> new LanguageMatcher(old.text, segments(language, old.segments)));
    }

    /**
     * Finds the topics of an article. Never throws because of an article or a rule.
     *
     * @param language BCP 47; for null and for languages without rules, only the rules of {@code any} are tried
     */
    public MatchOutcome match(String title, String body, @Nullable String language) {
        LanguageMatcher matcher = languages.computeIfAbsent(Language.of(language), this::matcher);
        Collected collected = new Collected();
        if (!matcher.segments.isEmpty()) {
            matcher.text.read(title, body);
        }
        for (SegmentMatcher segment : matcher.segments) {
            collected.rules = segment.rules;
            segment.matcher.match(matcher.text, collected);
        }
        return collected.outcome(title, body);
    }

    /**
     * Why topics were not found: for each topic that an article does not mention, the rules of which it has something, the
     * nearest first. For people who tune a topic; looks at every rule, so it is slower than {@link #match}.
     */
    public List<NearMiss> nearMisses(String title, String body, @Nullable String language) {
        Set<String> found = new HashSet<>();
        match(title, body, language)
                .matches()
                .forEach(match -> found.add(match.topic().id()));
        LanguageMatcher matcher = languages.computeIfAbsent(Language.of(language), this::matcher);
        List<NearMiss> misses = new ArrayList<>();
        for (SegmentMatcher segment : matcher.segments) {
            List<Shortfall> shortfalls = segment.matcher.shortfalls(matcher.text);
            for (int rule = 0; rule < shortfalls.size(); rule++) {
                RuleOwner owner = segment.rules.rules().owners().get(rule);
                Shortfall shortfall = shortfalls.get(rule);
                String topic = owner.topic().id();
                if (!found.contains(topic)
                        && !segment.rules.segment().replaced().contains(topic)
                        && shortfall.share() > 0
                        && shortfall.share() < 1) {
                    misses.add(new NearMiss(owner.topic(), owner.ruleId(), shortfall.share(), shortfall.text()));
                }
            }
        }
        misses.sort(Comparator.comparing(NearMiss::share)
                .reversed()
                .thenComparing(miss -> miss.topic().id())
                .thenComparing(NearMiss::ruleId));
        return List.copyOf(misses);
    }

    private LanguageMatcher matcher(Language language) {
        return new LanguageMatcher(new ArticleText(language), segments(language, List.of()));
    }

    private List<SegmentMatcher> segments(Language language, List<SegmentMatcher> old) {
        List<SegmentMatcher> segments = new ArrayList<>();
        for (CompiledTopics.Rules rules : topics.rules(language)) {
            RuleMatcher matcher = old.stream()
                    .filter(segment -> segment.rules.rules() == rules.rules())
                    .map(SegmentMatcher::matcher)
                    .findFirst()
                    .orElseGet(() -> new RuleMatcher(rules.rules().rules()));
            segments.add(new SegmentMatcher(rules, matcher));
        }
        return segments;
    }

    @Override
    public void close() {
        languages.clear();
    }

    /** Sorts what the rules found by topic. */
    private final class Collected implements RuleMatcher.Listener {

        private final Map<String, Found> topicsFound = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private CompiledTopics.@Nullable Rules rules;

        private RuleOwner owner(int rule) {
            return rules().rules().owners().get(rule);
        }

        private CompiledTopics.Rules rules() {
            if (rules == null) {
                throw new IllegalStateException("no rules are being tried");
            }
            return rules;
        }

        @Override
        public void fulfilled(int rule, List<Passage> passages) {
            RuleOwner owner = owner(rule);
            String topic = owner.topic().id();
            if (!rules().segment().replaced().contains(topic)) {
                topicsFound.computeIfAbsent(topic, id -> new Found(owner)).add(owner, passages);
            }
        }

        @Override
        public void failed(int rule, RuntimeException cause) {
            RuleOwner owner = owner(rule);
            problems.add(new Problem(
                    Stage.TOPIC,
                    "rule-failed",
                    null,
                    null,
                    "The rule " + owner.ruleId() + " of " + owner.topic().id() + " could not be tried: " + cause,
                    "Report this with the article; the other rules were tried",
                    1,
                    clock.instant()));
        }

        MatchOutcome outcome(String title, String body) {
            List<TopicMatch> matches = new ArrayList<>();
            for (Found found : topicsFound.values()) {
                if (found.stands) {
                    matches.add(found.match(title, body));
                }
            }
            return new MatchOutcome(matches, problems);
        }
    }

    /** What was found of one topic. */
    private static final class Found {

        private final RuleOwner first;
        private final List<RuleOwner> owners = new ArrayList<>();
        private final List<List<Passage>> passages = new ArrayList<>();
        private boolean stands;

        Found(RuleOwner first) {
            this.first = first;
        }

        void add(RuleOwner owner, List<Passage> found) {
            owners.add(owner);
            passages.add(found);
            stands |= !owner.topic().supportingRules().contains(owner.ruleId());
        }

        TopicMatch match(String title, String body) {
            Set<Mention> mentions = new LinkedHashSet<>();
            for (int i = 0; i < owners.size(); i++) {
                for (Passage passage : passages.get(i)) {
                    String text = passage.field() == Field.TITLE ? title : body;
                    mentions.add(new Mention(
                            first.topic().id(),
                            owners.get(i).ruleId(),
                            passage.field(),
                            passage.start(),
                            passage.end(),
                            text.substring(passage.start(), passage.end()),
                            passage.sentence()));
                }
            }
            return new TopicMatch(
                    first.topic(),
                    first.ruleVersion(),
                    mentions.stream().sorted(BY_PLACE).toList());
        }
    }
}
