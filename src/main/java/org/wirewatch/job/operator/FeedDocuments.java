package org.wirewatch.job.operator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.wirewatch.index.Document;
import org.wirewatch.index.DocumentWriter;
import org.wirewatch.model.FeedHealth;

/** A feed's health as a document, one a feed. Its version is the time of the poll, of which a feed has one at a time. */
public final class FeedDocuments extends RichMapFunction<FeedHealth, Document> {

    private static final long serialVersionUID = 1;

    private final String prefix;

    private transient DocumentWriter writer;

    public FeedDocuments(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public void open(OpenContext context) {
        writer = new DocumentWriter(prefix);
    }

    @Override
    public Document map(FeedHealth health) {
        return writer.feed(health, health.lastPoll().toEpochMilli());
    }
}
