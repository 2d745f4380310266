// From a Lexicon to the tables of its Matcher: every phrase parsed, numbered and put into its trie.
#include <algorithm>
#include <array>
#include <cassert>
#include <new>
#include <unordered_map>

#include <fmt/format.h>

#include "corpus/text/utf8.h"
#include "lexicons/matcher_tables.h"

namespace concord {
class MatcherCompiler {
 public:
  MatcherCompiler(const Lexicon& lexicon, const MatcherOptions& options) : x_lexicon(lexicon), x_options(options) {}

  Result<std::unique_ptr<const Matcher::Tables>> compile() {
    if (x_options.negation) add_cues();
    for (const Entry& entry : x_lexicon.entries()) {
      if (const Status added = add_entry(entry); !added) return added.error();
    }
    for (const Rule& rule : x_lexicon.rules()) {
      if (const Status added = add_rule(rule); !added) return added.error();
    }
    freeze();
    return std::unique_ptr<const Matcher::Tables>(std::move(x_tables));
  }

 private:
  using Tables = Matcher::Tables;

  static std::uint32_t narrow(std::size_t size) { return static_cast<std::uint32_t>(size); }

  [[nodiscard]] Error at(const Place& place, Error error) const {
    error.where = x_lexicon.place_path(place);
    return error;
  }

  void add_cues() {
    for (const NegationCue& cue : negation_cues()) {
      const Result<Phrase> phrase = parse_phrase(cue.phrase);
      assert(phrase);
      for (const PhrasePath& path : phrase->paths) x_tables->tries[cue_trie].add(path, narrow(x_tables->cue_kinds.size()), x_tables->dictionary);
      x_tables->cue_kinds.push_back(cue.kind);
    }
  }

  enum class ContextKind : std::uint8_t { sentence, wide, exclusion };

  // A phrase that is looked for in two ways has two numbers.
  Result<Tables::Contexts> context_numbers(const std::vector<ContextPhrase>& phrases, ContextKind kind) {
    Tables::Contexts numbers;
    for (const ContextPhrase& context : phrases) {
      const auto [known, is_new] = x_contexts[static_cast<std::size_t>(kind)].try_emplace(context.text, x_tables->context_count);
      if (is_new) {
        const Result<Phrase> phrase = parse_phrase(context.text);
        if (!phrase) return at(context.place, phrase.error());
        for (const PhrasePath& path : phrase->paths) add_context(path, kind);
        ++x_tables->context_count;
      }
      numbers.push_back(known->second);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
  }

  void add_context(const PhrasePath& path, ContextKind kind) {
    const std::uint32_t number = x_tables->context_count;
    if (kind == ContextKind::sentence) return x_tables->tries[context_trie].add(path, number, x_tables->dictionary);
    add_path(path, {kind == ContextKind::wide ? Tables::PathEnd::Kind::wide_context : Tables::PathEnd::Kind::exclusion, number, Tables::none});
  }

  void add_path(const PhrasePath& path, const Tables::PathEnd& end) {
    x_tables->tries[phrase_trie].add(path, narrow(x_tables->ends.size()), x_tables->dictionary);
    x_tables->ends.push_back(end);
  }

  Status add_entry(const Entry& entry) {
    const auto [family, is_new] = x_families.try_emplace(entry.family, narrow(x_families.size()));
    Result<Tables::Contexts> exclusions = context_numbers(entry.exclusions, ContextKind::exclusion);
    if (!exclusions) return exclusions.error();
    x_tables->entries.push_back({entry.label(), family->second, entry.threshold, entry.polarity, entry.threshold.document <= 0, *std::move(exclusions), {}});
    x_tables->has_polarity = x_tables->has_polarity || entry.polarity;
    return {};
  }

  Status add_rule(const Rule& rule) {
    const Entry& entry = x_lexicon.entries()[rule.entry];
    Tables::CompiledRule compiled;
    compiled.entry = rule.entry;
    compiled.weight = rule.weight;
    compiled.letters = rule.letters;
    compiled.accents = rule.accents;
    compiled.confidence = rule.confidence;
    compiled.sure = rule.weight > 0 && rule.weight >= entry.threshold.sentence && entry.threshold.document <= 0;
    compiled.text = x_tables->texts.intern(x_lexicon.rule_text(rule));
    if (const Status added = add_conditions(rule, compiled); !added) return added;
    if (!compiled.sure) x_tables->entries[rule.entry].simple = false;
    const auto number = narrow(x_tables->rules.size());
    x_tables->rules.push_back(std::move(compiled));
    switch (rule.kind) {
      case Rule::Kind::phrase:
        return add_phrase(rule, number);
      case Rule::Kind::regex:
        return add_regex(rule, number);
      case Rule::Kind::label:
        x_tables->entries[rule.entry].evidence.push_back({rule.text, number});
        x_tables->entries[rule.entry].simple = false;
        return {};
    }
    return {};
  }

  Status add_conditions(const Rule& rule, Tables::CompiledRule& compiled) {
    if (rule.near.empty() && rule.require.empty() && rule.forbid.empty() && !rule.from && !rule.to) return {};
    Tables::Conditions conditions;
    for (const auto& [phrases, numbers] : {std::pair(&rule.near, &conditions.near), std::pair(&rule.require, &conditions.require),
                                           std::pair(&rule.forbid, &conditions.forbid)}) {
      const bool wide = phrases == &rule.near && (rule.within.unit == ContextWindow::Unit::document || rule.within.unit == ContextWindow::Unit::paragraph);
      Result<Tables::Contexts> found = context_numbers(*phrases, wide ? ContextKind::wide : ContextKind::sentence);
      if (!found) return found.error();
      *numbers = *std::move(found);
    }
    conditions.within = rule.within;
    conditions.dated = rule.from || rule.to;
    if (rule.from) conditions.from = rule.from->begin;
    if (rule.to) conditions.to = rule.to->end;
    compiled.conditions = narrow(x_tables->conditions.size());
    x_tables->conditions.push_back(std::move(conditions));
    return {};
  }

  static bool begins_with_capital(std::string_view piece) { return !piece.empty() && is_capital(decode_utf8(piece, 0).point); }

  Status add_phrase(const Rule& rule, std::uint32_t number) {
    const Result<Phrase> phrase = parse_phrase(rule.text, rule.plural);
    if (!phrase) return at(rule.place, phrase.error());
    Tables::CompiledRule& compiled = x_tables->rules[number];
    compiled.punctuated = phrase->punctuated;
    if (const std::vector<std::string> pieces = pieces_of(rule.text); !pieces.empty()) {
      compiled.capital_first = begins_with_capital(pieces.front());
      compiled.capital_last = begins_with_capital(pieces.back());
    }
    const bool compares = rule.letters == LetterCase::exact || rule.accents == Accents::exact;
    for (const PhrasePath& path : phrase->paths) {
      Tables::PathEnd end{Tables::PathEnd::Kind::rule, number, Tables::none};
      if (compares) {
        end.surface = narrow(x_tables->surfaces.size());
        x_tables->surfaces.push_back(path.surface);
      }
      add_path(path, end);
    }
    return {};
  }

  Status add_regex(const Rule& rule, std::uint32_t number) {
    if (!x_options.regexes) return {};
    if (const Status added = x_tables->regexes.add(rule.text, rule.letters == LetterCase::exact, x_options.regex_memory); !added) {
      return at(rule.place, added.error());
    }
    x_tables->regex_rules.push_back(number);
    return {};
  }

  void freeze() {
    Tables& tables = *x_tables;
    tables.dictionary.freeze();
    std::size_t bytes = tables.dictionary.bytes() + tables.ends.size() * sizeof(Tables::PathEnd) + tables.rules.size() * sizeof(Tables::CompiledRule);
    for (PhraseTrie& trie : tables.tries) {
      trie.freeze();
      bytes += trie.bytes();
    }
    tables.regexes.freeze();
    tables.families = narrow(x_families.size());
    for (std::uint32_t i = 0; i < tables.entries.size(); ++i) {
      tables.has_weights = tables.has_weights || !tables.entries[i].simple;
      if (!tables.entries[i].evidence.empty()) tables.evident.push_back(i);
    }
    for (TermNo no = 0; no < tables.texts.size(); ++no) bytes += sizeof(TermNo) + tables.texts[no].size();
    tables.size = {tables.rules.size(), tables.ends.size(), tables.dictionary.literals(), tables.tries[phrase_trie].nodes(), tables.regexes.size(), bytes};
  }

  const Lexicon& x_lexicon;
  const MatcherOptions& x_options;
  std::unique_ptr<Tables> x_tables = std::make_unique<Tables>();
  std::array<std::unordered_map<std::string, std::uint32_t>, 3> x_contexts;  // by ContextKind
  std::unordered_map<std::string, std::uint32_t> x_families;
};

Result<Matcher> Matcher::compile(const Lexicon& lexicon, const MatcherOptions& options) {
  try {
    Result<std::unique_ptr<const Tables>> tables = MatcherCompiler(lexicon, options).compile();
    if (!tables) return tables.error();
    return Matcher(*std::move(tables));
  } catch (const std::bad_alloc&) {
    return too_big_for_memory(lexicon.files().empty() ? std::string() : lexicon.files().front().path);
  }
}

}  // namespace concord
