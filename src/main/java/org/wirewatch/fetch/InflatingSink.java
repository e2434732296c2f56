package org.wirewatch.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip (RFC 1952) and deflate as it comes, piece by piece. {@link java.util.zip.GZIPInputStream} cannot: it
 * pulls, and a body from an asynchronous client is pushed.
 *
 * <p>Servers lie about both: a body that does not begin like gzip is passed on as it is, and "deflate" is taken with and
 * without its zlib wrapper. Bytes after the end of the compressed data are dropped, as browsers do; checksums are not
 * checked, the article's text shows what is wrong.
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
        /** Not compressed. */
        PLAIN,
        DONE
    }

    private static final int PIECE = 16 << 10;
    /** A gzip header may carry a file name and a comment; longer ones are an attack. */
    private static final int MAX_HEADER = 64 << 10;

    private final Format format;
    private final BodySink next;
    private final byte[] piece = new byte[PIECE];
    private State state = State.START;
    private byte[] head = new byte[0];
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
            case START, HEADER -> begin(bytes, offset, length);
            case DONE -> {
                // Trailer, padding or another member: nothing that is wanted.
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
            case PLAIN, DONE -> next.end();
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

    private void begin(byte[] bytes, int offset, int length) throws IOException {
        byte[] all = new byte[head.length + length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bytes, offset, all, head.length, length);
        head = all;
        if (state == State.START) {
            if (head.length < 2) {
                return;
            }
            look();
        }
        if (state == State.HEADER) {
            int end = gzipHeaderEnd(head);
            if (end < 0) {
                if (head.length > MAX_HEADER) {
                    throw new IOException("the gzip header is longer than " + MAX_HEADER + " bytes");
                }
                return;
            }
            inflater = new Inflater(true);
            state = State.BODY;
            inflate(head, end, head.length - end);
        } else if (state == State.BODY) {
            inflate(head, 0, head.length);
        } else {
            next.write(head, 0, head.length);
        }
        head = new byte[0];
    }

    private void look() {
        int first = head[0] & 0xff;
        int second = head[1] & 0xff;
        if (format == Format.GZIP) {
            state = first == 0x1f && second == 0x8b ? State.HEADER : State.PLAIN;
        } else {
            boolean zlib = (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
            inflater = new Inflater(!zlib);
            state = State.BODY;
        }
    }

    private void inflate(byte[] bytes, int offset, int length) throws IOException {
        Inflater running = inflater;
        if (running == null || length == 0) {
            return;
        }
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
            state = State.DONE;
        } catch (DataFormatException broken) {
            throw new IOException("the compressed body is damaged: " + broken.getMessage(), broken);
        }
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
