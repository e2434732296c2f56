package org.wirewatch.fetch;

import org.apache.hc.client5.http.DnsResolver;

/** The same gate to the network for other HTTP clients of Wirewatch as for pages and feeds. */
public final class AddressGate {

    private AddressGate() {}

    /**
     * Answers with addresses that may be connected to: public ones on {@code http.allow-ports}, and those of
     * {@code http.allow-networks}. For any other it throws an {@link java.net.UnknownHostException} that says which, and
     * why not.
     */
    public static DnsResolver of(HttpSettings settings) {
        return new CheckedResolver(NameResolver.ofTheSystem(), new AddressPolicy(settings));
    }
}
