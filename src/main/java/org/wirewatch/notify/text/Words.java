package org.wirewatch.notify.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a mail in one language, and how it writes times.
 *
 * <p>They stand in {@code words_xx.properties} beside this class, in UTF-8. No resource bundle: its caches and fallbacks
 * depend on the machine's own language.
 */
public final class Words {

    /** Each has all words; a reader of another language is written to in English. */
    public static final List<String> LANGUAGES = List.of("en", "ru", "uk", "de", "fr", "es", "pl", "tr");

    private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

    private final Locale locale;
    private final Map<String, String> words;

    private Words(Locale locale, Map<String, String> words) {
        this.locale = locale;
        this.words = words;
    }

    /**
     * @param language a BCP 47 tag; its region decides how times are written. English of no region has the day first and
     *     24 hours, which readers everywhere understand
     */
    public static Words of(String language) {
        Locale wanted = Locale.forLanguageTag(language);
        boolean known = LANGUAGES.contains(wanted.getLanguage());
        boolean unsaid = !known || wanted.equals(Locale.ENGLISH);
        Locale locale = unsaid ? Locale.UK : wanted;
        return new Words(locale, read("words_" + locale.getLanguage() + ".properties"));
    }

    private static Map<String, String> read(String name) {
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> words = new TreeMap<>();
            properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    public Locale locale() {
        return locale;
    }

    /** All of them, for templates. */
    public Map<String, String> all() {
        return words;
    }

    /** The text of a key, with its holes filled; what fills them is not looked into. */
    public String say(String key, Object... values) {
        String text = words.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no word " + key + " in " + locale);
        }
        return HOLE.matcher(text)
                .replaceAll(hole -> Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(hole.group(1))])));
    }

    /** With the zone's short name, because a mail is read in other zones, too. */
    public String time(Instant instant, ZoneId given) {
        ZoneId zone = given.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : given;
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(instant.atZone(zone))
                + ' '
                + DateTimeFormatter.ofPattern("zzz", locale).format(instant.atZone(zone));
    }

    public String time(LocalTime time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(time);
    }
}
