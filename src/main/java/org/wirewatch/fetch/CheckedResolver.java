package org.wirewatch.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The one gate to the network: the HTTP client connects to the addresses that come out of here and to no others.
 *
 * <p>The client asks on its I/O threads, which must not wait for a slow name server. So a fetch first calls
 * {@link #prepare} on a thread that may wait; the answer is kept for some seconds, and the client's question right after
 * it is answered from there. Judging is done at the client's question, on what is handed to it: an answer that changes
 * in between changes nothing, because it is not asked for again, or is judged again.
 */
final class CheckedResolver implements DnsResolver {

    private static final int MAX_KEPT = 10_000;
    private static final long KEPT_NANOS = 10_000_000_000L;

    private record Answer(List<InetAddress> addresses, long expiresNanos) {}

    private final NameResolver names;
    private final AddressPolicy policy;
    private final Map<String, Answer> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MAX_KEPT;
        }
    };

    CheckedResolver(NameResolver names, AddressPolicy policy) {
        this.names = names;
        this.policy = policy;
    }

    /** Looks a name up, which may take long, and judges what it finds. */
    void prepare(String host, int port) throws UnknownHostException {
        resolve(host, port);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        List<InetSocketAddress> allowed = new ArrayList<>();
        List<String> objections = new ArrayList<>();
        for (InetAddress address : lookUp(withoutBrackets(host))) {
            Optional<String> objection = policy.objection(address, port);
            if (objection.isEmpty()) {
                allowed.add(new InetSocketAddress(address, port));
            } else {
                objections.add(objection.get());
            }
        }
        if (allowed.isEmpty()) {
            throw new BlockedAddress(host + ": " + String.join("; ", objections));
        }
        return allowed;
    }

    /** Not asked by the client that is used here; without a port nothing can be judged. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        throw new BlockedAddress(host + ": asked for without a port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        Optional<InetAddress> literal = IpLiteral.parse(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        synchronized (kept) {
            Answer answer = kept.get(host);
            if (answer != null && answer.expiresNanos - System.nanoTime() > 0) {
                return answer.addresses;
            }
            kept.remove(host);
        }
        List<InetAddress> addresses = List.copyOf(names.resolve(host));
        synchronized (kept) {
            kept.put(host, new Answer(addresses, System.nanoTime() + KEPT_NANOS));
        }
        return addresses;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
