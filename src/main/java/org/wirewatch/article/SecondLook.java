package org.wirewatch.article;

import java.util.List;
import java.util.Locale;
import java.util.ArrayList;

/**
 * What can be said about a block once every block has a first probability: how its neighbours and the boxes around it were
 * judged.
 *
 * <p>A paragraph among kept paragraphs is kept although it is one link; a line among dropped ones is dropped although it
 * reads like a sentence. Computed from first probabilities that came from a model which had not seen the page, also in
 * training.
 */
final class SecondLook {

    private static final int NEIGHBOURS = 4;

    static final List<String> NAMES = names();
    static final int COUNT = NAMES.size();

    private final List<Block> blocks;
    private final double[] boxKept;
    private final double[] boxWeight;
    private final double[] keptBefore;
    private final double total;
    private final double best;

    SecondLook(Outline outline) {
        this.blocks = outline.blocks;
        int boxes = outline.boxes.size();
        this.boxKept = new double[boxes];
        this.boxWeight = new double[boxes];
        this.keptBefore = new double[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            double kept = block.probability * block.weight;
            keptBefore[i + 1] = keptBefore[i] + kept;
            boxKept[block.box.index] += kept;
            boxWeight[block.box.index] += block.weight;
        }
        double most = 0;
        for (int i = boxes - 1; i > 0; i--) {
            Box box = outline.boxes.get(i);
            if (box.parent != null) {
                boxKept[box.parent.index] += boxKept[i];
                boxWeight[box.parent.index] += boxWeight[i];
            }
        }
        for (int i = 0; i < boxes; i++) {
            most = Math.max(most, 2 * boxKept[i] - boxWeight[i]);
        }
        this.best = Math.max(1, most);
        this.total = Math.max(1, keptBefore[blocks.size()]);
    }

    /** Fills in what stands behind the features of {@link BlockFeatures}, from {@code at} on. */
    void fill(Block block, float[] into, int from) {
        int at = from;
        int i = block.index;
        into[at++] = block.probability;
        for (int step = -NEIGHBOURS; step <= NEIGHBOURS; step++) {
            if (step != 0) {
                int other = i + step;
                into[at++] = other < 0 || other >= blocks.size() ? -1 : blocks.get(other).probability;
            }
        }
        Box box = BlockFeatures.container(block.box);
        for (int up = 0; up < 4; up++) {
            double weight = boxWeight[box.index] - (up == 0 ? block.weight : 0);
            double kept = boxKept[box.index] - (up == 0 ? block.weight * block.probability : 0);
            into[at++] = weight <= 0 ? -1 : (float) (kept / weight);
            into[at++] = (float) (boxKept[box.index] / total);
            into[at++] = (float) ((2 * boxKept[box.index] - boxWeight[box.index]) / best);
            box = box.parent == null ? box : box.parent;
        }
        into[at++] = (float) (keptBefore[i] / total);
        into[at++] = (float) ((total - keptBefore[i + 1]) / total);
        into[at++] = (float) Math.log1p(total);
        into[at++] = mean(i - 10, i);
        into[at++] = mean(i + 1, i + 11);
        if (at - from != COUNT) {
            throw new IllegalStateException("filled " + (at - from) + " features, named " + COUNT);
        }
    }

    private float mean(int from, int to) {
        int start = Math.max(0, from);
        int end = Math.min(blocks.size(), to);
        double weight = 0;
        double kept = 0;
        for (int i = start; i < end; i++) {
            weight += blocks.get(i).weight;
            kept += blocks.get(i).weight * blocks.get(i).probability;
        }
        return weight == 0 ? -1 : (float) (kept / weight);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        names.add("first");
        for (int step = -NEIGHBOURS; step <= NEIGHBOURS; step++) {
            if (step != 0) {
                names.add(String.format(Locale.ROOT, "first%+d", step));
            }
        }
        for (String box : List.of("container", "outer", "outermost", "fourth")) {
            names.add(box + "-kept");
            names.add(box + "-of-kept");
            names.add(box + "-gain");
        }
        names.addAll(List.of("kept-before", "kept-after", "kept-total", "kept-near-before", "kept-near-after"));
        return List.copyOf(names);
    }
}
