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
    /** Steps up to the nearest box with each signal, itself 0, at most {@link #FAR}. */
    private final Steps toSignals;
    /** Steps up to the nearest box with each meaningful tag. */
    private final Steps toTags;
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

    /** The highest score of it and the boxes around it. */
    double bestScoreAbove;
    /** Whether it or a box around it is declared to be the body. */
    boolean inDeclaredBody;
    /** Steps up to the main box; {@link #FAR} if it is not inside it. */
    int stepsToMain;
    /** Steps up to a box that holds the main box or is inside it. */
    int stepsToCommon;

    static final int FAR = Steps.FAR;

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
        this.toSignals = (parent == null ? Steps.NONE : parent.toSignals).inside(signals);
        Landmark landmark = Landmark.of(kind);
        this.toTags =
                (parent == null ? Steps.NONE : parent.toTags).inside(landmark == null ? 0 : 1 << landmark.ordinal());
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
        return toSignals.to(signal.ordinal());
    }

    int distance(Landmark landmark) {
        return toTags.to(landmark.ordinal());
    }

    /** Learns where it stands to the box of the main text, after the one around it has. */
    void place(@Nullable Box main) {
        Box above = parent;
        bestScoreAbove = above == null ? score : Math.max(above.bestScoreAbove, score);
        inDeclaredBody = declaredBody || above != null && above.inDeclaredBody;
        stepsToMain = this == main ? 0 : above == null ? FAR : Math.min(FAR, above.stepsToMain + 1);
        boolean common = main != null
                && (stepsToMain < FAR
                                && index >= main.index
                                && firstBlock >= main.firstBlock
                                && endBlock <= main.endBlock
                        || index <= main.index && firstBlock <= main.firstBlock && endBlock >= main.endBlock);
        stepsToCommon = common ? 0 : above == null ? FAR : Math.min(FAR, above.stepsToCommon + 1);
    }

    double linkDensity() {
        return weight == 0 ? 0 : (double) linkWeight / weight;
    }

    boolean contains(Block block) {
        return block.index >= firstBlock && block.index < endBlock;
    }
}
