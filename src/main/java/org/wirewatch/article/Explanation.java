package org.wirewatch.article;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Why a page's body is what it is.
 *
 * @param candidates the elements that scored highest as the place of the main text, best first
 * @param judgements one for each block of text, in the page's order
 * @param notes what a site's rule selected, and whether a wall or a soft 404 was seen
 */
public record Explanation(List<Candidate> candidates, List<Judgement> judgements, List<String> notes) {

    private static final int CANDIDATES = 5;
    private static final int SHOWN_CHARS = 80;

    /**
     * @param element tag, id and classes
     * @param score votes of its paragraphs, after likes and dislikes of its names
     * @param paragraphs blocks of running text in it
     * @param linkDensity share of its text that stands in links, 0..1
     */
    public record Candidate(String element, double score, int paragraphs, double linkDensity) {}

    /**
     * @param kept whether it is part of the body
     * @param probability what the block model says, 0..1
     * @param rule what decided: {@code likely}, {@code unlikely}, {@code kept-as-a-whole}, {@code dropped-as-a-whole}, {@code
     *     another-article}, {@code barrier}
     * @param element where it stands
     * @param text its beginning
     */
    public record Judgement(boolean kept, double probability, String rule, String element, String text) {}

    public Explanation {
        candidates = List.copyOf(candidates);
        judgements = List.copyOf(judgements);
        notes = List.copyOf(notes);
    }

    static Explanation of(Outline outline, List<String> notes) {
        List<Candidate> candidates = outline.boxes.stream()
                .filter(box -> box.score > 0)
                .sorted(Comparator.comparingDouble((Box box) -> box.score).reversed())
                .limit(CANDIDATES)
                .map(box -> new Candidate(name(box.element), box.score, box.paragraphs, box.linkDensity()))
                .toList();
        List<Judgement> judgements = outline.blocks.stream()
                .map(block -> new Judgement(
                        block.kept, block.probability, block.rule, name(block.box.element), shortened(outline, block)))
                .toList();
        return new Explanation(candidates, judgements, notes);
    }

    private static String shortened(Outline outline, Block block) {
        String text = outline.text(block);
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS - 1) + "…";
    }

    private static String name(Element element) {
        StringBuilder name = new StringBuilder(element.normalName());
        if (!element.id().isEmpty()) {
            name.append('#').append(element.id());
        }
        for (String className : element.classNames()) {
            name.append('.').append(className);
        }
        return name.length() <= SHOWN_CHARS ? name.toString() : name.substring(0, SHOWN_CHARS - 1) + "…";
    }

    /** For a terminal: candidates, then a line for each block, kept ones marked with +. */
    public String render() {
        String places = candidates.stream()
                .map(candidate -> String.format(
                        Locale.ROOT,
                        "%10.0f  %d paragraphs, %.0f %% links  %s",
                        candidate.score,
                        candidate.paragraphs,
                        100 * candidate.linkDensity,
                        candidate.element))
                .collect(Collectors.joining("\n"));
        String lines = judgements.stream()
                .map(judgement -> String.format(
                        Locale.ROOT,
                        "%s %.2f %-18s %s | %s",
                        judgement.kept ? "+" : "-",
                        judgement.probability,
                        judgement.rule,
                        judgement.element,
                        judgement.text))
                .collect(Collectors.joining("\n"));
        String noted = notes.isEmpty() ? "" : "notes\n" + String.join("\n", notes) + "\n";
        return noted + "candidates\n" + places + "\nblocks\n" + lines + "\n";
    }
}
