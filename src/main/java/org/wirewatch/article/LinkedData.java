package org.wirewatch.article;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page's JSON-LD says about its article.
 *
 * <p>Of all objects in all scripts the one that describes an article is taken: a NewsArticle before a WebPage, one with a
 * headline and a date before one without. Scripts that are no JSON even for a lenient reader are passed over, as
 * browsers do.
 */
final class LinkedData {

    private static final int MAX_OBJECTS = 2_000;
    private static final int ARTICLE_RANK = 40;

    static final LinkedData NONE = new LinkedData(null, null, Map.of());

    private final @Nullable JsonNode article;
    private final @Nullable String siteName;
    /** Objects with a name, by what others refer to them with. */
    private final Map<String, JsonNode> byId;

    private LinkedData(@Nullable JsonNode article, @Nullable String siteName, Map<String, JsonNode> byId) {
        this.byId = byId;
        this.article = article;
        this.siteName = siteName;
    }

    /** A reader of JSON as pages write it. */
    static JsonMapper lenientReader() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                        .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                        .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                        .build())
                .build();
    }

    static LinkedData read(List<String> scripts, JsonMapper reader) {
        JsonNode best = null;
        int bestRank = 0;
        String site = null;
        Map<String, JsonNode> byId = new HashMap<>();
        int objects = 0;
        for (String script : scripts) {
            JsonNode root = parse(script, reader);
            if (root == null) {
                continue;
            }
            Deque<JsonNode> waiting = new ArrayDeque<>();
            waiting.add(root);
            while (!waiting.isEmpty() && objects++ < MAX_OBJECTS) {
                JsonNode node = waiting.poll();
                if (node.isObject()) {
                    if (node.has("@id") && node.has("name")) {
                        byId.putIfAbsent(node.get("@id").asText(), node);
                    }
                    int rank = rank(node);
                    if (rank > bestRank) {
                        best = node;
                        bestRank = rank;
                    }
                    if (site == null && isType(node, "website")) {
                        site = text(node.get("name"));
                    }
                }
                for (JsonNode child : node) {
                    if (child.isContainerNode()) {
                        waiting.add(child);
                    }
                }
            }
        }
        return new LinkedData(best, site, byId);
    }

    private static @Nullable JsonNode parse(String script, JsonMapper reader) {
        String json = script.strip();
        if (json.startsWith("<!--")) {
            json = json.substring(4);
        }
        int start = 0;
        while (start < json.length() && json.charAt(start) != '{' && json.charAt(start) != '[') {
            start++;
        }
        if (start == json.length()) {
            return null;
        }
        try {
            return reader.readTree(json.substring(start));
        } catch (JsonProcessingException noJson) {
            return null; // the page's other declarations remain
        }
    }

    private static boolean isType(JsonNode node, String type) {
        JsonNode declared = node.get("@type");
        if (declared == null) {
            return false;
        }
        if (declared.isArray()) {
            for (JsonNode one : declared) {
                if (one.asText().equalsIgnoreCase(type)) {
                    return true;
                }
            }
            return false;
        }
        return declared.asText().equalsIgnoreCase(type);
    }

    private static int rank(JsonNode node) {
        JsonNode declared = node.get("@type");
        if (declared == null) {
            return 0;
        }
        JsonNode types = declared.isArray() && declared.size() > 0 ? declared.get(0) : declared;
        String type = types.asText().toLowerCase(Locale.ROOT);
        int rank;
        if (type.endsWith("article")
                || type.endsWith("blogposting")
                || type.endsWith("report")
                || type.endsWith("review") && node.has("headline")) {
            rank = ARTICLE_RANK;
        } else if (type.endsWith("posting")
                || type.equals("creativework")
                || type.equals("podcastepisode")
                || type.equals("videoobject")
                || type.equals("imagegallery")
                || type.equals("recipe")) {
            rank = 12;
        } else if (type.endsWith("webpage")) {
            rank = 5;
        } else {
            return 0;
        }
        rank += node.has("headline") ? 6 : 0;
        rank += node.has("datePublished") ? 6 : 0;
        rank += node.has("author") ? 3 : 0;
        rank += node.has("articleBody") ? 2 : 0;
        return rank;
    }

    /** Whether an object is declared to be an article and has a date. */
    boolean isArticle() {
        return article != null && rank(article) >= ARTICLE_RANK && article.has("datePublished");
    }

    @Nullable
    String text(String property) {
        return article == null ? null : text(article.get(property));
    }

    /** Texts, names or both of a property that may be one value or a list. */
    List<String> names(String property) {
        List<String> names = new ArrayList<>();
        JsonNode value = article == null ? null : article.get(property);
        if (value == null) {
            return names;
        }
        Deque<JsonNode> waiting = new ArrayDeque<>();
        waiting.add(value);
        while (!waiting.isEmpty() && names.size() < Declarations.MAX_OF_A_KIND) {
            JsonNode node = waiting.poll();
            if (node.isArray()) {
                node.forEach(waiting::add);
            } else if (node.isObject()) {
                JsonNode named = node.has("name") || !node.has("@id")
                        ? node
                        : byId.getOrDefault(node.get("@id").asText(), node);
                JsonNode name = named.get("name");
                if (name != null) {
                    waiting.addFirst(name);
                }
            } else if (node.isTextual() && !node.asText().isBlank()) {
                names.add(Texts.plain(node.asText()));
            }
        }
        return names;
    }

    @Nullable
    String siteName() {
        if (siteName != null) {
            return siteName;
        }
        List<String> publisher = names("publisher");
        return publisher.isEmpty() ? null : publisher.get(0);
    }

    /** The first text in a value: itself, its name, its url or its first member. */
    private static @Nullable String text(@Nullable JsonNode value) {
        JsonNode node = value;
        for (int steps = 0; node != null && steps < 5; steps++) {
            if (node.isValueNode()) {
                return node.isNull() || node.asText().isBlank() ? null : Texts.plain(node.asText());
            }
            if (node.isArray()) {
                node = node.get(0);
            } else {
                node = node.has("url") ? node.get("url") : node.has("name") ? node.get("name") : node.get("@id");
            }
        }
        return null;
    }

    /** The text that the publisher declares to be the article's, with its markup; null if none. */
    @Nullable
    String articleBody() {
        JsonNode body = article == null ? null : article.get("articleBody");
        return body == null || !body.isTextual() ? null : body.asText();
    }
}
