package org.wirewatch.topic.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wirewatch.topic.query.Expression.Unit;

/**
 * What an article lacks to fulfil a rule.
 *
 * @param share how much of the rule was there: 0 nothing of it, towards 1 nearly all
 * @param text in words for the analyst
 */
public record Shortfall(double share, String text) {

    /** All parts are there, but not where the rule needs them. */
    private static final double ONLY_PLACED_WRONGLY = 0.9;

    /** @return nothing lacking when the condition holds */
    static Shortfall of(Condition condition, Reading reading) {
        if (condition.holds(reading)) {
            return new Shortfall(1, "");
        }
        if (condition instanceof Condition.Found found) {
            return of(found.finder(), reading);
        }
        if (condition instanceof Condition.Count count) {
            List<Shortfall> lacking = new ArrayList<>();
            double held = 0;
            for (Condition part : count.parts()) {
                Shortfall shortfall = of(part, reading);
                held += shortfall.share;
                if (shortfall.share < 1) {
                    lacking.add(shortfall);
                }
            }
            lacking.sort(Comparator.comparingDouble(Shortfall::share).reversed());
            int missing = count.needed() - (count.parts().size() - lacking.size());
            return new Shortfall(
                    Math.min(ONLY_PLACED_WRONGLY, held / count.needed()),
                    lacking.stream().limit(missing).map(Shortfall::text).collect(Collectors.joining("; ")));
        }
        return new Shortfall(ONLY_PLACED_WRONGLY, "what the rule excludes is there");
    }

    private static Shortfall of(Finder finder, Reading reading) {
        if (!finder.find(reading).isEmpty()) {
            return new Shortfall(1, "");
        }
        if (finder instanceof Finder.Together together) {
            return together(together, reading);
        }
        if (finder instanceof Finder.NotNear notNear) {
            return excluded(
                    notNear.what(),
                    "every " + notNear.what().label() + " has "
                            + notNear.unwanted().label() + " at most " + words(notNear.distance()) + " away",
                    reading);
        }
        if (finder instanceof Finder.NotInUnit notInUnit) {
            return excluded(
                    notInUnit.what(),
                    "every " + notInUnit.what().label() + " has "
                            + notInUnit.unwanted().label() + " in its sentence",
                    reading);
        }
        if (finder instanceof Finder.In in) {
            return excluded(
                    in.what(),
                    in.label() + " stands, but not in the " + in.scope().name().toLowerCase(Locale.ROOT),
                    reading);
        }
        if (finder instanceof Finder.AtLeast atLeast) {
            return parts(atLeast.parts(), atLeast.count(), reading, "they do not stand at different places");
        }
        if (finder instanceof Finder.Times times) {
            int found = times.what().find(reading).count();
            return new Shortfall(
                    found / (double) (times.count() + 1),
                    found == 0
                            ? none(times.what())
                            : times.what().label() + " stands " + found + " times, " + times.count() + " are needed");
        }
        if (finder instanceof Finder.Loose loose) {
            return together(loose.words(), reading);
        }
        return new Shortfall(0, none(finder));
    }

    private static Shortfall together(Finder.Together together, Reading reading) {
        String apart = "they do not stand close enough";
        if (together.parts().size() == 2) {
            Hits first = together.parts().get(0).find(reading);
            Hits second = together.parts().get(1).find(reading);
            if (!first.isEmpty() && !second.isEmpty()) {
                apart = apart(together, first, second, reading.text());
            }
        }
        return parts(together.parts(), together.parts().size(), reading, apart);
    }

    private static Shortfall parts(List<Finder> parts, int needed, Reading reading, String otherwise) {
        List<String> missing = new ArrayList<>();
        double held = 0;
        for (Finder part : parts) {
            Shortfall shortfall = of(part, reading);
            held += shortfall.share;
            if (shortfall.share < 1) {
                missing.add(shortfall.text);
            }
        }
        int lacking = needed - (parts.size() - missing.size());
        return lacking <= 0
                ? new Shortfall(ONLY_PLACED_WRONGLY, otherwise)
                : new Shortfall(
                        Math.min(ONLY_PLACED_WRONGLY, held / needed),
                        missing.stream().limit(lacking).collect(Collectors.joining("; ")));
    }

    private static Shortfall excluded(Finder what, String otherwise, Reading reading) {
        Shortfall shortfall = of(what, reading);
        return shortfall.share < 1 ? shortfall : new Shortfall(ONLY_PLACED_WRONGLY, otherwise);
    }

    private static String none(Finder finder) {
        return "no word of " + finder.label();
    }

    /** The nearest pair, and how far its words stand from each other. */
    private static String apart(Finder.Together together, Hits first, Hits second, Text text) {
        int least = Integer.MAX_VALUE;
        int from = 0;
        int to = 0;
        for (int i = 0; i < first.count(); i++) {
            for (int j = 0; j < second.count(); j++) {
                boolean before = first.end(i) < second.start(j);
                int gap = before ? second.start(j) - first.end(i) - 1 : first.start(i) - second.end(j) - 1;
                if (gap >= 0 && gap < least && !(together.ordered() && !before)) {
                    least = gap;
                    from = before ? first.end(i) : second.end(j);
                    to = before ? second.start(j) : first.start(i);
                }
            }
        }
        String both = together.parts().get(0).label() + " and "
                + together.parts().get(1).label();
        if (least == Integer.MAX_VALUE) {
            return both + (together.ordered() ? " stand in the other order" : " are the same words");
        }
        if (text.field(from) != text.field(to)) {
            return both + " stand in different fields";
        }
        int borders = text.sentence(to) - text.sentence(from);
        String distance =
                words(least) + (borders == 0 ? "" : " and " + borders + " sentence" + (borders == 1 ? "" : "s"));
        String allowed = together.unit() == Unit.FIELD
                ? words(together.maxGap()) + " are allowed"
                : "one " + together.label() + " is needed";
        return both + " stand " + distance + " apart, " + allowed;
    }

    private static String words(int count) {
        return count + (count == 1 ? " word" : " words");
    }
}
