package org.wirewatch.article;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.wirewatch.article.Barriers.Barrier;
import org.wirewatch.article.ExtractOutcome.NotAnArticle;
import org.wirewatch.model.Page;
import org.wirewatch.model.Problem;
import org.wirewatch.model.Stage;

/** Reads the article out of a page; see the package page for how. Immutable, for any number of threads; never throws. */
public final class Extractor {

    /** A page is parsed up to this many bytes: no article's markup is longer, and a parsed page takes ten times as much. */
    static final int MAX_PAGE_BYTES = 10 * 1024 * 1024;

    /** Less text than this is no article. */
    static final int MIN_BODY_CHARS = 25;

    /** A body of less than this is looked for in what the page declares and in its scripts' data too. */
    private static final int FEW_CHARS = 200;

    /** A text with a larger share of characters that mean nothing was read in a wrong charset. */
    private static final int READABLE_PER_BROKEN = 20;

    private static final int SNIFFED_BYTES = 512;

    private final SignalWords words = new SignalWords();
    private final OpeningPhrases phrases = new OpeningPhrases();
    private final Barriers barriers = new Barriers(new BarrierPhrases());
    private final Forest model = Forest.ofResource("block-model.txt");
    private final LanguageOfText language;
    private final SiteRules rules;
    private final DateReader dateReader = new DateReader();
    private final JsonMapper jsonReader = LinkedData.lenientReader();

    public Extractor() {
        this(SiteRules.NONE);
    }

    /** @param rules for sites that are read by selectors */
    public Extractor(SiteRules rules) {
        this(new TextLanguage()::of, rules);
    }

    /** With another way, or none, to recognise the language of a text. */
    Extractor(LanguageOfText language, SiteRules rules) {
        this.language = language;
        this.rules = rules;
    }

    /** From a body and the language that its page declares, if any, to the one it is in. */
    interface LanguageOfText {
        @Nullable
        String of(String body, @Nullable String declared);
    }

    /** Reads a page whose dates without a zone are taken for UTC. */
    public ExtractOutcome extract(Page page) {
        return extract(page, ZoneOffset.UTC);
    }

    /**
     * Reads a page.
     *
     * @param zone in which the page's dates without a zone are read
     */
    public ExtractOutcome extract(Page page, ZoneId zone) {
        if (!mayBeHtml(page)) {
            return notAnArticle(
                    page,
                    "not-html",
                    "the page is no HTML: Content-Type " + page.mediaType() + ", " + page.body().length + " bytes",
                    "Nothing to do if the entry links to a file; else look at what the address answers.");
        }
        SiteRule rule = rules.of(page.finalUrl()).orElse(null);
        if (rule == null) {
            return article(page, zone);
        }
        RuledPage ruled = new RuledPage(page, rule);
        String body = ruled.body();
        ExtractOutcome outcome = body == null
                ? article(ruled.rest(), zone)
                : read(ruled.rest(), zone).metadata().describe(body, language);
        return outcome.match(found -> ruled.over(found, dateReader, zone), none -> none);
    }

    private ExtractOutcome article(Page page, ZoneId zone) {
        Reading reading = read(page, zone);
        judge(reading);
        BodySelection.decide(reading.outline());
        Barrier barrier = barriers.judge(
                reading.outline(),
                reading.metadata().titles(),
                reading.metadata().declaresArticle());
        if (barrier == Barrier.MISSING) {
            return notAnArticle(
                    page,
                    "soft-404",
                    "the page says that it does not exist, although the server answers " + page.status(),
                    "The article was removed or its address is wrong; if a browser shows it, tell the pages apart by a rule"
                            + " for the site in config/sites.yaml.");
        }
        String body = barrier == Barrier.WALL ? "" : BodyText.render(reading.outline());
        if (body.length() < FEW_CHARS) {
            body = longer(body, reading.declaredBody());
        }
        if (barrier == Barrier.WALL && body.isEmpty()) {
            return notAnArticle(
                    page,
                    "wall",
                    "the page shows a wall instead of its article: it asks for consent, a subscription, a login or a proof of"
                            + " being human",
                    "The feed's text is used. If the outlet agrees to be read, ask it to let this product's User-Agent pass.");
        }
        if (body.length() < FEW_CHARS) {
            body = longer(body, StateText.find(reading.source().otherScripts(StateText.MIN_CHARS), words));
        }
        if (isUnreadable(body)) {
            return notAnArticle(
                    page,
                    "charset",
                    "the page's charset cannot be told: read as "
                            + reading.source().charset() + ", more than one of " + READABLE_PER_BROKEN
                            + " characters means nothing",
                    "The feed's text is used. If the outlet declares a charset, in its Content-Type or a meta tag, it is not the"
                            + " one that it writes: tell it.");
        }
        if (body.length() < MIN_BODY_CHARS) {
            return notAnArticle(
                    page,
                    "no-text",
                    "the page has no running text: " + body.length() + " characters, at least " + MIN_BODY_CHARS
                            + " are wanted",
                    "If a browser shows an article there, its text is loaded by scripts: use the feed's text, or a rule"
                            + " for the site in config/sites.yaml.");
        }
        return reading.metadata().describe(body, language);
    }

    private static boolean isUnreadable(String body) {
        long broken =
                body.chars().filter(c -> c == '\ufffd' || c >= 0x80 && c < 0xa0).count();
        return broken * READABLE_PER_BROKEN > body.length();
    }

    private static String longer(String body, @Nullable String other) {
        return other != null && other.length() > 2 * body.length() ? other : body;
    }

    /** How the body of a page comes about; a page that is no HTML has an empty explanation. */
    public Explanation explain(Page page) {
        if (!mayBeHtml(page)) {
            return new Explanation(List.of(), List.of(), List.of());
        }
        SiteRule rule = rules.of(page.finalUrl()).orElse(null);
        if (rule == null) {
            return explained(page, List.of());
        }
        RuledPage ruled = new RuledPage(page, rule);
        ruled.body();
        return explained(ruled.rest(), ruled.notes());
    }

    private Explanation explained(Page page, List<String> notes) {
        Reading reading = read(page, ZoneOffset.UTC);
        judge(reading);
        BodySelection.decide(reading.outline());
        Barrier barrier = barriers.judge(
                reading.outline(),
                reading.metadata().titles(),
                reading.metadata().declaresArticle());
        List<String> all = new ArrayList<>(notes);
        if (barrier != Barrier.NONE) {
            all.add(
                    barrier == Barrier.WALL
                            ? "a wall stands in for the article"
                            : "the page says that it does not exist");
        }
        return Explanation.of(reading.outline(), all);
    }

    private void judge(Reading reading) {
        float[] row = new float[BlockFeatures.COUNT];
        for (Block block : reading.outline().blocks) {
            if (reading.features().isLinkList(block)) {
                block.probability = 0;
            } else {
                reading.features().fill(block, row);
                block.probability = model.probability(row);
            }
        }
    }

    /**
     * A page laid out.
     *
     * @param declaredBody the text that its JSON-LD declares to be the article's, null if none
     * @param features of its blocks
     */
    record Reading(
            PageText source,
            Outline outline,
            Metadata metadata,
            @Nullable String declaredBody,
            BlockFeatures features) {}

    Reading read(Page page, ZoneId zone) {
        PageText source = new PageText(page.body(), Math.min(page.body().length, MAX_PAGE_BYTES), page.charset());
        Document document = Parser.htmlParser().parseInput(source.markup(), page.finalUrl());
        Outline outline = OutlineBuilder.layOut(document, words);
        source.declare(outline.declarations);
        LinkedData linked = LinkedData.read(source.linkedData(), jsonReader);
        Metadata metadata = new Metadata(source, outline, linked, page, zone, dateReader);
        Box main = Candidates.best(outline);
        String declaredBody = linked.articleBody();
        if (declaredBody != null) {
            declaredBody =
                    declaredBody.length() < FEW_CHARS ? null : StateText.plain(Texts.unescape(declaredBody), words);
        }
        BlockFeatures features = new BlockFeatures(
                outline,
                phrases,
                main,
                declaredBody,
                metadata.title(),
                outline.declarations.first("description", "og:description"));
        return new Reading(source, outline, metadata, declaredBody, features);
    }

    private static NotAnArticle notAnArticle(Page page, String kind, String message, String advice) {
        return new NotAnArticle(
                new Problem(Stage.ARTICLE, kind, page.finalUrl(), null, message, advice, 1, page.fetched()));
    }

    /** Servers declare HTML as anything; bytes decide where they are clear. */
    private static boolean mayBeHtml(Page page) {
        byte[] bytes = page.body();
        int length = Math.min(bytes.length, SNIFFED_BYTES);
        int zeros = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                zeros++;
            }
        }
        boolean utf16 = length >= 2 && ((bytes[0] & 0xff) == 0xFE || (bytes[0] & 0xff) == 0xFF);
        if (zeros > 0 && !utf16) {
            return false;
        }
        String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).stripLeading();
        if (start.startsWith("%PDF-") || start.startsWith("{\\rtf") || start.startsWith("PK\u0003")) {
            return false;
        }
        @Nullable String type = page.mediaType();
        if (type == null || type.contains("html") || type.equals("application/xml") || type.equals("text/xml")) {
            return true;
        }
        String lower = start.toLowerCase(Locale.ROOT);
        return lower.contains("<html") || lower.contains("<!doctype html");
    }
}
