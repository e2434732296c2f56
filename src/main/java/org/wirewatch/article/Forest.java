package org.wirewatch.article;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Boosted regression trees: each tree asks a few questions of the kind "is feature f at most t?" and adds a number; the
 * sum is the log-odds of "belongs to the body".
 *
 * <p>As text, a tree is a line of nodes in preorder: {@code feature<=threshold} or {@code =value}.
 */
final class Forest {

    /** Log-odds that later trees, which correct ever less, do not turn any more. */
    private static final float HOPELESS = -3f;

    private static final float CERTAIN = 3.5f;
    private static final int ENOUGH_TREES = 15;

    private final float base;
    private final int trees;
    /** Questions on the way to an answer: every tree is filled up to the depth of the deepest. */
    private final int depth;
    /** By tree, its questions level by level: the feature that is asked for. */
    private final short[] features;
    /** Beside each feature, the value up to which the way goes left. */
    private final float[] thresholds;
    /** By tree, its answers from left to right. */
    private final float[] answers;

    private Forest(float base, int trees, int depth) {
        this.base = base;
        this.trees = trees;
        this.depth = depth;
        this.features = new short[trees * ((1 << depth) - 1)];
        this.thresholds = new float[features.length];
        this.answers = new float[trees << depth];
    }

    /** The model of this jar. */
    static Forest ofResource(String name) {
        try (InputStream resource = Objects.requireNonNull(Forest.class.getResourceAsStream(name), name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return of(reader.lines().toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(name + " of this jar is unreadable", broken);
        }
    }

    static Forest of(List<String> lines) {
        List<String> content = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String[]> trees =
                content.stream().skip(1).map(line -> line.split(" ")).toList();
        int depth = trees.stream().mapToInt(Forest::depth).max().orElse(0);
        Forest forest = new Forest(Float.parseFloat(content.get(0)), trees.size(), depth);
        for (int tree = 0; tree < trees.size(); tree++) {
            forest.fill(trees.get(tree), tree);
        }
        return forest;
    }

    private static boolean isAnswer(String node) {
        return node.charAt(0) == '=';
    }

    private static int depth(String[] nodes) {
        int deepest = 0;
        // Subtrees that are still to come, by their level.
        Deque<Integer> levels = new ArrayDeque<>(List.of(0));
        for (String node : nodes) {
            int level = levels.pop();
            deepest = Math.max(deepest, level);
            if (!isAnswer(node)) {
                levels.push(level + 1);
                levels.push(level + 1);
            }
        }
        return deepest;
    }

    private void fill(String[] nodes, int tree) {
        fill(nodes, new int[] {0}, tree, 0, 0);
    }

    /** Recursion is as deep as a tree: five or so. */
    private void fill(String[] nodes, int[] next, int tree, int level, int place) {
        String node = nodes[next[0]++];
        if (isAnswer(node)) {
            int width = 1 << depth - level;
            int from = (tree << depth) + place * width;
            Arrays.fill(answers, from, from + width, Float.parseFloat(node.substring(1)));
            return;
        }
        int sign = node.indexOf("<=");
        int at = tree * ((1 << depth) - 1) + (1 << level) - 1 + place;
        features[at] = Short.parseShort(node.substring(0, sign));
        thresholds[at] = Float.parseFloat(node.substring(sign + 2));
        fill(nodes, next, tree, level + 1, 2 * place);
        fill(nodes, next, tree, level + 1, 2 * place + 1);
    }

    /** How likely, 0..1. */
    float probability(float[] values) {
        float sum = base;
        int questions = (1 << depth) - 1;
        for (int tree = 0, root = 0; tree < trees; tree++, root += questions) {
            int node = 0;
            for (int level = 0; level < depth; level++) {
                node = 2 * node + (values[features[root + node]] <= thresholds[root + node] ? 1 : 2);
            }
            sum += answers[(tree << depth) + node - questions];
            if (tree >= ENOUGH_TREES && (sum < HOPELESS || sum > CERTAIN)) {
                break;
            }
        }
        return (float) (1 / (1 + Math.exp(-sum)));
    }
}
