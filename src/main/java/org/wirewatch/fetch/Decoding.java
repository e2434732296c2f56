package org.wirewatch.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From a {@code Content-Encoding} to the chain of sinks that undoes it. */
final class Decoding {

    /** Nobody sends more than one in earnest; two undo a feed that was compressed by hand and once more by the server. */
    private static final int MOST_CODINGS = 2;

    private Decoding() {}

    /**
     * A sink for the body as it is sent. Its last stage before {@code end} takes gzip that no header announces.
     *
     * @return null if a coding is not known here
     */
    static @Nullable BodySink of(@Nullable String contentEncoding, KeptBody end, int limit, Budget budget) {
        List<String> codings = new ArrayList<>();
        for (String coding : (contentEncoding == null ? "" : contentEncoding).split(",")) {
            String name = coding.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !name.equals("identity") && !name.equals("none")) {
                codings.add(name);
            }
        }
        if (codings.size() > MOST_CODINGS) {
            return null;
        }
        BodySink sink = new InflatingSink(InflatingSink.Format.GZIP, end);
        for (String coding : codings) {
            sink = switch (coding) {
                case "gzip", "x-gzip" -> new InflatingSink(InflatingSink.Format.GZIP, sink);
                case "deflate" -> new InflatingSink(InflatingSink.Format.DEFLATE, sink);
                case "br" -> new BrotliSink(sink, limit, budget);
                default -> null;
            };
            if (sink == null) {
                return null;
            }
        }
        return sink;
    }
}
