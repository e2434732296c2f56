package org.wirewatch.feed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Precision;

/**
 * Reads dates as feeds write them: RFC 822 and RFC 2822 with any zone name, misspelt or translated months and any order
 * of the parts; ISO 8601 whole or in part; epoch seconds and milliseconds; the forms of databases and of Korean,
 * Chinese and Japanese software. What has no zone is read in the feed's.
 *
 * <p>The free forms are not tried one after the other. The text is cut into tokens, and each token says by itself what
 * it can be: a time, a zone, a month's name, a number. So one pass reads all of them and takes time linear in the text.
 */
final class FeedDates {

    /** Longer texts are no dates. */
    private static final int MAX_CHARS = 100;
    /** A publisher's clock, or the zone that it names, may be wrong by this much. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);
    /** Further ahead than any zone can explain: no publication date at all. */
    private static final Duration FAR_AHEAD = Duration.ofHours(26);

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int EARLIEST_YEAR = 1970;
    /** Two-digit years below this are of this century. */
    private static final int CENTURY_PIVOT = 50;

    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(?:\\.\\d{1,9})?");
    private static final Pattern MILLIS = Pattern.compile("\\d{12,13}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern DIGITS =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[t ]?(\\d{2})(\\d{2})(\\d{2})?)?");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<time>\\d{1,2}[:h]\\d{2}(?:[:.]\\d{2})?(?:[.,]\\d{1,9})?(?![\\d:])|\\d{1,2}\\.\\d{2}(?:\\.\\d{2})?(?![\\d.]))"
                    + "|(?<offset>(?:gmt|utc?)?[+\\u2212-]{1,2}(?:\\d{1,2}:?\\d{2}(?::?\\d{2})?|\\d{1,2})(?![\\d/-]))"
                    + "|(?<number>\\d+)"
                    + "|(?<word>\\p{L}[\\p{L}\\p{M}'\\u2019]*(?:[/_]\\p{L}+)*)"
                    + "|(?<mark>[-/.,])");

    private final ZoneId zone;
    private final boolean zoneConfigured;
    private final MonthNames months;
    private final boolean monthFirst;
    private final Instant now;

    /**
     * @param zone of dates without one, null when not configured
     * @param language of the feed, null when unknown
     */
    FeedDates(@Nullable ZoneId zone, @Nullable String language, Instant now) {
        this.zone = zone == null ? ZoneOffset.UTC : zone;
        this.zoneConfigured = zone != null;
        this.months = MonthNames.of(language);
        this.monthFirst = language == null || language.toLowerCase(Locale.ROOT).matches("en|en[-_]us.*");
        this.now = now;
    }

    /**
     * @param timeZone IANA id as configured, null or unknown for UTC
     * @param language of the feed, null when unknown
     */
    static FeedDates of(@Nullable String timeZone, @Nullable String language, Instant now) {
        ZoneId zone = timeZone != null && ZoneId.getAvailableZoneIds().contains(timeZone) ? ZoneId.of(timeZone) : null;
        return new FeedDates(zone, language, now);
    }

    /** The date, empty when the text is none or lies far in the future or before feeds existed. */
    Optional<FeedDate> read(@Nullable String text) {
        if (text == null || text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        String plain = normalised(text);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        try {
            return parsed(plain, text.codePoints().anyMatch(FeedDates::isHangul))
                    .filter(this::isCredible)
                    .map(this::notAhead);
        } catch (DateTimeException | ArithmeticException notADate) {
            return Optional.empty();
        }
    }

    /** Whether this date, as it was read, lay ahead of now and was therefore replaced by now. */
    boolean wasAhead(FeedDate date) {
        return date.precision() == Precision.GUESSED && date.instant().equals(now);
    }

    private FeedDate notAhead(FeedDate date) {
        return date.instant().isAfter(now.plus(CLOCK_ERROR)) ? new FeedDate(now, Precision.GUESSED) : date;
    }

    private boolean isCredible(FeedDate date) {
        return date.instant().atZone(ZoneOffset.UTC).getYear() >= EARLIEST_YEAR
                && !date.instant().isAfter(now.plus(FAR_AHEAD));
    }

    private static String normalised(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int comment = 0;
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                comment++;
            } else if (c == ')') {
                comment = Math.max(0, comment - 1);
            } else if (comment == 0 && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '"')) {
                if (!blank) {
                    plain.append(' ');
                }
                blank = true;
            } else if (comment == 0 && c != '\u200e' && c != '\u200f') {
                plain.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : Character.toLowerCase(c));
                blank = false;
            }
        }
        String spaced = plain.toString().strip().replace("a.m.", "am").replace("p.m.", "pm");
        return spaced.codePoints().anyMatch(c -> c >= 0x3000) ? withoutEastAsianUnits(spaced) : spaced;
    }

    /** 2004년 05월 28일 01:31:15, 2004年5月28日 1時31分: units become separators, the half of the day a word. */
    private static String withoutEastAsianUnits(String text) {
        return text.replaceAll("\\s*[년年]\\s*|\\s*[월月]\\s*", "-")
                .replaceAll("\\s*[일日]\\s*", " ")
                .replaceAll("\\s*[시時时点點]\\s*|\\s*[분分]\\s*(?=\\d)", ":")
                .replaceAll("[초秒분分]", " ")
                .replaceAll("오전|上午|午前", " am ")
                .replaceAll("오후|下午|午後", " pm ")
                .replaceAll(":\\s", " ")
                .strip();
    }

    private static boolean isHangul(int c) {
        return c >= 0xac00 && c <= 0xd7a3;
    }

    private Optional<FeedDate> parsed(String text, boolean korean) {
        if (SECONDS.matcher(text).matches()) {
            long millis = (long) (Double.parseDouble(text) * 1000);
            return Optional.of(new FeedDate(Instant.ofEpochMilli(millis), Precision.SECOND));
        }
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(new FeedDate(Instant.ofEpochMilli(Long.parseLong(text)), Precision.SECOND));
        }
        if (YEAR.matcher(text).matches()) {
            Instant start = LocalDate.of(Integer.parseInt(text), 1, 1)
                    .atStartOfDay(zone)
                    .toInstant();
            return Optional.of(new FeedDate(start, Precision.GUESSED));
        }
        Parts parts = new Parts(korean);
        int rest = 0;
        Matcher digits = DIGITS.matcher(text);
        if (digits.lookingAt() && (digits.end() == text.length() || !Character.isDigit(text.charAt(digits.end())))) {
            parts.year(Integer.parseInt(digits.group(1)));
            parts.numbers.add(Integer.parseInt(digits.group(2)));
            parts.numbers.add(Integer.parseInt(digits.group(3)));
            if (digits.group(4) != null) {
                parts.time = LocalTime.of(
                        Integer.parseInt(digits.group(4)),
                        Integer.parseInt(digits.group(5)),
                        digits.group(6) == null ? 0 : Math.min(59, Integer.parseInt(digits.group(6))));
            }
            rest = digits.end();
        }
        Matcher tokens = TOKEN.matcher(text).region(rest, text.length());
        while (tokens.find()) {
            parts.take(tokens);
        }
        return parts.date();
    }

    /** What the tokens so far have said. */
    private final class Parts {
        private final boolean korean;
        private final List<Integer> numbers = new ArrayList<>();
        private int year;
        private int month;
        private boolean yearFirst;
        private boolean dotted;
        private @Nullable LocalTime time;
        private boolean afterMidnightOfNextDay;
        private @Nullable ZoneId stated;
        private @Nullable Boolean afternoon;

        /** @param korean whether the text has Korean letters: then it was written by a clock in Seoul */
        Parts(boolean korean) {
            this.korean = korean;
        }

        void take(Matcher token) {
            if (token.group("time") != null) {
                time(token.group("time"));
            } else if (token.group("offset") != null) {
                offset(token.group("offset"));
            } else if (token.group("number") != null) {
                number(token.group("number"));
            } else if (token.group("word") != null) {
                word(token.group("word"));
            } else if (token.group("mark").equals(".")) {
                dotted = true;
            }
        }

        private void year(int value) {
            year = value;
            yearFirst = numbers.isEmpty() && month == 0;
        }

        private void time(String text) {
            if (time != null) {
                return;
            }
            String[] fields = text.split("[:h.,]");
            if (year == 0 && text.indexOf(':') < 0 && text.indexOf('h') < 0) {
                // 22.11.05 is a day as long as the day is unknown, a time afterwards.
                dotted = true;
                for (String field : fields) {
                    number(field);
                }
                return;
            }
            int hour = Integer.parseInt(fields[0]);
            int minute = Integer.parseInt(fields[1]);
            int second = fields.length > 2 && fields[2].length() == 2 ? Integer.parseInt(fields[2]) : 0;
            afterMidnightOfNextDay = hour == 24;
            // A leap second, or a clock that counts to 60.
            time = LocalTime.of(hour == 24 ? 0 : hour, minute, Math.min(second, 59));
        }

        private void offset(String text) {
            boolean dateIsComplete =
                    time != null || year != 0 && (month != 0 && !numbers.isEmpty() || numbers.size() > 1);
            if (!dateIsComplete) {
                Matcher digits = Pattern.compile("\\d+").matcher(text);
                while (digits.find()) {
                    number(digits.group());
                }
                return;
            }
            if (time == null) {
                return;
            }
            int sign = text.indexOf('+') >= 0 ? 1 : -1;
            String digits = text.replaceAll("\\D", "");
            int hours = Integer.parseInt(
                    digits.length() < 3 ? digits : digits.substring(0, digits.length() % 2 == 1 ? 1 : 2));
            int minutes = digits.length() < 3
                    ? 0
                    : Integer.parseInt(
                            digits.substring(digits.length() % 2 == 1 ? 1 : 2).substring(0, 2));
            if (hours <= 18 && minutes < 60) {
                stated = ZoneOffset.ofTotalSeconds(sign * Math.min(18 * 3600, hours * 3600 + minutes * 60));
            }
        }

        private void number(String text) {
            if (text.length() == 4 && year == 0) {
                year(Integer.parseInt(text));
            } else if (text.length() <= 2 || text.length() == 3 && text.startsWith("0")) {
                numbers.add(Integer.parseInt(text));
            }
        }

        private void word(String word) {
            if (word.equals("t") || word.equals("z") && time == null) {
                return;
            }
            if (word.equals("am") || word.equals("pm")) {
                afternoon = word.equals("pm");
                return;
            }
            Optional<ZoneId> named = time == null && year == 0 ? Optional.empty() : ZoneNames.zone(word);
            if (time != null && named.isPresent()) {
                if (stated == null) {
                    stated = named.get();
                }
                return;
            }
            int number = months.number(word);
            // The last one counts: mar. is Tuesday and March in French, and the day of the week leads.
            if (number != 0 && (month == 0 || time == null)) {
                month = number;
            }
        }

        Optional<FeedDate> date() {
            if (!complete()) {
                return Optional.empty();
            }
            LocalDate day = LocalDate.of(year, month, numbers.isEmpty() ? 1 : numbers.get(0));
            ZoneId where = stated != null ? stated : korean && !zoneConfigured ? SEOUL : zone;
            if (time == null) {
                return Optional.of(new FeedDate(day.atStartOfDay(where).toInstant(), Precision.DAY));
            }
            int hour = time.getHour();
            if (afternoon != null && hour <= 12) {
                hour = hour % 12 + (afternoon ? 12 : 0);
            }
            LocalDateTime moment = day.atTime(time.withHour(hour));
            return Optional.of(new FeedDate(
                    (afterMidnightOfNextDay ? moment.plusDays(1) : moment)
                            .atZone(where)
                            .toInstant(),
                    Precision.SECOND));
        }

        /** Finds year, month and day among the numbers; false when they are not there. */
        private boolean complete() {
            if (month != 0 && !(yearFirst && numbers.size() > 1)) {
                return completeWithMonth();
            }
            if (year != 0 && yearFirst) {
                month = numbers.isEmpty() ? 0 : numbers.remove(0);
                return month >= 1 && month <= 12;
            }
            if (year == 0 && numbers.size() >= 3) {
                year = century(numbers.remove(2));
            }
            if (year == 0 || numbers.size() < 2) {
                return false;
            }
            boolean monthLeads =
                    numbers.get(1) > 12 || numbers.get(0) <= 12 && !dotted && (monthFirst || afternoon != null);
            month = numbers.remove(monthLeads ? 0 : 1);
            return month >= 1 && month <= 12;
        }

        private boolean completeWithMonth() {
            if (year == 0 && numbers.size() >= 2) {
                // 03 Sep 15, but 15-Sep-03 too: the day leads, unless it cannot be one.
                boolean dayLeads = numbers.get(0) <= 31;
                year = century(numbers.remove(dayLeads ? 1 : 0));
            }
            return year != 0;
        }

        private int century(int number) {
            return number >= 100 ? number : number < CENTURY_PIVOT ? 2000 + number : 1900 + number;
        }
    }
}
