package org.wirewatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Yaml;
import org.wirewatch.feed.FeedsFile;
import org.wirewatch.model.Feed;

/**
 * {@code feeds.yaml} as people keep it: lines are added at the end of its list, and everything else in it, comments and
 * all, stays as it is.
 */
final class FeedsYamlFile {

    private static final Pattern LIST = Pattern.compile("feeds:\\s*(\\[\\s*\\])?\\s*(#.*)?");
    private static final Pattern ITEM = Pattern.compile("( *)- .*");
    private static final String USUAL_INDENT = "  ";

    private final Path file;

    FeedsYamlFile(Path file) {
        this.file = file;
    }

    /**
     * Adds lines to the list.
     *
     * @param added without indentation
     * @throws FailedException if the file is not written as a list of lines; then nothing has changed
     */
    void add(List<String> added) throws IOException, FailedException {
        String before = Files.exists(file) ? Files.readString(file) : "feeds:\n";
        String after = with(before, added);
        int expected = feeds(before).size()
                + (int) added.stream().filter(line -> line.startsWith("- ")).count();
        if (feeds(after).size() != expected) {
            throw FailedException.failed(
                    file + " is not written as a list of lines. Add to it under feeds:\n" + String.join("\n", added));
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(whole, after);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Feed> feeds(String text) throws FailedException {
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = FeedsFile.read(Yaml.read(file.toString(), text, errors), errors);
        if (!errors.isEmpty()) {
            throw FailedException.wrongConfig(errors.list());
        }
        return feeds;
    }

    private static String with(String before, List<String> added) {
        List<String> lines = new ArrayList<>(before.lines().toList());
        int list = 0;
        while (list < lines.size() && !LIST.matcher(lines.get(list)).matches()) {
            list++;
        }
        if (list == lines.size()) {
            lines.add("feeds:");
        } else {
            lines.set(list, lines.get(list).replaceFirst("\\[\\s*\\]", "").stripTrailing());
        }
        int last = list;
        String indent = USUAL_INDENT;
        for (int i = list + 1; i < lines.size() && belongs(lines.get(i)); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#")) {
                last = i;
                Matcher item = ITEM.matcher(lines.get(i));
                indent = item.matches() ? item.group(1) : indent;
            }
        }
        String space = indent;
        lines.addAll(last + 1, added.stream().map(line -> space + line).toList());
        return String.join("\n", lines) + "\n";
    }

    /** Whether a line belongs to the list: the next key of the file begins at its start. */
    private static boolean belongs(String line) {
        return line.isBlank() || " #-".indexOf(line.charAt(0)) >= 0;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
