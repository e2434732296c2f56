package org.wirewatch.job.state;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What a subscription waits for; one a subscription that was ever told anything.
 *
 * @param next the number that the next held or untold item gets
 * @param held items that wait for their message
 * @param more of them that are only counted, because there are too many
 * @param sinceMillis when the first of them came, 0 if none waits
 * @param dueMillis when they are told, 0 if none waits
 * @param reason why they wait, a word of {@link org.wirewatch.notify.Reason}; empty if none waits
 * @param schedule the schedule by which they wait, as text
 * @param nothingMillis when a digest is due even if nothing comes, 0 if it is not
 * @param flushMillis when the log is written, 0 if it is up to date
 * @param logged the version of the last line about them
 * @param sentMillis when messages were made or taken in the last hour
 */
public record MailBox(
        long next,
        int held,
        int more,
        long sinceMillis,
        long dueMillis,
        String reason,
        String schedule,
        long nothingMillis,
        long flushMillis,
        long logged,
        long[] sentMillis) {

    private static final long HOUR_MILLIS = 3_600_000;

    /** More than any limit. */
    private static final int MOST_SENT = 1_000;

    public static final MailBox EMPTY = new MailBox(0, 0, 0, 0, 0, "", "", 0, 0, 0, new long[0]);

    /** The number {@link #next} is taken. */
    public MailBox counted() {
        return new MailBox(
                next + 1,
                held,
                more,
                sinceMillis,
                dueMillis,
                reason,
                schedule,
                nothingMillis,
                flushMillis,
                logged,
                sentMillis);
    }

    public MailBox held(int nowHeld, int nowMore) {
        return new MailBox(
                next,
                nowHeld,
                nowMore,
                sinceMillis,
                dueMillis,
                reason,
                schedule,
                nothingMillis,
                flushMillis,
                logged,
                sentMillis);
    }

    public MailBox since(long millis) {
        return new MailBox(
                next, held, more, millis, dueMillis, reason, schedule, nothingMillis, flushMillis, logged, sentMillis);
    }

    public MailBox due(long millis, String why) {
        return new MailBox(
                next, held, more, sinceMillis, millis, why, schedule, nothingMillis, flushMillis, logged, sentMillis);
    }

    public MailBox schedule(String text) {
        return new MailBox(
                next, held, more, sinceMillis, dueMillis, reason, text, nothingMillis, flushMillis, logged, sentMillis);
    }

    public MailBox nothing(long millis) {
        return new MailBox(
                next, held, more, sinceMillis, dueMillis, reason, schedule, millis, flushMillis, logged, sentMillis);
    }

    /** Unless it is to be written earlier. */
    public MailBox flushAt(long millis) {
        return new MailBox(
                next,
                held,
                more,
                sinceMillis,
                dueMillis,
                reason,
                schedule,
                nothingMillis,
                flushMillis == 0 ? millis : flushMillis,
                logged,
                sentMillis);
    }

    public MailBox upToDate() {
        return new MailBox(
                next, held, more, sinceMillis, dueMillis, reason, schedule, nothingMillis, 0, logged, sentMillis);
    }

    public MailBox logged(long version) {
        return new MailBox(
                next,
                held,
                more,
                sinceMillis,
                dueMillis,
                reason,
                schedule,
                nothingMillis,
                flushMillis,
                version,
                sentMillis);
    }

    /** Nothing waits any more. */
    public MailBox released() {
        return new MailBox(next, 0, 0, 0, 0, "", schedule, nothingMillis, flushMillis, 0, sentMillis);
    }

    /** A message was made or taken; those of more than an hour before are forgotten. */
    public MailBox sent(long millis) {
        long[] lastHour = LongStream.concat(Arrays.stream(sentMillis), LongStream.of(millis))
                .filter(moment -> moment > millis - HOUR_MILLIS)
                .skip(Math.max(0, sentMillis.length + 1 - MOST_SENT))
                .toArray();
        return new MailBox(
                next,
                held,
                more,
                sinceMillis,
                dueMillis,
                reason,
                schedule,
                nothingMillis,
                flushMillis,
                logged,
                lastHour);
    }
}
