package org.wirewatch.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;

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

    /**
     * This process's own. The launcher tells in {@code wirewatch.columns} how wide the window is, if there is one; colours
     * are as <a href="https://no-color.org">no-color.org</a> has it, and never go into a pipe.
     */
    static Terminal ofProcess(OutputStream out, PrintStream err) {
        Integer columns = Integer.getInteger("wirewatch.columns");
        boolean colour = columns != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                out,
                err,
                columns == null ? DEFAULT_COLUMNS : Math.max(MIN_COLUMNS, columns),
                colour,
                InstantSource.system());
    }

    /** One message for people, in one line or several; what it quotes from outside takes no control of the terminal. */
    void say(String message) {
        err.println(Printable.visible(message));
    }
}
