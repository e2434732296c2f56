package org.wirewatch.article;

import org.jspecify.annotations.Nullable;

/** Decides block by block what belongs to the body. */
final class BodySelection {

    private BodySelection() {}

    private static final float ENOUGH = 0.5f;

    /** By the model's probabilities alone. */
    static void decide(Outline outline) {
        for (Block block : outline.blocks) {
            block.kept = block.probability >= ENOUGH;
        }
    }

    static void select(Outline outline) {
        Box main = Candidates.best(outline);
        if (main == null) {
            return;
        }
        for (int i = main.firstBlock; i < main.endBlock; i++) {
            Block block = outline.blocks.get(i);
            String reason = reasonToDrop(block, main);
            block.rule = reason == null ? "main" : reason;
            block.kept = reason == null;
        }
    }

    private static @Nullable String reasonToDrop(Block block, Box main) {
        if (block.box.hidden) {
            return "hidden";
        }
        if (block.linkDensity() > 0.6 && block.weight < 200) {
            return "links";
        }
        if (block.box.kind == TagKind.CAPTION) {
            return "caption";
        }
        if (block.weight < 25
                && block.stops == 0
                && block.box.kind != TagKind.HEADING
                && block.box.kind != TagKind.ITEM) {
            return "short";
        }
        for (Box box = block.box; box != null && box != main; box = box.parent) {
            switch (box.kind) {
                case NAVIGATION, FOOTER, ASIDE, FORM:
                    return "outside";
                default:
            }
            for (Signal bad : new Signal[] {
                Signal.COMMENT,
                Signal.RELATED,
                Signal.SIDE,
                Signal.SHARE,
                Signal.NAVIGATION,
                Signal.ADVERT,
                Signal.DIALOG,
                Signal.SIGNUP,
                Signal.CAPTION,
                Signal.AUTHOR
            }) {
                if (bad.in(box.signals) && box.weight < 0.3 * main.weight) {
                    return bad.name();
                }
            }
        }
        return null;
    }
}
