package org.wirewatch.job.poll;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.wirewatch.feed.PollMemory;

/** A split in checkpoints: version 1 is the feed's id and version 1 of {@link PollMemory#writeTo}. */
final class FeedSplitSerializer implements SimpleVersionedSerializer<FeedSplit> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(FeedSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(split.feedId());
        split.memory().writeTo(out);
        return bytes.toByteArray();
    }

    @Override
    public FeedSplit deserialize(int version, byte[] written) throws IOException {
        if (version != 1) {
            throw new IOException("a feed split of version " + version + ": this release reads version 1 only");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
        FeedSplit split = new FeedSplit(in.readUTF(), PollMemory.readFrom(in));
        if (in.read() >= 0) {
            throw new IOException("the split of feed " + split.feedId() + " has bytes after its end");
        }
        return split;
    }
}
