package org.wirewatch.notify;

import java.io.Serializable;
import java.util.List;
import org.wirewatch.model.Severity;

/**
 * What a subscription wants to know. Each restriction that is set must hold.
 *
 * @param topics ids of topics; {@link #EVERY_TOPIC} stands for all
 * @param words queries of the subscription's own, in the rule language; what they find is wanted beside the topics
 * @param languages of articles, BCP 47 primary tags; empty restricts nothing, and so below
 * @param countries of outlets, ISO 3166-1 alpha-2 codes in capitals
 * @param outlets domains of articles' addresses (with those below them) or ids of feeds
 * @param tags of feeds
 * @param leastSeverity of topics; own words are always severe enough
 * @param copies whether every copy of a story is wanted, not the first article only
 */
public record Filter(
        List<String> topics,
        List<String> words,
        List<String> languages,
        List<String> countries,
        List<String> outlets,
        List<String> tags,
        Severity leastSeverity,
        boolean copies)
        implements Serializable {

    public static final String EVERY_TOPIC = "*";

    public Filter {
        topics = List.copyOf(topics);
        words = List.copyOf(words);
        languages = List.copyOf(languages);
        countries = List.copyOf(countries);
        outlets = List.copyOf(outlets);
        tags = List.copyOf(tags);
    }
}
