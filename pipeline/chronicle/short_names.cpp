#include "pipeline/chronicle/short_names.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/text/fold.h"
#include "pipeline/chronicle/date_finder.h"

namespace concord {
namespace {

/// The noun that a word of a text's name is, in English; empty for none.
std::string_view noun_of(std::string_view term) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> begins = {{{"agreement", "agreement"}, {"acuerdo", "agreement"}, {"соглашени", "agreement"}, {"accord", "agreement"},
                                                                                            {"protocol", "protocol"}, {"протокол", "protocol"}, {"declaration", "declaration"}, {"declaracion", "declaration"},
                                                                                            {"деклараци", "declaration"}, {"memorandum", "memorandum"}, {"меморандум", "memorandum"}, {"statute", "statute"},
                                                                                            {"treaty", "treaty"}, {"charter", "charter"}, {"convention", "convention"}, {"covenant", "covenant"}, {"communique", "communique"}}};
  if (term == "act" || term == "law") return term;
  if (term.ends_with('s') || term == "accordance") return {};
  for (const auto& [begin, noun] : begins) {
    if (term.starts_with(begin) && term.size() < begin.size() + 5) return noun;
  }
  return {};
}

class ShortNames {
 public:
  ShortNames(const Document& document, const SideLexicon& texts, std::vector<Reference>& references) : x_document(document), x_references(references) {
    for (const Entry& entry : texts.entries()) learn(entry);
  }

  void run() {
    if (x_nouns.empty()) return;
    by_date();
    take_added();
    by_context();
    take_added();
  }

 private:
  struct Named {
    std::string date;
    std::vector<std::string> nouns;
  };

  void learn(const Entry& entry) {
    Named& named = x_nouns[entry.label()];
    const auto date = entry.identifiers.find("date");
    if (date != entry.identifiers.end()) named.date = date->second;
    const std::string name = fold_term(entry.name);
    for (std::size_t at = 0; at < name.size();) {
      const std::size_t end = std::min(name.find_first_of(" ,()", at), name.size());
      if (const auto noun = noun_of(std::string_view(name).substr(at, end - at)); !noun.empty()) named.nouns.emplace_back(noun);
      at = end + 1;
    }
  }

  [[nodiscard]] std::string_view term(std::uint32_t token) const { return x_document.term(x_document.tokens[token]); }
  [[nodiscard]] bool capital(std::uint32_t token) const {
    const std::string_view surface = x_document.text_of(x_document.tokens[token].span);
    return !surface.empty() && ((surface[0] >= 'A' && surface[0] <= 'Z') || static_cast<unsigned char>(surface[0]) == 0xD0);
  }
  [[nodiscard]] bool has_noun(const std::string& id, std::string_view noun) const {
    const auto named = x_nouns.find(id);
    return named != x_nouns.end() && std::find(named->second.nouns.begin(), named->second.nouns.end(), noun) != named->second.nouns.end();
  }
  [[nodiscard]] bool is_taken(TextSpan span) const {
    const auto behind = std::partition_point(x_references.begin(), x_references.end(), [&](const Reference& one) { return one.span.end <= span.begin; });
    return behind != x_references.end() && behind->span.overlaps(span);
  }

  void add(TextSpan span, std::string id, std::string resolved) {
    Reference reference;
    reference.span = span;
    reference.id = std::move(id);
    reference.resolved = std::move(resolved);
    x_added.push_back(std::move(reference));
  }

  void take_added() {
    std::move(x_added.begin(), x_added.end(), std::back_inserter(x_references));
    x_added.clear();
    std::sort(x_references.begin(), x_references.end(), [](const Reference& a, const Reference& b) { return a.span < b.span; });
  }

  /// The one text of the day whose name has the noun; empty when there is none or more than one.
  [[nodiscard]] std::string of_day(const std::string& day, std::string_view noun) const {
    std::string found;
    for (const auto& [id, named] : x_nouns) {
      if (named.date != day || !has_noun(id, noun)) continue;
      if (!found.empty()) return {};
      found = id;
    }
    return found;
  }

  /// "the protocol signed at Ashgabat on 21 July 1996", "the agreement of 23 December 1996".
  void by_date() {
    constexpr std::uint32_t reach = 7;
    for (const DateMention& date : find_dates(x_document)) {
      if (date.value.precision != DatePrecision::day) continue;
      const TokenRange sentence = x_document.sentences[date.sentence].tokens;
      for (std::uint32_t t = date.tokens.begin; t-- > sentence.begin && date.tokens.begin - t <= reach;) {
        const std::string_view noun = noun_of(term(t));
        if (noun.empty()) continue;
        const std::string id = of_day(date.value.to_string(), noun);
        const TextSpan span = x_document.tokens[t].span;
        if (!id.empty() && !is_taken({span.begin, date.span.end})) add({span.begin, date.span.end}, id, "by its date");
        break;
      }
    }
  }

  [[nodiscard]] bool stands_alone(std::uint32_t token) const {
    static constexpr std::array<std::string_view, 11> before = {"the", "said", "that", "le", "el", "del", "du", "al", "au", "present", "aforesaid"};
    static constexpr std::array<std::string_view, 11> behind = {"on", "of", "for", "between", "relating", "concerning", "regarding", "with", "sur", "sobre", "о"};
    if (token == 0 || std::find(before.begin(), before.end(), term(token - 1)) == before.end()) return false;
    if (term(token - 1) == "present") return false;  // this text itself
    return token + 1 >= x_document.tokens.size() || std::find(behind.begin(), behind.end(), term(token + 1)) == behind.end();
  }

  /// "the Agreement", after the name of one.
  void by_context() {
    std::map<std::string, std::string, std::less<>> last_named;  // noun -> id of the text that had it last
    std::size_t behind = 0;                                      // references that ended before the token
    for (std::uint32_t t = 1; t < x_document.tokens.size(); ++t) {
      const TextSpan span = x_document.tokens[t].span;
      for (; behind < x_references.size() && x_references[behind].span.end <= span.begin; ++behind) {
        const auto named = x_nouns.find(x_references[behind].id);
        if (named == x_nouns.end()) continue;
        for (const std::string& noun : named->second.nouns) last_named[noun] = named->first;
      }
      const std::string_view noun = noun_of(term(t));
      if (noun.empty() || !capital(t) || !stands_alone(t) || is_taken(span)) continue;
      if (const auto named = last_named.find(noun); named != last_named.end()) add(span, named->second, "named before it");
    }
  }

  const Document& x_document;
  std::vector<Reference>& x_references;
  std::vector<Reference> x_added;
  std::map<std::string, Named> x_nouns;  // by id of the text
};

}  // namespace

void add_short_names(const Document& document, const SideLexicon& texts, std::vector<Reference>& references) { ShortNames(document, texts, references).run(); }

}  // namespace concord
