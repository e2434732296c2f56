package org.wirewatch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a configuration file.
 *
 * <p>Each accessor makes its key a known one, checks the value, and adds what is wrong to the errors; the fallback stands
 * in for a value that is absent or wrong, so a caller looks at the errors before it uses anything. A key without a value
 * counts as a mistake, not as absent (but for sections). Call {@link #done} when all keys have been asked for.
 */
public final class Section {

    private static final String EMPTY_ADVICE = "Write a value, or remove the key";

    private final Source source;
    private final String path;
    private final Place place;
    private final ConfigErrors errors;
    private final boolean readable;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Place> keyPlaces = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, List<Section>> children = new LinkedHashMap<>();
    private boolean done;

    Section(Source source, String path, MappingNode mapping, ConfigErrors errors) {
        this(source, path, placeOf(mapping, source), errors, true);
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && !values.containsKey(key.getValue())) {
                values.put(key.getValue(), entry.getValueNode());
                keyPlaces.put(key.getValue(), placeOf(key, source));
            }
        }
    }

    private Section(Source source, String path, Place place, ConfigErrors errors, boolean readable) {
        this.source = source;
        this.path = path;
        this.place = place;
        this.errors = errors;
        this.readable = readable;
    }

    static Section empty(String file, ConfigErrors errors) {
        return new Section(new Source(file, ""), "", Place.startOf(file), errors, true);
    }

    /** Stands in for what could not be read: empty, and without complaints about what is missing in it. */
    static Section unreadable(String file, ConfigErrors errors) {
        return new Section(new Source(file, ""), "", Place.startOf(file), errors, false);
    }

    /** Where the mapping begins. */
    public Place place() {
        return place;
    }

    /** Where a key's value begins; where the mapping begins if the key is absent. */
    public Place place(String key) {
        Node value = values.get(key);
        return value == null ? place : placeOf(value, source);
    }

    public boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /** All keys that are written here, in their order. Asking for them makes none of them known. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** A required text: an error and "" if absent. */
    public String text(String key) {
        if (!has(key) && readable) {
            errors.add(place, quoted(key) + " is missing", "Add \"" + key + ": ...\" here");
        }
        return optionalText(key).orElse("");
    }

    public Optional<String> optionalText(String key) {
        return located(key).map(Located::text);
    }

    public String text(String key, String fallback) {
        return optionalText(key).orElse(fallback);
    }

    /** A text that knows where it was written. */
    public Optional<Located> located(String key) {
        return scalar(key).map(scalar -> Located.of(scalar, source));
    }

    /** A whole number in a range, both ends included. */
    public int integer(String key, int fallback, int min, int max) {
        return scalar(key)
                .map(scalar -> {
                    Optional<Long> value = Quantity.whole(scalar.getValue());
                    if (value.isEmpty()) {
                        return wrong(
                                key, scalar, "a whole number", "Write a number from " + min + " to " + max, fallback);
                    }
                    return inRange(key, scalar, value.get(), (long) min, (long) max, String::valueOf)
                            ? value.get().intValue()
                            : fallback;
                })
                .orElse(fallback);
    }

    /** A number in a range, both ends included. */
    public double number(String key, double fallback, double min, double max) {
        return scalar(key)
                .map(scalar -> {
                    Optional<Double> value = Quantity.decimal(scalar.getValue());
                    if (value.isEmpty()) {
                        return wrong(key, scalar, "a number", "Write a number from " + min + " to " + max, fallback);
                    }
                    return inRange(key, scalar, value.get(), min, max, String::valueOf) ? value.get() : fallback;
                })
                .orElse(fallback);
    }

    public boolean flag(String key, boolean fallback) {
        return scalar(key)
                .map(scalar -> switch (scalar.getValue()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> wrong(key, scalar, "true or false", "Write true or false", fallback);
                })
                .orElse(fallback);
    }

    /** A time with its unit: {@code 500ms}, {@code 5s}, {@code 10m}, {@code 6h}, {@code 30d}. */
    public Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return scalar(key)
                .map(scalar -> {
                    Optional<Duration> value = Quantity.duration(scalar.getValue());
                    if (value.isEmpty()) {
                        return wrong(
                                key,
                                scalar,
                                "a time with a unit",
                                "Write a number and ms, s, m, h or d, such as " + Quantity.text(fallback),
                                fallback);
                    }
                    return inRange(key, scalar, value.get(), min, max, Quantity::text) ? value.get() : fallback;
                })
                .orElse(fallback);
    }

    /** A size with its unit, {@code B}, {@code kB}, {@code MB} or {@code GB}; a kB is 1,024 bytes. */
    public long bytes(String key, long fallback, long min, long max) {
        return scalar(key)
                .map(scalar -> {
                    Optional<Long> value = Quantity.bytes(scalar.getValue());
                    if (value.isEmpty()) {
                        return wrong(
                                key,
                                scalar,
                                "a size with a unit",
                                "Write a number and B, kB, MB or GB, such as " + Quantity.text(fallback),
                                fallback);
                    }
                    return inRange(key, scalar, value.get(), min, max, Quantity::text) ? value.get() : fallback;
                })
                .orElse(fallback);
    }

    /** One of an enum's constants, written in kebab-case. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return scalar(key)
                .map(scalar -> {
                    Map<String, E> words = Arrays.stream(type.getEnumConstants())
                            .collect(Collectors.toMap(
                                    Section::word, constant -> constant, (a, b) -> a, LinkedHashMap::new));
                    E value = words.get(scalar.getValue());
                    return value != null
                            ? value
                            : wrong(
                                    key,
                                    scalar,
                                    "one of " + String.join(", ", words.keySet()),
                                    didYouMean(scalar.getValue(), words.keySet())
                                            .orElse("Write one of them"),
                                    fallback);
                })
                .orElse(fallback);
    }

    /** A list of texts; empty if absent. */
    public List<String> texts(String key) {
        return locatedTexts(key).stream().map(Located::text).toList();
    }

    public List<Located> locatedTexts(String key) {
        List<Located> texts = new ArrayList<>();
        for (Node element : elements(key, "[one, two]")) {
            if (element instanceof ScalarNode scalar && !isEmpty(scalar)) {
                texts.add(Located.of(scalar, source));
            } else if (element instanceof ScalarNode) {
                errors.add(
                        placeOf(element, source), quoted(key) + " has an empty element", "Write a value, or remove it");
            } else {
                errors.add(
                        placeOf(element, source),
                        quoted(key) + " must be a list of single values, but this one is " + Yaml.kind(element),
                        "Write it as [one, two]");
            }
        }
        return List.copyOf(texts);
    }

    /**
     * The mapping below a key; an empty one if absent, or if nothing stands below the key, as when all its lines are
     * commented out. Asking twice gives the same one.
     */
    public Section section(String key) {
        return children.computeIfAbsent(key, absent -> {
                    if (!has(key)) {
                        return List.of(nothing(key, readable));
                    }
                    Node value = values.get(key);
                    if (value instanceof ScalarNode scalar && isEmpty(scalar)) {
                        return List.of(nothing(key, readable));
                    }
                    if (value instanceof MappingNode mapping) {
                        return List.of(new Section(source, path + key + ".", mapping, errors));
                    }
                    expected(key, value, "keys with values", "Write keys with values below it, indented");
                    return List.of(nothing(key, false));
                })
                .get(0);
    }

    /** The mappings that are listed below a key; none if absent. Asking twice gives the same ones. */
    public List<Section> sections(String key) {
        return children.computeIfAbsent(key, absent -> {
            List<Section> sections = new ArrayList<>();
            for (Node element : elements(key, "- key: value")) {
                if (element instanceof MappingNode mapping) {
                    sections.add(new Section(source, path + key + ".", mapping, errors));
                } else {
                    errors.add(
                            placeOf(element, source),
                            quoted(key) + " must be a list of keys with values, but this element is "
                                    + Yaml.kind(element),
                            "Write it as - key: value");
                }
            }
            return List.copyOf(sections);
        });
    }

    /** A reference to a secret. A secret that stands in the file itself is an error (which does not show it). */
    public Optional<Secret> secret(String key) {
        return scalar(key).flatMap(scalar -> {
            Optional<Secret> secret = Secret.parse(scalar.getValue(), placeOf(scalar, source));
            if (secret.isEmpty()) {
                errors.add(
                        placeOf(scalar, source),
                        quoted(key) + " holds a secret itself, or no valid reference to one",
                        "Write ${NAME} for an environment variable or ${file:/path} for a file, and change the secret if"
                                + " others could read this file");
            }
            return secret;
        });
    }

    /** Adds an error at a key's value; at the beginning of this mapping if the key is absent. */
    public void error(String key, String message, String advice) {
        known.add(key);
        errors.add(place(key), message, advice);
    }

    /** Reports the keys, here and in the sections below, that nobody has asked for. */
    public void done() {
        if (done) {
            return;
        }
        done = true;
        keyPlaces.forEach((key, where) -> {
            if (!known.contains(key)) {
                errors.add(
                        where,
                        "unknown key " + quoted(key),
                        didYouMean(key, known)
                                .orElse(known.isEmpty() ? "Remove it" : "Known here: " + String.join(", ", known)));
            }
        });
        children.values().forEach(sections -> sections.forEach(Section::done));
    }

    private Optional<ScalarNode> scalar(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        Node value = values.get(key);
        if (!(value instanceof ScalarNode scalar)) {
            expected(key, value, "a single value", "Write it as \"" + key + ": value\"");
            return Optional.empty();
        }
        if (isEmpty(scalar)) {
            errors.add(keyPlaces.getOrDefault(key, place), quoted(key) + " has no value", EMPTY_ADVICE);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private List<Node> elements(String key, String example) {
        if (!has(key)) {
            return List.of();
        }
        Node value = values.get(key);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        expected(key, value, "a list", "Write it as " + example);
        return List.of();
    }

    private void expected(String key, Node value, String wanted, String advice) {
        if (value instanceof ScalarNode scalar && isEmpty(scalar)) {
            errors.add(keyPlaces.getOrDefault(key, place), quoted(key) + " has no value", EMPTY_ADVICE);
        } else {
            errors.add(
                    placeOf(value, source),
                    quoted(key) + " must be " + wanted + ", but is " + Yaml.kind(value),
                    advice);
        }
    }

    /** YAML's null is an absent value; an empty text in quotes is one as well, since no setting means something by it. */
    private static boolean isEmpty(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank();
    }

    private <T> T wrong(String key, ScalarNode scalar, String wanted, String advice, T fallback) {
        errors.add(
                placeOf(scalar, source),
                quoted(key) + " must be " + wanted + ", but is \"" + shortened(scalar.getValue()) + "\"",
                advice);
        return fallback;
    }

    private <T extends Comparable<T>> boolean inRange(
            String key, ScalarNode scalar, T value, T min, T max, Function<T, String> written) {
        if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
            return true;
        }
        boolean small = value.compareTo(min) < 0;
        errors.add(
                placeOf(scalar, source),
                quoted(key) + " is " + scalar.getValue() + ", but must be " + (small ? "at least " : "at most ")
                        + written.apply(small ? min : max),
                "Write a value from " + written.apply(min) + " to " + written.apply(max));
        return false;
    }

    private Section nothing(String key, boolean asWritten) {
        return new Section(source, path + key + ".", place(key), errors, asWritten);
    }

    private String quoted(String key) {
        return "\"" + path + key + "\"";
    }

    private static Optional<String> didYouMean(String written, Set<String> words) {
        return Nearest.to(written, words).map(word -> "Did you mean \"" + word + "\"?");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shortened(String value) {
        return value.length() <= 60 ? value : value.substring(0, 59) + "…";
    }

    private static Place placeOf(Node node, Source source) {
        return node.getStartMark()
                .map((Mark mark) -> new Place(source.file(), mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.startOf(source.file()));
    }
}
