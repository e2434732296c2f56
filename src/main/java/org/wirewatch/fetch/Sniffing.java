package org.wirewatch.fetch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether something is text, by what it calls itself and by how it begins. */
final class Sniffing {

    /** So many bytes are looked at. */
    static final int BYTES = 512;

    private record Magic(int offset, String start, String name) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic(0, "%PDF-", "a PDF document"),
            new Magic(0, "\u0089PNG\r\n", "a PNG picture"),
            new Magic(0, "GIF8", "a GIF picture"),
            new Magic(0, "\u00ff\u00d8\u00ff", "a JPEG picture"),
            new Magic(8, "WEBP", "a WebP picture"),
            new Magic(4, "ftyp", "an MP4 film or AVIF picture"),
            new Magic(0, "PK\u0003\u0004", "a ZIP archive or office document"),
            new Magic(0, "\u001f\u008b", "a gzip archive"),
            new Magic(0, "7z\u00bc\u00af", "a 7z archive"),
            new Magic(0, "Rar!\u001a", "a RAR archive"),
            new Magic(0, "BZh", "a bzip2 archive"),
            new Magic(0, "\u00d0\u00cf\u0011\u00e0", "an office document"),
            new Magic(0, "ID3", "an MP3 file"),
            new Magic(0, "OggS", "an Ogg file"),
            new Magic(0, "\u001aE\u00df\u00a3", "a Matroska film"),
            new Magic(0, "\u007fELF", "a program"),
            new Magic(0, "wOF", "a font"));

    private static final Set<String> TEXT_APPLICATIONS = Set.of(
            "application/xml",
            "application/json",
            "application/javascript",
            "application/x-javascript",
            "application/ecmascript",
            "application/rss",
            "application/atom",
            "application/feed",
            "application/x-rss",
            "application/xhtml",
            "application/x-httpd-php",
            "application/octet-stream",
            "application/download",
            "application/force-download",
            "application/gzip",
            "application/x-gzip",
            "application/unknown",
            "application/x-unknown");

    private Sniffing() {}

    /** Whether a media type promises something that is certainly no text. An unknown one promises nothing. */
    static boolean binary(String mediaType) {
        int slash = mediaType.indexOf('/');
        String top = slash < 0 ? mediaType : mediaType.substring(0, slash);
        return switch (top) {
            case "image", "audio", "video", "font", "model" -> !mediaType.endsWith("+xml");
            case "application" ->
                !mediaType.endsWith("xml") && !mediaType.endsWith("json") && !TEXT_APPLICATIONS.contains(mediaType);
            default -> false;
        };
    }

    /** What a body that begins like this is, in words; null if it may be text. */
    static @Nullable String binary(byte[] bytes, int length) {
        String start = new String(bytes, 0, Math.min(length, BYTES), StandardCharsets.ISO_8859_1);
        for (Magic magic : MAGICS) {
            if (start.startsWith(magic.start, magic.offset)) {
                return magic.name;
            }
        }
        return start.indexOf('\0') >= 0 && !utf16(start) ? "binary: it has a zero byte" : null;
    }

    /** With a byte order mark, or an angle bracket as its first character. */
    private static boolean utf16(String start) {
        return start.startsWith("\u00fe\u00ff")
                || start.startsWith("\u00ff\u00fe")
                || start.startsWith("<\0")
                || start.startsWith("\0<");
    }
}
