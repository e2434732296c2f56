package org.wirewatch.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page says about itself outside its running text, collected in document order. */
final class Declarations {

    /** More of one kind than this is no declaration but a list. */
    static final int MAX_OF_A_KIND = 60;

    private static final int MAX_NAME_CHARS = 100;

    /** First value of each meta name, property or itemprop, names in lower case. */
    final Map<String, String> metas = new HashMap<>();
    /** All values of the metas that may be repeated, such as article:author. */
    final Map<String, List<String>> repeatedMetas = new LinkedHashMap<>();

    final List<Element> times = new ArrayList<>();
    final List<Element> bylines = new ArrayList<>();
    final List<Element> dates = new ArrayList<>();
    final List<Element> headlines = new ArrayList<>();

    @Nullable
    String title;

    @Nullable
    String canonical;

    @Nullable
    String language;

    void meta(String name, String content) {
        if (content.isBlank() || name.isEmpty() || name.length() > MAX_NAME_CHARS) {
            return;
        }
        metas.putIfAbsent(name, content);
        List<String> all = repeatedMetas.computeIfAbsent(name, n -> new ArrayList<>(1));
        if (all.size() < MAX_OF_A_KIND) {
            all.add(content);
        }
    }

    @Nullable
    String first(String... names) {
        for (String name : names) {
            String value = metas.get(name);
            if (value != null) {
                return value.strip();
            }
        }
        return null;
    }

    static void keep(List<Element> list, Element element) {
        if (list.size() < MAX_OF_A_KIND) {
            list.add(element);
        }
    }
}
