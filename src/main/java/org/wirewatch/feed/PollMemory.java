package org.wirewatch.feed;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Feed;
import org.wirewatch.model.Validators;

/**
 * All that is remembered of a feed between two polls, at most {@value #MAX_BYTES} bytes and a remembered new address: it
 * is written whole at every checkpoint for every feed, and a reader's memories travel in one message.
 *
 * @param intervalMillis the present poll interval, before jitter
 * @param nextPollMillis when the feed is to be asked again, epoch milliseconds
 * @param lastPollMillis when it was last asked; when it was first known, before the first poll
 * @param lastFullPollMillis when it was last asked without validators, likewise
 * @param polls how often it was asked
 * @param failures polls that failed in a row
 * @param bodies bodies read that differed from the one before; the hash below means nothing while it is 0
 * @param bodyHash of the last body that was read
 * @param newestKey of the entry that stood first in it
 * @param newestMillis the latest publication date in it, 0 when no entry had one
 * @param validators of the last answer, as received. One that is longer than {@value #MAX_ETAG_BYTES} bytes (ETag) or
 *     {@value #MAX_LAST_MODIFIED_BYTES} bytes (Last-Modified) is dropped: real ones are shorter, the memory is bounded,
 *     and without it a poll merely transfers the body, whose hash still tells that nothing changed
 * @param validatorsDistrusted whether the server was caught answering 304 (or repeating its validators) while the feed
 *     had changed: then none are sent
 * @param hints when the publisher wants to be asked
 * @param rhythm how often the feed publishes
 * @param move what permanent redirects have taught
 * @param gone whether the publisher has ended the feed (410)
 */
public record PollMemory(
        long intervalMillis,
        long nextPollMillis,
        long lastPollMillis,
        long lastFullPollMillis,
        int polls,
        int failures,
        int bodies,
        long bodyHash,
        long newestKey,
        long newestMillis,
        Validators validators,
        boolean validatorsDistrusted,
        PublisherHints hints,
        Rhythm rhythm,
        Move move,
        boolean gone) {

    public static final int MAX_BYTES = 300;
    public static final int MAX_ETAG_BYTES = 112;
    public static final int MAX_LAST_MODIFIED_BYTES = 40;

    public PollMemory {
        Objects.requireNonNull(hints, "hints");
        Objects.requireNonNull(rhythm, "rhythm");
        Objects.requireNonNull(move, "move");
        validators = new Validators(
                bounded(validators.etag(), MAX_ETAG_BYTES),
                bounded(validators.lastModified(), MAX_LAST_MODIFIED_BYTES));
    }

    public Instant nextPoll() {
        return Instant.ofEpochMilli(nextPollMillis);
    }

    /** The same with another interval and next poll. */
    PollMemory planned(long interval, long next) {
        return new PollMemory(
                interval,
                next,
                lastPollMillis,
                lastFullPollMillis,
                polls,
                failures,
                bodies,
                bodyHash,
                newestKey,
                newestMillis,
                validators,
                validatorsDistrusted,
                hints,
                rhythm,
                move,
                gone);
    }

    /** Where the feed is asked: at its new address if it has moved for good. */
    public String address(Feed feed) {
        return move.to() == null ? feed.url() : move.to();
    }

    /** Writes version 2 of this record's form; the reader of the form must know the version from elsewhere. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeLong(intervalMillis);
        out.writeLong(nextPollMillis);
        out.writeLong(lastPollMillis);
        out.writeLong(lastFullPollMillis);
        out.writeInt(polls);
        out.writeInt(failures);
        out.writeInt(bodies);
        out.writeLong(bodyHash);
        out.writeLong(newestKey);
        out.writeLong(newestMillis);
        writeText(validators.etag(), out);
        writeText(validators.lastModified(), out);
        out.writeBoolean(validatorsDistrusted);
        out.writeLong(hints.ttlMillis());
        out.writeInt(hints.skipHours());
        out.writeByte(hints.skipDays());
        rhythm.writeTo(out);
        writeText(move.to(), out);
        out.writeLong(move.candidate());
        out.writeByte(move.seen());
        out.writeBoolean(gone);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param version 1, which knew of no moves and no ends, or 2
     */
    public static PollMemory readFrom(DataInput in, int version) throws IOException {
        return new PollMemory(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new Validators(readText(in), readText(in)),
                in.readBoolean(),
                new PublisherHints(in.readLong(), in.readInt(), in.readByte()),
                Rhythm.readFrom(in),
                version < 2 ? Move.NONE : new Move(readText(in), in.readLong(), in.readByte()),
                version >= 2 && in.readBoolean());
    }

    private static @Nullable String bounded(@Nullable String value, int maxBytes) {
        return value == null || value.getBytes(StandardCharsets.UTF_8).length > maxBytes ? null : value;
    }

    private static void writeText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeByte(bytes.length);
            out.write(bytes);
        }
    }

    private static @Nullable String readText(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
