package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Colours that stand beside each other are told apart by everybody: also as eyes see them that lack one kind of cones
 * (matrices of Machado, Oliveira and Fernandes, 2009, full severity), by their distance in CIELAB.
 */
class ColoursTest {

    /** Some 2.3 is the least that is seen at all; this is seen at a glance. */
    private static final double APART = 18;

    private static final Map<String, double[][]> EYES = Map.of(
            "usual", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
            "protan",
                    new double[][] {
                        {0.152286, 1.052583, -0.204868},
                        {0.114503, 0.786281, 0.099216},
                        {-0.003882, -0.048116, 1.051998}
                    },
            "deutan",
                    new double[][] {
                        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
                    },
            "tritan",
                    new double[][] {
                        {1.255528, -0.076749, -0.178779},
                        {-0.078411, 0.930809, 0.147602},
                        {0.004733, 0.691367, 0.303900}
                    });

    private static final double[] WHITE = {0.95047, 1, 1.08883};

    private static JsonNode palette() throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(Path.of("kibana/objects/palette.json").toFile());
    }

    private static List<String> colours(JsonNode node) {
        List<String> colours = new ArrayList<>();
        node.forEach(colour -> colours.add(colour.asText()));
        return colours;
    }

    private static void assertApart(List<String> colours) {
        List<String> alike = new ArrayList<>();
        EYES.forEach((eyes, matrix) -> {
            for (int i = 0; i < colours.size(); i++) {
                for (int j = i + 1; j < colours.size(); j++) {
                    double distance = distance(lab(colours.get(i), matrix), lab(colours.get(j), matrix));
                    if (distance < APART) {
                        alike.add(eyes + ": " + colours.get(i) + " and " + colours.get(j) + " " + Math.round(distance));
                    }
                }
            }
        });
        assertThat(alike).isEmpty();
    }

    @Test
    void severitiesAreToldApartByEverybody() throws Exception {
        assertApart(colours(palette().path("severity")));
    }

    @Test
    void topicsAreToldApartByEverybody() throws Exception {
        List<String> topics = colours(palette().path("topics"));
        topics.add(palette().path("other topics").asText());
        assertApart(topics);
    }

    @Test
    void seriesOfOneChartAreToldApartByEverybody() throws Exception {
        JsonNode palette = palette();
        for (List<String> chart : List.of(
                List.of("now", "before"),
                List.of("now", "before", "bad"),
                List.of("now", "waiting", "bad"),
                List.of("page", "feed"),
                List.of("p50", "p95", "p99"))) {
            assertApart(chart.stream().map(name -> palette.path(name).asText()).toList());
        }
    }

    @Test
    void noColourVanishesOnALightOrOnADarkPage() throws Exception {
        List<String> all = colours(palette().path("severity"));
        all.addAll(colours(palette().path("topics")));
        for (String colour : all) {
            double light = lab(colour, EYES.get("usual"))[0];
            assertThat(light).as(colour).isBetween(30.0, 87.0);
        }
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    /** Lightness 0..100 and two opponents, of a colour as some eyes see it. */
    private static double[] lab(String hex, double[][] eyes) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            linear[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        double[] seen = times(eyes, linear);
        for (int i = 0; i < 3; i++) {
            seen[i] = Math.min(1, Math.max(0, seen[i]));
        }
        double[] xyz = times(
                new double[][] {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}, seen);
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double t = xyz[i] / WHITE[i];
            f[i] = t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
        }
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }
}
