package org.wirewatch.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains {@code block-model.txt}: {@code TrainBlockModel MODEL_OUT FOLDS GOLD.jsonl HTML_DIR [GOLD.jsonl HTML_DIR...]}.
 *
 * <p>A block's label is the share of its runs of four words that stand in the gold body. Of gold that names only segments,
 * the blocks that hold one are labelled and the others left out. With FOLDS above 1 the pages are first cross-validated, all
 * pages of a site in one fold, and F1 is printed per corpus.
 */
public final class TrainBlockModel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private TrainBlockModel() {}

    /** A page as the model sees it. */
    static final class Sample {
        String corpus;
        String id;
        String site;
        Map<List<String>, Integer> gold;
        boolean segmentsOnly;
        List<String> with = new ArrayList<>();
        List<String> without = new ArrayList<>();
        Outline outline;
        float[][] features;
        float[] labels;
        float[] weights;
        List<List<String>> words = new ArrayList<>();
    }

    public static void main(String[] args) throws IOException {
        int folds = Integer.parseInt(args[1]);
        List<Sample> samples = new ArrayList<>();
        for (int i = 2; i + 1 < args.length; i += 2) {
            samples.addAll(read(Path.of(args[i]), Path.of(args[i + 1])));
        }
        System.out.println(samples.size() + " pages");
        if (folds > 1) {
            validate(samples, folds);
        }
        if (!args[0].equals("-")) {
            Files.write(Path.of(args[0]), train(samples));
        }
    }

    static List<Sample> read(Path gold, Path html) throws IOException {
        Extractor extractor = new Extractor();
        List<Sample> samples = new ArrayList<>();
        String corpus = gold.getParent().getFileName().toString();
        for (String line : Files.readAllLines(gold)) {
            JsonNode row = JSON.readTree(line);
            String body = row.path("body").isNull() ? "" : row.path("body").asText("");
            Sample sample = new Sample();
            sample.corpus = corpus
                    + (row.has("source") && !row.get("source").isNull()
                            ? "/" + row.get("source").asText()
                            : "");
            row.path("with").forEach(s -> sample.with.add(squeeze(s.asText())));
            row.path("without").forEach(s -> sample.without.add(squeeze(s.asText())));
            if (body.isBlank() && sample.with.isEmpty() && sample.without.isEmpty()) {
                continue;
            }
            sample.id = row.get("id").asText();
            String url = row.get("url").asText();
            sample.site = url.replaceFirst("^[a-z]+::?/*(www\\.)?", "").replaceFirst("[/].*", "");
            sample.segmentsOnly = body.isBlank();
            Extractor.Reading reading = extractor.read(
                    ExtractCorpus.page(html.resolve(sample.id + ".html.gz"), url), java.time.ZoneOffset.UTC);
            sample.outline = reading.outline();
            sample.features = new float[sample.outline.blocks.size()][];
            for (Block block : sample.outline.blocks) {
                if (!reading.features().isLinkList(block)) {
                    sample.features[block.index] = new float[BlockFeatures.COUNT];
                    reading.features().fill(block, sample.features[block.index]);
                }
            }
            sample.gold = shingles(words(body));
            label(sample);
            for (int i = 0; i < sample.features.length; i++) {
                sample.weights[i] = sample.features[i] == null ? 0 : sample.weights[i];
            }
            samples.add(sample);
        }
        return samples;
    }

    private static String squeeze(String text) {
        return Texts.fold(text);
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher m = WORD.matcher(text);
        while (m.find()) {
            words.add(m.group());
        }
        return words;
    }

    static Map<List<String>, Integer> shingles(List<String> words) {
        Map<List<String>, Integer> shingles = new HashMap<>();
        if (words.isEmpty()) {
            return shingles;
        }
        for (int i = 0; i < Math.max(1, words.size() - 3); i++) {
            shingles.merge(words.subList(i, Math.min(words.size(), i + 4)), 1, Integer::sum);
        }
        return shingles;
    }

    private static void label(Sample sample) {
        List<Block> blocks = sample.outline.blocks;
        int n = blocks.size();
        sample.labels = new float[n];
        sample.weights = new float[n];
        for (Block block : blocks) {
            sample.words.add(words(sample.outline.text(block)));
        }
        if (sample.segmentsOnly) {
            labelSegments(sample);
            return;
        }
        Set<List<String>> grams = new HashSet<>();
        int goldWords = 3;
        for (List<String> shingle : sample.gold.keySet()) {
            goldWords += sample.gold.get(shingle);
            for (int size = 1; size <= shingle.size(); size++) {
                grams.add(shingle.subList(0, size));
                grams.add(shingle.subList(shingle.size() - size, shingle.size()));
            }
        }
        for (int i = 0; i < n; i++) {
            List<String> words = sample.words.get(i);
            if (words.isEmpty()) {
                continue;
            }
            if (words.size() >= 4) {
                int found = 0;
                for (int w = 0; w + 4 <= words.size(); w++) {
                    if (sample.gold.containsKey(words.subList(w, w + 4))) {
                        found++;
                    }
                }
                sample.labels[i] = (float) found / (words.size() - 3);
            }
        }
        // Short blocks: only in the gold's order with a labelled neighbour do they count.
        for (int i = 0; i < n; i++) {
            List<String> words = sample.words.get(i);
            if (words.isEmpty() || words.size() >= 4) {
                continue;
            }
            boolean before = i > 0 && fits(sample.words.get(i - 1), words, grams, sample.labels[i - 1]);
            boolean after = i + 1 < n && fits(words, sample.words.get(i + 1), grams, sample.labels[i + 1]);
            sample.labels[i] = before || after ? 1 : 0;
        }
        for (int i = 0; i < n; i++) {
            sample.weights[i] = (float) (0.3
                    + 100.0 * Math.min(0.25, (double) sample.words.get(i).size() / goldWords));
        }
    }

    private static boolean fits(List<String> a, List<String> b, Set<List<String>> grams, float otherLabel) {
        if (otherLabel < 0.5) {
            return false;
        }
        List<String> joint = new ArrayList<>(a.subList(Math.max(0, a.size() - 2), a.size()));
        joint.addAll(b.subList(0, Math.min(2, b.size())));
        return joint.size() >= 3 && grams.contains(joint);
    }

    private static void labelSegments(Sample sample) {
        for (int i = 0; i < sample.labels.length; i++) {
            String text = squeeze(sample.outline.text(sample.outline.blocks.get(i)));
            for (String segment : sample.with) {
                if (text.contains(segment) || text.length() > 20 && segment.contains(text)) {
                    sample.labels[i] = 1;
                    sample.weights[i] = 4f;
                }
            }
            for (String segment : sample.without) {
                if (sample.weights[i] == 0
                        && (text.contains(segment) || text.length() > 20 && segment.contains(text))) {
                    sample.weights[i] = 4f;
                }
            }
        }
    }

    static float[] labels(List<Sample> samples) {
        return joined(samples.stream().map(s -> s.labels).toList());
    }

    static float[] weights(List<Sample> samples) {
        return joined(samples.stream().map(s -> s.weights).toList());
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static int fold(String site, int folds) {
        return Math.floorMod(site.hashCode() * 0x9E3779B1 >>> 7, folds);
    }

    private static void lookFirst(Sample sample, Forest forest) {
        for (int i = 0; i < sample.features.length; i++) {
            float[] row = sample.features[i];
            sample.outline.blocks.get(i).probability = row == null ? 0 : forest.probability(row);
        }
    }

    static List<String> train(List<Sample> samples) {
        float[][] rows = samples.stream()
                .flatMap(s -> java.util.Arrays.stream(s.features))
                .toArray(float[][]::new);
        return TreeBoosting.train(rows, labels(samples), weights(samples), BlockFeatures.COUNT, System.getProperties());
    }

    private static void validate(List<Sample> samples, int folds) {
        Map<String, Scores> byCorpus = new java.util.TreeMap<>();
        Map<String, Scores> ceiling = new java.util.TreeMap<>();
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            List<Sample> train =
                    samples.stream().filter(s -> fold(s.site, folds) != held).toList();
            List<Sample> test =
                    samples.stream().filter(s -> fold(s.site, folds) == held).toList();
            String kept = System.getProperty("probabilities");
            boolean reuse = Boolean.getBoolean("reuse");
            Forest forest = reuse ? null : Forest.of(train(train));
            for (Sample sample : test) {
                Path file = kept == null ? null : Path.of(kept, sample.id);
                try {
                    if (reuse) {
                        String[] ps = Files.readString(file).split(" ");
                        for (int i = 0; i < sample.features.length; i++) {
                            sample.outline.blocks.get(i).probability = Float.parseFloat(ps[i]);
                        }
                    } else {
                        lookFirst(sample, forest);
                        StringBuilder ps = new StringBuilder();
                        for (int i = 0; i < sample.features.length; i++) {
                            ps.append(sample.outline.blocks.get(i).probability).append(' ');
                        }
                        if (file != null) {
                            Files.writeString(file, ps);
                        }
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                boolean[] ideal = new boolean[sample.features.length];
                for (int i = 0; i < ideal.length; i++) {
                    ideal[i] = sample.labels[i] >= 0.5;
                }
                byCorpus.computeIfAbsent(sample.corpus, c -> new Scores()).add(sample, decided(sample));
                if (sample.id.matches(System.getProperty("show", "-") + ".*")) {
                    show(sample);
                }
                ceiling.computeIfAbsent(sample.corpus, c -> new Scores()).add(sample, ideal);
            }
        }
        byCorpus.forEach((corpus, scores) -> System.out.println(
                String.format(Locale.ROOT, "%-20s %s   ceiling %.9s", corpus, scores, ceiling.get(corpus))));
        if (System.getProperty("worst") != null) {
            byCorpus.forEach((corpus, scores) -> scores.worst(corpus, Integer.getInteger("worst")));
        }
    }

    private static boolean[] decided(Sample sample) {
        BodySelection.decide(sample.outline);
        boolean[] kept = new boolean[sample.features.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sample.outline.blocks.get(i).kept;
        }
        return kept;
    }

    private static void show(Sample sample) {
        for (Block block : sample.outline.blocks) {
            String text = sample.outline.text(block);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s label %.2f p %.2f w %d ld %.2f %s %s.%s | %s",
                    block.kept
                            ? (sample.labels[block.index] >= 0.5 ? "    " : "++++")
                            : (sample.labels[block.index] >= 0.5 ? "----" : "   ."),
                    sample.labels[block.index],
                    block.probability,
                    block.weight,
                    block.linkDensity(),
                    block.box.kind,
                    block.box.element.className(),
                    block.box.parent == null ? "" : block.box.parent.element.className(),
                    text.substring(0, Math.min(100, text.length()))));
        }
    }

    private static final class Scores {
        double precision;
        double recall;
        int pages;
        int tp;
        int fp;
        int fn;
        final List<String> pageScores = new ArrayList<>();

        void add(Sample sample, boolean[] kept) {
            List<String> words = new ArrayList<>();
            StringBuilder body = new StringBuilder();
            for (int i = 0; i < kept.length; i++) {
                if (kept[i]) {
                    words.addAll(sample.words.get(i));
                    if (sample.segmentsOnly) {
                        body.append(sample.outline.text(sample.outline.blocks.get(i)))
                                .append(' ');
                    }
                }
            }
            pages++;
            if (sample.segmentsOnly) {
                String text = squeeze(body.toString());
                for (String segment : sample.with) {
                    if (text.contains(segment)) {
                        tp++;
                    } else {
                        fn++;
                    }
                }
                for (String segment : sample.without) {
                    if (text.contains(segment)) {
                        fp++;
                    }
                }
                return;
            }
            Map<List<String>, Integer> got = shingles(words);
            double both = 0;
            for (Map.Entry<List<String>, Integer> e : got.entrySet()) {
                both += Math.min(e.getValue(), sample.gold.getOrDefault(e.getKey(), 0));
            }
            double p = got.isEmpty()
                    ? 0
                    : both / got.values().stream().mapToInt(v -> v).sum();
            double r = both / sample.gold.values().stream().mapToInt(v -> v).sum();
            precision += p;
            recall += r;
            pageScores.add(String.format(
                    Locale.ROOT,
                    "%.3f p %.3f r %.3f %s %s",
                    p + r == 0 ? 0 : 2 * p * r / (p + r),
                    p,
                    r,
                    sample.id,
                    sample.site));
        }

        void worst(String corpus, int most) {
            System.out.println("-- " + corpus);
            pageScores.stream().sorted().limit(most).forEach(System.out::println);
        }

        @Override
        public String toString() {
            if (pages > 0 && precision == 0) {
                double p = (double) tp / Math.max(1, tp + fp);
                double r = (double) tp / Math.max(1, tp + fn);
                return String.format(
                        Locale.ROOT,
                        "F1 %.4f  precision %.4f  recall %.4f  (segments, %d pages)",
                        2 * p * r / (p + r),
                        p,
                        r,
                        pages);
            }
            double p = precision / pages;
            double r = recall / pages;
            return String.format(
                    Locale.ROOT, "F1 %.4f  precision %.4f  recall %.4f  (%d pages)", 2 * p * r / (p + r), p, r, pages);
        }
    }
}
