package org.wirewatch.alert;

import java.util.List;
import java.util.Locale;
import org.wirewatch.model.Field;
import org.wirewatch.model.Mention;
import org.wirewatch.topic.language.Lead;

/**
 * How much an article is about a topic, in parts that add up.
 *
 * @param title {@value #TITLE} when the title mentions it
 * @param lead {@value #LEAD} when the lead does
 * @param sentences towards {@value #SENTENCES}: half of it for one sentence that mentions it, three quarters for two, and
 *     so on
 * @param rules towards {@value #RULES}: nothing for one rule, half of it for two, all of it from three on
 * @param closeness up to {@value #CLOSENESS}: all of it when a match is a few words, less the more words it spans
 */
public record Score(double title, double lead, double sentences, double rules, double closeness) {

    static final double TITLE = 0.35;
    static final double LEAD = 0.2;
    static final double SENTENCES = 0.25;
    static final double RULES = 0.1;
    static final double CLOSENESS = 0.1;

    private static final int RULES_FOR_ALL = 3;

    /** A match of so many characters gets half of the closeness. */
    private static final double HALF_CLOSE_CHARS = 40;

    /** The score of some mentions of one topic in a body. */
    static Score of(List<Mention> mentions, String body) {
        int leadEnd = Lead.end(body);
        boolean inTitle = mentions.stream().anyMatch(mention -> mention.field() == Field.TITLE);
        boolean inLead = mentions.stream().anyMatch(mention -> inLead(mention, leadEnd));
        long sentences = mentions.stream()
                .map(mention -> mention.field() + mention.sentence())
                .distinct()
                .count();
        long rules = mentions.stream().map(Mention::ruleId).distinct().count();
        double closest = mentions.stream().mapToDouble(Score::closeness).max().orElse(0);
        return new Score(
                inTitle ? TITLE : 0,
                inLead ? LEAD : 0,
                SENTENCES * (1 - Math.pow(2, -sentences)),
                RULES * Math.min(1, (rules - 1) / (RULES_FOR_ALL - 1.0)),
                CLOSENESS * closest);
    }

    static boolean inLead(Mention mention, int leadEnd) {
        return mention.field() == Field.BODY && mention.end() <= leadEnd;
    }

    /** 1 for a match of no length, 0.5 for {@value #HALF_CLOSE_CHARS} characters, towards 0. */
    static double closeness(Mention mention) {
        return HALF_CLOSE_CHARS / (HALF_CLOSE_CHARS + mention.end() - mention.start());
    }

    /** The sum, 0..1, to three decimals: more would feign precision. */
    public double total() {
        return Math.round(1_000 * (title + lead + sentences + rules + closeness)) / 1_000.0;
    }

    /** For people: {@code 0.62 = title 0.35 + sentences 0.19 + closeness 0.08}. */
    @Override
    public String toString() {
        StringBuilder sum = new StringBuilder();
        add(sum, "title", title);
        add(sum, "lead", lead);
        add(sum, "sentences", sentences);
        add(sum, "rules", rules);
        add(sum, "closeness", closeness);
        return String.format(Locale.ROOT, "%.2f = %s", total(), sum);
    }

    private static void add(StringBuilder sum, String name, double part) {
        if (part > 0) {
            sum.append(sum.isEmpty() ? "" : " + ").append(String.format(Locale.ROOT, "%s %.2f", name, part));
        }
    }
}
