package org.wirewatch.notify;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Located;
import org.wirewatch.config.Nearest;
import org.wirewatch.config.Secret;
import org.wirewatch.config.Section;
import org.wirewatch.config.Yaml;
import org.wirewatch.model.Severity;
import org.wirewatch.topic.TopicFile;
import org.wirewatch.topic.WatchedWords;

/**
 * The schema of {@code subscriptions.yaml}:
 *
 * <pre>
 * subscriptions:
 *   - id: desk
 *     name: The desk
 *     addresses: [desk@example.org]
 *     webhook: {url: "https://…", secret: "${KEY}", format: json}
 *     language: en
 *     time-zone: Europe/Berlin
 *     topics: [nato-enlargement]       # ["*"] for all
 *     words: ['"Suwalki gap"']
 *     languages: [en]
 *     countries: [PL]
 *     outlets: [example.org]
 *     tags: [world]
 *     least-severity: medium
 *     copies: false
 *     when: {immediately: true, quiet-hours: ["22:00", "06:00"], at-most-per-hour: 10}
 *     mute: [{topic: sanctions, until: 2026-12-24}]
 * </pre>
 */
public final class SubscriptionsFile {

    /** The id under which operators are told of outages; no subscription may have it. */
    public static final String OPERATORS = "wirewatch-operators";

    /** In the folder of the configuration. */
    public static final String NAME = "subscriptions.yaml";

    /** More belong on a mailing list of the mail server's. */
    static final int MAX_ADDRESSES = 50;

    static final int MAX_PER_HOUR = 1_000;

    /** Nobody wants a message every two minutes; the rest comes as one digest. */
    static final int PER_HOUR = 30;

    static final Duration SHORTEST_DIGEST = Duration.ofMinutes(5);
    static final Duration LONGEST_DIGEST = Duration.ofDays(1);

    private static final int MAX_ADDRESS_CHARS = 254;
    private static final int MAX_NAME_CHARS = 100;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final ConfigErrors errors;
    private final @Nullable Collection<String> knownTopics;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<TopicFile> topics = new ArrayList<>();

    private SubscriptionsFile(@Nullable Collection<String> knownTopics, ConfigErrors errors) {
        this.knownTopics = knownTopics;
        this.errors = errors;
    }

    /**
     * What the file says.
     *
     * @param subscriptions in its order
     * @param topics made of the subscriptions' own words
     */
    public record Contents(List<Subscription> subscriptions, List<TopicFile> topics) {
        public Contents {
            subscriptions = List.copyOf(subscriptions);
            topics = List.copyOf(topics);
        }
    }

    /**
     * The file's text; empty if there is no such file, and then nobody is told anything.
     *
     * @throws IOException when it is there and cannot be read; the message names it
     */
    public static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IOException("the file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    /**
     * Reads the file's text.
     *
     * @param name of the file in messages
     * @param knownTopics as in {@link #read}
     */
    public static Contents parse(
            String name, String text, @Nullable Collection<String> knownTopics, ConfigErrors errors) {
        return text.isEmpty()
                ? new Contents(List.of(), List.of())
                : read(Yaml.read(name, text, errors), knownTopics, errors);
    }

    /**
     * Reads the file.
     *
     * @param knownTopics ids that a subscription may name; null where they are not known, because topic files are broken
     * @param errors takes the mistakes; a subscription with one is left out
     */
    public static Contents read(Section root, @Nullable Collection<String> knownTopics, ConfigErrors errors) {
        SubscriptionsFile file = new SubscriptionsFile(knownTopics, errors);
        Set<String> ids = new HashSet<>();
        for (Section section : root.sections("subscriptions")) {
            file.subscription(section, ids);
        }
        root.done();
        return new Contents(file.subscriptions, file.topics);
    }

    private void subscription(Section section, Set<String> ids) {
        int before = errors.list().size();
        String id = section.text("id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            section.error("id", "the id \"" + id + "\" is not in kebab-case", "Write it as in night-desk");
        }
        if (id.equals(OPERATORS)) {
            section.error("id", "the id " + OPERATORS + " is Wirewatch's own", "Write another id");
        }
        if (!id.isEmpty() && !ids.add(id)) {
            section.error("id", "the subscription " + id + " is there twice", "Give one of them another id");
        }
        String name = section.text("name", id);
        if (name.length() > MAX_NAME_CHARS || CONTROL.matcher(name).find()) {
            section.error(
                    "name",
                    "the name has more than " + MAX_NAME_CHARS + " characters, or several lines",
                    "Write a short one: it stands in the messages");
        }
        List<String> addresses = addresses(section);
        Webhook webhook = section.has("webhook") ? webhook(section.section("webhook")) : null;
        if (addresses.isEmpty() && !section.has("addresses") && !section.has("webhook")) {
            errors.add(
                    section.place(),
                    "the subscription has neither addresses nor a webhook",
                    "Add \"addresses: [you@example.org]\" here");
        }
        String language = section.text("language", "en");
        if (!TAG.matcher(language).matches()) {
            section.error(
                    "language", "\"" + language + "\" is no language tag", "Write a BCP 47 tag such as en or pt-BR");
        }
        ZoneId zone = zone(section);
        List<Located> words = section.locatedTexts("words");
        Filter what = filter(section, words);
        Schedule when = schedule(section.section("when"));
        List<Mute> mutes = mutes(section, zone);
        section.done();
        Optional<TopicFile> topic = WatchedWords.topic(id, name, words, errors);
        if (errors.list().size() == before) {
            topic.ifPresent(topics::add);
            subscriptions.add(new Subscription(id, name, addresses, language, zone, what, when, webhook, mutes));
        }
    }

    private List<String> addresses(Section section) {
        List<Located> written = section.locatedTexts("addresses");
        List<String> addresses = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Located address : written) {
            if (!isAddress(address.text())) {
                errors.add(
                        address.start(),
                        "\"" + address.text() + "\" is no e-mail address",
                        "Write it as desk@example.org, without a name; a domain in other letters as xn--…");
            } else if (!seen.add(address.text().toLowerCase(Locale.ROOT))) {
                errors.add(address.start(), address.text() + " is there twice", "Remove one of them");
            } else {
                addresses.add(address.text());
            }
        }
        if (written.size() > MAX_ADDRESSES) {
            section.error(
                    "addresses",
                    written.size() + " addresses, more than " + MAX_ADDRESSES,
                    "Make a mailing list on the mail server, and write its address");
        }
        return addresses;
    }

    /** Whether a text is an address and nothing more; no header can be smuggled in by one. */
    public static boolean isAddress(String text) {
        return text.length() <= MAX_ADDRESS_CHARS && ADDRESS.matcher(text).matches();
    }

    private @Nullable Webhook webhook(Section section) {
        String written = section.text("url");
        Secret secretUrl = written.startsWith("${") ? section.secret("url").orElse(null) : null;
        Secret key = section.secret("secret").orElse(null);
        Webhook.Format format = section.choice("format", Webhook.Format.class, Webhook.Format.JSON);
        section.done();
        if (secretUrl != null) {
            return new Webhook(null, secretUrl, key, format);
        }
        if (!written.startsWith("${") && !isHttp(written)) {
            section.error("url", "\"" + written + "\" is no http(s) address", "Write it as https://example.org/hook");
            return null;
        }
        return written.startsWith("${") ? null : new Webhook(written, null, key, format);
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = new URI(url);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static ZoneId zone(Section section) {
        String zone = section.text("time-zone", "UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            section.error(
                    "time-zone",
                    "\"" + zone + "\" is no time zone",
                    Nearest.to(zone, ZoneId.getAvailableZoneIds())
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("Write an IANA name such as Europe/Prague"));
            return ZoneOffset.UTC;
        }
    }

    private Filter filter(Section section, List<Located> words) {
        List<Located> named = section.locatedTexts("topics");
        for (Located topic : named) {
            if (knownTopics != null
                    && !topic.text().equals(Filter.EVERY_TOPIC)
                    && !knownTopics.contains(topic.text())) {
                errors.add(
                        topic.start(),
                        "there is no topic \"" + topic.text() + "\"",
                        Nearest.to(topic.text(), knownTopics)
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("Write the id of a file in topics/, or \"*\" for all of them"));
            }
        }
        if (named.isEmpty() && words.isEmpty() && !section.has("topics") && !section.has("words")) {
            errors.add(
                    section.place(),
                    "the subscription names neither topics nor words, so nothing would ever be told",
                    "Add \"topics: [...]\", \"topics: ['*']\" for all, or \"words: [...]\" here");
        }
        return new Filter(
                named.stream().map(Located::text).toList(),
                words.stream().map(Located::text).toList(),
                checked(
                        section,
                        "languages",
                        TAG.asMatchPredicate(),
                        text -> text.toLowerCase(Locale.ROOT).split("-")[0],
                        "is no language tag",
                        "Write BCP 47 tags such as en or uk"),
                checked(
                        section,
                        "countries",
                        text -> List.of(Locale.getISOCountries()).contains(text),
                        text -> text,
                        "is no country code",
                        "Write two capital letters of ISO 3166 such as DE"),
                checked(
                        section,
                        "outlets",
                        text -> !text.contains("/") && !text.contains(" "),
                        text -> text,
                        "is neither a domain nor the id of a feed",
                        "Write it as example.org, without https:// and path"),
                section.texts("tags"),
                section.choice("least-severity", Severity.class, Severity.LOW),
                section.flag("copies", false));
    }

    private List<String> checked(
            Section section,
            String key,
            Predicate<String> right,
            Function<String, String> form,
            String what,
            String advice) {
        List<String> texts = new ArrayList<>();
        for (Located text : section.locatedTexts(key)) {
            if (right.test(text.text())) {
                texts.add(form.apply(text.text()));
            } else {
                errors.add(text.start(), "\"" + text.text() + "\" " + what, advice);
            }
        }
        return texts;
    }

    private Schedule schedule(Section when) {
        boolean every = when.has("digest-every");
        boolean at = when.has("digest-at");
        boolean immediately = when.flag("immediately", !every && !at);
        Duration interval = when.duration("digest-every", Duration.ofMinutes(30), SHORTEST_DIGEST, LONGEST_DIGEST);
        List<LocalTime> times = times(when, "digest-at");
        QuietHours quiet = quietHours(when);
        int atMost = when.integer("at-most-per-hour", PER_HOUR, 1, MAX_PER_HOUR);
        boolean tellNothing = when.flag("nothing-matched", false);
        int rhythms = (immediately ? 1 : 0) + (every ? 1 : 0) + (at ? 1 : 0);
        if (rhythms > 1) {
            when.error(
                    every ? "digest-every" : "digest-at",
                    "a subscription is told immediately, at an interval or at times of day, but this one at several",
                    "Keep one of immediately, digest-every and digest-at; for both, make two subscriptions");
        } else if (rhythms == 0) {
            when.error(
                    "immediately",
                    "nothing says when this subscription is told",
                    "Write immediately: true, digest-every: 30m or digest-at: [\"08:00\"]");
        } else if (!immediately && when.has("at-most-per-hour")) {
            when.error(
                    "at-most-per-hour",
                    "at-most-per-hour is for subscriptions that are told immediately",
                    "Remove it: a digest is one message");
        } else if (immediately && tellNothing) {
            when.error(
                    "nothing-matched",
                    "nothing-matched is for digests",
                    "Remove it, or write digest-at: [\"08:00\"] in place of immediately");
        }
        when.done();
        boolean wrong = rhythms != 1 || at && times.isEmpty();
        Schedule.Rhythm rhythm =
                wrong || immediately ? Schedule.Rhythm.IMMEDIATELY : every ? Schedule.Rhythm.EVERY : Schedule.Rhythm.AT;
        return new Schedule(
                rhythm,
                rhythm == Schedule.Rhythm.EVERY ? interval : null,
                rhythm == Schedule.Rhythm.AT ? times : List.of(),
                quiet,
                rhythm == Schedule.Rhythm.IMMEDIATELY ? atMost : null,
                tellNothing);
    }

    private List<LocalTime> times(Section section, String key) {
        List<LocalTime> times = new ArrayList<>();
        for (Located text : section.locatedTexts(key)) {
            try {
                times.add(LocalTime.parse(text.text(), TIME));
            } catch (DateTimeException notATime) {
                errors.add(
                        text.start(),
                        "\"" + text.text() + "\" is no time of day",
                        "Write hours and minutes with two digits each, such as \"08:00\"");
            }
        }
        if (times.isEmpty() && section.has(key) && section.locatedTexts(key).isEmpty()) {
            section.error(key, "\"" + key + "\" has no time", "Write it as [\"08:00\"]");
        }
        return times;
    }

    private @Nullable QuietHours quietHours(Section when) {
        if (!when.has("quiet-hours")) {
            return null;
        }
        List<LocalTime> times = times(when, "quiet-hours");
        if (times.size() != when.texts("quiet-hours").size()) {
            return null;
        }
        if (times.size() != 2 || times.get(0).equals(times.get(1))) {
            when.error(
                    "quiet-hours",
                    "quiet hours are two different times",
                    "Write when they begin and when they end: [\"22:00\", \"06:00\"]");
            return null;
        }
        return new QuietHours(times.get(0), times.get(1));
    }

    private static List<Mute> mutes(Section section, ZoneId zone) {
        List<Mute> mutes = new ArrayList<>();
        for (Section mute : section.sections("mute")) {
            List<Mute.What> named = new ArrayList<>();
            String name = "";
            for (Mute.What what : Mute.What.values()) {
                String key = what.name().toLowerCase(Locale.ROOT);
                if (mute.has(key)) {
                    named.add(what);
                    name = mute.text(key);
                }
            }
            Optional<Instant> until = until(mute, zone);
            if (named.size() != 1) {
                mute.error(
                        "topic",
                        "a mute names one topic, outlet or story",
                        "Write it as {topic: sanctions, until: 2026-12-24}");
            } else if (until.isPresent()) {
                mutes.add(new Mute(named.get(0), name, until.get()));
            }
            mute.done();
        }
        return mutes;
    }

    private static Optional<Instant> until(Section mute, ZoneId zone) {
        String text = mute.text("until");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = text.length() > LocalDate.EPOCH.toString().length()
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
            return Optional.of(time.atZone(zone).toInstant());
        } catch (DateTimeException notADate) {
            mute.error(
                    "until",
                    "\"" + text + "\" is no date",
                    "Write the first day on which it is told again, as 2026-12-24 or 2026-12-24T12:00");
            return Optional.empty();
        }
    }
}
