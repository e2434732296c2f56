package org.wirewatch.fetch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in HTTP headers (RFC 9110, 5.6.7): the one form that is written and the two old ones that are read. */
final class HttpDate {

    private static final DateTimeFormatter IMF_FIXDATE = pattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = pattern("EEE MMM ppd HH:mm:ss yyyy");

    private HttpDate() {}

    static Optional<Instant> read(String text) {
        for (DateTimeFormatter format : formats()) {
            try {
                return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException otherForm) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> formats() {
        return List.of(IMF_FIXDATE, rfc850(), ASCTIME);
    }

    /** Two digits of a year: 1970 to 2069. */
    private static DateTimeFormatter rfc850() {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }
}
