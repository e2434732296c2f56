package org.wirewatch.job.poll;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.wirewatch.feed.PollMemory;

/** A split in checkpoints: the feed's id, and its {@link PollMemory} in the form of the same version, 1 or 2. */
final class FeedSplitSerializer implements SimpleVersionedSerializer<FeedSplit> {

    private static final int VERSION = 2;

    @Override
    public int getVersion() {
        return VERSION;
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
        if (version < 1 || version > VERSION) {
            throw new IOException("a feed split of version " + version + ": this release reads 1 to " + VERSION);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
        FeedSplit split = new FeedSplit(in.readUTF(), PollMemory.readFrom(in, version));
        if (in.read() >= 0) {
            throw new IOException("the split of feed " + split.feedId() + " has bytes after its end");
        }
        return split;
    }
}
