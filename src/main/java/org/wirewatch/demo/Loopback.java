package org.wirewatch.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens one server for each host name, on loopback and nowhere else. */
final class Loopback {

    /** The address that every system has. */
    static final String SHARED = "127.0.0.1";

    private static final int BACKLOG = 64;
    private static final int TRIES = 5;

    private Loopback() {}

    /**
     * Opens the servers, all on one port where the system has the addresses. Where it has not, a host gets a free port of
     * 127.0.0.1.
     *
     * @param port 0 for a free one
     * @throws BindException if the given port is taken
     */
    static Map<String, HttpServer> open(List<String> hosts, int port) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Map<String, HttpServer> servers = new LinkedHashMap<>();
            try {
                HttpServer first = HttpServer.create(new InetSocketAddress(SHARED, port), BACKLOG);
                servers.put(SHARED, first);
                for (String host : hosts) {
                    if (!servers.containsKey(host)) {
                        servers.put(host, open(host, first.getAddress().getPort()));
                    }
                }
                return servers;
            } catch (IOException taken) {
                servers.values().forEach(server -> server.stop(0));
                if (!(taken instanceof BindException)) {
                    throw taken;
                }
                if (port != 0 || attempt == TRIES) {
                    BindException explained = new BindException("the newsroom cannot listen on "
                            + (port == 0 ? "any port that it tried" : "port " + port)
                            + " of its loopback addresses: " + taken.getMessage() + ". Choose another port");
                    explained.initCause(taken);
                    throw explained;
                }
            }
        }
    }

    private static HttpServer open(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        return isHere(address)
                ? HttpServer.create(new InetSocketAddress(address, port), BACKLOG)
                : HttpServer.create(new InetSocketAddress(SHARED, 0), BACKLOG);
    }

    /** Whether the system lets us listen on this address at all. */
    private static boolean isHere(InetAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (BindException notHere) {
            return false;
        }
    }
}
