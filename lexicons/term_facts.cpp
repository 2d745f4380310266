#include "lexicons/term_facts.h"

#include "lexicons/matcher_tables.h"

namespace concord {

void TermFactsOfDocument::find(const Matcher::Tables& tables, const Vocabulary& terms, const KnownTerms& known) {
  if (known.numbers.size() != terms.size() || known.memory != x_memory) {
    x_readings.clear();
    x_remembered.clear();
    x_memory = known.memory;
  }
  x_facts.resize(terms.size());
  for (TermNo no = 0; no < terms.size(); ++no) {
    const std::uint32_t number = no < known.numbers.size() ? known.numbers[no] : KnownTerms::unknown;
    if (number == KnownTerms::unknown) {
      x_facts[no] = look_up(tables, terms[no]);
      continue;
    }
    if (number >= x_remembered.size()) x_remembered.resize(number + 1);
    Remembered& remembered = x_remembered[number];
    if (!remembered.known) remembered = {look_up(tables, terms[no]), true};
    x_facts[no] = remembered.facts;
  }
}

TermFacts TermFactsOfDocument::look_up(const Matcher::Tables& tables, std::string_view term) {
  tables.dictionary.read_term(term, x_readings);
  TermFacts facts;
  facts.readings = x_readings.terms.back();
  facts.symbol = x_readings.only_symbol(facts.readings);
  facts.bits = PhraseTrie::bits_of(x_readings, facts.readings);
  facts.phrase_root = tables.phrases.root_of(facts.symbol, x_readings, facts.readings);
  facts.context_root = tables.contexts.root_of(facts.symbol, x_readings, facts.readings);
  facts.wide_root = tables.wide_contexts.root_of(facts.symbol, x_readings, facts.readings);
  facts.cue_root = tables.cues.root_of(facts.symbol, x_readings, facts.readings);
  return facts;
}

}  // namespace concord
