package org.wirewatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackTest {

    @Test
    void aHostWithoutAnAddressHereSharesTheOneThatEverySystemHas() throws Exception {
        Map<String, HttpServer> servers = Loopback.open(List.of("127.0.0.1", "192.0.2.7"), 0);
        try {
            HttpServer own = servers.get("127.0.0.1");
            HttpServer shared = servers.get("192.0.2.7");
            assertThat(shared.getAddress().getAddress())
                    .isEqualTo(own.getAddress().getAddress());
            assertThat(shared.getAddress().getPort())
                    .isNotEqualTo(own.getAddress().getPort());
        } finally {
            servers.values().forEach(server -> server.stop(0));
        }
    }
}
