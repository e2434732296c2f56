package org.wirewatch.article;

import org.jspecify.annotations.Nullable;

/** Decides block by block what belongs to the body. */
final class BodySelection {

    private BodySelection() {}

    private static final float ENOUGH = 0.5f;
    /** Tables and quoted posts between kept paragraphs are kept unless all but certainly strange. */
    private static final double EMBEDDED_ENOUGH = 0.07;

    private static final int MIN_ARTICLE_WEIGHT = 700;
    private static final int MIN_OTHER_WEIGHT = 200;
    private static final int NEAR_BLOCKS = 4;
    private static final int HEADING_BLOCKS = 8;

    /** Decides by the blocks' probabilities, then mends what single blocks cannot know. */
    static void decide(Outline outline) {
        for (Block block : outline.blocks) {
            block.kept = block.probability >= ENOUGH;
            block.rule = block.kept ? "likely" : "unlikely";
        }
        judgeWhole(outline);
        dropOtherArticles(outline);
    }

    /** The cells of a table and the lines of a quoted post belong together: between kept paragraphs all are kept or none. */
    private static void judgeWhole(Outline outline) {
        int done = 0;
        for (Box box : outline.boxes) {
            if (box.firstBlock < done
                    || !isWhole(box)
                    || box.endBlock - box.firstBlock < 2
                    || !isEmbedded(outline, box)) {
                continue;
            }
            done = box.endBlock;
            double kept = 0;
            for (int i = box.firstBlock; i < box.endBlock; i++) {
                Block block = outline.blocks.get(i);
                kept += block.probability * block.weight;
            }
            double mean = kept / Math.max(1, box.weight);
            for (int i = box.firstBlock; i < box.endBlock; i++) {
                Block block = outline.blocks.get(i);
                block.kept = mean >= EMBEDDED_ENOUGH;
                block.rule = mean >= EMBEDDED_ENOUGH ? "kept-as-a-whole" : "dropped-as-a-whole";
            }
        }
    }

    private static boolean isWhole(Box box) {
        return Signal.EMBED.in(box.signals) || box.kind == TagKind.TABLE && box.element.nameIs("table");
    }

    /** Whether kept text stands close before and close behind it. */
    private static boolean isEmbedded(Outline outline, Box box) {
        return keptNear(outline, box.firstBlock - 1, -1) && keptNear(outline, box.endBlock, 1);
    }

    private static boolean keptNear(Outline outline, int from, int step) {
        for (int i = from, looked = 0;
                i >= 0 && i < outline.blocks.size() && looked < NEAR_BLOCKS;
                i += step, looked++) {
            Block block = outline.blocks.get(i);
            if (block.kept && block.weight > 60) {
                return true;
            }
        }
        return false;
    }

    /**
     * Pages that go on with another article show it in a box of the same kind as the one around the headline. Sections of
     * one article do not hold its headline, so they stay.
     */
    private static void dropOtherArticles(Outline outline) {
        Block headline = outline.headline;
        if (headline == null) {
            return;
        }
        Box article = null;
        for (Box around = headline.box; around.parent != null; around = around.parent) {
            boolean named = around.kind == TagKind.ARTICLE || Signal.ARTICLE.in(around.signals);
            if (named && keptWeight(outline, around) >= MIN_ARTICLE_WEIGHT) {
                article = around;
                break;
            }
        }
        if (article == null) {
            return;
        }
        for (int i = article.index + 1; i < outline.boxes.size(); i++) {
            Box other = outline.boxes.get(i);
            boolean alike = other.parent == article.parent && other.ownKey == article.ownKey
                    || other.kind == TagKind.ARTICLE && article.kind == TagKind.ARTICLE;
            if (alike
                    && other.firstBlock >= article.endBlock
                    && other.weight >= MIN_OTHER_WEIGHT
                    && startsWithHeading(outline, other)) {
                for (int b = other.firstBlock; b < other.endBlock; b++) {
                    outline.blocks.get(b).kept = false;
                    outline.blocks.get(b).rule = "another-article";
                }
            }
        }
    }

    private static int keptWeight(Outline outline, Box box) {
        int kept = 0;
        for (int i = box.firstBlock; i < box.endBlock; i++) {
            Block block = outline.blocks.get(i);
            kept += block.kept ? block.weight : 0;
        }
        return kept;
    }

    private static boolean startsWithHeading(Outline outline, Box box) {
        for (int i = box.firstBlock; i < Math.min(box.endBlock, box.firstBlock + HEADING_BLOCKS); i++) {
            if (outline.blocks.get(i).box.kind == TagKind.HEADING) {
                return true;
            }
        }
        return false;
    }

    static @Nullable String reasonToDrop(Block block, Box main) {
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
