package org.wirewatch.job.poll;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The enumerator's state: version 1 is a count, then for each split its own version, length and bytes. */
final class FeedSplitsSerializer implements SimpleVersionedSerializer<Collection<FeedSplit>> {

    private final FeedSplitSerializer each;

    FeedSplitsSerializer(FeedSplitSerializer each) {
        this.each = each;
    }

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Collection<FeedSplit> splits) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(splits.size());
        for (FeedSplit split : splits) {
            byte[] written = each.serialize(split);
            out.writeInt(each.getVersion());
            out.writeInt(written.length);
            out.write(written);
        }
        return bytes.toByteArray();
    }

    @Override
    public Collection<FeedSplit> deserialize(int version, byte[] written) throws IOException {
        if (version != 1) {
            throw new IOException("feed splits of version " + version + ": this release reads version 1 only");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
        int count = in.readInt();
        List<FeedSplit> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int splitVersion = in.readInt();
            splits.add(each.deserialize(splitVersion, in.readNBytes(in.readInt())));
        }
        return splits;
    }
}
