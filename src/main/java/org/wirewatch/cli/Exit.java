package org.wirewatch.cli;

/** Exit codes. */
final class Exit {

    /** Everything was done. */
    static final int DONE = 0;

    /** Something failed; stderr says what. */
    static final int FAILED = 1;

    /** The command line or the configuration is wrong; nothing was done. */
    static final int WRONG_USE = 2;

    private Exit() {}
}
