package org.wirewatch.article;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page laid out for reading: the text of its blocks one after the other, the boxes around them in document order, and
 * what it declares about itself.
 */
final class Outline {

    /** A CJK character says about as much as three letters of an alphabet. */
    static final int CJK_WEIGHT = 3;

    final TextBuffer text = new TextBuffer(32 * 1024);
    final List<Block> blocks = new ArrayList<>(256);
    final List<Box> boxes = new ArrayList<>(512);
    final Declarations declarations = new Declarations();
    /** The block that shows the page's title, null if none does. */
    @Nullable
    Block headline;
    /** Whether the page held more text than is read. */
    boolean cut;

    /** The kept block that comes first, null if none is kept. */
    @Nullable
    Block firstKept() {
        for (Block block : blocks) {
            if (block.kept) {
                return block;
            }
        }
        return null;
    }

    /** The kept block that comes last, null if none is kept. */
    @Nullable
    Block lastKept() {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i).kept) {
                return blocks.get(i);
            }
        }
        return null;
    }

    String text(Block block) {
        return text.substring(block.start, block.end);
    }
}
