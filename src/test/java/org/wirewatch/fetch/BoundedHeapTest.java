package org.wirewatch.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process of its own with a heap of 256 MB, whatever servers send. */
class BoundedHeapTest {

    private static final int AT_ONCE = 1_000;
    private static final String HTML = "Content-Type: text/html";

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aThousandHostileBodiesAtOnceFitIntoASmallHeap() throws Exception {
        byte[] bomb = bomb();
        byte[] large = "<p>A long page.</p>".repeat(350_000).getBytes(UTF_8);
        try (MisbehavingServer server = MisbehavingServer.start()) {
            server.on("/endless", answer -> {
                answer.head(200, HTML);
                answer.drip("<p>more and more</p>".repeat(1_000), Duration.ZERO);
            });
            server.on("/bomb", answer -> answer.send(200, bomb, HTML, "Content-Encoding: gzip"));
            server.on("/large", answer -> answer.send(200, large, HTML));
            server.on("/lie", answer -> {
                answer.head(200, HTML, "Content-Length: 999999999");
                answer.drip("x", Duration.ofMillis(50));
            });

            Map<String, Integer> kinds =
                    run(server.url("/endless"), server.url("/bomb"), server.url("/large"), server.url("/lie"));

            assertThat(bomb.length).isBetween(900 << 10, 1_300 << 10);
            // A listener with a thousand callers at once may drop one: broken off.
            assertThat(kinds.keySet()).isSubsetOf("whole", "too-large", "no-memory", "timeout", "broken-off");
            assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(AT_ONCE);
            assertThat(kinds).containsKey("too-large");
        }
    }

    private static Map<String, Integer> run(String... urls) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostileBodies.class.getName(),
                Integer.toString(AT_ONCE)));
        command.addAll(List.of(urls));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(line -> line[0], line -> Integer.parseInt(line[1])));
    }

    /** A gigabyte in a megabyte. */
    private static byte[] bomb() throws IOException {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 1 << 10; i++) {
                gzip.write(piece);
            }
        }
        return bomb.toByteArray();
    }
}
