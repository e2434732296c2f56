package org.wirewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a repository of its own, with a Java and a Maven that only write down how they were called. */
class LauncherTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path temp;

    private Path home;
    private Path tools;

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void makeARepository() throws IOException {
        home = Files.createDirectories(temp.resolve("a repository"));
        tools = Files.createDirectories(temp.resolve("tools"));
        Files.copy(Path.of("wirewatch"), home.resolve("wirewatch"));
        script(home.resolve("wirewatch"), null);
        old(Files.writeString(home.resolve("pom.xml"), "<project/>"));
        old(Files.writeString(Files.createDirectories(home.resolve("src/main")).resolve("A.java"), "class A {}"));
        old(home.resolve("src/main"));
        script(
                tools.resolve("mvn"),
                "echo mvn \"$@\" in $PWD >> $CALLS\necho noise\nmkdir -p target/lib target/flink\n"
                        + "touch target/wirewatch-1.jar target/wirewatch-1-job.jar\n");
        java("17.0.1", "printf '<%s>\\n' \"$@\"\n");
    }

    private static void old(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
    }

    private static Path script(Path path, String body) throws IOException {
        if (body != null) {
            Files.writeString(path, "#!/usr/bin/env bash\n" + body);
        }
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java home, found through a link on the PATH as distributions have it. */
    private void java(String version, String body) throws IOException {
        Path jdk = Files.createDirectories(temp.resolve("jdk-" + version + "/bin"));
        Files.writeString(jdk.resolveSibling("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("java"), body);
        Files.deleteIfExists(tools.resolve("java"));
        Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("java"));
    }

    private void build() throws IOException {
        Files.createDirectories(home.resolve("target/lib"));
        Files.createDirectories(home.resolve("target/flink"));
        Files.writeString(home.resolve("target/wirewatch-1.jar"), "");
    }

    private Ended run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("WIREWATCH_JAVA_OPTS");
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("CALLS", temp.resolve("calls").toString());
        builder.environment().putAll(environment);
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("wirewatch"), Map.of(), arguments);
    }

    @Test
    void itBuildsOnFirstUseSaysSoInOneLineAndKeepsMavensOutputToItself() throws Exception {
        Ended ended = run("extract", "a file.html");

        assertThat(ended.err())
                .isEqualTo("wirewatch: building (first use); the first time Maven downloads libraries, which takes"
                        + " minutes\n");
        assertThat(temp.resolve("calls"))
                .content()
                .isEqualTo("mvn -B -Dmaven.test.skip=true package in " + home + "\n");
        assertThat(home.resolve("target/build.log")).content().isEqualTo("noise\n");
        assertThat(ended.out())
                .contains("<-Dwirewatch.home=" + home + ">\n")
                .endsWith("<-cp>\n<" + home + "/target/wirewatch-1.jar:" + home + "/target/lib/*:" + home
                        + "/target/flink/*>\n" + "<org.wirewatch.cli.Main>\n<extract>\n<a file.html>\n");
        assertThat(ended.exit()).isZero();
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        build();
        assertThat(run("extract").err()).isEmpty();
        assertThat(temp.resolve("calls")).doesNotExist();
    }

    @Test
    void itBuildsAgainWhenASourceIsNewerThanTheJarAndOnlyOnce() throws Exception {
        build();
        old(home.resolve("target/wirewatch-1.jar"));
        Files.setLastModifiedTime(home.resolve("src/main/A.java"), FileTime.from(LONG_AGO.plusSeconds(60)));

        assertThat(run("extract").err()).startsWith("wirewatch: building (sources have changed)");
        assertThat(run("extract").err()).isEmpty();
        assertThat(temp.resolve("calls")).content().hasLineCount(1);
    }

    @Test
    void twoThatStartTogetherBuildOnce() throws Exception {
        script(
                tools.resolve("mvn"),
                "echo mvn >> $CALLS\nsleep 1\nmkdir -p target/lib target/flink\ntouch target/wirewatch-1.jar\n");
        Thread first = new Thread(() -> {
            try {
                run("extract");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        first.start();
        Ended second = run("extract");
        first.join();
        assertThat(second.exit()).isZero();
        assertThat(temp.resolve("calls")).content().hasLineCount(1);
    }

    @Test
    void aBuildThatWasKilledIsNotWaitedFor() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = Files.createDirectories(home.resolve("target/.building"));
        Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
        assertThat(run("extract").exit()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void aFailedBuildShowsMavensErrorsAndWhereTheRestIs() throws Exception {
        script(tools.resolve("mvn"), "echo [INFO] noise\necho '[ERROR] A.java:[1,7] no such thing'\nexit 1\n");
        Ended ended = run("extract");
        assertThat(ended.err())
                .endsWith("[ERROR] A.java:[1,7] no such thing\nwirewatch: the build failed; all of its output is in "
                        + home + "/target/build.log\n");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(home.resolve("target/.building")).doesNotExist();
    }

    @Test
    void withoutSourcesAndWithoutAJarItSaysWhatIsMissing() throws Exception {
        Files.delete(home.resolve("pom.xml"));
        assertThat(run("extract").err())
                .isEqualTo("wirewatch: there is no wirewatch-*.jar in " + home
                        + "/target. Build it: mvn -DskipTests package\n");
    }

    @Test
    void itIsFoundThroughLinksToLinks() throws Exception {
        build();
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(home.resolve("link"), Path.of("wirewatch"));
        Files.createSymbolicLink(bin.resolve("wirewatch"), home.resolve("link"));
        assertThat(run(bin.resolve("wirewatch"), Map.of(), "extract").out())
                .contains("<-Dwirewatch.home=" + home + ">\n");
    }

    @Test
    void anOldJavaIsNamedWithItsVersion() throws Exception {
        build();
        java("11.0.2", "exit 3");
        Ended ended = run("extract");
        assertThat(ended.err())
                .isEqualTo(
                        "wirewatch: " + tools + "/java is Java 11.0.2, but 17 or later is needed. Install one, or set"
                                + " JAVA_HOME to it.\n");
        assertThat(ended.exit()).isEqualTo(1);
    }

    @Test
    void aJavaWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        build();
        java("21", "if [ \"$1\" = -version ]; then echo 'openjdk version \"1.8.0_392\"' >&2; fi");
        Files.delete(temp.resolve("jdk-21/release"));
        assertThat(run("extract").err()).contains("is Java 1.8.0, but 17 or later is needed");
    }

    @Test
    void javaHomeGoesBeforeThePath() throws Exception {
        build();
        java("11.0.2", "exit 3");
        java("21.0.4", "echo twenty-one");
        Path home21 = temp.resolve("jdk-21.0.4");
        java("11.0.2", "exit 3");
        assertThat(run(home.resolve("wirewatch"), Map.of("JAVA_HOME", home21.toString()), "extract")
                        .out())
                .isEqualTo("twenty-one\n");
        assertThat(run(home.resolve("wirewatch"), Map.of("JAVA_HOME", "/nowhere"), "extract")
                        .err())
                .isEqualTo(
                        "wirewatch: JAVA_HOME is /nowhere, but there is no bin/java in it. Correct it, or unset it.\n");
    }

    @Test
    void theUsersOptionsComeAfterItsOwn() throws Exception {
        build();
        Ended ended = run(home.resolve("wirewatch"), Map.of("WIREWATCH_JAVA_OPTS", "-Xmx3g -Da=b"), "extract");
        assertThat(ended.out().lines())
                .containsSubsequence("<-Xmx768m>", "<-Xmx3g>", "<-Da=b>", "<org.wirewatch.cli.Main>");
    }

    @Test
    void theExitCodeIsTheCommands() throws Exception {
        build();
        java("17.0.1", "exit 2");
        assertThat(run("extract").exit()).isEqualTo(2);
    }
}
