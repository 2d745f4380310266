#include "lexicons/term_facts.h"

namespace concord {
namespace {
constexpr TermNo ahead = 24;  // terms whose memory is fetched before it is read
}  // namespace

void TermFactsOfDocument::find(const Matcher::Tables& tables, const Vocabulary& terms, const KnownTerms& known) {
  x_tables = &tables;
  const bool remembers = known.numbers.size() == terms.size();
  if (!remembers || known.memory != x_memory) forget();
  x_memory = remembers ? known.memory : 0;
  x_facts.resize(terms.size());
  for (TermNo no = 0; no < terms.size(); ++no) {
    const std::uint32_t number = remembers ? known.numbers[no] : KnownTerms::unknown;
    if (remembers && no + ahead < terms.size()) __builtin_prefetch(x_remembered.data() + known.numbers[no + ahead]);
    if (number == KnownTerms::unknown) {
      x_facts[no] = look_up(terms[no]);
      continue;
    }
    if (number >= x_remembered.size()) x_remembered.resize(number + 1);
    TermFacts& remembered = x_remembered[number];
    if (remembered.bits == 0) remembered = look_up(terms[no]);
    x_facts[no] = remembered;
    __builtin_prefetch(x_list.data() + remembered.starts[phrase_trie]);
    __builtin_prefetch(x_list.data() + remembered.starts[context_trie]);
  }
}

TermFacts TermFactsOfDocument::look_up(std::string_view term) {
  x_tables->dictionary.read_term(term, x_readings);
  const TermReadings::Range readings = x_readings.terms.back();
  TermFacts facts;
  facts.bits = PhraseTrie::bits_of(x_readings, readings);
  facts.reading = x_readings.only_symbol(readings);
  if (facts.reading == several_symbols) facts.reading = TermFacts::several + static_cast<std::uint32_t>(x_readings.terms.size() - 1);
  for (std::size_t kind = 0; kind < trie_kinds; ++kind) {
    const PhraseStart start = x_tables->tries[kind].start_of(x_readings, readings, x_list);
    facts.starts[kind] = start.list;
    if (kind == phrase_trie) facts.follow = start.follow;
  }
  return facts;
}

void TermFactsOfDocument::forget() {
  x_remembered.clear();
  x_readings.clear();
  x_list.resize(1);
}

}  // namespace concord
