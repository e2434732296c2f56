package org.wirewatch.article;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page's markup as characters, and the data of its scripts. */
final class PageText {

    private final byte[] bytes;
    private final Charset charset;
    private final List<PageCleaner.Script> scripts;
    private final String markup;

    /**
     * @param length so many of the bytes are read
     * @param declaredByHeader the charset of the Content-Type header
     */
    PageText(byte[] bytes, int length, @Nullable String declaredByHeader) {
        this.bytes = bytes;
        Charset wide = PageDecoder.byMark(bytes);
        if (wide != null && !wide.equals(StandardCharsets.UTF_8)) {
            this.charset = wide;
            this.scripts = List.of();
            this.markup = new String(bytes, 2, length - 2, wide);
            return;
        }
        PageCleaner cleaner = new PageCleaner(bytes, length);
        this.scripts = cleaner.scripts();
        this.charset = wide == null ? PageDecoder.charset(cleaner.kept(), cleaner.length(), declaredByHeader) : wide;
        this.markup = new String(cleaner.kept(), 0, cleaner.length(), charset);
    }

    String markup() {
        return markup;
    }

    /** Contents of the scripts that are declared to be JSON-LD. */
    List<String> linkedData() {
        return contents(true, 0);
    }

    /** Contents of the other scripts that are not shorter. */
    List<String> otherScripts(int minBytes) {
        return contents(false, minBytes);
    }

    private List<String> contents(boolean linkedData, int minBytes) {
        List<String> contents = new ArrayList<>();
        for (PageCleaner.Script script : scripts) {
            if (script.linkedData() == linkedData && script.end() - script.start() >= minBytes) {
                contents.add(new String(bytes, script.start(), script.end() - script.start(), charset));
            }
        }
        return contents;
    }
}
