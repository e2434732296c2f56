package org.wirewatch.fetch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirewatch.model.Validators;

/**
 * One thing to ask for.
 *
 * @param url as found; it need not be well-formed, what cannot be read becomes a problem
 * @param accept what is expected there
 * @param validators of the copy that is already here, else {@link Validators#NONE}
 * @param acceptLanguage a BCP 47 tag or a whole {@code Accept-Language} value, null to state no preference
 */
public record FetchRequest(
        String url,
        Accept accept,
        Validators validators,
        @Nullable String acceptLanguage) {

    public FetchRequest {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(accept, "accept");
        Objects.requireNonNull(validators, "validators");
    }

    /** An unconditional request for an article's page. */
    public static FetchRequest page(String url, @Nullable String acceptLanguage) {
        return new FetchRequest(url, Accept.PAGE, Validators.NONE, acceptLanguage);
    }

    /** A request for a feed, conditional if there are validators. */
    public static FetchRequest feed(String url, Validators validators) {
        return new FetchRequest(url, Accept.FEED, validators, null);
    }
}
