package org.wirewatch.topic.language;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.ext.ArmenianStemmer;
import org.tartarus.snowball.ext.BasqueStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EstonianStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SerbianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** A language that texts are read in. Immutable; what it hands out is not for two threads. */
public final class Language {

    /** Of a text whose language is not known or has no stemmer: words are compared by their folded form. */
    public static final Language OTHER = new Language("other", Stemmer.none(), Apostrophes.POSSESSIVE);

    private static final Map<String, Language> KNOWN = Map.ofEntries(
            language("en", Stemmer.filters(PorterStemFilter::new), Apostrophes.POSSESSIVE),
            language("ru", Stemmer.snowball(RussianStemmer::new), Apostrophes.LETTER),
            language("uk", Stemmer.dictionary(Dictionaries::ukrainian), Apostrophes.LETTER),
            language(
                    "de",
                    Stemmer.filters(words -> new GermanLightStemFilter(new GermanNormalizationFilter(words))),
                    Apostrophes.POSSESSIVE),
            language("fr", Stemmer.snowball(FrenchStemmer::new), Apostrophes.ELISION),
            language("es", Stemmer.snowball(SpanishStemmer::new), Apostrophes.POSSESSIVE),
            language("pl", Stemmer.dictionary(Dictionaries::polish), Apostrophes.POSSESSIVE),
            language("tr", Stemmer.snowball(TurkishStemmer::new), Apostrophes.SUFFIX),
            language(
                    "ar",
                    Stemmer.filters(words -> new ArabicStemFilter(new ArabicNormalizationFilter(words))),
                    Apostrophes.LETTER),
            language("bg", Stemmer.filters(BulgarianStemFilter::new), Apostrophes.LETTER),
            language("ca", Stemmer.snowball(CatalanStemmer::new), Apostrophes.ELISION),
            language("cs", Stemmer.filters(CzechStemFilter::new), Apostrophes.POSSESSIVE),
            language("da", Stemmer.snowball(DanishStemmer::new), Apostrophes.POSSESSIVE),
            language("el", source -> new GreekStemFilter(new GreekLowerCaseFilter(source)), Apostrophes.LETTER),
            language("et", Stemmer.snowball(EstonianStemmer::new), Apostrophes.SUFFIX),
            language("eu", Stemmer.snowball(BasqueStemmer::new), Apostrophes.POSSESSIVE),
            language(
                    "fa",
                    Stemmer.filters(words -> new PersianStemFilter(new PersianNormalizationFilter(words))),
                    Apostrophes.LETTER),
            language("fi", Stemmer.snowball(FinnishStemmer::new), Apostrophes.SUFFIX),
            language("ga", Stemmer.snowball(IrishStemmer::new), Apostrophes.ELISION),
            language(
                    "hi",
                    Stemmer.filters(words -> new HindiStemFilter(new HindiNormalizationFilter(words))),
                    Apostrophes.LETTER),
            language("hu", Stemmer.snowball(HungarianStemmer::new), Apostrophes.POSSESSIVE),
            language("hy", Stemmer.snowball(ArmenianStemmer::new), Apostrophes.LETTER),
            language("id", Stemmer.snowball(IndonesianStemmer::new), Apostrophes.POSSESSIVE),
            language("it", Stemmer.snowball(ItalianStemmer::new), Apostrophes.ELISION),
            language("lt", Stemmer.snowball(LithuanianStemmer::new), Apostrophes.POSSESSIVE),
            language("lv", Stemmer.filters(LatvianStemFilter::new), Apostrophes.POSSESSIVE),
            language("nl", Stemmer.snowball(DutchStemmer::new), Apostrophes.POSSESSIVE),
            language("no", Stemmer.snowball(NorwegianStemmer::new), Apostrophes.POSSESSIVE),
            language("nb", Stemmer.snowball(NorwegianStemmer::new), Apostrophes.POSSESSIVE),
            language("pt", Stemmer.snowball(PortugueseStemmer::new), Apostrophes.POSSESSIVE),
            language("ro", Stemmer.snowball(RomanianStemmer::new), Apostrophes.POSSESSIVE),
            language("sr", Stemmer.snowball(SerbianStemmer::new), Apostrophes.POSSESSIVE),
            language("sv", Stemmer.snowball(SwedishStemmer::new), Apostrophes.POSSESSIVE));

    private final String code;
    private final Locale locale;
    private final Stemmer stemmer;
    private final Apostrophes apostrophes;

    private Language(String code, Stemmer stemmer, Apostrophes apostrophes) {
        this.code = code;
        // Only Turkish pairs its letters in a way of its own: I with ı, İ with i.
        this.locale = code.equals("tr") ? Locale.forLanguageTag(code) : Locale.ROOT;
        this.stemmer = stemmer;
        this.apostrophes = apostrophes;
    }

    private static Map.Entry<String, Language> language(String code, Stemmer stemmer, Apostrophes apostrophes) {
        return Map.entry(code, new Language(code, stemmer, apostrophes));
    }

    /** The language of a BCP 47 tag, by its first part; {@link #OTHER} for none and for those without a stemmer. */
    public static Language of(@Nullable String tag) {
        if (tag == null) {
            return OTHER;
        }
        String code = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return KNOWN.getOrDefault(code, OTHER);
    }

    /** The codes of all languages that have a stemmer, in alphabetical order. */
    public static Set<String> codes() {
        return new TreeSet<>(KNOWN.keySet());
    }

    /** ISO 639-1, or {@code other}. */
    public String code() {
        return code;
    }

    /** Reduces words of this language; for one thread. */
    public Morphology morphology() {
        return new Morphology(this);
    }

    /** Finds the words of texts in this language; for one thread. */
    public Words words() {
        return new Words(this);
    }

    /** The sentences and paragraphs of a text in this language. */
    public Units units(String text) {
        return Units.of(text, Conventions.of(code));
    }

    Locale locale() {
        return locale;
    }

    Stemmer stemmer() {
        return stemmer;
    }

    Apostrophes apostrophes() {
        return apostrophes;
    }

    @Override
    public String toString() {
        return code;
    }
}
