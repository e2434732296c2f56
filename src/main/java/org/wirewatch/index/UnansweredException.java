package org.wirewatch.index;

import org.wirewatch.model.Problem;

/** Ends a sequence of requests at the first that fails; {@link Answer#of} makes a value of it before it leaves the package. */
final class UnansweredException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    UnansweredException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    /** Whether it is our credentials that the server does not accept, or not for this. */
    boolean isDenied() {
        return problem.kind().equals(Rest.DENIED);
    }
}
