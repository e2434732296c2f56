package org.wirewatch.index.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code mvn test -Dtest=ShippedObjectsTest -Dwirewatch.rewrite=true} writes {@code kibana/wirewatch.ndjson} anew. */
class ShippedObjectsTest {

    @Test
    void theFileIsWhatTheSourcesMake() throws Exception {
        String made = Shipped.made();
        if (Boolean.getBoolean("wirewatch.rewrite")) {
            Files.writeString(Shipped.FILE, made);
        }

        assertThat(made).isEqualTo(Shipped.file());
    }

    @Test
    void nothingIsWrongWithTheFile() throws Exception {
        assertThat(Inspection.complaints(Shipped.PREFIX, Shipped.file())).isEmpty();
    }

    @Test
    void anotherPrefixNamesItsOwnIndicesAndItsOwnObjects() throws Exception {
        String made = SavedObjects.of("desk", Shipped.topics()).ndjson();

        assertThat(Inspection.complaints("desk", made)).isEmpty();
        assertThat(made).doesNotContain("wirewatch-");
    }

    @Test
    void withManyTopicsTheLastShareAColourAndWithNoneThereIsOneSeries() {
        List<ShownTopic> many = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> new ShownTopic("t" + i, "Topic " + i))
                .toList();

        assertThat(Inspection.complaints(
                        "wirewatch", SavedObjects.of("wirewatch", many).ndjson()))
                .isEmpty();
        assertThat(Inspection.complaints(
                        "wirewatch", SavedObjects.of("wirewatch", List.of()).ndjson()))
                .isEmpty();
    }
}
