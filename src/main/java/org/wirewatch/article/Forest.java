package org.wirewatch.article;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Boosted regression trees: each tree asks a few questions of the kind "is feature f at most t?" and adds a number; the
 * sum is the log-odds of "belongs to the body".
 *
 * <p>As text, a tree is a line of nodes in preorder: {@code feature<=threshold} or {@code =value}.
 */
final class Forest {

    private static final int LEAF = -1;

    /** Log-odds that later trees, which correct ever less, do not turn any more. */
    private static final double HOPELESS = -3.5;

    private static final double CERTAIN = 4;
    private static final int ENOUGH_TREES = 15;

    private final double base;
    private final int[] roots;
    private final short[] features;
    private final float[] thresholds;
    /** The node to go to when the answer is no; when it is yes, the next one. */
    private final int[] otherwise;

    private Forest(double base, int[] roots, short[] features, float[] thresholds, int[] otherwise) {
        this.base = base;
        this.roots = roots;
        this.features = features;
        this.thresholds = thresholds;
        this.otherwise = otherwise;
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
        double base = Double.parseDouble(content.get(0));
        int[] roots = new int[content.size() - 1];
        List<Short> features = new ArrayList<>();
        List<Float> thresholds = new ArrayList<>();
        List<Integer> otherwise = new ArrayList<>();
        for (int tree = 0; tree < roots.length; tree++) {
            roots[tree] = features.size();
            String[] nodes = content.get(tree + 1).split(" ");
            int[] next = {0};
            readNode(nodes, next, features, thresholds, otherwise);
        }
        short[] f = new short[features.size()];
        float[] t = new float[features.size()];
        int[] o = new int[features.size()];
        for (int i = 0; i < f.length; i++) {
            f[i] = features.get(i);
            t[i] = thresholds.get(i);
            o[i] = otherwise.get(i);
        }
        return new Forest(base, roots, f, t, o);
    }

    /** Recursion is as deep as a tree: six or so. */
    private static void readNode(
            String[] nodes, int[] next, List<Short> features, List<Float> thresholds, List<Integer> otherwise) {
        String node = nodes[next[0]++];
        int at = features.size();
        if (node.charAt(0) == '=') {
            features.add((short) LEAF);
            thresholds.add(Float.parseFloat(node.substring(1)));
            otherwise.add(at);
            return;
        }
        int sign = node.indexOf("<=");
        features.add(Short.parseShort(node.substring(0, sign)));
        thresholds.add(Float.parseFloat(node.substring(sign + 2)));
        otherwise.add(at);
        readNode(nodes, next, features, thresholds, otherwise);
        otherwise.set(at, features.size());
        readNode(nodes, next, features, thresholds, otherwise);
    }

    /** How likely, 0..1. */
    float probability(float[] values) {
        double sum = base;
        for (int tree = 0; tree < roots.length; tree++) {
            int node = roots[tree];
            while (features[node] != LEAF) {
                node = values[features[node]] <= thresholds[node] ? node + 1 : otherwise[node];
            }
            sum += thresholds[node];
            if (tree >= ENOUGH_TREES && (sum < HOPELESS || sum > CERTAIN)) {
                break;
            }
        }
        return (float) (1 / (1 + Math.exp(-sum)));
    }
}
