// Any bytes as a lexicon file: reading, checking and compiling must return; what compiles must tag a text.
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/text/words.h"
#include "lexicons/check.h"
#include "lexicons/draft.h"
#include "lexicons/matcher.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace concord;
  const std::string yaml(reinterpret_cast<const char*>(bytes), size);
  const std::vector<LexiconSource> sources = {{"fuzz/a.yaml", yaml}};
  (void)check_lexicon(sources);
  const Result<Lexicon> lexicon = Lexicon::parse(sources);
  if (!lexicon) return lexicon.error().where.empty() ? (__builtin_trap(), 0) : 0;
  // What is written again must be readable.
  for (const char* family : {"actor", "theme"}) {
    const LexiconDraft draft = draft_of(*lexicon, family);
    if (!draft.entries.empty() && !Lexicon::parse({{"fuzz/b.yaml", to_yaml(draft)}})) __builtin_trap();
  }
  const Result<Matcher> matcher = Matcher::compile(*lexicon);
  if (!matcher) return 0;
  Document document;
  document.text.utf8 = "The inter-Tajik talks did not end: the UTO's men, l'ONU and a b c d e f said no.";
  std::vector<Word> words;
  WordScanner scanner;
  const auto length = static_cast<std::uint32_t>(document.text.utf8.size());
  scanner.scan(document.text.utf8, {0, length}, words);
  for (const Word& word : words) {
    std::string term;
    append_term(document.text_of(word.span), term);
    document.tokens.push_back({word.span, document.terms.intern(term), word.kind});
  }
  document.sentences.push_back({{0, length}, {0, static_cast<std::uint32_t>(document.tokens.size())}});
  Matcher::Scratch scratch;
  matcher->annotate(document, scratch);
  for (const Annotation& annotation : document.annotations) {
    if (annotation.tokens.empty() || annotation.tokens.end > document.tokens.size()) __builtin_trap();
  }
  return 0;
}
