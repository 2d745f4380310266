// Java Lucene 3.6 asked the same questions of the same index: one line in, one line out.
//
//   java -cp lucene3-core.jar:. LuceneAgreement INDEX <queries
//
// A query is an expression in brackets over the field "word":
//   (w TERM) (phrase TERM...) (wild PATTERN) (fuzzy TERM) (and Q...) (or Q...) (minus Q NOT-Q...)
// The answer: ids of the documents (folded, as the index has them) in ascending order, and for w and phrase "#" and the number of places.
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermDocs;
import org.apache.lucene.index.TermEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.search.spans.SpanNearQuery;
import org.apache.lucene.search.spans.SpanQuery;
import org.apache.lucene.search.spans.SpanTermQuery;
import org.apache.lucene.search.spans.Spans;
import org.apache.lucene.store.FSDirectory;

public final class LuceneAgreement {
  private static Term word(String text) { return new Term("word", text); }

  private static Query read(Deque<String> tokens) {
    if (!tokens.pop().equals("(")) throw new IllegalArgumentException("( expected");
    String form = tokens.pop();
    BooleanQuery joined = new BooleanQuery();
    PhraseQuery phrase = new PhraseQuery();
    Query single = null;
    while (!tokens.peek().equals(")")) {
      if (tokens.peek().equals("(")) {
        Query part = read(tokens);
        boolean first = joined.clauses().isEmpty();
        joined.add(part, form.equals("or") ? Occur.SHOULD : form.equals("minus") && !first ? Occur.MUST_NOT : Occur.MUST);
        continue;
      }
      String text = tokens.pop();
      if (form.equals("w")) single = new TermQuery(word(text));
      if (form.equals("wild")) single = new WildcardQuery(word(text));
      // Similarity is 1 - edits / length of the shorter: this bound lets one edit pass and no two, from four letters on.
      if (form.equals("fuzzy")) single = new FuzzyQuery(word(text), 1f - 1.5f / text.length(), 0, Integer.MAX_VALUE);
      if (form.equals("phrase")) phrase.add(word(text));
    }
    tokens.pop();
    return form.equals("phrase") ? phrase : single != null ? single : joined;
  }

  /// How often a word or phrase stands in documents that are not deleted.
  private static long places(IndexReader reader, Query query) throws Exception {
    SpanQuery spans;
    if (query instanceof TermQuery) {
      spans = new SpanTermQuery(((TermQuery) query).getTerm());
    } else {
      Term[] terms = ((PhraseQuery) query).getTerms();
      SpanQuery[] parts = new SpanQuery[terms.length];
      for (int i = 0; i < terms.length; ++i) parts[i] = new SpanTermQuery(terms[i]);
      spans = new SpanNearQuery(parts, 0, true);
    }
    long count = 0;
    Spans at = spans.getSpans(reader);
    while (at.next()) ++count;
    return count;
  }

  public static void main(String[] arguments) throws Exception {
    BooleanQuery.setMaxClauseCount(1 << 20);
    IndexReader reader = IndexReader.open(FSDirectory.open(new File(arguments[0])), true);
    Map<Integer, String> ids = new TreeMap<Integer, String>();
    TermEnum terms = reader.terms(new Term("meta", "id="));
    while (terms.term() != null && terms.term().field().equals("meta") && terms.term().text().startsWith("id=")) {
      TermDocs documents = reader.termDocs(terms.term());
      while (documents.next()) ids.put(documents.doc(), terms.term().text().substring(3));
      if (!terms.next()) break;
    }
    IndexSearcher searcher = new IndexSearcher(reader);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Query query = read(new ArrayDeque<String>(Arrays.asList(line.replace("(", " ( ").replace(")", " ) ").trim().split("\\s+"))));
      final TreeSet<String> found = new TreeSet<String>();
      final Map<Integer, String> known = ids;
      searcher.search(query, new Collector() {
        private int base;
        public void setScorer(Scorer scorer) {}
        public void setNextReader(IndexReader segment, int begin) { base = begin; }
        public boolean acceptsDocsOutOfOrder() { return true; }
        public void collect(int document) { found.add(String.valueOf(known.get(base + document))); }
      });
      StringBuilder answer = new StringBuilder();
      for (String id : found) answer.append(answer.length() == 0 ? "" : "\t").append(id);
      if (query instanceof TermQuery || query instanceof PhraseQuery) answer.append("#").append(places(reader, query));
      System.out.println(answer);
    }
  }
}
