package org.wirewatch.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where addresses come from. May block. */
interface NameResolver {

    /** The addresses of a name or of an address literal without brackets, in the order to try them; never empty. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The operating system's. */
    static NameResolver ofTheSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
