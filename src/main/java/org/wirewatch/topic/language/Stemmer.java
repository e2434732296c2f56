package org.wirewatch.topic.language;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import morfologik.stemming.Dictionary;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.morfologik.MorfologikFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.tartarus.snowball.SnowballStemmer;

/** The chain of Lucene filters that reduces the words of one language. */
interface Stemmer {

    /** A fresh chain over a source; not for two threads. */
    TokenStream over(TokenStream source);

    static Stemmer none() {
        return source -> source;
    }

    static Stemmer filters(UnaryOperator<TokenStream> filters) {
        return source -> filters.apply(new LowerCaseFilter(source));
    }

    static Stemmer snowball(Supplier<? extends SnowballStemmer> stemmer) {
        return filters(source -> new SnowballFilter(source, stemmer.get()));
    }

    /** A dictionary knows names by their capitals, so the word keeps its case; what comes out is folded later. */
    static Stemmer dictionary(Supplier<Dictionary> dictionary) {
        return source -> new MorfologikFilter(source, dictionary.get());
    }
}
