package org.wirewatch.notify.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.config.Place;
import org.wirewatch.notify.Letter;
import org.wirewatch.notify.text.Words;

/**
 * How mails look: three Mustache templates, for the subject, the text and the HTML. They travel with the job as texts, so
 * no machine of a cluster needs the files.
 *
 * <p>A template knows what {@link View} gives it and nothing else. HTML is escaped by the engine; tags that switch it off
 * ({@code {{{x}}}}, {@code {{&x}}}) or change the delimiters are refused, because what is shown comes from strangers.
 *
 * @param texts by file name; all of {@link #NAMES}
 */
public record Templates(Map<String, String> texts) implements Serializable {

    static final String SUBJECT = "subject.mustache";
    static final String TEXT = "message.txt.mustache";
    static final String HTML = "message.html.mustache";

    /** The files of a folder of templates; one that is not there is ours. */
    static final List<String> NAMES = List.of(SUBJECT, TEXT, HTML);

    /** Beside wirewatch.yaml, unless {@code mail.templates} names another one. */
    public static final String FOLDER = "mail";

    private static final int MAX_BYTES = 256 << 10;
    private static final Pattern UNESCAPED = Pattern.compile("\\{\\{\\{|\\{\\{\\s*[&=]");
    private static final Pattern LINE = Pattern.compile("on line (\\d+)|@ (?:line )?(\\d+)");

    public Templates {
        texts = Map.copyOf(texts);
    }

    /** Those in the jar. */
    public static Templates ours() {
        Map<String, String> texts = new TreeMap<>();
        for (String name : NAMES) {
            try (InputStream in = Templates.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is not in the jar");
                }
                texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(name + " cannot be read", e);
            }
        }
        return new Templates(texts);
    }

    /**
     * Those of a configuration folder, where it has some. Each is tried with a letter of every kind, so that a mistake is
     * found now and not with the first alert.
     */
    public static Templates load(Path config, MailSettings settings, ConfigErrors errors) {
        MailSettings.Folder named = settings.templates();
        Path folder = config.resolve(named == null ? FOLDER : named.path());
        if (!Files.isDirectory(folder)) {
            if (named != null) {
                errors.add(
                        named.place(),
                        "there is no folder " + folder,
                        "Correct \"mail.templates\", or remove it for the templates that come with Wirewatch");
            }
            return ours();
        }
        Map<String, String> texts = new TreeMap<>(ours().texts);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.mustache")) {
            for (Path file : files) {
                read(file, texts, errors);
            }
        } catch (IOException e) {
            errors.add(Place.startOf(folder.toString()), "the folder cannot be read: " + e, "Let Wirewatch read it");
        }
        Templates templates = new Templates(texts);
        return templates.isUsable(folder, errors) ? templates : ours();
    }

    private static void read(Path file, Map<String, String> texts, ConfigErrors errors) throws IOException {
        String name = String.valueOf(file.getFileName());
        Place place = Place.startOf(file.toString());
        if (!NAMES.contains(name)) {
            errors.add(place, "no mail uses this template", "Its name must be one of " + String.join(", ", NAMES));
        } else if (Files.size(file) > MAX_BYTES) {
            errors.add(place, "the template has more than " + MAX_BYTES + " bytes", "Make it shorter");
        } else {
            texts.put(name, Files.readString(file));
        }
    }

    /** Compiles and fills each, and says what is wrong with it. */
    private boolean isUsable(Path folder, ConfigErrors errors) {
        int before = errors.list().size();
        MailSettings settings = MailSettings.of("mail.example.org", 587, MailSettings.Tls.STARTTLS, "a@example.org");
        for (String name : NAMES) {
            String file = folder.resolve(name).toString();
            String text = texts.getOrDefault(name, "");
            Matcher unescaped = UNESCAPED.matcher(text);
            if (unescaped.find()) {
                long line = text.substring(0, unescaped.start()).lines().count();
                errors.add(
                        new Place(file, (int) Math.max(line, 1), 1),
                        "\"" + unescaped.group() + "\" would write text from outside without escaping it, or change the"
                                + " delimiters",
                        "Write {{name}}");
                continue;
            }
            try {
                Template template = compiled(name);
                for (Letter letter : SampleLetter.ofEveryKind(Instant.EPOCH)) {
                    template.execute(View.of(
                            letter, Words.of("en"), settings, letter.items().size()));
                }
            } catch (MustacheException | UnsupportedOperationException e) {
                errors.add(place(file, e), "the template is wrong: " + e.getMessage(), "Correct it");
            }
        }
        return errors.list().size() == before;
    }

    private static Place place(String file, RuntimeException e) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        if (!line.find()) {
            return Place.startOf(file);
        }
        String number = line.group(1) == null ? line.group(2) : line.group(1);
        return new Place(file, Math.max(Integer.parseInt(number), 1), 1);
    }

    Template compiled(String name) {
        return Mustache.compiler()
                .escapeHTML(name.equals(HTML))
                .emptyStringIsFalse(true)
                .strictSections(true)
                .compile(texts.getOrDefault(name, ""));
    }
}
