package org.wirewatch.article;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Precision;

/**
 * Finds a date in a text: ISO 8601 and its misspellings, RFC 1123, {@code 5 mars 2023} in sixty languages, {@code
 * 05.03.2023}, {@code 2023年3月5日}. A text without a whole date (day, month and year) has none.
 *
 * <p>Of {@code 03/05/2023} the day comes first, except in the English of the United States; a number above 12 decides.
 */
final class DateReader {

    private static final int MAX_TEXT_CHARS = 400;
    private static final int FIRST_YEAR = 1990;

    private static final String TIME = "(?:[T ,–|-]|\\b(?:at|um|à|a las|alle|às|kl|o|в|at)\\b|&nbsp;)*"
            + "(?:(\\d{1,2})[:.h](\\d{2})(?::(\\d{2}))?(?:[.,]\\d+)?\\s*([AaPp]\\.?[Mm]\\b\\.?)?\\s*"
            + "(Z\\b|[+-]\\d{2}:?\\d{2}\\b|[+-]\\d{2}\\b|(?:UTC|GMT)(?:[+-]\\d{1,2}(?::?\\d{2})?)?|[A-Z]{3,4}\\b)?)?";

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)" + TIME);
    private static final Pattern COMPACT = Pattern.compile(
            "(?<!\\d)((?:19|20)\\d{2})(0[1-9]|1[0-2])([0-2]\\d|3[01])(?:T?(\\d{2})(\\d{2})(\\d{2})?(Z|[+-]\\d{4})?)?(?!\\d)");
    private static final Pattern NUMBERS = Pattern.compile(
            "(?<![\\d.])(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?((?:19|20)?\\d{2})(?!\\d)" + TIME);
    private static final Pattern DAY_MONTH = Pattern.compile(
            "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.)?[\\s,/-]*(?:de\\s|of\\s|d')?([\\p{L}\\p{M}]{3,})\\.?,?[\\s,/-]*(?:de\\s|del\\s)?((?:19|20)\\d{2})(?!\\d)"
                    + TIME);
    private static final Pattern MONTH_DAY = Pattern.compile(
            "([\\p{L}\\p{M}]{3,})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d{2})(?!\\d)" + TIME);
    private static final Pattern EAST_ASIAN = Pattern.compile(
            "((?:19|20)\\d{2})\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]?(?:[^\\d]{0,6}(\\d{1,2})[:時时시]\\s?(\\d{2}))?");
    private static final Pattern EPOCH = Pattern.compile("1\\d{9}(?:\\d{3})?");

    private static final Map<String, ZoneOffset> ZONE_NAMES = Map.ofEntries(
            Map.entry("EST", ZoneOffset.ofHours(-5)),
            Map.entry("EDT", ZoneOffset.ofHours(-4)),
            Map.entry("CST", ZoneOffset.ofHours(-6)),
            Map.entry("CDT", ZoneOffset.ofHours(-5)),
            Map.entry("MST", ZoneOffset.ofHours(-7)),
            Map.entry("MDT", ZoneOffset.ofHours(-6)),
            Map.entry("PST", ZoneOffset.ofHours(-8)),
            Map.entry("PDT", ZoneOffset.ofHours(-7)),
            Map.entry("BST", ZoneOffset.ofHours(1)),
            Map.entry("CET", ZoneOffset.ofHours(1)),
            Map.entry("CEST", ZoneOffset.ofHours(2)),
            Map.entry("MEZ", ZoneOffset.ofHours(1)),
            Map.entry("MESZ", ZoneOffset.ofHours(2)),
            Map.entry("EET", ZoneOffset.ofHours(2)),
            Map.entry("EEST", ZoneOffset.ofHours(3)),
            Map.entry("MSK", ZoneOffset.ofHours(3)),
            Map.entry("JST", ZoneOffset.ofHours(9)),
            Map.entry("KST", ZoneOffset.ofHours(9)),
            Map.entry("UTC", ZoneOffset.UTC),
            Map.entry("GMT", ZoneOffset.UTC));

    private final Map<String, Map<String, Integer>> monthsByLanguage = new HashMap<>();
    private final Map<String, Integer> months = new HashMap<>();

    /** With the month names of {@code months.txt}. */
    DateReader() {
        try (InputStream resource =
                Objects.requireNonNull(DateReader.class.getResourceAsStream("months.txt"), "months.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::learn);
        } catch (IOException broken) {
            throw new UncheckedIOException("months.txt of this jar is unreadable", broken);
        }
    }

    private void learn(String line) {
        int colon = line.indexOf(':');
        Map<String, Integer> names = new HashMap<>();
        String[] twelve = line.substring(colon + 1).split("\\|");
        for (int month = 0; month < twelve.length; month++) {
            for (String name : twelve[month].strip().split(" ")) {
                names.putIfAbsent(name, month + 1);
                months.putIfAbsent(name, month + 1);
            }
        }
        monthsByLanguage.put(line.substring(0, colon), names);
    }

    /**
     * The first date in a text.
     *
     * @param zone for times without a zone and for days
     * @param language of the text, for its month names and the order of its numbers
     * @param notAfter later dates are no dates of publication and are passed over
     */
    @Nullable
    PublishedDate read(@Nullable String text, ZoneId zone, @Nullable String language, Instant notAfter) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String part = text.length() > MAX_TEXT_CHARS ? text.substring(0, MAX_TEXT_CHARS) : text;
        part = part.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
        if (EPOCH.matcher(part).matches()) {
            long number = Long.parseLong(part);
            Instant at = part.length() > 10 ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            return bounded(new PublishedDate(at.atZone(zone).toOffsetDateTime(), Precision.SECOND), notAfter);
        }
        PublishedDate found = yearFirst(part, zone, notAfter);
        if (found == null) {
            found = named(DAY_MONTH, 1, 2, part, zone, language, notAfter);
        }
        if (found == null) {
            found = named(MONTH_DAY, 2, 1, part, zone, language, notAfter);
        }
        if (found == null) {
            found = eastAsian(part, zone, notAfter);
        }
        if (found == null) {
            found = numbers(part, zone, language, notAfter);
        }
        if (found == null) {
            found = compact(part, zone, notAfter);
        }
        return found;
    }

    private @Nullable PublishedDate yearFirst(String text, ZoneId zone, Instant notAfter) {
        Matcher m = YEAR_FIRST.matcher(text);
        while (m.find()) {
            LocalDate day = day(number(m.group(1)), number(m.group(2)), number(m.group(3)));
            PublishedDate date = bounded(at(day, m, 4, zone), notAfter);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private @Nullable PublishedDate named(
            Pattern pattern,
            int dayGroup,
            int monthGroup,
            String text,
            ZoneId zone,
            @Nullable String language,
            Instant notAfter) {
        Matcher m = pattern.matcher(text);
        int from = 0;
        while (m.find(from)) {
            Integer month = month(m.group(monthGroup), language);
            if (month != null) {
                LocalDate day = day(number(m.group(3)), month, number(m.group(dayGroup)));
                PublishedDate date = bounded(at(day, m, 4, zone), notAfter);
                if (date != null) {
                    return date;
                }
            }
            from = m.start() + 1;
        }
        return null;
    }

    private @Nullable Integer month(String name, @Nullable String language) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (language != null) {
            Map<String, Integer> own = monthsByLanguage.get(language.split("-")[0]);
            Integer month = own == null ? null : own.get(lower);
            if (month != null) {
                return month;
            }
        }
        return months.get(lower);
    }

    private @Nullable PublishedDate eastAsian(String text, ZoneId zone, Instant notAfter) {
        Matcher m = EAST_ASIAN.matcher(text);
        if (!m.find()) {
            return null;
        }
        LocalDate day = day(number(m.group(1)), number(m.group(2)), number(m.group(3)));
        if (day == null) {
            return null;
        }
        LocalTime time = m.group(4) == null ? null : time(number(m.group(4)), number(m.group(5)), 0);
        return bounded(time == null ? dayOnly(day, zone) : timed(day, time, null, zone), notAfter);
    }

    private @Nullable PublishedDate numbers(String text, ZoneId zone, @Nullable String language, Instant notAfter) {
        Matcher m = NUMBERS.matcher(text);
        while (m.find()) {
            int first = number(m.group(1));
            int second = number(m.group(3));
            int year = number(m.group(4));
            year = year < 100 ? 2000 + year : year;
            boolean monthFirst = second > 12 || first <= 12 && m.group(2).equals("/") && "en-US".equals(language);
            LocalDate day = monthFirst ? day(year, first, second) : day(year, second, first);
            PublishedDate date = bounded(at(day, m, 5, zone), notAfter);
            if (date != null) {
                return date;
            }
        }
        return null;
    }

    private @Nullable PublishedDate compact(String text, ZoneId zone, Instant notAfter) {
        Matcher m = COMPACT.matcher(text);
        if (!m.find()) {
            return null;
        }
        LocalDate day = day(number(m.group(1)), number(m.group(2)), number(m.group(3)));
        if (day == null) {
            return null;
        }
        if (m.group(4) == null) {
            return bounded(dayOnly(day, zone), notAfter);
        }
        LocalTime time = time(number(m.group(4)), number(m.group(5)), m.group(6) == null ? 0 : number(m.group(6)));
        return bounded(time == null ? dayOnly(day, zone) : timed(day, time, offset(m.group(7)), zone), notAfter);
    }

    private static @Nullable PublishedDate at(@Nullable LocalDate day, Matcher m, int hour, ZoneId zone) {
        if (day == null) {
            return null;
        }
        if (m.group(hour) == null) {
            return dayOnly(day, zone);
        }
        int hours = number(m.group(hour));
        String half = m.group(hour + 3);
        if (half != null) {
            hours = hours % 12 + (half.charAt(0) == 'p' || half.charAt(0) == 'P' ? 12 : 0);
        }
        LocalTime time =
                time(hours, number(m.group(hour + 1)), m.group(hour + 2) == null ? 0 : number(m.group(hour + 2)));
        return time == null ? dayOnly(day, zone) : timed(day, time, offset(m.group(hour + 4)), zone);
    }

    private static PublishedDate dayOnly(LocalDate day, ZoneId zone) {
        return new PublishedDate(day.atStartOfDay(zone).toOffsetDateTime(), Precision.DAY);
    }

    private static PublishedDate timed(LocalDate day, LocalTime time, @Nullable ZoneOffset offset, ZoneId zone) {
        LocalDateTime local = day.atTime(time);
        OffsetDateTime at = offset == null ? local.atZone(zone).toOffsetDateTime() : local.atOffset(offset);
        return new PublishedDate(at, Precision.SECOND);
    }

    private static @Nullable PublishedDate bounded(@Nullable PublishedDate date, Instant notAfter) {
        return date == null || date.at().toInstant().isAfter(notAfter) ? null : date;
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            return null; // such as 30 February: a number that is no date
        }
    }

    private static @Nullable LocalTime time(int hour, int minute, int second) {
        return hour > 23 || minute > 59 || second > 59 ? null : LocalTime.of(hour, minute, second);
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        ZoneOffset named = ZONE_NAMES.get(text);
        if (named != null) {
            return named;
        }
        String digits = text.startsWith("UTC") || text.startsWith("GMT") ? text.substring(3) : text;
        if (digits.isEmpty() || digits.charAt(0) != '+' && digits.charAt(0) != '-') {
            return null;
        }
        int sign = digits.charAt(0) == '-' ? -1 : 1;
        String number = digits.substring(1).replace(":", "");
        int hours = number.length() > 2 ? number(number.substring(0, number.length() - 2)) : number(number);
        int minutes = number.length() > 2 ? number(number.substring(number.length() - 2)) : 0;
        return hours > 14 || minutes > 59 ? null : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
