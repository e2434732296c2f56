package org.wirewatch.feed;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wirewatch.config.ConfigError;
import org.wirewatch.config.ConfigErrors;
import org.wirewatch.model.Feed;

/**
 * Notices that the feed files have changed. The first look reads them. After that a changed file is read at the second
 * look that finds it the same, because half of a file that is being written may be a valid list of half of the feeds.
 * Not thread-safe.
 */
public final class FeedsWatch {

    private static final int MISTAKES_SHOWN = 3;

    private final FeedsFolder folder;
    /** Of the files as they were last read; none before. */
    private String read = "";
    /** Of the files at the last look; none before. */
    private String last = "";

    private String refusal = "";

    public FeedsWatch(FeedsFolder folder) {
        this.folder = folder;
    }

    /** Empty while the files are as they were, or still being written, or wrong in the way that was told already. */
    public Optional<FeedsChange> look() {
        String now = folder.stamp();
        boolean settled = now.equals(last) || last.isEmpty();
        last = now;
        if (!settled || now.equals(read)) {
            return Optional.empty();
        }
        read = now;
        ConfigErrors errors = new ConfigErrors();
        List<Feed> feeds = folder.read(errors);
        String mistakes = describe(errors.list());
        if (feeds.isEmpty() && mistakes.isEmpty()) {
            mistakes = "no feed is left in them. To stop the monitor, stop the job";
        }
        boolean told = mistakes.equals(refusal);
        refusal = mistakes;
        if (mistakes.isEmpty()) {
            return Optional.of(new FeedsChange.Read(feeds));
        }
        return told ? Optional.empty() : Optional.of(new FeedsChange.Refused(mistakes));
    }

    private static String describe(List<ConfigError> mistakes) {
        String first = mistakes.stream()
                .limit(MISTAKES_SHOWN)
                .map(ConfigError::toString)
                .collect(Collectors.joining("; "));
        return mistakes.size() <= MISTAKES_SHOWN
                ? first
                : first + "; and " + (mistakes.size() - MISTAKES_SHOWN) + " more mistakes";
    }
}
