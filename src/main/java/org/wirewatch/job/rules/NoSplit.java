package org.wirewatch.job.rules;

import org.apache.flink.api.connector.source.SourceSplit;

/** The folder is one and read by the one reader, so there is nothing to split. */
record NoSplit() implements SourceSplit {

    @Override
    public String splitId() {
        return "topics";
    }
}
