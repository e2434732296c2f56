package org.wirewatch.article;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a block in numbers: about itself, its neighbours, the boxes around it, its place in the page and
 * what the page declares.
 *
 * <p>All of it is computed from the outline's totals, in one pass over the blocks. Order and meaning are those of {@link
 * #NAMES}; the model in {@code block-model.txt} was trained on exactly these.
 */
final class BlockFeatures {

    private static final int LONG_PARAGRAPH = 120;
    private static final int MENU_WEIGHT = 80;
    private static final int LONG_BOX = 300;
    private static final int NEIGHBOURS = 3;

    private static final Signal[] SIGNALS = Signal.values();
    private static final Landmark[] LANDMARKS = Landmark.values();

    static final List<String> NAMES = names();
    static final int COUNT = NAMES.size();

    private final Outline outline;
    private final List<Block> blocks;
    private final OpeningPhrases phrases;
    private final @Nullable Box main;
    private final @Nullable ShingleSet declaredBody;
    private final String title;
    /** Hashes of the title's words. */
    private final int[] titleWords;

    private final @Nullable ShingleSet description;

    // By block:
    private final int[] openings;
    private final float[] logWeights;
    private final float[] linkDensities;
    private final float[] kinds;
    private final int[] templateOf;
    // By template, which blocks share that stand in like boxes:
    private final int[] templateWeight;
    private final int[] templateLinks;
    private final int[] templateBlocks;
    private final int[] sinceLong;
    private final int[] untilLong;
    private final int[] headingsBefore;
    private final int[] weightBefore;
    private final int[] mainBefore;
    private final double bestScore;
    private final int mainWeight;
    private int firstHeadline = -1;

    BlockFeatures(
            Outline outline,
            OpeningPhrases phrases,
            @Nullable Box main,
            @Nullable String declaredBody,
            @Nullable String title,
            @Nullable String description) {
        this.outline = outline;
        this.blocks = outline.blocks;
        this.phrases = phrases;
        this.main = main;
        this.declaredBody = declaredBody == null ? null : new ShingleSet(declaredBody);
        this.title = title == null ? "" : Texts.comparable(title);
        this.titleWords =
                Arrays.stream(this.title.split(" ")).mapToInt(String::hashCode).toArray();
        this.description = description == null ? null : new ShingleSet(description);
        int n = blocks.size();
        this.openings = new int[n];
        this.logWeights = new float[n];
        this.linkDensities = new float[n];
        this.kinds = new float[n];
        this.templateOf = new int[n];
        this.templateWeight = new int[n];
        this.templateLinks = new int[n];
        this.templateBlocks = new int[n];
        this.sinceLong = new int[n];
        this.untilLong = new int[n];
        this.headingsBefore = new int[n];
        this.weightBefore = new int[n + 1];
        this.mainBefore = new int[n + 1];
        this.bestScore = main == null ? 1 : Math.max(1, main.score);
        this.mainWeight = main == null ? 1 : Math.max(1, main.weight);
        survey();
    }

    /** Ordinals among boxes of one kind below one parent: a second article in a page is the second of its kind. */
    private void surveyBoxes() {
        Map<Long, Integer> seen = new HashMap<>();
        for (Box box : outline.boxes) {
            box.place(main);
            Box parent = box.parent;
            if (parent != null) {
                box.ordinal = parent.ordinal;
                box.ordinalIsArticle = parent.ordinalIsArticle;
            }
            if (parent == null || box.weight < LONG_BOX || box.paragraphs < 2 || Candidates.isLeaf(box)) {
                continue;
            }
            int ordinal = seen.merge((long) parent.index << 32 | box.ownKey & 0xffffffffL, 1, Integer::sum) - 1;
            if (ordinal > box.ordinal) {
                box.ordinal = ordinal;
                box.ordinalIsArticle = box.kind == TagKind.ARTICLE || Signal.ARTICLE.in(box.signals);
            }
        }
    }

    private void countCopies() {
        Places texts = new Places(blocks.size());
        int[] places = new int[blocks.size()];
        int[] copies = new int[blocks.size()];
        for (int i = 0; i < places.length; i++) {
            Block block = blocks.get(i);
            int key = 0;
            for (int at = block.start; at < block.end; at++) {
                key = key * 31 + outline.text.charAt(at);
            }
            places[i] = texts.place(key);
            block.earlierCopies = copies[places[i]]++;
        }
        for (int i = 0; i < places.length; i++) {
            blocks.get(i).copies = copies[places[i]];
        }
    }

    private void survey() {
        surveyBoxes();
        countCopies();
        Places templates = new Places(blocks.size());
        int topHeadings = 0;
        int since = 99;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            openings[i] = isLink(i)
                    ? 0
                    : phrases.of(outline.text, block.start, block.end).ordinal();
            logWeights[i] = log(block.weight);
            linkDensities[i] = (float) block.linkDensity();
            kinds[i] = kind(block);
            int template = templates.place(block.box.templateKey);
            templateOf[i] = template;
            templateWeight[template] += block.weight;
            templateLinks[template] += block.linkWeight;
            templateBlocks[template]++;
            sinceLong[i] = since;
            since = isLong(block) ? 0 : Math.min(99, since + 1);
            if (firstHeadline >= 0 && block.box.element.nameIs("h1")) {
                topHeadings++;
            }
            headingsBefore[i] = topHeadings;
            weightBefore[i + 1] = weightBefore[i] + block.weight;
            mainBefore[i + 1] = mainBefore[i] + (main != null && main.contains(block) ? block.weight : 0);
            if (firstHeadline < 0 && block.box.kind == TagKind.HEADING && isTitle(block)) {
                firstHeadline = i;
                outline.headline = block;
            }
        }
        int until = 99;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            untilLong[i] = until;
            until = isLong(blocks.get(i)) ? 0 : Math.min(99, until + 1);
        }
    }

    private static boolean isLong(Block block) {
        return block.weight >= LONG_PARAGRAPH && block.linkDensity() < 0.4 && !block.box.hidden;
    }

    private boolean isTitle(Block block) {
        if (block.box.element.nameIs("h1")) {
            return true;
        }
        return sameAsTitle(block) > 0.8;
    }

    private double sameAsTitle(Block block) {
        int chars = block.end - block.start;
        if (title.length() < 8 || chars > 2 * title.length() + 20 || chars < 8) {
            return 0;
        }
        if (chars < title.length() && !beginsInTitle(block)) {
            return 0; // most blocks: told by their first word
        }
        String text = Texts.comparable(outline.text(block));
        if (text.length() < 8) {
            return 0;
        }
        if (title.equals(text)) {
            return 1;
        }
        return title.contains(text) || text.contains(title)
                ? (double) Math.min(text.length(), title.length()) / Math.max(text.length(), title.length())
                : 0;
    }

    /** Whether the title holds the word that the block begins with. */
    private boolean beginsInTitle(Block block) {
        int i = block.start;
        while (i < block.end && !Character.isLetterOrDigit(outline.text.charAt(i))) {
            i++;
        }
        int hash = 0;
        while (i < block.end && Character.isLetterOrDigit(outline.text.charAt(i))) {
            hash = hash * 31 + Character.toLowerCase(outline.text.charAt(i));
            i++;
        }
        for (int word : titleWords) {
            if (word == hash) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a short link between short links, as in menus: more than half of a page's blocks are. */
    boolean isLinkList(Block block) {
        return isLink(block.index) && isLink(block.index - 1) && isLink(block.index + 1);
    }

    private boolean isLink(int index) {
        if (index < 0 || index >= blocks.size()) {
            return true;
        }
        Block block = blocks.get(index);
        return block.weight < MENU_WEIGHT && block.linkWeight == block.weight;
    }

    /** Fills the features of a block. */
    void fill(Block block, float[] into) {
        Values values = new Values(into);
        own(block, values);
        neighbours(block, values);
        around(block, values);
        place(block, values);
        declared(block, values);
        if (values.at != COUNT) {
            throw new IllegalStateException("filled " + values.at + " features, named " + COUNT);
        }
    }

    private void own(Block block, Values values) {
        double weight = Math.max(1, block.weight);
        CharSequence text = outline.text;
        values.add(logWeights[block.index]);
        values.add(block.words);
        values.add(linkDensities[block.index]);
        values.add(block.strongWeight / weight);
        values.add(block.commas);
        values.add(block.stops);
        values.add(last(text, block));
        values.add(first(text, block));
        values.add(block.digits / weight);
        values.add(block.capitals / weight);
        values.add(block.links);
        values.add(weight / Math.max(1, block.words));
        values.add(kinds[block.index]);
        values.add(heading(block));
        values.add(block.afterLineBreak);
        values.add(Math.min(10, block.copies));
        values.add(Math.min(10, block.earlierCopies));
        values.add(openings[block.index]);
        values.add(marks(text, block));
        values.add(Signal.SHARE.in(block.inlineSignals) || Signal.RELATED.in(block.inlineSignals));
        values.add(Signal.CAPTION.in(block.inlineSignals));
        values.add(Signal.AUTHOR.in(block.inlineSignals) || Signal.DETAIL.in(block.inlineSignals));
    }

    private static float last(CharSequence text, Block block) {
        char c = text.charAt(block.end - 1);
        return switch (c) {
            case '.', '!', '?', '\u3002', '\uff01', '\uff1f', '\u06d4', '\u0964' -> 4;
            case '"', '\'', '\u201d', '\u2019', '\u00bb', '\u201c', ')', '\u300d', '\u2026' -> 3;
            case ':', ';', ',' -> 2;
            default -> Character.isLetter(c) ? 1 : 0;
        };
    }

    private static float first(CharSequence text, Block block) {
        char c = text.charAt(block.start);
        if (Character.isLowerCase(c)) {
            return 1;
        }
        if (Character.isLetter(c)) {
            return 2;
        }
        if (Character.isDigit(c)) {
            return 3;
        }
        return switch (c) {
            case '"', '\'', '\u201c', '\u2018', '\u00ab', '\u201e', '\u300c', '-', '\u2013', '\u2014', '(' -> 4;
            case '\u2022', '*', '>', '\u00a9', '#', '|', '+', '[', '\u25b6', '@', '\u00bb', '\u203a' -> 0;
            default -> 5;
        };
    }

    /** Signs that running text rarely has. */
    private static float marks(CharSequence text, Block block) {
        int marks = 0;
        int end = Math.min(block.end, block.start + 400);
        for (int i = block.start; i < end; i++) {
            switch (text.charAt(i)) {
                case '\u00a9', '|', '\u00ae', '\u203a', '\u2192', '\u25ba', '\u25b6', '@', '#', '\u2605' -> marks++;
                default -> {}
            }
        }
        return Math.min(5, marks);
    }

    private static float kind(Block block) {
        return switch (block.box.kind) {
            case PARAGRAPH -> 8;
            case QUOTE -> 7;
            case DIVISION, SECTION, ARTICLE, MAIN -> 6;
            case PREFORMATTED -> 5;
            case HEADING -> 4;
            case ITEM -> 3;
            case CELL -> 2;
            case CAPTION, FIGURE -> 1;
            default -> 0;
        };
    }

    private static float heading(Block block) {
        return block.box.kind == TagKind.HEADING
                ? block.box.element.normalName().charAt(1) - '0'
                : 0;
    }

    private void neighbours(Block block, Values values) {
        for (int step = -NEIGHBOURS; step <= NEIGHBOURS; step++) {
            if (step == 0) {
                continue;
            }
            int at = block.index + step;
            if (at < 0 || at >= blocks.size()) {
                values.add(-1);
                values.add(-1);
                values.add(-1);
                values.add(-1);
                values.add(-1);
                continue;
            }
            values.add(logWeights[at]);
            values.add(linkDensities[at]);
            values.add(blocks.get(at).stops);
            values.add(kinds[at]);
            values.add(openings[at]);
        }
    }

    private void around(Block block, Values values) {
        Box container = container(block.box);
        Box outer = container.parent == null ? container : container.parent;
        Box outermost = outer.parent == null ? outer : outer.parent;
        for (Box box : new Box[] {container, outer, outermost}) {
            values.add(log(box.weight));
            values.add(box.linkDensity());
            values.add(box.paragraphs);
            values.add(box.blocks);
            values.add((double) block.weight / Math.max(1, box.weight));
            values.add(box.score / bestScore);
            values.add((double) box.weight / mainWeight);
        }
        values.add((double) container.paragraphWeight / Math.max(1, container.weight));
        values.add(siblingPlace(block, container));
        int template = templateOf[block.index];
        values.add((double) templateWeight[template] / Math.max(1, weightBefore[blocks.size()]));
        values.add((double) templateLinks[template] / Math.max(1, templateWeight[template]));
        values.add(templateBlocks[template]);
        values.add((double) templateWeight[template] / Math.max(1, templateBlocks[template]));
        for (Signal signal : SIGNALS) {
            values.add(block.box.distance(signal));
        }
        for (Landmark landmark : LANDMARKS) {
            values.add(block.box.distance(landmark));
        }
        values.add(block.box.bestScoreAbove / bestScore);
        values.add(block.box.stepsToMain);
        values.add(block.box.inDeclaredBody);
        values.add(block.box.hidden);
        values.add(Math.min(40, block.box.depth));
        values.add(block.box.stepsToCommon);
    }

    private static float siblingPlace(Block block, Box container) {
        return container.endBlock - container.firstBlock <= 1
                ? 0
                : (float) (block.index - container.firstBlock) / (container.endBlock - container.firstBlock - 1);
    }

    static Box container(Box box) {
        Box at = box;
        while (at.parent != null && Candidates.isLeaf(at)) {
            at = at.parent;
        }
        return at;
    }

    private void place(Block block, Values values) {
        int i = block.index;
        double total = Math.max(1, weightBefore[blocks.size()]);
        values.add(log((int) total));
        values.add((double) i / blocks.size());
        values.add(weightBefore[i] / total);
        values.add(firstHeadline < 0 ? 200 : Math.max(-100, Math.min(100, i - firstHeadline)));
        values.add(
                firstHeadline < 0 ? -2 : i < firstHeadline ? -1 : log(weightBefore[i] - weightBefore[firstHeadline]));
        values.add(sinceLong[i]);
        values.add(untilLong[i]);
        if (main == null) {
            values.add(0);
            values.add(0);
            values.add(0);
        } else {
            values.add(i < main.firstBlock ? i - main.firstBlock : i >= main.endBlock ? i - main.endBlock + 1 : 0);
            values.add(log(mainBefore[i]));
            values.add(log(mainWeight - mainBefore[i + 1]));
        }
        values.add(mainWeight / total);
        values.add(Math.min(20, block.box.ordinal));
        values.add(block.box.ordinalIsArticle);
        values.add(headingsBefore[i]);
        values.add(main != null && main.contains(block) && BodySelection.reasonToDrop(block, main) == null);
    }

    private void declared(Block block, Values values) {
        values.add(declaredBody == null ? -1 : declaredBody.share(outline.text, block.start, block.end));
        values.add(description == null ? -1 : description.share(outline.text, block.start, block.end));
        values.add(sameAsTitle(block));
    }

    /** A logarithm of base two, straight between the powers: monotonic, which is all that trees need, and quick. */
    private static float log(int value) {
        if (value <= 0) {
            return 0;
        }
        int exponent = 31 - Integer.numberOfLeadingZeros(value + 1);
        return exponent + (float) (value + 1) / (1 << exponent) - 1;
    }

    private static final class Values {
        private final float[] values;
        private int at;

        Values(float[] values) {
            this.values = values;
        }

        void add(double value) {
            values[at++] = (float) value;
        }

        void add(boolean value) {
            values[at++] = value ? 1 : 0;
        }
    }

    private static List<String> names() {
        List<String> names = new java.util.ArrayList<>(List.of(
                "weight",
                "words",
                "link-density",
                "strong",
                "commas",
                "stops",
                "last-char",
                "first-char",
                "digits",
                "capitals",
                "links",
                "word-length",
                "kind",
                "heading",
                "after-line-break",
                "copies",
                "earlier-copies",
                "opening",
                "marks",
                "inline-share",
                "inline-caption",
                "inline-author"));
        for (int step = -NEIGHBOURS; step <= NEIGHBOURS; step++) {
            if (step != 0) {
                for (String of : List.of("weight", "link-density", "stops", "kind", "opening")) {
                    names.add("neighbour" + (step > 0 ? "+" : "") + step + "-" + of);
                }
            }
        }
        for (String box : List.of("container", "outer", "outermost")) {
            for (String of : List.of("weight", "link-density", "paragraphs", "blocks", "share", "score", "of-main")) {
                names.add(box + "-" + of);
            }
        }
        names.addAll(List.of(
                "container-p-share",
                "container-place",
                "template-share",
                "template-link-density",
                "template-blocks",
                "template-mean"));
        for (Signal signal : Signal.values()) {
            names.add("to-" + signal.name().toLowerCase(java.util.Locale.ROOT));
        }
        for (Landmark tag : Landmark.values()) {
            names.add("in-" + tag.name().toLowerCase(java.util.Locale.ROOT));
        }
        names.addAll(List.of(
                "best-score-above", "steps-to-main", "declared-body-box", "hidden", "depth", "steps-to-common"));
        names.addAll(List.of(
                "page-weight",
                "place-blocks",
                "place-weight",
                "since-headline",
                "weight-since-headline",
                "since-long",
                "until-long",
                "outside-main",
                "main-before",
                "main-after",
                "main-share",
                "ordinal",
                "ordinal-is-article",
                "headings-before",
                "by-rules"));
        names.addAll(List.of("in-declared-body", "in-description", "same-as-title"));
        return List.copyOf(names);
    }
}
