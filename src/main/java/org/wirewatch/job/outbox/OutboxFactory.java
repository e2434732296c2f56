package org.wirewatch.job.outbox;

import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes an outbox on each task manager: only a factory is given the task's mailbox. */
final class OutboxFactory<K, IN, OUT> extends AbstractStreamOperatorFactory<OUT>
        implements OneInputStreamOperatorFactory<IN, OUT> {

    private static final long serialVersionUID = 1;

    private final Class<? extends Outbox<K, IN, OUT, ?>> type;
    private final Maker<K, IN, OUT> maker;

    OutboxFactory(Class<? extends Outbox<K, IN, OUT, ?>> type, Maker<K, IN, OUT> maker) {
        this.type = type;
        this.maker = maker;
    }

    /** Calls the constructor of one kind of outbox. */
    interface Maker<K, IN, OUT> extends Serializable {
        Outbox<K, IN, OUT, ?> make(StreamOperatorParameters<OUT> parameters);
    }

    @Override
    @SuppressWarnings("unchecked") // the caller names the operator's type by its output type alone
    public <T extends StreamOperator<OUT>> T createStreamOperator(StreamOperatorParameters<OUT> parameters) {
        return (T) maker.make(parameters);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface declares it
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return type;
    }
}
