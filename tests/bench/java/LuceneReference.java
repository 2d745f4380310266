// The reference for the speed of ingest: Java Lucene 8 over the same files, as its demo would index them.
//
//   javac -cp lucene-core.jar:lucene-analyzers-common.jar LuceneReference.java
//   java -cp ... LuceneReference FOLDER INDEX [THREADS]
//
// StandardAnalyzer, the body stored and indexed with positions, its default settings. Prints one line of JSON:
// files, bytes, wall and CPU seconds (of the whole process, garbage collector and compiler included), bytes of the index.
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

public final class LuceneReference {
  public static void main(String[] arguments) throws Exception {
    Path folder = Paths.get(arguments[0]);
    Path index = Paths.get(arguments[1]);
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    long start = System.nanoTime();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
    AtomicLong bytes = new AtomicLong();
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      AtomicInteger next = new AtomicInteger();
      Thread[] workers = new Thread[threads];
      for (int i = 0; i < threads; ++i) {
        workers[i] = new Thread(() -> {
          for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
            bytes.addAndGet(add(writer, folder, files.get(at)));
          }
        });
        workers[i].start();
      }
      for (Thread worker : workers) worker.join();
      writer.commit();
    }
    double wall = (System.nanoTime() - start) / 1e9;
    double cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime() / 1e9;
    long size;
    try (Stream<Path> walk = Files.walk(index)) {
      size = walk.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
    System.out.printf(Locale.ROOT,
        "{\"files\":%d,\"bytes\":%d,\"threads\":%d,\"wall_seconds\":%.2f,\"cpu_seconds\":%.2f,"
            + "\"mb_per_cpu_second\":%.2f,\"index_bytes\":%d}%n",
        files.size(), bytes.get(), threads, wall, cpu, bytes.get() / 1e6 / cpu, size);
  }

  private static long add(IndexWriter writer, Path folder, Path file) {
    try {
      byte[] body = Files.readAllBytes(file);
      Document document = new Document();
      document.add(new StringField("path", folder.relativize(file).toString(), Field.Store.YES));
      document.add(new TextField("body", new String(body, StandardCharsets.UTF_8), Field.Store.YES));
      writer.addDocument(document);
      return body.length;
    } catch (IOException failure) {
      throw new RuntimeException(file.toString(), failure);
    }
  }
}
