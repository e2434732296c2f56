package org.wirewatch.article;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A block element with the totals of all blocks inside it. */
final class Box {

    final int index;
    final @Nullable Box parent;
    final Element element;
    final TagKind kind;
    final int depth;
    /** Signals of its own class, id and role. */
    final int signals;
    /** Steps up to the nearest box with each signal, itself 0; {@link #FAR} if none. */
    final byte[] signalDistance;
    /** Whether it or a box around it is hidden from readers. */
    final boolean hidden;
    /** The first block in it and one past the last. */
    final int firstBlock;

    int endBlock;

    /** Totals over everything inside. */
    int weight;

    int linkWeight;
    int blocks;
    /** Blocks of running text: long enough, with few links. */
    int paragraphs;

    int commas;
    int stops;
    /** Weight of the blocks that stand in it directly. */
    int ownWeight;
    /** Weight of its direct children that are paragraphs. */
    int paragraphWeight;

    double score;
    /** Alike for boxes that a page's template makes alike: tag and class of this box and the one around it. */
    final int templateKey;
    /** Whether the page's markup declares it to be the body (schema.org articleBody). */
    final boolean declaredBody;

    final int ownKey;
    /** How many long boxes like it, or like one around it, stand before it below the same parent. */
    int ordinal;

    boolean ordinalIsArticle;

    static final byte FAR = 15;

    Box(
            int index,
            @Nullable Box parent,
            Element element,
            TagKind kind,
            int signals,
            boolean hidden,
            boolean declaredBody,
            int firstBlock) {
        this.index = index;
        this.parent = parent;
        this.element = element;
        this.kind = kind;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.signals = signals;
        this.hidden = hidden;
        this.declaredBody = declaredBody;
        this.firstBlock = firstBlock;
        this.ownKey = kind.ordinal() * 31 + stem(element.attr("class"));
        this.templateKey = parent == null ? ownKey : parent.ownKey * 31 + ownKey;
        this.signalDistance = distances(parent, signals);
    }

    private static byte[] distances(@Nullable Box parent, int signals) {
        byte[] distances = new byte[Signal.COUNT];
        for (int i = 0; i < distances.length; i++) {
            int above = parent == null ? FAR : Math.min(FAR, parent.signalDistance[i] + 1);
            distances[i] = (signals & 1 << i) != 0 ? 0 : (byte) above;
        }
        return distances;
    }

    /** The first class name up to its first digit: what is behind it numbers the box or tells its state. */
    private static int stem(String classNames) {
        int hash = 0;
        for (int i = 0; i < classNames.length(); i++) {
            char c = classNames.charAt(i);
            if (c <= ' ' && hash == 0) {
                continue;
            }
            if (c <= ' ' || c >= '0' && c <= '9') {
                break;
            }
            hash = hash * 31 + c;
        }
        return hash;
    }

    int distance(Signal signal) {
        return signalDistance[signal.ordinal()];
    }

    double linkDensity() {
        return weight == 0 ? 0 : (double) linkWeight / weight;
    }

    boolean contains(Block block) {
        return block.index >= firstBlock && block.index < endBlock;
    }
}
