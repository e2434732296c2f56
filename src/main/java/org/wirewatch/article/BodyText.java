package org.wirewatch.article;

/** Renders the kept blocks: paragraphs parted by a blank line, lines of a paragraph and items of a list by a line break. */
final class BodyText {

    /** Longer bodies are cut at a paragraph's end. */
    static final int MAX_CHARS = 500_000;

    private BodyText() {}

    static String render(Outline outline) {
        StringBuilder body = new StringBuilder();
        Block before = null;
        for (Block block : outline.blocks) {
            if (!block.kept) {
                continue;
            }
            if (body.length() + block.end - block.start > MAX_CHARS) {
                break;
            }
            if (before != null) {
                body.append(separator(before, block));
            }
            outline.text.appendTo(body, block.start, block.end);
            before = block;
        }
        return body.toString();
    }

    private static String separator(Block before, Block block) {
        Box box = block.box;
        if (before.index + 1 == block.index && block.afterLineBreak && before.box == box) {
            return "\n";
        }
        if (box.kind == TagKind.ITEM && before.box.kind == TagKind.ITEM && before.box.parent == box.parent) {
            return "\n";
        }
        if (box.kind == TagKind.CELL && before.box.kind == TagKind.CELL && before.box.parent == box.parent) {
            return " ";
        }
        return "\n\n";
    }
}
