package org.wirewatch.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A text that an outlet publishes on the newsroom's day.
 *
 * @param slug names its file and its page
 * @param outlet the id of the outlet
 * @param section the outlet's own
 * @param summary what the feed says
 * @param topics which of NATO enlargement, troop build-up and missile deployment title or body mention, by their ids
 * @param top whether it is in the outlet's second feed too
 * @param correction what the outlet mends later, null if nothing
 */
record Report(
        String slug,
        String outlet,
        String section,
        String title,
        String summary,
        List<String> authors,
        List<String> keywords,
        Set<String> topics,
        boolean top,
        List<String> paragraphs,
        @Nullable Correction correction) {

    /** A passage of the text that is replaced when the outlet notices its mistake. */
    record Correction(String wrong, String right) {
        String in(String text) {
            return text.replace(wrong, right);
        }
    }

    Report {
        topics = Set.copyOf(topics);
        if (paragraphs.isEmpty()) {
            throw new IllegalStateException("report " + slug + " has no text");
        }
        if (correction != null && String.join("\n", paragraphs).indexOf(correction.wrong()) < 0) {
            throw new IllegalStateException(
                    "report " + slug + " does not hold what it corrects: " + correction.wrong());
        }
    }

    /** Reads a report; one that is a copy takes over the text of the report it names. */
    static Report load(String slug) {
        FrontMatter file = FrontMatter.load("reports/" + slug + ".txt");
        Report original = file.optional("copy-of").map(Report::load).orElse(null);
        return new Report(
                slug,
                file.required("outlet"),
                file.required("section"),
                file.required("title"),
                file.required("summary"),
                file.list("authors"),
                file.list("keywords"),
                original == null ? new TreeSet<>(file.list("topics")) : original.topics(),
                file.flag("top"),
                original == null ? file.paragraphs() : original.paragraphs(),
                file.optional("correction").map(Report::correction).orElse(null));
    }

    Report corrected() {
        Correction mend = correction;
        if (mend == null) {
            throw new IllegalStateException("report " + slug + " has no correction");
        }
        return new Report(
                slug,
                outlet,
                section,
                mend.in(title),
                mend.in(summary),
                authors,
                keywords,
                topics,
                top,
                paragraphs.stream().map(mend::in).toList(),
                null);
    }

    private static Correction correction(String line) {
        String[] sides = line.split(" => ", 2);
        return new Correction(sides[0], sides[1]);
    }
}
