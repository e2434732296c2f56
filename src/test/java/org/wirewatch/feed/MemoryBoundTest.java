package org.wirewatch.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryBoundTest {

    /** What the virtual machine and the libraries need for any feed at all. */
    private static final int BASE_MEGABYTES = 24;

    private static final int TIMES = 10;

    @Test
    void noBodyNeedsMoreThanTenTimesItsOwnSize() throws IOException, InterruptedException {
        int megabytes = TIMES * (MemoryProbe.BYTES >> 20) + BASE_MEGABYTES;
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoryProbe.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(probe.waitFor())
                .as("the last body named here was too much:%n%s", output)
                .isZero();
    }
}
