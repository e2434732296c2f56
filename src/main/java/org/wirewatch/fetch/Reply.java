package org.wirewatch.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One response as it comes in. Only a body of a successful response is kept; of others a little is read and dropped, so
 * that the connection can be used again.
 *
 * <p>All calls come from one I/O thread, one after the other; what is read here is read after the last of them.
 */
final class Reply implements AsyncResponseConsumer<Reply> {

    /** A redirect's or an error's body: dropped, and not waited for if it is longer. */
    private static final int MOST_DROPPED = 64 << 10;

    private final Accept accept;
    private final int limit;
    private final Budget budget;

    private int status;
    private Map<String, String> headers = Map.of();
    private @Nullable KeptBody body;
    private @Nullable BodySink sink;
    private @Nullable FutureCallback<Reply> whenComplete;
    private int dropped;
    private boolean ended;

    Reply(Accept accept, int limit, Budget budget) {
        this.accept = accept;
        this.limit = limit;
        this.budget = budget;
    }

    /** The status, 0 as long as there is no response. */
    int status() {
        return status;
    }

    /** Names in lower case, repeated ones joined with ", ", control characters replaced by blanks. */
    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** The decoded bytes so far. */
    byte[] bytes() {
        return body == null ? new byte[0] : body.toBytes();
    }

    int length() {
        return body == null ? 0 : body.length();
    }

    /** Passes on what is still held back in decoding, when no more will come. */
    void breakOff() {
        if (sink == null || ended) {
            return;
        }
        ended = true;
        try {
            sink.end();
        } catch (IOException alreadyKnown) {
            // It broke off, and why is known to the caller; the bytes before the break are what this is for.
            return;
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<Reply> resultCallback)
            throws IOException {
        status = response.getCode();
        headers = read(response.getHeaders());
        whenComplete = resultCallback;
        if (entity == null) {
            resultCallback.completed(this);
            return;
        }
        if (status < 200 || status > 299) {
            return;
        }
        refuseBinary();
        KeptBody kept = new KeptBody(limit, budget, ifBinary());
        body = kept;
        if (!headers.containsKey("content-encoding")) {
            kept.expect(entity.getContentLength());
        }
        sink = Decoding.of(headers.get("content-encoding"), kept, limit, budget);
        if (sink == null) {
            throw new BodyLimit(
                    FetchFault.MALFORMED_RESPONSE,
                    "the body is encoded as \"" + headers.get("content-encoding") + "\", which was not asked for");
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 100 to 199 announce the response; there is nothing to do.
    }

    @Override
    public void updateCapacity(CapacityChannel capacityChannel) throws IOException {
        capacityChannel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        int count = source.remaining();
        if (sink == null) {
            source.position(source.limit());
            dropped += count;
            if (dropped > MOST_DROPPED) {
                throw new BodyLimit(FetchFault.TOO_LARGE, "the body of an answer without a page");
            }
        } else if (source.hasArray()) {
            source.position(source.limit());
            sink.write(source.array(), source.arrayOffset() + source.limit() - count, count);
        } else {
            byte[] bytes = new byte[count];
            source.get(bytes);
            sink.write(bytes, 0, count);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws IOException {
        if (sink != null) {
            ended = true;
            sink.end();
        }
        FutureCallback<Reply> callback = whenComplete;
        if (callback != null) {
            callback.completed(this);
        }
    }

    @Override
    public void failed(Exception cause) {
        // The exchange hears of it through its own callback.
    }

    @Override
    public void releaseResources() {
        // The client calls this before the callback that still reads the body: see release().
    }

    /** Ends the life of the body: it has been copied, or nobody wants it. */
    void release() {
        BodySink held = sink;
        sink = null;
        if (held != null) {
            held.release();
        }
    }

    private void refuseBinary() throws BodyLimit {
        String type = headers.getOrDefault("content-type", "");
        int end = type.indexOf(';');
        String mediaType = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (accept != Accept.ROBOTS && Sniffing.binary(mediaType)) {
            throw new BodyLimit(ifBinary(), "its media type is " + mediaType);
        }
    }

    private FetchFault ifBinary() {
        return accept == Accept.PAGE ? FetchFault.NOT_HTML : FetchFault.NOT_TEXT;
    }

    private static Map<String, String> read(Header[] received) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : received) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.merge(header.getName().toLowerCase(Locale.ROOT), clean(value), (a, b) -> a + ", " + b);
        }
        return headers;
    }

    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(asUtf8(value));
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, ' ');
            }
        }
        return clean.toString().strip();
    }

    /** Headers often hold raw UTF-8, which arrives here as one character a byte. */
    private static String asUtf8(String value) {
        if (value.chars().allMatch(c -> c < 0x80) || value.chars().anyMatch(c -> c > 0xff)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException latin1) {
            return value;
        }
    }
}
