package org.wirewatch.article;

/** A run of text between two block boundaries: a paragraph, a list item, a table cell, a line before a {@code <br>}. */
final class Block {

    final int index;
    /** The block element it stands in directly. */
    final Box box;

    /** Range in the outline's text. */
    final int start;

    int end;
    /** Whether only a {@code <br>} parts it from the block before. */
    final boolean afterLineBreak;

    /** Characters that are no white space; those of CJK scripts count {@link Outline#CJK_WEIGHT} times. */
    int weight;
    /** The part of {@code weight} that stands in links. */
    int linkWeight;
    /** The part of {@code weight} that is bold, italic or in a heading-like inline element. */
    int strongWeight;

    int words;
    int commas;
    /** Full stops, question and exclamation marks that end a sentence. */
    int stops;

    int digits;
    int capitals;
    int links;
    /** Signals of inline elements that hold all of it, such as {@code <span class=caption>}. */
    int inlineSignals;
    /** Blocks of the page with the same text, itself one of them. */
    int copies;

    int earlierCopies;

    /** How likely it belongs to the body, 0..1. */
    float probability;

    boolean kept;
    /** The rule that took or dropped it. */
    String rule = "unjudged";

    Block(int index, Box box, int start, boolean afterLineBreak) {
        this.index = index;
        this.box = box;
        this.start = start;
        this.end = start;
        this.afterLineBreak = afterLineBreak;
    }

    double linkDensity() {
        return weight == 0 ? 0 : (double) linkWeight / weight;
    }
}
