package org.wirewatch.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public ones on the allowed ports, and every port of the networks that the
 * operator opened.
 *
 * <p>The ranges are those that IANA's special-purpose registries list as not globally reachable, and those that carry
 * an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo, ISATAP), which are judged by what they carry.
 */
final class AddressPolicy {

    private record Range(Network network, String name) {

        static Range of(String cidr, String name) {
            return new Range(Network.of(cidr), name);
        }
    }

    private static final List<Range> BLOCKED = List.of(
            Range.of("0.0.0.0/8", "this host"),
            Range.of("10.0.0.0/8", "private"),
            Range.of("100.64.0.0/10", "carrier-grade NAT"),
            Range.of("127.0.0.0/8", "loopback"),
            Range.of("168.63.129.16/32", "cloud metadata"),
            Range.of("169.254.0.0/16", "link-local and cloud metadata"),
            Range.of("172.16.0.0/12", "private"),
            Range.of("192.0.0.0/24", "protocol assignments"),
            Range.of("192.0.2.0/24", "documentation"),
            Range.of("192.31.196.0/24", "AS112"),
            Range.of("192.52.193.0/24", "AMT relays"),
            Range.of("192.88.99.0/24", "6to4 relays"),
            Range.of("192.168.0.0/16", "private"),
            Range.of("192.175.48.0/24", "AS112"),
            Range.of("198.18.0.0/15", "benchmarking"),
            Range.of("198.51.100.0/24", "documentation"),
            Range.of("203.0.113.0/24", "documentation"),
            Range.of("224.0.0.0/4", "multicast"),
            Range.of("240.0.0.0/4", "reserved and broadcast"),
            Range.of("2001::/32", "Teredo"),
            Range.of("2001:2::/48", "benchmarking"),
            Range.of("2001:10::/28", "ORCHID"),
            Range.of("2001:20::/28", "ORCHID"),
            Range.of("2001:db8::/32", "documentation"),
            Range.of("2620:4f:8000::/48", "AS112"),
            Range.of("3fff::/20", "documentation"));

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private final List<Network> opened;
    private final List<Integer> ports;

    AddressPolicy(HttpSettings settings) {
        opened = settings.allowNetworks().stream().map(Network::of).toList();
        ports = settings.allowPorts();
    }

    /** Why this address and port may not be connected to; empty if they may. */
    Optional<String> objection(InetAddress address, int port) {
        if (opened.stream().anyMatch(network -> network.contains(address))) {
            return Optional.empty();
        }
        if (!ports.contains(port)) {
            return Optional.of("port " + port + " is not among http.allow-ports " + ports);
        }
        return range(address).map(name -> address.getHostAddress() + " is not public (" + name + ")");
    }

    private static Optional<String> range(InetAddress address) {
        for (Range range : BLOCKED) {
            if (range.network.contains(address)) {
                return Optional.of(range.name);
            }
        }
        if (address instanceof Inet4Address) {
            return Optional.empty();
        }
        if (!GLOBAL_UNICAST.contains(address) && !NAT64.contains(address)) {
            return Optional.of("loopback, link-local, unique-local, multicast or unassigned");
        }
        return carried(address)
                .flatMap(inner -> range(inner).stream())
                .findFirst()
                .map(name -> "carries an IPv4 address, " + name);
    }

    /** The IPv4 addresses inside an IPv6 address. */
    private static Stream<InetAddress> carried(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return Stream.of(v4(bytes, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return Stream.of(v4(bytes, 2));
        }
        boolean isatap = (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
        return isatap ? Stream.of(v4(bytes, 12)) : Stream.empty();
    }

    private static InetAddress v4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an IPv4 address", impossible);
        }
    }
}
