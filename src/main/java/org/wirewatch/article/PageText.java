package org.wirewatch.article;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.HeadTag.Attribute;

/** A page's markup as characters, and beside it what is not read as markup: its head's tags and its scripts. */
final class PageText {

    private static final String CONTENT_TYPE = "content-type";

    private static final Attribute[] META_NAMES = {
        Attribute.PROPERTY, Attribute.NAME, Attribute.ITEMPROP, Attribute.HTTP_EQUIV
    };

    private final byte[] bytes;
    private final Charset charset;
    private final List<PageCleaner.Script> scripts;
    private final List<HeadTag> headTags;
    private final String markup;

    /**
     * @param length so many of the bytes are read
     * @param declaredByHeader the charset of the Content-Type header
     */
    PageText(byte[] bytes, int length, @Nullable String declaredByHeader) {
        Charset marked = PageDecoder.byMark(bytes);
        boolean wide = marked != null && !marked.equals(StandardCharsets.UTF_8);
        // Tags are found by ASCII signs, which UTF-16 writes in two bytes.
        this.bytes = wide ? new String(bytes, 2, length - 2, marked).getBytes(StandardCharsets.UTF_8) : bytes;
        PageCleaner cleaner = new PageCleaner(this.bytes, wide ? this.bytes.length : length);
        this.scripts = cleaner.scripts();
        this.headTags = cleaner.headTags();
        this.charset = marked != null
                ? StandardCharsets.UTF_8
                : PageDecoder.charset(cleaner.kept(), cleaner.length(), declaredByHeader, declaredByPage());
        this.markup = new String(cleaner.kept(), 0, cleaner.length(), charset);
    }

    private @Nullable String declaredByPage() {
        for (HeadTag tag : headTags) {
            if (tag.has(Attribute.CHARSET)) {
                return tag.get(Attribute.CHARSET, StandardCharsets.ISO_8859_1);
            }
            if (tag.has(Attribute.HTTP_EQUIV)
                    && tag.get(Attribute.HTTP_EQUIV, StandardCharsets.ISO_8859_1)
                            .equalsIgnoreCase(CONTENT_TYPE)) {
                String content = tag.get(Attribute.CONTENT, StandardCharsets.ISO_8859_1);
                int at = content.toLowerCase(Locale.ROOT).indexOf("charset=");
                if (at >= 0) {
                    return content.substring(at + "charset=".length());
                }
            }
        }
        return null;
    }

    String markup() {
        return markup;
    }

    /** Adds what the head's tags say. */
    void declare(Declarations declarations) {
        for (HeadTag tag : headTags) {
            if (tag.isMeta()) {
                String content = tag.get(Attribute.CONTENT, charset);
                for (Attribute key : META_NAMES) {
                    if (tag.has(key)) {
                        declarations.meta(tag.get(key, charset).strip().toLowerCase(Locale.ROOT), content);
                    }
                }
            } else if (declarations.canonical == null
                    && tag.isLink()
                    && tag.get(Attribute.REL, charset).equalsIgnoreCase("canonical")) {
                declarations.canonical = tag.get(Attribute.HREF, charset);
            }
        }
    }

    /** In the page's order, with the charset that their values are in. */
    List<HeadTag> headTags() {
        return headTags;
    }

    Charset charset() {
        return charset;
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
