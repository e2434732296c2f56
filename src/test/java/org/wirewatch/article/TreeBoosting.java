package org.wirewatch.article;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;

/** Gradient boosting of regression trees on logistic loss, with features cut into bins; deterministic. */
final class TreeBoosting {

    private static final int BINS = 64;

    private final float[][] rows;
    private final float[] labels;
    private final float[] weights;
    private final int trees;
    private final int depth;
    private final double rate;
    private final double minWeight;
    private final double lambda;
    private final double columns;
    private final double rowShare;
    private final byte[][] bins; // by feature, then row
    private final float[][] cuts;
    private final double[] sums;
    private final double[] gradients;
    private final double[] hessians;
    private final Random random;

    private TreeBoosting(float[][] rows, float[] labels, float[] weights, int features, Properties settings) {
        this.rows = rows;
        this.labels = labels;
        this.weights = weights;
        this.trees = Integer.parseInt(settings.getProperty("trees", "120"));
        this.depth = Integer.parseInt(settings.getProperty("depth", "5"));
        this.rate = Double.parseDouble(settings.getProperty("rate", "0.1"));
        this.minWeight = Double.parseDouble(settings.getProperty("min-weight", "20"));
        this.lambda = Double.parseDouble(settings.getProperty("lambda", "10"));
        this.columns = Double.parseDouble(settings.getProperty("columns", "0.4"));
        this.rowShare = Double.parseDouble(settings.getProperty("rows", "0.7"));
        this.random = new Random(Long.parseLong(settings.getProperty("seed", "1")));
        this.cuts = new float[features][];
        this.bins = new byte[features][rows.length];
        this.sums = new double[rows.length];
        this.gradients = new double[rows.length];
        this.hessians = new double[rows.length];
        IntStream.range(0, features).parallel().forEach(this::cut);
    }

    /** The lines of a model (see {@link Forest}) over the first {@code features} columns; rows of weight 0 are left out. */
    static List<String> train(
            float[][] allRows, float[] allLabels, float[] allWeights, int features, Properties settings) {
        int[] used = IntStream.range(0, allRows.length)
                .filter(i -> allWeights[i] > 0)
                .toArray();
        float[][] rows = new float[used.length][];
        float[] labels = new float[used.length];
        float[] weights = new float[used.length];
        for (int i = 0; i < used.length; i++) {
            rows[i] = allRows[used[i]];
            labels[i] = allLabels[used[i]];
            weights[i] = allWeights[used[i]];
        }
        return new TreeBoosting(rows, labels, weights, features, settings).train();
    }

    private void cut(int feature) {
        float[] values = new float[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i][feature];
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Float> found = new ArrayList<>();
        for (int b = 1; b < BINS; b++) {
            float low = sorted[(int) ((long) b * (sorted.length - 1) / BINS)];
            int above = Arrays.binarySearch(sorted, Math.nextUp(low));
            int at = above < 0 ? -above - 1 : above;
            if (at >= sorted.length) {
                break;
            }
            while (at > 0 && sorted[at - 1] > low) {
                at--;
            }
            float threshold = (low + sorted[at]) / 2;
            if (found.isEmpty() || threshold > found.get(found.size() - 1)) {
                found.add(threshold);
            }
        }
        cuts[feature] = new float[found.size()];
        for (int i = 0; i < found.size(); i++) {
            cuts[feature][i] = found.get(i);
        }
        for (int i = 0; i < values.length; i++) {
            int at = Arrays.binarySearch(cuts[feature], values[i]);
            bins[feature][i] = (byte) (at < 0 ? -at - 1 : at);
        }
    }

    private List<String> train() {
        double positive = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            positive += weights[i] * labels[i];
            all += weights[i];
        }
        double base = Math.log(positive / (all - positive));
        Arrays.fill(sums, base);
        List<String> model = new ArrayList<>();
        model.add(String.format(Locale.ROOT, "%.5f", base));
        int[] every = IntStream.range(0, rows.length).toArray();
        for (int tree = 0; tree < trees; tree++) {
            for (int i = 0; i < rows.length; i++) {
                double p = 1 / (1 + Math.exp(-sums[i]));
                gradients[i] = weights[i] * (labels[i] - p);
                hessians[i] = weights[i] * Math.max(1e-6, p * (1 - p));
            }
            int[] sample = Arrays.stream(every)
                    .filter(i -> random.nextDouble() < rowShare)
                    .toArray();
            int[] chosen = IntStream.range(0, cuts.length)
                    .filter(f -> cuts[f].length > 0 && random.nextDouble() < columns)
                    .toArray();
            StringBuilder line = new StringBuilder();
            grow(sample, every, chosen, 0, line);
            model.add(line.toString().strip());
        }
        return model;
    }

    private void grow(int[] sample, int[] every, int[] features, int level, StringBuilder line) {
        double g = 0;
        double h = 0;
        for (int i : sample) {
            g += gradients[i];
            h += hessians[i];
        }
        Split split = level < depth ? best(sample, features, g, h) : null;
        if (split == null) {
            double value = rate * g / (h + lambda);
            for (int i : every) {
                sums[i] += value;
            }
            line.append(String.format(Locale.ROOT, "=%.4f ", value));
            return;
        }
        line.append(split.feature)
                .append("<=")
                .append(cuts[split.feature][split.bin])
                .append(' ');
        byte[] column = bins[split.feature];
        grow(
                Arrays.stream(sample).filter(i -> column[i] <= split.bin).toArray(),
                Arrays.stream(every).filter(i -> column[i] <= split.bin).toArray(),
                features,
                level + 1,
                line);
        grow(
                Arrays.stream(sample).filter(i -> column[i] > split.bin).toArray(),
                Arrays.stream(every).filter(i -> column[i] > split.bin).toArray(),
                features,
                level + 1,
                line);
    }

    private record Split(int feature, int bin, double gain) {}

    private Split best(int[] sample, int[] features, double g, double h) {
        double parent = g * g / (h + lambda);
        return Arrays.stream(features)
                .parallel()
                .mapToObj(f -> best(sample, f, g, h, parent))
                .filter(s -> s != null)
                .reduce((a, b) -> b.gain > a.gain || b.gain == a.gain && b.feature < a.feature ? b : a)
                .orElse(null);
    }

    private Split best(int[] sample, int feature, double g, double h, double parent) {
        double[] gs = new double[BINS];
        double[] hs = new double[BINS];
        byte[] column = bins[feature];
        for (int i : sample) {
            gs[column[i]] += gradients[i];
            hs[column[i]] += hessians[i];
        }
        double gl = 0;
        double hl = 0;
        Split best = null;
        for (int b = 0; b < cuts[feature].length; b++) {
            gl += gs[b];
            hl += hs[b];
            double hr = h - hl;
            if (hl < minWeight || hr < minWeight) {
                continue;
            }
            double gr = g - gl;
            double gain = gl * gl / (hl + lambda) + gr * gr / (hr + lambda) - parent;
            if (gain > 1e-3 && (best == null || gain > best.gain)) {
                best = new Split(feature, b, gain);
            }
        }
        return best;
    }
}
