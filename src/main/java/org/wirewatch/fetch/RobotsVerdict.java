package org.wirewatch.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;

/** What robots.txt says to fetching one URL. */
public sealed interface RobotsVerdict {

    /** One answer for each case. */
    <T> T match(
            Function<? super Allowed, ? extends T> onAllowed,
            Function<? super Disallowed, ? extends T> onDisallowed,
            Supplier<? extends T> onAsk,
            Function<? super Later, ? extends T> onLater);

    /**
     * It may be fetched.
     *
     * @param crawlDelay what the site asks to leave between two requests, capped by {@link
     *     PaceSettings#maxCrawlDelay()}; null if nothing
     */
    record Allowed(@Nullable Duration crawlDelay) implements RobotsVerdict {

        @Override
        public <T> T match(
                Function<? super Allowed, ? extends T> onAllowed,
                Function<? super Disallowed, ? extends T> onDisallowed,
                Supplier<? extends T> onAsk,
                Function<? super Later, ? extends T> onLater) {
            return onAllowed.apply(this);
        }
    }

    /**
     * It may not.
     *
     * @param problem of kind {@link FetchFault#ROBOTS}, which names the rule
     */
    record Disallowed(Problem problem) implements RobotsVerdict {

        @Override
        public <T> T match(
                Function<? super Allowed, ? extends T> onAllowed,
                Function<? super Disallowed, ? extends T> onDisallowed,
                Supplier<? extends T> onAsk,
                Function<? super Later, ? extends T> onLater) {
            return onDisallowed.apply(this);
        }
    }

    /** Nothing is known of its origin, or nothing that still counts: robots.txt is to be fetched first. */
    record Ask() implements RobotsVerdict {

        @Override
        public <T> T match(
                Function<? super Allowed, ? extends T> onAllowed,
                Function<? super Disallowed, ? extends T> onDisallowed,
                Supplier<? extends T> onAsk,
                Function<? super Later, ? extends T> onLater) {
            return onAsk.get();
        }
    }

    /**
     * The robots.txt cannot be had, and nothing is known of it from before: no page of the origin may be asked for.
     *
     * @param at when to ask for it again
     * @param problem why it cannot be had: what to report of a page that can wait no longer. Its kind is that of the
     *     failure ({@code dns}, {@code tls}, {@code status-5xx} ...), not {@code robots}.
     */
    record Later(Instant at, Problem problem) implements RobotsVerdict {

        @Override
        public <T> T match(
                Function<? super Allowed, ? extends T> onAllowed,
                Function<? super Disallowed, ? extends T> onDisallowed,
                Supplier<? extends T> onAsk,
                Function<? super Later, ? extends T> onLater) {
            return onLater.apply(this);
        }
    }
}
