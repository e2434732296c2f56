package org.wirewatch.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote it: names only.
 *
 * <p>In order of trust: JSON-LD, the author metas, {@code itemprop=author} and {@code rel=author}, elements that are named
 * like a byline. The first source that holds a name decides.
 */
final class Bylines {

    private static final int MAX_AUTHORS = 20;
    private static final int MAX_BYLINE_CHARS = 200;
    private static final int MAX_NAME_CHARS = 60;
    private static final int MAX_NAME_WORDS = 6;

    private static final String[] AUTHOR_METAS = {
        "parsely-author",
        "sailthru.author",
        "author",
        "article:author",
        "article:author_name",
        "og:article:author",
        "dc.creator",
        "dcterms.creator",
        "dc:creator",
        "byl",
        "citation_author",
        "twitter:creator:name",
        "cxenseparse:author",
        "cxenseparse:recs:articleauthor",
    };

    /** Words before a name, in the languages that put one there. */
    private static final Pattern BY = Pattern.compile(
            "(?iu)^(?:(?:written|posted|published|reported|reporting|story|text|words|article|analysis|opinion|review|report)"
                    + "\\s+)?(?:by|von|par|por|di|door|av|af|od|przez|autor(?:in|es|a)?|author(?:s)?|auteur|"
                    + "автор(?:ы)?|текст|bởi|oleh|od|texto|texte|text|redazione di|a cura di|propos recueillis par|"
                    + "di|de)\\s*[:：]?\\s+|^(?:автор|text|autor|author|by|por|von|par|foto|source|byline)\\s*[:：]\\s*");

    private static final Pattern SEPARATOR = Pattern.compile(
            "(?iu)\\s*[;|/•·&]\\s*|\\s+(?:and|und|et|y|e|og|och|en|i|и|та|ve|with|mit|avec|con)\\s+|\\s*[、，\\n]\\s*");

    private static final Pattern NO_NAME = Pattern.compile(
            "(?iu).*(?:https?:|www\\.|@|\\d{2}|\\b(?:posted|published|updated|follow|subscribe|comments?|share|email the|e-mail|read more|view all|more from|contact|minutes? ago|hours? ago|about the author|articles? by|last modified|all posts|profile|click|sign up)\\b).*");

    private static final Pattern ROLE = Pattern.compile(
            "(?iu).*\\b(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|producer|director|analyst|staff|"
                    + "senior|chief|manager|photographer|professor|fellow|critic|bureau|redakteur(?:in)?|redaktion|"
                    + "korrespondent(?:in)?|reporterin|journaliste?|giornalista|periodista|redactor|redacción|correspondant|"
                    + "author|host|anchor|desk|freelance|special to|associate|president|ceo|founder|executive|strategist|"
                    + "economist|political|national|news)\\b.*");

    private static final Pattern EMAIL = Pattern.compile("\\(?[\\w.+-]+@[\\w-]+\\.[\\w.]+\\)?");
    private static final Pattern TITLE =
            Pattern.compile("(?u)^(?:Dr|Prof|Mr|Mrs|Ms|Ing|Mag|Sir|Fr|Rev)\\.?\\s+(?:(?:Dr|Prof)\\.?\\s+)*");

    private final Declarations page;
    private final LinkedData linked;
    private final @Nullable String site;

    Bylines(Declarations page, LinkedData linked, @Nullable String site) {
        this.page = page;
        this.linked = linked;
        this.site = site;
    }

    List<String> authors() {
        Map<String, String> names = new LinkedHashMap<>();
        linked.names("author").forEach(name -> add(names, name));
        if (names.isEmpty()) {
            linked.names("creator").forEach(name -> add(names, name));
        }
        for (int i = 0; names.isEmpty() && i < AUTHOR_METAS.length; i++) {
            page.repeatedMetas.getOrDefault(AUTHOR_METAS[i], List.of()).forEach(name -> add(names, name));
        }
        if (names.isEmpty()) {
            inElements(names, true);
        }
        if (names.isEmpty()) {
            inElements(names, false);
        }
        return List.copyOf(names.values());
    }

    private void inElements(Map<String, String> names, boolean declared) {
        for (Element element : page.bylines) {
            boolean isDeclared =
                    element.hasAttr("itemprop") || element.attr("rel").contains("author");
            if (isDeclared != declared) {
                continue;
            }
            String content = element.attr("content");
            Element name = element.selectFirst("[itemprop=name]");
            String text = name != null ? name.text() : content.isEmpty() ? element.text() : content;
            if (text.length() <= MAX_BYLINE_CHARS) {
                add(names, text);
            }
            if (!declared && !names.isEmpty()) {
                return;
            }
        }
    }

    private void add(Map<String, String> names, String byline) {
        for (String name : split(byline)) {
            String key = Texts.comparable(name);
            if (names.size() < MAX_AUTHORS
                    && !(site != null && key.equals(Texts.comparable(site)) && !names.isEmpty())) {
                names.putIfAbsent(key, name);
            }
        }
    }

    /** The names in a byline such as {@code By ABBY GOODNOUGH, THOMAS KAPLAN and ROBERT PEAR}. */
    static List<String> split(String byline) {
        List<String> names = new ArrayList<>();
        String text =
                EMAIL.matcher(Texts.fold(Texts.plain(byline))).replaceAll(" ").strip();
        if (text.length() > MAX_BYLINE_CHARS) {
            return names;
        }
        text = BY.matcher(text).replaceFirst("").strip();
        for (String part : SEPARATOR.split(text)) {
            String[] pieces = part.split("\\s*,\\s*");
            for (String piece : pieces) {
                String name = cleaned(piece);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static @Nullable String cleaned(String piece) {
        String name = BY.matcher(piece.strip()).replaceFirst("");
        int bracket = name.indexOf('(');
        if (bracket > 0) {
            name = name.substring(0, bracket);
        }
        int dash = name.indexOf(" - ");
        if (dash > 0) {
            name = name.substring(0, dash);
        }
        name = TITLE.matcher(name.strip()).replaceFirst("");
        name = name.replaceAll("^[\\p{Punct}\\s–—]+|[\\s,:;–—*|-]+$", "");
        if (name.isEmpty()
                || name.length() > MAX_NAME_CHARS
                || NO_NAME.matcher(name).matches()) {
            return null;
        }
        if (name.split(" ").length > MAX_NAME_WORDS || ROLE.matcher(name).matches()) {
            return null;
        }
        if (name.codePoints().noneMatch(Character::isLetter)) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("admin")
                        || lower.equals("jr.")
                        || lower.equals("unknown")
                        || lower.equals("null")
                        || lower.equals("by")
                ? null
                : name;
    }
}
