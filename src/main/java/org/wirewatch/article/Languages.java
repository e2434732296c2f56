package org.wirewatch.article;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language that a page declares: {@code <html lang>}, else its metas, else JSON-LD. */
final class Languages {

    private Languages() {}

    static @Nullable String declared(Declarations page, LinkedData linked) {
        for (String declared : new @Nullable String[] {
            page.language,
            page.first("content-language", "dc.language", "language", "og:locale"),
            linked.text("inLanguage")
        }) {
            String tag = tag(declared);
            if (tag != null) {
                return tag;
            }
        }
        return null;
    }

    /** A well-formed tag of what pages write, such as {@code en_US} or {@code "EN-us "}; null if it is none. */
    static @Nullable String tag(@Nullable String declared) {
        if (declared == null || declared.isBlank()) {
            return null;
        }
        String first = declared.strip().split("[,; ]")[0].replace('_', '-');
        Locale locale = Locale.forLanguageTag(first);
        String language = locale.getLanguage();
        return language.length() < 2 || language.length() > 3 || language.equals("und") ? null : locale.toLanguageTag();
    }
}
