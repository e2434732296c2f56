package org.wirewatch.job.operator;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wirewatch.model.Problem;

/** The end of the line: a problem or health document that Elasticsearch refuses can only be logged. */
public final class LogRefusedReports implements Sink<Problem> {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(LogRefusedReports.class);

    @Override
    public SinkWriter<Problem> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(Problem problem, Context ignored) {
                LOG.error("A report was refused: {} {}", problem.message(), problem.advice());
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
