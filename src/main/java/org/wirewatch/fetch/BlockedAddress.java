package org.wirewatch.fetch;

import java.net.UnknownHostException;

/** A name all of whose addresses are forbidden. Of this type because the HTTP client's resolver may throw no other. */
final class BlockedAddress extends UnknownHostException {

    private static final long serialVersionUID = 1;

    BlockedAddress(String reason) {
        super(reason);
    }
}
