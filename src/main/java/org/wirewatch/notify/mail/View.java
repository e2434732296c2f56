package org.wirewatch.notify.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.NewsItem;
import org.wirewatch.notify.Outage;
import org.wirewatch.notify.QuietHours;
import org.wirewatch.notify.Subscription;
import org.wirewatch.notify.text.PlainLine;
import org.wirewatch.notify.text.Words;

/**
 * What a letter shows, for templates: maps, lists, texts and truth values. Every key is always there; what is not shown is
 * empty or false. {@code config/README.md} lists them for those who write templates.
 */
final class View {

    /** Of names in headers and headings, in characters. */
    static final int MAX_NAME = 120;

    private static final int MAX_TOPICS_IN_SUBJECT = 2;
    private static final int MAX_HEADLINE = 120;
    private static final int MAX_PREVIEW = 160;
    private static final int MAX_WORDS = 10;
    private static final int MAX_WORD = 100;
    private static final int MAX_REASONS = 12;
    private static final int MAX_SENTENCE = 600;

    private final Letter letter;
    private final Words words;
    private final MailSettings settings;
    private final KibanaLinks kibana;
    private final StoryView stories;
    private final String name;

    private View(Letter letter, Words words, MailSettings settings) {
        this.letter = letter;
        this.words = words;
        this.settings = settings;
        kibana = new KibanaLinks(settings.kibana());
        stories = new StoryView(words, letter.subscription().zone());
        String written = PlainLine.of(letter.subscription().name(), MAX_NAME);
        name = written.isEmpty() ? PlainLine.of(letter.subscription().id(), MAX_NAME) : written;
    }

    /** @param shown how many of the letter's items, or of its outages; the others are counted */
    static Map<String, Object> of(Letter letter, Words words, MailSettings settings, int shown) {
        return new View(letter, words, settings).view(shown);
    }

    private Map<String, Object> view(int shown) {
        List<NewsItem> items = letter.items().stream().limit(shown).toList();
        List<Outage> outages = letter.outages().stream().limit(shown).toList();
        int more = letter.more() + letter.items().size() - items.size();
        int moreOutages = letter.outages().size() - outages.size();
        boolean operators = letter.kind() == Letter.Kind.OPERATORS;
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("word", words.all());
        view.put("language", words.locale().toLanguageTag());
        view.put("subscription", name);
        view.put("subscriptionDir", Direction.of(name).word());
        view.put("operators", operators);
        view.put("nothing", letter.kind() == Letter.Kind.NOTHING);
        view.put("sample", letter.kind() == Letter.Kind.SAMPLE);
        view.put("digest", isDigest());
        view.put("heading", heading());
        view.put("showHeading", letter.kind() != Letter.Kind.IMMEDIATE);
        view.put("count", isDigest() ? String.valueOf(letter.items().size() + letter.more()) : "");
        view.put("headline", headline());
        view.put("topics", topics());
        view.put("subjects", subjects());
        view.put("preview", preview());
        view.put("notes", lines(notes()));
        view.put("groups", groups(items));
        view.put("more", more == 0 ? "" : words.say("more", more));
        view.put("moreLink", more == 0 ? "" : kibana.now(letter.at()).orElse(""));
        view.put("outages", outages.stream().map(this::outage).toList());
        view.put("moreOutages", moreOutages == 0 ? "" : words.say("more", moreOutages));
        view.put("healthLink", operators ? kibana.health(letter.at()).orElse("") : "");
        view.put("reasons", lines(reasons(items)));
        view.put("stop", operators ? "" : words.say("stop-note", settings.unsubscribe()));
        view.put("stopLink", operators ? "" : Envelope.unsubscribe(settings, letter.subscription()));
        return view;
    }

    private boolean isDigest() {
        return switch (letter.kind()) {
            case DIGEST, LIMIT_DIGEST, QUIET_DIGEST -> true;
            case IMMEDIATE, NOTHING, OPERATORS, SAMPLE -> false;
        };
    }

    private String heading() {
        return switch (letter.kind()) {
            case IMMEDIATE -> words.say("alert");
            case DIGEST -> words.say("digest");
            case LIMIT_DIGEST -> words.say("limit-digest");
            case QUIET_DIGEST -> words.say("quiet-digest");
            case NOTHING -> words.say("nothing");
            case SAMPLE -> words.say("sample");
            case OPERATORS -> words.say(isOver() ? "all-clear" : "trouble");
        };
    }

    private boolean isOver() {
        return letter.outages().stream().allMatch(outage -> outage.over() != null);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        switch (letter.kind()) {
            case NOTHING -> notes.add(words.say("nothing-note"));
            case SAMPLE -> notes.add(words.say("sample-note"));
            case LIMIT_DIGEST -> {
                Integer limit = letter.subscription().when().atMostPerHour();
                if (limit != null) {
                    notes.add(words.say("limit-note", limit));
                }
            }
            case QUIET_DIGEST -> {
                QuietHours quiet = letter.subscription().when().quiet();
                if (quiet != null) {
                    notes.add(words.say("quiet-note", words.time(quiet.from()), words.time(quiet.to())));
                }
            }
            case IMMEDIATE, DIGEST, OPERATORS -> {}
        }
        return notes;
    }

    private String headline() {
        return letter.items().isEmpty()
                ? ""
                : PlainLine.of(letter.items().get(0).title(), MAX_HEADLINE);
    }

    private String topics() {
        List<String> titles =
                letter.items().stream().map(this::topic).distinct().toList();
        String first = titles.stream().limit(MAX_TOPICS_IN_SUBJECT).collect(Collectors.joining(", "));
        return titles.size() > MAX_TOPICS_IN_SUBJECT ? first + " …" : first;
    }

    private String topic(NewsItem item) {
        boolean own = item.topicId().startsWith(Subscription.TOPIC_PREFIX);
        String title = PlainLine.of(item.topicTitle(), MAX_NAME);
        return own ? words.say("own-words") : title.isEmpty() ? PlainLine.of(item.topicId(), MAX_NAME) : title;
    }

    private String subjects() {
        String first = letter.outages().stream()
                .limit(3)
                .map(outage -> PlainLine.of(outage.subject(), MAX_NAME))
                .collect(Collectors.joining(", "));
        return letter.outages().size() > 3 ? first + " …" : first;
    }

    /** What phones show beside the subject. */
    private String preview() {
        return letter.items().stream()
                .flatMap(item -> item.quotes().stream())
                .findFirst()
                .map(quote -> PlainLine.of(quote.text(), MAX_PREVIEW))
                .orElse("");
    }

    /** By topic, the worst first, and in each by story. */
    private List<Map<String, Object>> groups(List<NewsItem> items) {
        Map<String, List<NewsItem>> byTopic = items.stream()
                .collect(Collectors.groupingBy(NewsItem::topicId, LinkedHashMap::new, Collectors.toList()));
        boolean brief = isDigest() && items.size() > 1;
        List<Map<String, Object>> groups = new ArrayList<>();
        byTopic.forEach((topicId, told) -> {
            boolean own = topicId.startsWith(Subscription.TOPIC_PREFIX);
            String title = topic(told.get(0));
            Map<String, List<NewsItem>> byStory = told.stream()
                    .collect(Collectors.groupingBy(NewsItem::storyId, LinkedHashMap::new, Collectors.toList()));
            groups.add(Map.of(
                    "topic",
                    title,
                    "topicDir",
                    Direction.of(title).word(),
                    "stories",
                    byStory.values().stream()
                            .map(story -> stories.of(story, brief))
                            .toList(),
                    "topicLink",
                    own ? "" : kibana.topic(topicId, letter.at()).orElse("")));
        });
        return groups;
    }

    private Map<String, Object> outage(Outage outage) {
        return Map.of(
                "over", outage.over() != null,
                "subject", PlainLine.of(outage.subject(), MAX_NAME),
                "code", PlainLine.of(outage.kind(), MAX_NAME),
                "time", time(outage),
                "message", PlainLine.of(outage.message(), MAX_SENTENCE),
                "advice", PlainLine.of(outage.advice(), MAX_SENTENCE));
    }

    private String time(Outage outage) {
        String since = words.time(outage.since(), letter.subscription().zone());
        return outage.over() == null
                ? words.say("since", since)
                : words.say(
                        "from-to",
                        since,
                        words.time(outage.over(), letter.subscription().zone()));
    }

    /** Which topic with which rules, or which words. */
    private List<String> reasons(List<NewsItem> items) {
        if (letter.kind() == Letter.Kind.OPERATORS) {
            return List.of(words.say("why-operators"));
        }
        Map<String, List<NewsItem>> byTopic = items.stream()
                .collect(Collectors.groupingBy(NewsItem::topicId, LinkedHashMap::new, Collectors.toList()));
        List<String> reasons = byTopic.values().stream()
                .limit(MAX_REASONS)
                .map(this::reason)
                .collect(Collectors.toCollection(ArrayList::new));
        if (reasons.isEmpty()) {
            reasons.add(words.say("why-all", name));
        }
        return reasons;
    }

    private String reason(List<NewsItem> items) {
        if (items.get(0).topicId().startsWith(Subscription.TOPIC_PREFIX)) {
            return words.say(
                    "why-words", name, several(letter.subscription().what().words()));
        }
        List<String> rules =
                items.stream().flatMap(item -> item.rules().stream()).distinct().toList();
        return words.say("why-topic", name, topic(items.get(0)), several(rules));
    }

    private static String several(List<String> texts) {
        String first = texts.stream()
                .limit(MAX_WORDS)
                .map(text -> PlainLine.of(text, MAX_WORD))
                .collect(Collectors.joining(", "));
        return texts.size() > MAX_WORDS ? first + " …" : first;
    }

    private static List<Map<String, String>> lines(List<String> texts) {
        return texts.stream().map(text -> Map.of("text", text)).toList();
    }

    /** Absent is empty, for templates. */
    static String orEmpty(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
