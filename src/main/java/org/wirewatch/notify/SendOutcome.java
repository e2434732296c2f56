package org.wirewatch.notify;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Problem;

/** What became of one message to one recipient, by mail or webhook. */
public sealed interface SendOutcome {

    /**
     * The other side has it and said so.
     *
     * @param answer its words, one line, from outside
     */
    record Delivered(String answer) implements SendOutcome {}

    /**
     * The other side will never take this message for this recipient. Others are not concerned.
     *
     * @param problem with the other side's words
     */
    record Refused(Problem problem) implements SendOutcome {}

    /**
     * It cannot be sent now: the other side is away or busy, does not accept who we are, or asks to come again.
     *
     * @param problem what people read while it lasts, with what to do where somebody can do something
     * @param mayHaveArrived whether the whole message had been handed over and only the answer is missing, so that
     *     sending it again may tell it twice
     * @param after how long we are asked to wait, null if nobody said
     */
    record Later(
            Problem problem,
            boolean mayHaveArrived,
            @Nullable Duration after) implements SendOutcome {}

    default <T> T match(
            Function<Delivered, T> onDelivered, Function<Refused, T> onRefused, Function<Later, T> onLater) {
        if (this instanceof Delivered delivered) {
            return onDelivered.apply(delivered);
        }
        if (this instanceof Refused refused) {
            return onRefused.apply(refused);
        }
        return onLater.apply((Later) this);
    }
}
