package org.wirewatch.job.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;

/**
 * What came of fetching an article's page: exactly one of page and problem.
 *
 * @param at when it was decided
 */
public record PageResult(
        PageWork work, @Nullable Page page, @Nullable Problem problem, Instant at) {

    public PageResult {
        if ((page == null) == (problem == null)) {
            throw new IllegalArgumentException("want exactly one of page and problem for " + work.link());
        }
    }
}
