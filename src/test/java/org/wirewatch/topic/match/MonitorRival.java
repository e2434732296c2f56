package org.wirewatch.topic.match;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.FlagsAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.HighlightsMatch;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.queries.intervals.FilteredIntervalsSource;
import org.apache.lucene.queries.intervals.IntervalIterator;
import org.apache.lucene.queries.intervals.IntervalMatchesIterator;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.util.BytesRef;
import org.wirewatch.topic.language.Language;

/** The obvious construction: intervals in a default Monitor, evidence by {@code HighlightsMatch}. */
final class MonitorRival implements AutoCloseable {

    private static final String FIELD = "body";
    private static final String SENTENCE = "\ue001";

    private final Monitor monitor;

    MonitorRival(List<GeneratedRules.Rule> rules) throws IOException {
        monitor = new Monitor(
                new MarkedAnalyzer(),
                new TermFilteredPresearcher(),
                new MonitorConfiguration().setQueryUpdateBufferSize(5_000));
        List<MonitorQuery> queries = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            queries.add(new MonitorQuery(String.valueOf(i), new IntervalQuery(FIELD, source(rules.get(i)))));
        }
        monitor.register(queries);
    }

    int matches(String body) throws IOException {
        Document document = new Document();
        document.add(new TextField(FIELD, body, TextField.Store.NO));
        MatchingQueries<HighlightsMatch> matches = monitor.match(document, HighlightsMatch.MATCHER);
        if (!matches.getErrors().isEmpty()) {
            throw new IllegalStateException(matches.getErrors().toString());
        }
        return matches.getMatchCount();
    }

    @Override
    public void close() throws IOException {
        monitor.close();
    }

    private static IntervalsSource source(GeneratedRules.Rule rule) {
        IntervalsSource both = Intervals.unorderedNoOverlaps(set(rule.names()), set(rule.words()));
        Integer distance = rule.distance();
        IntervalsSource close = distance == null ? new InSentence(both) : Intervals.maxgaps(distance, both);
        return rule.unwanted() == null ? close : Intervals.notWithin(close, 11, Intervals.term(stem(rule.unwanted())));
    }

    private static IntervalsSource set(List<String> entries) {
        return Intervals.or(entries.stream()
                .map(entry -> entry.endsWith("*")
                        ? Intervals.prefix(new BytesRef(entry.substring(0, entry.length() - 1)))
                        : Intervals.phrase(Arrays.stream(entry.split(" "))
                                .map(MonitorRival::stem)
                                .toArray(String[]::new)))
                .toArray(IntervalsSource[]::new));
    }

    private static String stem(String word) {
        return Language.of("en").morphology().stems(word).get(0);
    }

    /** Keeps spans between two sentence marks. */
    private static final class InSentence extends FilteredIntervalsSource {

        InSentence(IntervalsSource in) {
            super("sentence", in);
        }

        @Override
        protected boolean accept(IntervalIterator it) {
            throw new UnsupportedOperationException("needs the marks of a document");
        }

        @Override
        public IntervalIterator intervals(String field, LeafReaderContext ctx) throws IOException {
            return new Bound(in, marks(field, ctx)).intervals(field, ctx);
        }

        @Override
        public IntervalMatchesIterator matches(String field, LeafReaderContext ctx, int doc) throws IOException {
            return new Bound(in, marks(field, ctx)).matches(field, ctx, doc);
        }

        private static int[] marks(String field, LeafReaderContext ctx) throws IOException {
            PostingsEnum postings = ctx.reader().postings(new Term(field, SENTENCE), PostingsEnum.POSITIONS);
            if (postings == null || postings.nextDoc() == PostingsEnum.NO_MORE_DOCS) {
                return new int[0];
            }
            int[] marks = new int[postings.freq()];
            for (int i = 0; i < marks.length; i++) {
                marks[i] = postings.nextPosition();
            }
            return marks;
        }
    }

    private static final class Bound extends FilteredIntervalsSource {

        private final int[] marks;

        Bound(IntervalsSource in, int[] marks) {
            super("sentence", in);
            this.marks = marks;
        }

        @Override
        protected boolean accept(IntervalIterator it) {
            int next = Arrays.binarySearch(marks, it.start() + 1);
            int mark = next >= 0 ? next : -next - 1;
            return mark == marks.length || marks[mark] > it.end();
        }
    }

    /** Stems with a mark at the first word of each sentence. */
    private static final class MarkedAnalyzer extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            StandardTokenizer tokenizer = new StandardTokenizer();
            return new TokenStreamComponents(
                    tokenizer, new MarkFilter(new PorterStemFilter(new LowerCaseFilter(new CapitalFilter(tokenizer)))));
        }
    }

    /** Remembers whether the word was written with a capital: in the generated articles, where a sentence begins. */
    private static final class CapitalFilter extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);

        CapitalFilter(TokenStream in) {
            super(in);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            flags.setFlags(Character.isUpperCase(term.charAt(0)) ? 1 : 0);
            return true;
        }
    }

    private static final class MarkFilter extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
        private final FlagsAttribute flags = addAttribute(FlagsAttribute.class);
        private boolean pending;

        MarkFilter(TokenStream in) {
            super(in);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (pending) {
                pending = false;
                int end = offset.endOffset();
                clearAttributes();
                term.append(SENTENCE);
                increment.setPositionIncrement(0);
                offset.setOffset(end, end);
                return true;
            }
            if (!input.incrementToken()) {
                return false;
            }
            pending = flags.getFlags() == 1;
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            pending = false;
        }
    }
}
