package org.wirewatch.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
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
    private static final int MAX_LINE_WEIGHT = 120;
    private static final int LINES_AROUND = 6;
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
            "(?iu)^(?:(?:written|posted|published|reported|reporting|story|text|words|article|articles|analysis|opinion|review|report|veröffentlicht|publiziert|geschrieben|verfasst|artikel|beitrag|beiträge|ein artikel|publié|publicado|escrito|scritto|alle artikel|kommentar|interview|erstellt|pressemitteilung|gastbeitrag|show all articles|alle beiträge|zeige alle beiträge|text und fotos?)"
                    + "\\s+)?(?:by|of|von|par|por|door|av|af|od|przez|autor(?:in|es|a)?|author(?:s)?|auteur|"
                    + "автор(?:ы)?|текст|bởi|oleh|texto|texte|text|redazione di|a cura di|propos recueillis par)\\s*[:：]?\\s+|^(?:автор|text|autor|autorin|author|by|por|von|par|interview|protokoll|redaktion|foto|source|byline)\\s*[:：]\\s*");

    private static final Pattern SEPARATOR = Pattern.compile(
            "(?iu)\\s*[;|/•·&]\\s*|\\s+(?:and|und|et|y|e|og|och|en|i|и|та|ve|with|mit|avec|con)\\s+|\\s*[、，\\n]\\s*");

    private static final Pattern NO_NAME = Pattern.compile(
            "(?iu).*\\s(?:sagt|says|schreibt|meint|dit)$|(?:name|von|por|by|par|datum|date|autor|author|authors|interview|anzeige|kommentar|email|website|quelle|source|dezember|januar|gesponserte inhalte)|.*(?:https?:|www\\.|@|\\d{2}|\\b(?:posted|published|updated|follow|subscribe|comments?|share|email the|e-mail|read more|view all|more from|contact|minutes? ago|hours? ago|about the author|articles? by|last modified|all posts|profile|click|sign up|alle artikel|alle beiträge|weitere artikel|kommentare?|hinterlasse|uncategorized|log ?out|log ?in|welcome|veröffentlicht|publiziert|account|unbekannt|newsletter|abonnieren|mehr|lesen|anmelden|twitter|facebook|getty|images)\\b).*");

    private static final Pattern ROLE = Pattern.compile(
            "(?iu).*\\b(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|producer|director|analyst|"
                    + "senior|chief|manager|photographer|professor|fellow|critic|bureau|redakteur(?:in)?|"
                    + "korrespondent(?:in)?|reporterin|journaliste?|giornalista|periodista|redactor|correspondant|"
                    + "author|host|anchor|freelance|special to|associate|president|ceo|founder|executive|strategist|"
                    + "economist|political|national|news)\\b.*");

    private static final Pattern ACCOUNT = Pattern.compile(
            "(?u).*admin|administrator|webmaster|editors?|editorial|user|root|default|themegrill|agenc(?:y|ies)"
                    + "|.*\\bstaff\\b.*|.*\\bteam\\b.*|.*redaktion.*|.*redacción.*|.*redacción|.*redaction.*|.*redakcja.*|.*редакция.*|.*\\bdesk\\b.*");

    private static final Pattern AGENCY =
            Pattern.compile("dpa|afp|apa|ap|reuters|sid|epd|kna|ansa|efe|pti|ani|ians|tass|aap|upi|dts|dpa afx|ots");
    private static final Pattern URL = Pattern.compile("(?i)\\b(?:https?:)?//\\S+|\\bwww\\.\\S+");
    private static final Pattern EMAIL = Pattern.compile("\\(?[\\w.+-]+@[\\w-]+\\.[\\w.]+\\)?");
    private static final Pattern BEHIND_NAMES = Pattern.compile(
            "(?iu)\\s*(?:\\d|[|•·(]|\\s(?:am|on|in|für|for|vom|at|le|el|il|publié|published|updated)\\s).*");
    private static final Pattern TITLE = Pattern.compile(
            "(?u)^(?:Rechtsanwalt|Rechtsanwältin|Dr|Prof|Mr|Mrs|Ms|Ing|Mag|Sir|Fr|Rev)\\.?\\s+(?:(?:Dr|Prof)\\.?\\s+)*");

    private final Outline outline;
    private final Declarations page;
    private final LinkedData linked;
    private final @Nullable String site;

    Bylines(Outline outline, LinkedData linked, @Nullable String site) {
        this.outline = outline;
        this.page = outline.declarations;
        this.linked = linked;
        this.site = site;
    }

    List<String> authors() {
        List<String> weak = List.of();
        for (Source source : Source.values()) {
            List<String> names = withoutAgencies(from(source));
            if (names.isEmpty()) {
                continue;
            }
            if (!isWeak(names)) {
                return names;
            }
            weak = weak.isEmpty() ? names : weak;
        }
        return weak;
    }

    /** An agency beside a person only says where the text came from. */
    private static List<String> withoutAgencies(Map<String, String> names) {
        List<String> persons = new ArrayList<>();
        names.forEach((key, name) -> {
            if (!AGENCY.matcher(key).matches()) {
                persons.add(name);
            }
        });
        return persons.isEmpty() ? List.copyOf(names.values()) : persons;
    }

    private enum Source {
        LINKED_DATA,
        METAS,
        DECLARED_ELEMENTS,
        NAMED_ELEMENTS,
        LINES
    }

    private Map<String, String> from(Source source) {
        Map<String, String> names = new LinkedHashMap<>();
        switch (source) {
            case LINKED_DATA -> {
                linked.names("author").forEach(name -> add(names, name));
                if (names.isEmpty()) {
                    linked.names("creator").forEach(name -> add(names, name));
                }
            }
            case METAS -> {
                for (int i = 0; names.isEmpty() && i < AUTHOR_METAS.length; i++) {
                    page.repeatedMetas.getOrDefault(AUTHOR_METAS[i], List.of()).forEach(name -> add(names, name));
                }
            }
            case DECLARED_ELEMENTS -> inElements(names, true);
            case NAMED_ELEMENTS -> inElements(names, false);
            case LINES -> inLines(names);
        }
        return names;
    }

    /** The site's own name or an account's is taken only if nobody else is named. */
    private boolean isWeak(List<String> names) {
        for (String name : names) {
            String key = Texts.comparable(name);
            boolean account = ACCOUNT.matcher(key).matches();
            if (!account
                    && !(site != null && key.equals(Texts.comparable(site)))
                    && !key.endsWith(" de")
                    && !key.endsWith(" com")) {
                return false;
            }
        }
        return true;
    }

    private void inElements(Map<String, String> names, boolean declared) {
        for (Element element : page.bylines) {
            boolean isDeclared =
                    element.hasAttr("itemprop") || element.attr("rel").contains("author");
            if (isDeclared != declared || element.attr("rel").equals("nofollow author external")) {
                continue;
            }
            String content = element.attr("content");
            Element name = declared ? element.selectFirst("[itemprop=name]") : null;
            String text = content.isEmpty() ? element.text() : content;
            if (name != null) {
                text = name.hasAttr("content") ? name.attr("content") : name.text();
            }
            text = declared ? text : BEHIND_NAMES.matcher(text).replaceFirst("");
            if (text.length() <= MAX_BYLINE_CHARS && (declared || looksLikeNames(text))) {
                add(names, text);
            }
            if (!declared && !names.isEmpty()) {
                return;
            }
        }
    }

    /** A short line between headline and text, or right behind the text, that begins with "By". */
    private void inLines(Map<String, String> names) {
        Block first = outline.firstKept();
        Block last = outline.lastKept();
        if (first == null || last == null) {
            return;
        }
        int headline = outline.headline == null ? first.index : outline.headline.index;
        int from = Math.max(0, Math.min(headline, first.index) - LINES_AROUND);
        for (int i = from; names.isEmpty() && i <= first.index + 1 && i < outline.blocks.size(); i++) {
            inLine(names, outline.blocks.get(i));
        }
        for (int i = last.index;
                names.isEmpty() && i < Math.min(outline.blocks.size(), last.index + LINES_AROUND);
                i++) {
            inLine(names, outline.blocks.get(i));
        }
    }

    private void inLine(Map<String, String> names, Block line) {
        if (line.weight > MAX_LINE_WEIGHT) {
            return;
        }
        String text = outline.text(line);
        Matcher by = BY.matcher(text);
        if (by.find()) {
            String rest = BEHIND_NAMES.matcher(text.substring(by.end())).replaceFirst("");
            if (looksLikeNames(rest)) {
                add(names, rest);
            }
        }
    }

    /** Whether what comes first is written like a name: two to five words, most of them with a capital. */
    private static boolean looksLikeNames(String byline) {
        List<String> names = split(byline);
        if (names.isEmpty()) {
            return false;
        }
        String[] words = names.get(0).split(" ");
        int capitals = 0;
        for (String word : words) {
            capitals += word.isEmpty() || Character.isLowerCase(word.codePointAt(0)) ? 0 : 1;
        }
        return words.length <= 5 && capitals * 2 > words.length;
    }

    private void add(Map<String, String> names, String byline) {
        for (String name : split(byline)) {
            if (names.size() < MAX_AUTHORS) {
                names.putIfAbsent(Texts.comparable(name), name);
            }
        }
    }

    /** The names in a byline such as {@code By ABBY GOODNOUGH, THOMAS KAPLAN and ROBERT PEAR}. */
    static List<String> split(String byline) {
        List<String> names = new ArrayList<>();
        String text = URL.matcher(byline).replaceAll(" ");
        text = EMAIL.matcher(Texts.fold(Texts.plain(text))).replaceAll(" ").strip();
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
