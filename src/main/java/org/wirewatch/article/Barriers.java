package org.wirewatch.article;

import java.util.ArrayList;
import java.util.List;

/**
 * Recognises pages that stand in for an article: walls (consent, payment, login, "are you a robot") and soft 404s, which
 * answer 200 and say "page not found".
 *
 * <p>Only what speaks to the reader counts: a title that is nothing but such a phrase, sentences that begin with one
 * outside quotation marks. So an article about paywalls, cookies or lost pages stays one, and so does an article under a
 * cookie banner. At the edges of a longer text, a box that asks for a subscription is cut off and the paragraphs that are
 * free to read are kept: they are the publisher's own summary, and two true paragraphs find more topics than a headline.
 */
final class Barriers {

    /** What stands in for the article. */
    enum Barrier {
        NONE,
        WALL,
        MISSING
    }

    private static final int EDGE_BLOCKS = 6;
    private static final int LONGEST_BOX = 700;
    /** Less than this beside a wall's own text is no free paragraph. */
    private static final int MIN_FREE = 80;
    /** A page that declares an article and shows this much text of it is believed. */
    private static final int MIN_DECLARED = 300;

    private static final int SHORT_MISSING = 1_500;
    private static final int SHORT_WALL = 600;
    /** Pages of more text than this say more than "wait a moment". */
    private static final int SHORT_PAGE = 3_000;

    private static final int LOOKED_AT = 40;

    private static final String RULE = "barrier";

    private final BarrierPhrases phrases;

    Barriers(BarrierPhrases phrases) {
        this.phrases = phrases;
    }

    /**
     * Cuts a barrier's text off the kept blocks and says what the page is.
     *
     * @param titles what the page calls itself, without the site's name: shown heading, declared title, tab
     * @param declaredArticle whether the page declares to be an article with a date
     */
    Barrier judge(Outline outline, List<String> titles, boolean declaredArticle) {
        List<Block> kept = kept(outline.blocks);
        boolean saysMissing = saysMissing(outline, kept.isEmpty() ? outline.blocks : kept);
        boolean missingTitle = titles.stream().anyMatch(phrases::isMissingTitle);
        boolean wallTitle = titles.stream().anyMatch(phrases::isWallTitle);
        boolean asks = asksAtItsEdges(outline, kept);
        if (!saysMissing && !missingTitle && !wallTitle && !asks && !kept.isEmpty()) {
            return Barrier.NONE;
        }
        boolean cut = asks && cut(outline, kept);
        List<Block> left = kept(kept);
        int free = free(outline, left);
        boolean believed = declaredArticle && free >= MIN_DECLARED;
        if (missingTitle && !believed && (saysMissing || weight(left) < SHORT_MISSING)) {
            return Barrier.MISSING;
        }
        if (saysMissing && free < MIN_FREE && !believed) {
            return Barrier.MISSING;
        }
        if (wallTitle && !believed && (free < MIN_FREE || cut && free < SHORT_WALL)) {
            return Barrier.WALL;
        }
        boolean nothingElse = cut && free < MIN_FREE;
        return nothingElse || kept.isEmpty() && pageAsks(outline) ? Barrier.WALL : Barrier.NONE;
    }

    private static List<Block> kept(List<Block> blocks) {
        List<Block> kept = new ArrayList<>();
        for (Block block : blocks) {
            if (block.kept) {
                kept.add(block);
            }
        }
        return kept;
    }

    private boolean saysMissing(Outline outline, List<Block> blocks) {
        int looked = 0;
        for (Block block : blocks) {
            if (block.linkDensity() < 0.5 && block.weight < LONGEST_BOX) {
                if (phrases.saysMissing(outline.text, block.start, block.end)) {
                    return true;
                }
                if (++looked == EDGE_BLOCKS) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean asksAtItsEdges(Outline outline, List<Block> kept) {
        for (int i = 0; i < kept.size(); i++) {
            boolean edge = i < EDGE_BLOCKS || i >= kept.size() - EDGE_BLOCKS;
            if (edge && isBarrier(outline, kept.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Cuts what asks the reader for something before the first and behind the last free paragraph, with what follows it there. */
    private boolean cut(Outline outline, List<Block> kept) {
        int last = lastFree(outline, kept);
        boolean cut = false;
        for (int i = Math.max(last + 1, kept.size() - LOOKED_AT); i < kept.size(); i++) {
            if (cut || isBarrier(outline, kept.get(i))) {
                cut(kept.get(i));
                cut = true;
            }
        }
        for (int i = 0; i < Math.min(EDGE_BLOCKS, last) && !isFree(outline, kept.get(i)); i++) {
            if (isBarrier(outline, kept.get(i))) {
                cut(kept.get(i));
                cut = true;
            }
        }
        return cut;
    }

    /** The last block of running text that neither asks for something nor speaks as those do that ask; -1 if none. */
    private int lastFree(Outline outline, List<Block> kept) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            if (isFree(outline, kept.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private boolean isFree(Outline outline, Block block) {
        boolean running = block.stops > 0 || block.weight > 60;
        return running
                && (block.weight >= LONGEST_BOX
                        || !phrases.asks(outline.text, block.start, block.end)
                                && !phrases.soundsAlike(outline.text, block.start, block.end));
    }

    private boolean isBarrier(Outline outline, Block block) {
        return block.weight < LONGEST_BOX && phrases.asks(outline.text, block.start, block.end);
    }

    private static void cut(Block block) {
        block.kept = false;
        block.rule = RULE;
    }

    /** Weight of the running text that is not in the tone of a barrier, counted as far as it matters. */
    private int free(Outline outline, List<Block> blocks) {
        int free = 0;
        for (int i = 0; i < blocks.size() && free < SHORT_MISSING; i++) {
            free += isFree(outline, blocks.get(i)) ? blocks.get(i).weight : 0;
        }
        return free;
    }

    private boolean pageAsks(Outline outline) {
        if (weight(outline.blocks) > SHORT_PAGE) {
            return false;
        }
        return outline.blocks.stream().limit(LOOKED_AT).anyMatch(block -> isBarrier(outline, block));
    }

    private static int weight(List<Block> blocks) {
        return blocks.stream().mapToInt(block -> block.weight).sum();
    }
}
