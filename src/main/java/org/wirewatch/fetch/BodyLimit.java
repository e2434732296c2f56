package org.wirewatch.fetch;

import java.io.IOException;

/** Reading a body ends here, on our side and for a reason; what was read so far is there. */
final class BodyLimit extends IOException {

    private static final long serialVersionUID = 1;

    private final FetchFault fault;

    BodyLimit(FetchFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    FetchFault fault() {
        return fault;
    }
}
