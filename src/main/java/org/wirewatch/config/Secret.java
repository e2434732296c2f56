package org.wirewatch.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a secret: an environment variable, {@code ${NAME}}, or a file, {@code ${file:/run/secrets/name}}.
 *
 * <p>Only the reference is kept and travels: the value is looked up when it is used, on the machine that uses it, and is
 * in no checkpoint, log or message.
 */
public final class Secret implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:(file):(.+)|([A-Za-z_][A-Za-z0-9_]*))}");

    private enum Kind {
        VARIABLE,
        FILE
    }

    private final Place place;
    private final Kind kind;
    private final String name;

    private Secret(Place place, Kind kind, String name) {
        this.place = place;
        this.kind = kind;
        this.name = name;
    }

    /** Empty if the text is no reference. */
    public static Optional<Secret> parse(String text, Place place) {
        Matcher reference = REFERENCE.matcher(text);
        if (!reference.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                reference.group(1) != null
                        ? new Secret(place, Kind.FILE, reference.group(2))
                        : new Secret(place, Kind.VARIABLE, reference.group(3)));
    }

    /** Where it is asked for. */
    public Place place() {
        return place;
    }

    /**
     * Looks the value up now. Line breaks at the end of a file do not count.
     *
     * @throws ConfigException that names what is missing and where it is asked for
     */
    public String reveal() throws ConfigException {
        return reveal(System.getenv());
    }

    String reveal(Map<String, String> environment) throws ConfigException {
        String value = kind == Kind.FILE ? fromFile() : environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw kind == Kind.FILE
                    ? missing("the secret's file " + name + " is empty", "Write the secret into it")
                    : missing(
                            "the environment variable " + name + " is not set or empty",
                            "Set it for the process that runs Wirewatch");
        }
        return value;
    }

    private String fromFile() throws ConfigException {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw missing(
                        "the secret's file " + name + " is larger than " + MAX_BYTES + " bytes",
                        "Name the file that holds the secret and nothing else");
            }
            return new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
        } catch (NoSuchFileException e) {
            throw missing("the secret's file " + name + " does not exist", "Create it, or correct the path");
        } catch (IOException | InvalidPathException e) {
            throw missing(
                    "the secret's file " + name + " cannot be read: " + e.getMessage(),
                    "Let the user that runs Wirewatch read it");
        }
    }

    private ConfigException missing(String message, String advice) {
        return new ConfigException(List.of(new ConfigError(place, message, advice)));
    }

    /** The reference as written; never the value. */
    @Override
    public String toString() {
        return kind == Kind.FILE ? "${file:" + name + "}" : "${" + name + "}";
    }
}
