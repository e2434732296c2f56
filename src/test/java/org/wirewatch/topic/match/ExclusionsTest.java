package org.wirewatch.topic.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wirewatch.topic.language.Language;
import org.wirewatch.topic.query.QueryParser;

/** The sweeps of not-near and not-in-sentence drop what looking at every pair drops. */
class ExclusionsTest {

    private static final String WANTED = "(alpha or \"alpha bravo\" or near(3, alpha carol))";
    private static final String UNWANTED = "(delta or \"delta ezra\" or near(2, ezra alpha))";

    @Property(tries = 500)
    void notNearDropsWhatHasTheUnwantedNear(@ForAll long seed) {
        Random random = new Random(seed);
        int distance = random.nextInt(6);
        Reading reading = read("not-near(" + distance + ", " + WANTED + ", " + UNWANTED + ")", random);
        Finder.NotNear finder = (Finder.NotNear) found;
        List<Long> expected = new ArrayList<>();
        Hits wanted = finder.what().find(reading);
        Hits others = finder.unwanted().find(reading);
        for (int i = 0; i < wanted.count(); i++) {
            boolean near = false;
            for (int j = 0; j < others.count(); j++) {
                near |= others.start(j) - wanted.end(i) - 1 <= distance
                        && wanted.start(i) - others.end(j) - 1 <= distance;
            }
            if (!near) {
                expected.add(wanted.span(i));
            }
        }
        assertThat(spans(finder.find(reading))).isEqualTo(expected);
    }

    @Property(tries = 500)
    void notInSentenceDropsWhatSharesASentenceWithTheUnwanted(@ForAll long seed) {
        Random random = new Random(seed);
        Reading reading = read("not-in-sentence(" + WANTED + ", " + UNWANTED + ")", random);
        Finder.NotInUnit finder = (Finder.NotInUnit) found;
        Text text = reading.text();
        List<Long> expected = new ArrayList<>();
        Hits wanted = finder.what().find(reading);
        Hits others = finder.unwanted().find(reading);
        for (int i = 0; i < wanted.count(); i++) {
            boolean shared = false;
            for (int j = 0; j < others.count(); j++) {
                shared |= text.sentence(others.start(j)) <= text.sentence(wanted.end(i))
                        && text.sentence(others.end(j)) >= text.sentence(wanted.start(i));
            }
            if (!shared) {
                expected.add(wanted.span(i));
            }
        }
        assertThat(spans(finder.find(reading))).isEqualTo(expected);
    }

    private Finder found = new Finder.Amount("", 0, 0);

    private Reading read(String query, Random random) {
        RuleSet.Builder builder = new RuleSet.Builder(Language.OTHER);
        Optional<?> error =
                QueryParser.query(query).match(expression -> builder.rule(expression, Names.NONE), Optional::of);
        assertThat(error).isEmpty();
        RuleSet rules = builder.build();
        found = ((Condition.Found) rules.condition(0)).finder();
        Text text = new Text(Language.OTHER);
        text.read(new RandomText(random).written(), new RandomText(random).written());
        Reading reading = new Reading(rules.vocabulary(), Language.OTHER.morphology(), rules.sharedSets());
        reading.read(text);
        return reading;
    }

    private static List<Long> spans(Hits hits) {
        List<Long> spans = new ArrayList<>();
        for (int i = 0; i < hits.count(); i++) {
            spans.add(hits.span(i));
        }
        return spans;
    }
}
