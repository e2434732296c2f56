package org.wirewatch.fetch;

import java.io.IOException;

/** Takes a body piece by piece as it comes from the network. Each stage of decoding is one, the last one keeps it. */
interface BodySink {

    /** Some more bytes. Throws {@link BodyLimit} when enough has been seen. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** The body is complete. Throws if it cannot be: a compressed one may end in the middle. */
    void end() throws IOException;

    /** Frees what is held outside the heap and returns the budget. Called once, whatever happened. */
    void release();
}
