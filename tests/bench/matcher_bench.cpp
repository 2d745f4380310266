// Matcher: megabytes a second of text tagged, one core, with lexicons of several sizes; and Hyperscan on the same literals.
//
//   matcher_bench [--corpus DIR] [benchmark options]
//
// Reads up to 40 MB of *.txt below DIR (default: the sample collection). Cutting
// it into words and sentences and numbering the words is not measured: an
// ingest does both for the index. Makes up lexicons of n names: one in ten is a
// sequence of one to four words that stands in the corpus and begins with a
// capital, the others are put together from such words. Hyperscan runs over the
// raw text and reports every occurrence; it knows no words, no folding but
// ASCII case, no overlap policy.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#ifdef CONCORD_HYPERSCAN
#include <hs/hs.h>
#endif

#include "corpus/text/sentences.h"
#include "corpus/text/words.h"
#include "lexicons/known_terms.h"
#include "lexicons/matcher.h"

namespace {

using concord::Document;

constexpr std::size_t most_bytes = 40U << 20U;

Document cut(std::string text) {
  Document document;
  document.text.utf8 = std::move(text);
  const std::string_view whole = document.text.utf8;
  const auto size = static_cast<std::uint32_t>(whole.size());
  std::vector<concord::Stop> stops;
  concord::find_stops(whole, {0, size}, 0, concord::LineEnds::space, whole.size() + 1, stops);
  std::erase_if(stops, [](const concord::Stop& stop) { return !stop.breaks; });
  stops.push_back({size, size, size, size, false, true});
  concord::WordScanner scanner;
  std::vector<concord::Word> words;
  std::string term;
  std::uint32_t begin = 0;
  for (const concord::Stop& stop : stops) {
    words.clear();
    scanner.scan(whole, {begin, stop.next}, words);
    const auto first = static_cast<std::uint32_t>(document.tokens.size());
    for (const concord::Word& word : words) {
      term.clear();
      concord::append_term(concord::slice(whole, word.span), term);
      document.tokens.push_back({word.span, document.terms.intern(term), word.kind});
    }
    document.sentences.push_back({{begin, stop.next}, {first, static_cast<std::uint32_t>(document.tokens.size())}});
    begin = stop.next;
  }
  return document;
}

struct Corpus {
  std::vector<Document> documents;
  std::vector<std::vector<std::uint32_t>> numbers;  // of the terms of each, as a tokeniser knows them
  concord::Vocabulary terms;                        // of all documents
  std::size_t bytes = 0;
};
Corpus corpus;

void add(Document document) {
  std::vector<std::uint32_t>& numbers = corpus.numbers.emplace_back();
  for (concord::TermNo no = 0; no < document.terms.size(); ++no) numbers.push_back(corpus.terms.intern(document.terms[no]));
  corpus.bytes += document.text.utf8.size();
  corpus.documents.push_back(std::move(document));
}

void read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txt" || entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::shuffle(files.begin(), files.end(), std::mt19937(1));
  for (const auto& file : files) {
    if (corpus.bytes > most_bytes) break;
    std::ifstream stream(file, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    add(cut(std::move(text)));
  }
}

// Distinct names of one to four words that stand in the corpus.
std::vector<std::string> names(std::size_t count) {
  std::mt19937 random(7);
  std::set<std::string> found;
  for (std::size_t tries = 0; found.size() < count && tries < count * 200; ++tries) {
    const Document& document = corpus.documents[random() % corpus.documents.size()];
    if (document.tokens.size() < 8) continue;
    const std::size_t at = random() % (document.tokens.size() - 4);
    const char first = document.text.utf8[document.tokens[at].span.begin];
    if (first < 'A' || first > 'Z') continue;
    const bool stands = tries % 10 == 0;
    // Few single words, as in a real list of actors; the rest would be common words.
    const std::size_t length = tries % 160 == 0 ? 1 : 2 + random() % 3;
    std::string name;
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t from = stands || i == 0 ? at + i : random() % document.tokens.size();
      const std::string word(document.text_of(document.tokens[from].span));
      if (word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-") != std::string::npos) name.clear();
      if ((i > 0 && name.empty()) || (i == 0 && word.size() < 6)) break;  // names rarely begin with The or In
      name += (i == 0 ? "" : " ") + word;
    }
    if (name.size() > 5) found.insert(name);
  }
  // A small corpus has not enough of them: the rest is made up of numbered names.
  for (std::size_t i = 0; found.size() < count; ++i) found.insert("Organisation number " + std::to_string(i));
  std::vector<std::string> all(found.begin(), found.end());
  std::shuffle(all.begin(), all.end(), random);
  return all;
}

concord::Matcher matcher_of(const std::vector<std::string>& list) {
  std::string yaml = "lexicon: actor\nentries:\n";
  for (std::size_t i = 0; i < list.size(); ++i) yaml += "  - {id: n" + std::to_string(i) + ", name: \"" + list[i] + "\"}\n";
  auto lexicon = concord::Lexicon::parse({{"names.yaml", yaml}});
  auto matcher = concord::Matcher::compile(*lexicon);
  return *std::move(matcher);
}

void tag(benchmark::State& state, const concord::Matcher& matcher) {
  std::size_t mentions = 0;
  for ([[maybe_unused]] auto _ : state) {
    concord::Matcher::Scratch scratch;  // each time a new one, which has to learn the words of the corpus
    mentions = 0;
    for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
      Document& document = corpus.documents[i];
      matcher.annotate(document, scratch, {corpus.numbers[i], 1});
      mentions += document.annotations.size();
      document.annotations.clear();
      document.labels.clear();
      document.rules.clear();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(corpus.bytes) * static_cast<std::int64_t>(state.iterations()));
  state.counters["mentions"] = static_cast<double>(mentions);
  state.counters["table_MB"] = static_cast<double>(matcher.size().bytes) / 1e6;
}

void made_up_names(benchmark::State& state) { tag(state, matcher_of(names(static_cast<std::size_t>(state.range(0))))); }

void bundled_lexicons(benchmark::State& state) {
  const std::string folder = CONCORD_SOURCE_DIR "/lexicons";
  std::vector<std::string> paths = {folder + "/actors"};
  if (std::filesystem::exists(folder + "/themes")) paths.push_back(folder + "/themes");
  const auto lexicon = concord::Lexicon::load(paths);
  if (!lexicon) return state.SkipWithError(lexicon.error().to_string().c_str());
  const auto matcher = concord::Matcher::compile(*lexicon);
  if (!matcher) return state.SkipWithError(matcher.error().to_string().c_str());
  state.counters["rules"] = static_cast<double>(matcher->size().rules);
  tag(state, *matcher);
}

void compile_names(benchmark::State& state) {
  const std::vector<std::string> list = names(static_cast<std::size_t>(state.range(0)));
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(matcher_of(list));
}

BENCHMARK(bundled_lexicons)->Unit(benchmark::kMillisecond);
BENCHMARK(made_up_names)->Arg(1000)->Arg(30000)->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK(compile_names)->Arg(30000)->Arg(1000000)->Unit(benchmark::kMillisecond)->Iterations(1);

#ifdef CONCORD_HYPERSCAN
int count_match(unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
  ++*static_cast<std::size_t*>(context);
  return 0;
}

void hyperscan_names(benchmark::State& state) {
  const std::vector<std::string> list = names(static_cast<std::size_t>(state.range(0)));
  std::vector<const char*> literals;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> flags(list.size(), HS_FLAG_CASELESS);
  std::vector<unsigned> ids(list.size());
  for (const std::string& name : list) {
    literals.push_back(name.c_str());
    lengths.push_back(name.size());
    ids[literals.size() - 1] = static_cast<unsigned>(literals.size() - 1);  // which one is asked; with one id for all it compiles for hours
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* fault = nullptr;
  if (hs_compile_lit_multi(literals.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(list.size()), HS_MODE_BLOCK, nullptr,
                           &database, &fault) != HS_SUCCESS) {
    return state.SkipWithError(fault->message);
  }
  hs_scratch_t* scratch = nullptr;
  hs_alloc_scratch(database, &scratch);
  std::size_t occurrences = 0;
  for ([[maybe_unused]] auto _ : state) {
    occurrences = 0;
    for (const Document& document : corpus.documents) {
      const std::string& text = document.text.utf8;
      hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, count_match, &occurrences);
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(corpus.bytes) * static_cast<std::int64_t>(state.iterations()));
  state.counters["occurrences"] = static_cast<double>(occurrences);
  hs_free_scratch(scratch);
  hs_free_database(database);
}
BENCHMARK(hyperscan_names)->Arg(1000)->Arg(30000)->Unit(benchmark::kMillisecond);
#endif

}  // namespace

int main(int count, char** words) {
  std::filesystem::path folder = CONCORD_SOURCE_DIR "/corpus/sample";
  for (int i = 1; i + 1 < count; ++i) {
    if (std::string_view(words[i]) == "--corpus") {
      folder = words[i + 1];
      std::copy(words + i + 2, words + count, words + i);
      count -= 2;
    }
  }
  benchmark::Initialize(&count, words);
  read_corpus(folder);
  std::cerr << corpus.documents.size() << " documents, " << corpus.bytes / 1000 << " kB\n";
  benchmark::RunSpecifiedBenchmarks();
}
