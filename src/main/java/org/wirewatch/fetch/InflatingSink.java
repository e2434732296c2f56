package org.wirewatch.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip (RFC 1952) and deflate as it comes, piece by piece. {@link java.util.zip.GZIPInputStream} cannot: it
 * pulls, and a body from an asynchronous client is pushed.
 *
 * <p>Servers lie about both: a body that does not begin like gzip is passed on as it is, and "deflate" is taken with and
 * without its zlib wrapper. Several gzip members in a row are one body; other bytes after the end of the compressed data
 * are dropped, as browsers do. Checksums are not checked: text with a wrong byte in it is worth more than none.
 */
final class InflatingSink implements BodySink {

    enum Format {
        GZIP,
        DEFLATE
    }

    private enum State {
        /** Collects the first bytes, to see what this is. */
        START,
        /** Inside the gzip header. */
        HEADER,
        BODY,
        /** After a gzip member: its trailer, and perhaps another member. */
        TRAILER,
        /** Not compressed. */
        PLAIN,
        DONE
    }

    private static final byte[] NOTHING = {};
    private static final int PIECE = 16 << 10;
    /** A gzip header may carry a file name and a comment; longer ones are an attack. */
    private static final int MAX_HEADER = 64 << 10;

    private static final int TRAILER_BYTES = 8;

    private final Format format;
    private final BodySink next;
    private byte[] piece = NOTHING;
    private State state = State.START;
    private byte[] head = NOTHING;
    private @Nullable Inflater inflater;

    InflatingSink(Format format, BodySink next) {
        this.format = format;
        this.next = next;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        switch (state) {
            case PLAIN -> next.write(bytes, offset, length);
            case BODY -> inflate(bytes, offset, length);
            case START, HEADER, TRAILER -> begin(bytes, offset, length);
            case DONE -> {
                // Padding or garbage: nothing that is wanted.
            }
        }
    }

    @Override
    public void end() throws IOException {
        switch (state) {
            case START -> {
                state = State.PLAIN;
                next.write(head, 0, head.length);
                next.end();
            }
            case PLAIN, TRAILER, DONE -> next.end();
            case HEADER, BODY -> {
                next.end();
                throw new EOFException("the compressed body ends in the middle");
            }
        }
    }

    @Override
    public void release() {
        if (inflater != null) {
            inflater.end();
        }
        next.release();
    }

    /** Handles what must be seen as a whole before anything can be decided: the first bytes, headers, trailers. */
    private void begin(byte[] bytes, int offset, int length) throws IOException {
        byte[] all = Arrays.copyOf(head, head.length + length);
        System.arraycopy(bytes, offset, all, head.length, length);
        head = all;
        if (state == State.TRAILER && head.length >= TRAILER_BYTES + 2) {
            boolean another = gzipStartsAt(head, TRAILER_BYTES);
            head = Arrays.copyOfRange(head, TRAILER_BYTES, head.length);
            state = another ? State.HEADER : State.DONE;
        }
        if (state == State.START && head.length >= 2) {
            look();
        }
        int from = state == State.HEADER ? gzipHeaderEnd(head) : 0;
        if (from < 0 && head.length > MAX_HEADER) {
            throw new IOException("the gzip header is longer than " + MAX_HEADER + " bytes");
        }
        if (state == State.START || state == State.TRAILER || from < 0) {
            return;
        }
        byte[] seen = head;
        head = NOTHING;
        if (state == State.HEADER) {
            restart(true);
        }
        write(seen, from, seen.length - from);
    }

    private void look() {
        if (format == Format.GZIP) {
            state = gzipStartsAt(head, 0) ? State.HEADER : State.PLAIN;
            return;
        }
        int first = head[0] & 0xff;
        boolean zlib = (first & 0x0f) == 8 && (first << 8 | head[1] & 0xff) % 31 == 0;
        restart(!zlib);
    }

    private void restart(boolean raw) {
        if (inflater != null) {
            inflater.end();
        }
        inflater = new Inflater(raw);
        piece = piece.length == 0 ? new byte[PIECE] : piece;
        state = State.BODY;
    }

    private void inflate(byte[] bytes, int offset, int length) throws IOException {
        Inflater running = Objects.requireNonNull(inflater, "in the body there is an inflater");
        running.setInput(bytes, offset, length);
        try {
            while (!running.finished()) {
                int count = running.inflate(piece);
                if (count > 0) {
                    next.write(piece, 0, count);
                } else if (running.needsDictionary()) {
                    throw new IOException("the compressed body asks for a dictionary");
                } else if (running.needsInput()) {
                    return;
                }
            }
        } catch (DataFormatException broken) {
            throw new IOException("the compressed body is damaged: " + broken.getMessage(), broken);
        }
        int rest = running.getRemaining();
        state = format == Format.GZIP ? State.TRAILER : State.DONE;
        write(bytes, offset + length - rest, rest);
    }

    private static boolean gzipStartsAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) == 0x1f && (bytes[at + 1] & 0xff) == 0x8b;
    }

    /** Where the deflate data begins, negative if the header is not complete. */
    private static int gzipHeaderEnd(byte[] head) {
        int at = 10;
        if (head.length < at) {
            return -1;
        }
        int flags = head[3];
        if ((flags & 0x04) != 0) {
            if (head.length < at + 2) {
                return -1;
            }
            at += 2 + (head[at] & 0xff | (head[at + 1] & 0xff) << 8);
        }
        for (int flag = 0x08; flag <= 0x10; flag <<= 1) {
            if ((flags & flag) != 0) {
                while (at < head.length && head[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        if ((flags & 0x02) != 0) {
            at += 2;
        }
        return at <= head.length ? at : -1;
    }
}
