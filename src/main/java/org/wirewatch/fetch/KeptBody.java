package org.wirewatch.fetch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of the line: keeps the decoded bytes, up to the limit and as long as the budget lasts.
 *
 * <p>They are kept in pieces and put together once, for the reader. An array that grows would be copied again and again,
 * would need twice its size while it is, and as a large object would split a small heap until nothing fits in.
 */
final class KeptBody implements BodySink {

    private static final int FIRST_BYTES = 16 << 10;
    private static final int LARGEST_PIECE = 256 << 10;

    private final int limit;
    private final Budget budget;
    private final @Nullable FetchFault ifBinary;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] piece = new byte[0];
    private int inPiece;
    private int length;
    private long taken;
    private boolean judged;

    /** @param ifBinary with what to stop when the beginning shows that this is no text; null to take anything */
    KeptBody(int limit, Budget budget, @Nullable FetchFault ifBinary) {
        this.limit = limit;
        this.budget = budget;
        this.ifBinary = ifBinary;
    }

    /** Makes room for what is announced, so that most bodies come in one piece. A lie costs us no more than one piece. */
    void expect(long announced) throws BodyLimit {
        if (announced > 0) {
            next((int) Math.max(Sniffing.BYTES, Math.min(announced, LARGEST_PIECE)));
        }
    }

    @Override
    public void write(byte[] from, int offset, int count) throws BodyLimit {
        int room = Math.min(count, limit - length);
        int done = 0;
        while (done < room) {
            if (inPiece == piece.length) {
                next(Math.max(FIRST_BYTES, Math.max(room - done, length)));
            }
            int part = Math.min(room - done, piece.length - inPiece);
            System.arraycopy(from, offset + done, piece, inPiece, part);
            inPiece += part;
            length += part;
            done += part;
        }
        if (!judged && length >= Sniffing.BYTES) {
            judge();
        }
        if (room < count) {
            throw new BodyLimit(FetchFault.TOO_LARGE, "the body is longer than the limit of " + limit + " bytes");
        }
    }

    @Override
    public void end() throws BodyLimit {
        if (!judged) {
            judge();
        }
    }

    @Override
    public void release() {
        budget.giveBack(taken);
        taken = 0;
        full.clear();
        piece = new byte[0];
        inPiece = 0;
        length = 0;
    }

    int length() {
        return length;
    }

    /** The bytes, for one reader: nothing is written after it. */
    byte[] toBytes() {
        if (full.isEmpty() && length == piece.length) {
            return piece;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] before : full) {
            System.arraycopy(before, 0, whole, at, before.length);
            at += before.length;
        }
        System.arraycopy(piece, 0, whole, at, inPiece);
        return whole;
    }

    private void judge() throws BodyLimit {
        judged = true;
        if (ifBinary != null) {
            byte[] first = full.isEmpty() ? Arrays.copyOf(piece, Math.min(inPiece, Sniffing.BYTES)) : full.get(0);
            String what = Sniffing.binary(first, Math.min(first.length, Sniffing.BYTES));
            if (what != null) {
                throw new BodyLimit(ifBinary, "the body is " + what);
            }
        }
    }

    private void next(int wanted) throws BodyLimit {
        int size = Math.min(Math.min(wanted, LARGEST_PIECE), limit - length);
        if (!budget.take(size)) {
            throw new BodyLimit(
                    FetchFault.NO_MEMORY, "the bodies under way hold " + budget.taken() + " bytes, too many for more");
        }
        taken += size;
        if (inPiece > 0) {
            full.add(piece);
        }
        piece = new byte[size];
        inPiece = 0;
    }
}
