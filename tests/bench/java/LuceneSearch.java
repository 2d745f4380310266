// The reference for the speed of search: Java Lucene 8, warm, in its own process.
//
//   javac -cp lucene-core.jar:lucene-queryparser.jar:lucene-analyzers-common.jar LuceneSearch.java
//   java -cp ... LuceneSearch INDEX <queries        (an index of LuceneReference)
//
// A query a line, in the classic query syntax, words joined by AND. Each is asked until 30 runs or half a second have gone by, then
// timed 15 times: the ten best documents and the exact number of documents. Prints a line each: median milliseconds, documents.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.FSDirectory;

public final class LuceneSearch {
  private static int ask(IndexSearcher searcher, Query query) throws Exception {
    TopScoreDocCollector best = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
    searcher.search(query, best);
    best.topDocs();
    return best.getTotalHits();
  }

  public static void main(String[] arguments) throws Exception {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(Paths.get(arguments[0]))));
    searcher.setQueryCache(null);
    QueryParser parser = new QueryParser("body", new StandardAnalyzer());
    parser.setDefaultOperator(QueryParser.Operator.AND);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Query query = parser.parse(line);
      int documents = 0;
      long begun = System.nanoTime();
      for (int i = 0; i < 30 && System.nanoTime() - begun < 500_000_000L; ++i) documents = ask(searcher, query);
      double[] times = new double[15];
      for (int i = 0; i < times.length; ++i) {
        long start = System.nanoTime();
        ask(searcher, query);
        times[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(times);
      System.out.printf(Locale.ROOT, "%.4f\t%d%n", times[times.length / 2], documents);
    }
  }
}
