package org.wirewatch.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * When a schedule's times of day are, in a zone that may change its offset.
 *
 * <p>Where clocks are set forward, some times of day do not exist: a digest at 02:30 comes at 03:30 (as {@code java.time}
 * reads it), and quiet hours that begin or end at 02:30 do so at the moment of the change. Where clocks are set back, some
 * exist twice: a digest comes the first time only, and quiet hours last from the first beginning to the second end, so
 * that nobody is woken in between; nights between which the change leaves no time are one.
 *
 * <p>An interval is counted from the first moment of each day in the zone, so that digests stand at the same times of day
 * everywhere but on the day of a change, and begin anew at midnight: where the day is no multiple, the last one is short.
 */
final class Clockwork {

    private final Schedule schedule;
    private final ZoneId zone;

    Clockwork(Schedule schedule, ZoneId zone) {
        this.schedule = schedule;
        this.zone = zone;
    }

    /** The first digest after a moment; nothing where there are no digests. */
    Optional<Instant> nextDigest(Instant after) {
        LocalDate day = after.atZone(zone).toLocalDate();
        if (schedule.every() != null) {
            return Optional.of(nextInterval(after, day, schedule.every()));
        }
        // Two days on there is a digest, whatever was skipped before.
        return day.minusDays(1)
                .datesUntil(day.plusDays(3))
                .flatMap(date -> schedule.at().stream().map(time -> instant(date, time)))
                .filter(digest -> digest.isAfter(after))
                .min(Instant::compareTo);
    }

    private Instant nextInterval(Instant after, LocalDate day, Duration every) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        Instant tomorrow = day.plusDays(1).atStartOfDay(zone).toInstant();
        long passed = Duration.between(midnight, after).dividedBy(every) + 1;
        Instant next = midnight.plus(every.multipliedBy(passed));
        return next.isBefore(tomorrow) ? next : tomorrow;
    }

    /** When the quiet hours that a moment lies in are over; nothing if it lies in none. */
    Optional<Instant> endOfQuiet(Instant moment) {
        QuietHours quiet = schedule.quiet();
        return quiet == null ? Optional.empty() : endOfNight(quiet, moment).map(end -> loud(quiet, end));
    }

    /** Where the clocks' change swallows the time between two nights, the second follows the first. */
    private Instant loud(QuietHours quiet, Instant end) {
        return endOfNight(quiet, end).orElse(end);
    }

    private Optional<Instant> endOfNight(QuietHours quiet, Instant moment) {
        boolean overnight = quiet.to().isBefore(quiet.from());
        LocalDate day = moment.atZone(zone).toLocalDate();
        return day.minusDays(2)
                .datesUntil(day.plusDays(2))
                .filter(date -> !beginning(date.atTime(quiet.from())).isAfter(moment))
                .map(date -> end((overnight ? date.plusDays(1) : date).atTime(quiet.to())))
                .filter(end -> end.isAfter(moment))
                .max(Instant::compareTo);
    }

    private Instant instant(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    private Instant beginning(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change == null || !change.isGap() ? time.atZone(zone).toInstant() : change.getInstant();
    }

    private Instant end(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change == null || !change.isGap()
                ? time.atZone(zone).withLaterOffsetAtOverlap().toInstant()
                : change.getInstant();
    }
}
