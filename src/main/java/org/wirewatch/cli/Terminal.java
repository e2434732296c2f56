package org.wirewatch.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a command may touch outside of itself.
 *
 * @param out where results go, unbuffered: an error to write is an exception there
 * @param err where everything for people goes
 * @param columns width of the window
 * @param colour whether {@code out} shows colours
 * @param clock the time
 */
record Terminal(OutputStream out, PrintStream err, int columns, boolean colour, InstantSource clock) {

    private static final int DEFAULT_COLUMNS = 120;
    private static final int MIN_COLUMNS = 60;

    /** This process's own; colours as <a href="https://no-color.org">no-color.org</a> has it, and never into a pipe. */
    static Terminal ofProcess(OutputStream out, PrintStream err) {
        boolean interactive = System.console() != null;
        boolean colour = interactive && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(out, err, columns(System.getenv("COLUMNS")), colour, InstantSource.system());
    }

    private static int columns(@Nullable String variable) {
        return variable != null && variable.matches("[0-9]{1,4}")
                ? Math.max(MIN_COLUMNS, Integer.parseInt(variable))
                : DEFAULT_COLUMNS;
    }

    /** One line for people. */
    void say(String line) {
        err.println(line);
    }
}
