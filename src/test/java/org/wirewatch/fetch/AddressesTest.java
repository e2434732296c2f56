package org.wirewatch.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing private is reached, however its address is written and whoever names it. */
class AddressesTest {

    private static final String INSIDE = "<p>a secret of the inside</p>";

    private MisbehavingServer inside;

    @BeforeEach
    void start() throws IOException {
        inside = MisbehavingServer.start();
        inside.on("/", MisbehavingServer.html(INSIDE));
    }

    @AfterEach
    void stop() throws IOException {
        inside.close();
    }

    /** Every host here is blocked for its address: the port is an allowed one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // loopback, in every spelling that some resolver takes
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "127.255.255.254",
                "2130706433",
                "0x7f000001",
                "0x7f.0.0.1",
                "0x7f.1",
                "017700000001",
                "0177.0.0.1",
                "0177.1",
                "00000177.0x0.0.01",
                "127.0.0.1.",
                "127.000.000.001",
                "%31%32%37.0.0.1",
                "127%2e0%2e0%2e1",
                "１２７.０.０.１",
                "127。0。0。1",
                "①②⑦.0.0.1",
                "localhost",
                "LOCALHOST",
                "localhost.",
                // unspecified, private, shared, link-local, metadata
                "0",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "167772161",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "0xc0a80001",
                "3232235521",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "169.254.169.254",
                "2852039166",
                "0xA9FEA9FE",
                "0251.0376.0251.0376",
                "169.254.43518",
                "168.63.129.16",
                "192.0.0.192",
                // documentation, benchmarks, multicast, reserved, broadcast
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "192.88.99.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "0xffffffff",
                // IPv6: loopback, unspecified, link-local, unique-local, site-local, multicast, documentation
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[fe80::1]",
                "[febf::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fec0::1]",
                "[ff02::1]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[100::1]",
                "[2001:2::1]",
                "[4000::1]",
                // IPv6 that carries an IPv4 address: mapped, compatible, NAT64, 6to4, Teredo, ISATAP
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::ffff:a9fe:a9fe]",
                "[0:0:0:0:0:ffff:10.0.0.1]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::a00:1]",
                "[64:ff9b:1::a00:1]",
                "[2002:7f00:1::1]",
                "[2002:a00:1::1]",
                "[2002:c0a8:1::]",
                "[2001:0:7f00:1::]",
                "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
                "[2606:4700::5efe:127.0.0.1]",
                "[2606:4700::200:5efe:a00:1]"
            })
    void anAddressThatIsNotPublicIsBlocked(String host) {
        try (Fetcher fetcher = new Fetcher(HttpSettings.defaults(), InstantSource.system())) {
            FetchOutcome.Failed failed = failed(fetcher, "http://" + host + "/");

            assertThat(failed.fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
            assertThat(failed.passing()).isFalse();
            assertThat(failed.problem().advice()).contains("http.allow-networks");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:{port}/",
                "http://127.1:{port}/",
                "http://2130706433:{port}/",
                "http://0x7f000001:{port}/",
                "http://0177.0.0.1:{port}/",
                "http://localhost:{port}/",
                "http://[::ffff:127.0.0.1]:{port}/",
                "http://[::ffff:7f00:1]:{port}/",
                "http://0.0.0.0:{port}/",
                "http:\\\\127.0.0.1:{port}\\",
                "http:127.0.0.1:{port}/",
                "http:////127.0.0.1:{port}/",
                "  http://127.0.0.1:{port}/ ",
                "ht\ntp://127.0.0.1:{port}/",
                "http://example.org@127.0.0.1:{port}/",
                "http://user:password@127.0.0.1:{port}/",
                "http://127.0.0.1:{port}#@example.org/",
                "http://127.0.0.1:{port}\\@example.org/"
            })
    void noConnectionIsMadeToWhatIsBlockedNotEvenByRedirect(String spelling) throws IOException {
        String url = spelling.replace("{port}", String.valueOf(inside.port()));
        HttpSettings settings =
                Settings.http("allow-networks: [127.0.0.9/32]", "allow-ports: [80, " + inside.port() + "]");
        try (MisbehavingServer outside = MisbehavingServer.start(InetAddress.getByName("127.0.0.9"));
                Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
            outside.on("/", MisbehavingServer.redirect(302, url.strip().replace("\n", "")));

            assertThat(failed(fetcher, url).fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
            assertThat(failed(fetcher, outside.url("/")).fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);

            assertThat(outside.requests()).hasSize(1);
            assertThat(inside.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://a.example/",
                "jar:http://a.example/!/",
                "gopher://127.0.0.1/",
                "unix:/x",
                "view-source:http://a.example/",
                "HTTPX://a.example/"
            })
    void anotherSchemeIsBlocked(String url) {
        try (Fetcher fetcher = new Fetcher(HttpSettings.defaults(), InstantSource.system())) {
            assertThat(failed(fetcher, url).fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, 80, true",
        "8.8.8.8, 443, true",
        "8.8.8.8, 22, false",
        "8.8.8.8, 9200, false",
        "2606:4700::1111, 443, true",
        "64:ff9b::808:808, 443, true",
        "2002:808:808::1, 443, true",
        "172.15.255.255, 80, true",
        "172.32.0.0, 80, true",
        "100.63.255.255, 80, true",
        "100.128.0.0, 80, true",
        "11.0.0.0, 80, true",
        "223.255.255.255, 80, true",
        "10.1.2.3, 9999, true",
        "10.2.0.0, 80, false",
        "fd00:1::5, 9999, true",
        "fd00:2::5, 80, false"
    })
    void publicAddressesOnAllowedPortsAndAllOfAnOpenedNetworkMayBeReached(String address, int port, boolean allowed)
            throws UnknownHostException {
        AddressPolicy policy = new AddressPolicy(Settings.http("allow-networks: [10.1.0.0/16, 'fd00:1::/32']"));

        assertThat(policy.objection(InetAddress.getByName(address), port).isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void anObjectionNamesTheAddressAndTheReason() throws UnknownHostException {
        AddressPolicy policy = new AddressPolicy(HttpSettings.defaults());

        assertThat(policy.objection(InetAddress.getByName("100.64.0.1"), 80))
                .hasValue("100.64.0.1 is not public (carrier-grade NAT)");
        assertThat(policy.objection(InetAddress.getByName("8.8.8.8"), 22))
                .hasValue("port 22 is not among http.allow-ports [80, 443]");
    }

    @Nested
    class Names {

        @Test
        void aNameOfAPrivateAddressIsBlocked() {
            try (Fetcher fetcher = fetcher(host -> List.of(ip("10.0.0.1")))) {
                assertThat(failed(fetcher, "http://news.example/").fault()).isEqualTo(FetchFault.ADDRESS_BLOCKED);
            }
        }

        @Test
        void aNameThatChangesFromPublicToPrivateReachesNothingPrivate() {
            // 192.0.0.1 does not answer, but is opened here: the first answer passes the check.
            AtomicInteger asked = new AtomicInteger();
            NameResolver rebinding = host -> List.of(asked.getAndIncrement() == 0 ? ip("192.0.0.1") : ip("127.0.0.1"));
            HttpSettings settings = Settings.http(
                    "deadline: 1s", "allow-networks: [192.0.0.1/32]", "allow-ports: [80, " + inside.port() + "]");
            try (Fetcher fetcher = new Fetcher(settings, InstantSource.system(), rebinding, null)) {
                for (int i = 0; i < 3; i++) {
                    failed(fetcher, "http://rebind" + i % 2 + ".example:" + inside.port() + "/");
                }

                assertThat(asked.get()).isEqualTo(2);
                assertThat(inside.connections()).isZero();
            }
        }

        @Test
        void everyAnswerIsJudgedWhenTheClientConnects() throws UnknownHostException {
            Deque<InetAddress> answers = new ArrayDeque<>(List.of(ip("8.8.8.8"), ip("10.0.0.1")));
            CheckedResolver resolver =
                    new CheckedResolver(host -> List.of(answers.remove()), new AddressPolicy(HttpSettings.defaults()));

            resolver.prepare("a.example", 443);

            assertThat(resolver.resolve("a.example", 443)).hasSize(1);
            assertThat(resolver.resolve("a.example", 443).get(0).getAddress()).isEqualTo(ip("8.8.8.8"));
            org.assertj.core.api.Assertions.assertThatExceptionOfType(BlockedAddress.class)
                    .isThrownBy(() -> resolver.resolve("b.example", 443));
        }

        @Test
        void ofSeveralAddressesOnlyThePublicOnesAreTried() throws UnknownHostException {
            CheckedResolver resolver = new CheckedResolver(
                    host -> List.of(ip("10.0.0.1"), ip("8.8.8.8"), ip("::1")),
                    new AddressPolicy(HttpSettings.defaults()));

            assertThat(resolver.resolve("a.example", 443))
                    .extracting(address -> address.getAddress().getHostAddress())
                    .containsExactly("8.8.8.8");
        }

        @Test
        void aRedirectToAnotherPortIsJudgedAnew() throws IOException {
            HttpSettings settings = Settings.http("allow-networks: [127.0.0.9/32]", "allow-ports: [80]");
            try (MisbehavingServer outside = MisbehavingServer.start(InetAddress.getByName("127.0.0.9"));
                    Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
                outside.on("/", MisbehavingServer.redirect(302, "http://8.8.8.8:22/"));

                assertThat(failed(fetcher, outside.url("/")).problem().message())
                        .contains("port 22");
            }
        }

        private Fetcher fetcher(NameResolver names) {
            return new Fetcher(HttpSettings.defaults(), InstantSource.system(), names, null);
        }
    }

    private static InetAddress ip(String literal) {
        return IpLiteral.parse(literal).orElseThrow();
    }

    private static FetchOutcome.Failed failed(Fetcher fetcher, String url) {
        FetchOutcome outcome = fetcher.fetch(FetchRequest.page(url, null))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(outcome).isInstanceOf(FetchOutcome.Failed.class);
        return (FetchOutcome.Failed) outcome;
    }
}
