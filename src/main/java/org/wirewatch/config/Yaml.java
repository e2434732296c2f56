package org.wirewatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a YAML 1.2 file whose root is a mapping. What is wrong with it goes to the errors; nothing is thrown. */
public final class Yaml {

    /** Larger files are refused: the largest real one, tens of thousands of feeds, has a quarter of that. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final Set<String> TAGS = Set.of(
            Tag.STR.getValue(),
            Tag.INT.getValue(),
            Tag.FLOAT.getValue(),
            Tag.BOOL.getValue(),
            Tag.NULL.getValue(),
            Tag.SEQ.getValue(),
            Tag.MAP.getValue(),
            Tag.ENV_TAG.getValue());

    private final Source source;
    private final ConfigErrors errors;

    private Yaml(Source source, ConfigErrors errors) {
        this.source = source;
        this.errors = errors;
    }

    /** The root of a file in UTF-8; an empty section if it is missing, too large or no YAML. */
    public static Section read(Path file, ConfigErrors errors) {
        return text(file, errors)
                .map(text -> read(file.toString(), text, errors))
                .orElseGet(() -> Section.unreadable(file.toString(), errors));
    }

    /** The text of a configuration file in UTF-8; empty, and an error, if it is missing, too large or not text. */
    public static Optional<String> text(Path file, ConfigErrors errors) {
        Place place = Place.startOf(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                errors.add(
                        place,
                        "the file is larger than " + MAX_BYTES + " bytes",
                        "Split it, or remove what it need not hold");
                return Optional.empty();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            errors.add(place, "the file is not UTF-8", "Save it in UTF-8");
        } catch (NoSuchFileException e) {
            errors.add(place, "the file does not exist", "Create it, or name another folder with --config");
        } catch (IOException e) {
            errors.add(place, "the file cannot be read: " + e.getMessage(), "Let the user that runs Wirewatch read it");
        }
        return Optional.empty();
    }

    /**
     * The root of a text.
     *
     * @param fileName what the file is called in messages
     */
    public static Section read(String fileName, String text, ConfigErrors errors) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Yaml(new Source(fileName, plain), errors).root();
    }

    private Section root() {
        Optional<Node> root;
        try {
            root = compose();
        } catch (YamlEngineException e) {
            report(e);
            return Section.unreadable(source.file(), errors);
        }
        if (root.isEmpty()) {
            return Section.empty(source.file(), errors);
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            errors.add(
                    place(root.get().getStartMark()),
                    "the file holds " + kind(root.get()) + " instead of keys with values",
                    "Begin with a line such as \"key: value\"");
            return Section.unreadable(source.file(), errors);
        }
        checkKeys(mapping, Collections.newSetFromMap(new IdentityHashMap<>()));
        return new Section(source, "", mapping, errors);
    }

    private Optional<Node> compose() {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(BoundedParser.MAX_ALIASES)
                .build();
        StreamReader reader = new StreamReader(settings, source.text());
        return new Composer(settings, new BoundedParser(new ParserImpl(settings, reader))).getSingleNode();
    }

    private void report(YamlEngineException error) {
        if (error instanceof MarkedYamlEngineException marked) {
            Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
            errors.add(place(mark), SyntaxAdvice.message(marked), SyntaxAdvice.on(marked));
        } else if (error instanceof ReaderException unprintable) {
            errors.add(
                    placeOf(unprintable.getPosition()),
                    String.format("the character U+%04X is not allowed in YAML", unprintable.getCodePoint()),
                    "Remove it, or write it as an escape in double quotes");
        } else {
            errors.add(Place.startOf(source.file()), String.valueOf(error.getMessage()), SyntaxAdvice.GENERAL);
        }
    }

    /** Keys written twice, keys that are no plain words, and tags: the composer lets them pass. */
    private void checkKeys(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return;
        }
        if (!TAGS.contains(node.getTag().getValue())) {
            errors.add(
                    place(node.getStartMark()),
                    "the tag " + node.getTag().getValue().replace(Tag.PREFIX, "!!") + " is not supported",
                    "Write the value without a tag");
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> checkKeys(element, seen));
        } else if (node instanceof MappingNode mapping) {
            Map<String, Place> first = new HashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                checkKey(entry.getKeyNode(), first);
                checkKeys(entry.getValueNode(), seen);
            }
        }
    }

    private void checkKey(Node node, Map<String, Place> first) {
        Place place = place(node.getStartMark());
        if (!(node instanceof ScalarNode key)) {
            errors.add(place, "a key must be a word, not " + kind(node), "Write it as \"key: value\"");
            return;
        }
        Place before = first.putIfAbsent(key.getValue(), place);
        if (before != null) {
            errors.add(
                    place,
                    "the key \"" + key.getValue() + "\" is there twice; the first is in line " + before.line(),
                    "Remove one of them");
        }
    }

    /** What a node is, for messages. */
    static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        return node instanceof SequenceNode ? "a list" : "a single value";
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(source.file(), m.getLine() + 1, m.getColumn() + 1))
                .orElse(Place.startOf(source.file()));
    }

    private Place placeOf(int codePoints) {
        int line = 1;
        int column = 1;
        int[] points = source.text().codePoints().limit(codePoints).toArray();
        for (int point : points) {
            column = point == '\n' ? 1 : column + 1;
            line += point == '\n' ? 1 : 0;
        }
        return new Place(source.file(), line, column);
    }
}
