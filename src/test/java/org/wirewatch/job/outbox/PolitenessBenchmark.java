package org.wirewatch.job.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.wirewatch.fetch.HttpSettings;
import org.wirewatch.job.ManyHosts;

/**
 * What politeness costs: many hosts of this machine at one request a second, first all of them well, then some that never
 * answer; at last as many pages as possible at once. It goes through the real operator on a MiniCluster of parallelism
 * 2, with the real client over sockets, and the hosts' server is in the same process. To run it:
 *
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -Xmx1g -cp target/test-classes:target/classes:$(cat target/test.classpath) \
 *     org.wirewatch.job.outbox.PolitenessBenchmark [hosts silent entries manyHosts manyEntries]
 * </pre>
 *
 * <p>Without arguments: 400 hosts of which 40 never answer, 30 entries each; then 2,000 hosts with 10 entries each. That
 * takes about 90 seconds.
 */
public final class PolitenessBenchmark {

    private static final int[] USUAL = {400, 40, 30, 2_000, 10};

    private PolitenessBenchmark() {}

    public static void main(String[] args) throws Exception {
        int[] sizes = args.length == USUAL.length
                ? Arrays.stream(args).mapToInt(Integer::parseInt).toArray()
                : USUAL;
        HttpSettings http = HttpSettings.defaults().withAllowNetworks(List.of(ManyHosts.NETWORK));
        int hosts = sizes[0];
        int silent = sizes[1];
        int entries = sizes[2];

        new PoliteRun(100, 0, 3, http).run(Duration.ofMinutes(1)); // so that no class is loaded while it counts
        System.out.printf("%,d hosts, %d entries each, one request a second%n", hosts, entries);
        PoliteRun.Measured calm = show("all answer", new PoliteRun(hosts, 0, entries, http), entries, http);
        PoliteRun.Measured troubled =
                show(silent + " never answer", new PoliteRun(hosts, silent, entries, http), entries, http);
        System.out.printf(
                Locale.ROOT,
                "  the hosts that answer are slowed by %+.1f %%%n",
                100.0 * (ratio(troubled.elapsed(), calm.elapsed()) - 1));

        System.out.printf("%,d hosts, %d entries each, one request a second%n", sizes[3], sizes[4]);
        PoliteRun.Measured many = show("all answer", new PoliteRun(sizes[3], 0, sizes[4], http), sizes[4], http);
        System.out.printf(
                Locale.ROOT,
                "  %,.0f pages/s; peak: %,d MB of heap, %d threads%n",
                many.pages() / (many.elapsed().toMillis() / 1000.0),
                many.peakHeapBytes() >> 20,
                many.peakThreads());
        System.exit(0);
    }

    private static PoliteRun.Measured show(String what, PoliteRun run, int entries, HttpSettings http)
            throws Exception {
        PoliteRun.Measured measured = run.run(Duration.ofMinutes(5));
        Duration delay = http.pace().delay();
        Duration forced = delay.multipliedBy(measured.requests() / (measured.pages() / entries) - 1);
        System.out.printf(
                Locale.ROOT,
                "  %-16s %,d pages in %.2f s, %.3f of what politeness forces; shortest gap %.4f s at the sender,"
                        + " %.3f s at the server%n",
                what,
                measured.pages(),
                measured.elapsed().toMillis() / 1000.0,
                ratio(measured.elapsed(), forced),
                measured.shortestSendGap().toNanos() / 1e9,
                measured.shortestServerGap().toNanos() / 1e9);
        return measured;
    }

    private static double ratio(Duration a, Duration b) {
        return (double) a.toNanos() / b.toNanos();
    }
}
