package org.wirewatch.fetch;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.brotli.dec.BrotliInputStream;

/**
 * Undoes brotli (RFC 7932). The decoder pulls, so the compressed bytes are kept, within the limit and the budget, and
 * decoded at the end; decoding stops as soon as the next stage has enough.
 */
final class BrotliSink implements BodySink {

    private static final int PIECE = 16 << 10;

    private final BodySink next;
    private final KeptBody compressed;

    BrotliSink(BodySink next, int limit, Budget budget) {
        this.next = next;
        this.compressed = new KeptBody(limit, budget, null);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        compressed.write(bytes, offset, length);
    }

    @Override
    public void end() throws IOException {
        if (compressed.length() == 0) {
            next.end();
            return;
        }
        byte[] piece = new byte[PIECE];
        try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(compressed.toBytes()))) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                next.write(piece, 0, count);
            }
        } catch (BodyLimit enough) {
            throw enough;
        } catch (IOException | RuntimeException broken) {
            // The decoder throws both for damaged input. What came before the damage has been passed on.
            next.end();
            EOFException damaged = new EOFException("the brotli body is damaged or ends in the middle");
            damaged.initCause(broken);
            throw damaged;
        }
        next.end();
    }

    @Override
    public void release() {
        compressed.release();
        next.release();
    }
}
