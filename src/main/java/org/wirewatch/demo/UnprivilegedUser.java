package org.wirewatch.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whom a server that refuses to be root runs as, when we are root. It has no login and no shell; {@code setpriv} of
 * util-linux changes to its number directly.
 *
 * <p>The repository may lie where only root may look, such as {@code /root} with mode 700. Then, and only then, the
 * server keeps the one capability that passes over file permissions. Copying 120 MB elsewhere was the alternative.
 */
final class UnprivilegedUser {

    /** {@code nobody} on Linux. */
    static final int ID = 65_534;

    private static final int PROBE_SECONDS = 10;

    private UnprivilegedUser() {}

    static boolean isNeeded() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException noProc) {
            return System.getProperty("user.name").equals("root");
        }
    }

    /**
     * The words that go before a command to run it as this user.
     *
     * @param server must be executable for it
     * @param java must be executable for it
     * @param folder must be writable for it
     */
    static List<String> prefix(Path server, Path java, Path folder)
            throws EmbeddedElasticsearchException, InterruptedException {
        List<String> plain = setpriv("--inh-caps=-all", "--ambient-caps=-all");
        if (reaches(plain, server, java, folder)) {
            return plain;
        }
        // Without the secure bit, access(2), which Java and shells ask, would leave the capability out of account.
        List<String> passing = setpriv(
                "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override", "--securebits=+no_setuid_fixup");
        if (reaches(passing, server, java, folder)) {
            return passing;
        }
        throw new EmbeddedElasticsearchException(
                "Elasticsearch refuses to run as root, and as user " + ID + " it cannot reach " + server + ", " + java
                        + " and " + folder,
                "start Wirewatch as a user other than root, or move it out of folders that only root may read");
    }

    private static List<String> setpriv(String... capabilities) {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--no-new-privs"));
        command.addAll(List.of(capabilities));
        return command;
    }

    private static boolean reaches(List<String> prefix, Path server, Path java, Path folder)
            throws EmbeddedElasticsearchException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                "sh",
                "-c",
                "test -x \"$1\" && test -r \"$1\" && test -x \"$2\" && test -w \"$3\"",
                "sh",
                server.toString(),
                java.toString(),
                folder.toString()));
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            probe.getOutputStream().close();
            if (!probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                probe.destroyForcibly();
                return false;
            }
            return probe.exitValue() == 0;
        } catch (IOException e) {
            throw new EmbeddedElasticsearchException(
                    "Elasticsearch refuses to run as root, and setpriv cannot be started, which would make it another"
                            + " user: " + e.getMessage(),
                    "install util-linux, or start Wirewatch as a user other than root",
                    e);
        }
    }
}
