package org.wirewatch.notify.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A socket from which only so much can be read for one message. The mail library reads lines of any length into memory;
 * a hostile or broken server ends here.
 */
final class BoundedSocket extends Socket {

    /** Certificates take some 10 kB, the answers to one message less than one. */
    static final int MAX_BYTES = 256 << 10;

    private volatile int left = MAX_BYTES;

    /** For the next message. */
    void refill() {
        left = MAX_BYTES;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int room = left;
                if (room <= 0 && length > 0) {
                    throw new IOException("the server's answers are longer than " + MAX_BYTES + " bytes");
                }
                int read = in.read(buffer, offset, Math.min(length, room));
                if (read > 0) {
                    left = room - read;
                }
                return read;
            }
        };
    }
}
