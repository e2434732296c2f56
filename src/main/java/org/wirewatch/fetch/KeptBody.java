package org.wirewatch.fetch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The end of the line: keeps the decoded bytes, up to the limit and as long as the budget lasts. */
final class KeptBody implements BodySink {

    private static final int FIRST_BYTES = 16 << 10;

    /** A server may announce more than it sends: so much of the budget is taken on its word. */
    private static final int MOST_BELIEVED = 512 << 10;

    private final int limit;
    private final Budget budget;
    private final @Nullable FetchFault ifBinary;
    private byte[] bytes = new byte[0];
    private int length;
    private boolean judged;

    /** @param ifBinary with what to stop when the beginning shows that this is no text; null to take anything */
    KeptBody(int limit, Budget budget, @Nullable FetchFault ifBinary) {
        this.limit = limit;
        this.budget = budget;
        this.ifBinary = ifBinary;
    }

    @Override
    public void write(byte[] from, int offset, int count) throws BodyLimit {
        int room = Math.min(count, limit - length);
        grow(length + room);
        System.arraycopy(from, offset, bytes, length, room);
        length += room;
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
        budget.giveBack(bytes.length);
        bytes = new byte[0];
        length = 0;
    }

    int length() {
        return length;
    }

    /** The bytes, for one reader: nothing is written after it. */
    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Makes room for what is announced: most bodies then come without being copied again and again. */
    void expect(long announced) throws BodyLimit {
        grow((int) Math.max(0, Math.min(Math.min(announced, MOST_BELIEVED), limit)));
    }

    private void judge() throws BodyLimit {
        judged = true;
        if (ifBinary != null) {
            String what = Sniffing.binary(bytes, length);
            if (what != null) {
                throw new BodyLimit(ifBinary, "the body is " + what);
            }
        }
    }

    private void grow(int needed) throws BodyLimit {
        if (needed <= bytes.length) {
            return;
        }
        int size = (int) Math.min(
                limit,
                bytes.length == 0 && needed > FIRST_BYTES
                        ? needed
                        : Math.max(needed, Math.max(FIRST_BYTES, bytes.length * 2L)));
        if (!budget.take(size - bytes.length)) {
            throw new BodyLimit(
                    FetchFault.NO_MEMORY, "the bodies under way hold " + budget.taken() + " bytes, too many for more");
        }
        bytes = Arrays.copyOf(bytes, size);
    }
}
