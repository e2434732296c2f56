package org.wirewatch.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores the boxes that may hold the main text.
 *
 * <p>Every paragraph of running text votes for the boxes around it, half as much with each step outwards; names of the
 * box and its link density then raise or lower the sum. The idea is Readability's, the votes are weighted by text.
 */
final class Candidates {

    private static final int VOTING_STEPS = 5;
    private static final int MIN_WEIGHT = 25;

    private Candidates() {}

    /** The box with the highest score, widened while the box around it adds text of the same kind; null without text. */
    static @Nullable Box best(Outline outline) {
        vote(outline.blocks);
        Box best = null;
        for (Box box : outline.boxes) {
            if (box.score > 0) {
                box.score *= (1 - box.linkDensity()) * liking(box);
                if (best == null || box.score > best.score) {
                    best = box;
                }
            }
        }
        return best == null ? null : widened(best);
    }

    private static void vote(List<Block> blocks) {
        for (Block block : blocks) {
            if (block.weight < MIN_WEIGHT || block.linkDensity() > 0.5 || block.box.hidden) {
                continue;
            }
            double vote = Math.min(block.weight, 1000) * (0.3 + 0.7 * (1 - block.linkDensity()));
            if (block.stops + block.commas == 0) {
                vote *= 0.3;
            }
            Box box = block.box;
            if (isLeaf(box)) {
                box = box.parent;
            }
            double share = 1;
            for (int step = 0; step < VOTING_STEPS && box != null; step++) {
                box.score += vote * share;
                share *= 0.55;
                box = box.parent;
            }
        }
    }

    static boolean isLeaf(Box box) {
        return switch (box.kind) {
            case PARAGRAPH, HEADING, ITEM, CELL, QUOTE, PREFORMATTED, CAPTION -> true;
            default -> false;
        };
    }

    private static double liking(Box box) {
        double liking = 1;
        int signals = box.signals;
        if (Signal.ARTICLE.in(signals) || Signal.BODY.in(signals) || box.kind == TagKind.ARTICLE) {
            liking *= 1.2;
        }
        for (Signal bad : new Signal[] {
            Signal.COMMENT, Signal.RELATED, Signal.SIDE, Signal.FOOTER, Signal.NAVIGATION, Signal.ADVERT, Signal.DIALOG
        }) {
            if (bad.in(signals)) {
                liking *= 0.6;
            }
        }
        return switch (box.kind) {
            case NAVIGATION, FOOTER, FORM, CAPTION -> liking * 0.3;
            case ASIDE -> liking * 0.6;
            default -> liking;
        };
    }

    /** The text may go on in the siblings of the best box. */
    private static Box widened(Box best) {
        Box box = best;
        for (Box around = box.parent; around != null; around = around.parent) {
            int more = around.weight - around.linkWeight - (box.weight - box.linkWeight);
            int moreParagraphs = around.paragraphs - box.paragraphs;
            if (moreParagraphs >= 2 && more > 0.35 * (box.weight - box.linkWeight) && around.linkDensity() < 0.25) {
                box = around;
            }
        }
        return box;
    }
}
