package org.wirewatch.notify;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wirewatch.model.Ids;

/** The keys under which it is remembered that an item was told: 64 bits each, where a collision costs one message. */
public final class Remembered {

    /** Shorter titles, such as "Live updates", belong to many stories. */
    static final int MIN_TITLE_WORDS = 5;

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Remembered() {}

    /** The article and topic. */
    public static long alert(NewsItem item) {
        return Ids.hash64("alert\n" + item.alertId());
    }

    /** The story and topic. */
    public static long story(NewsItem item) {
        return Ids.hash64("story\n" + item.topicId() + '\n' + item.storyId());
    }

    /**
     * The title and topic, whatever the outlet: a stand-in for stories as long as there are none. Case, punctuation and
     * blanks do not count. Nothing for a title of less than five words.
     */
    public static Optional<Long> title(NewsItem item) {
        String words = NOT_A_WORD
                .matcher(
                        Normalizer.normalize(item.title(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return words.split(" ").length < MIN_TITLE_WORDS
                ? Optional.empty()
                : Optional.of(Ids.hash64("title\n" + item.topicId() + '\n' + words));
    }
}
