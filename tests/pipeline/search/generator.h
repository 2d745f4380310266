// Generator: random corpora and random queries of all forms, nested. For tests. Same seed, same everything.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "pipeline/search/query.h"
#include "tests/support/make_document.h"

namespace concord::test {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : x_random(seed) {}

  [[nodiscard]] std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(x_random() % limit); }
  [[nodiscard]] bool once_in(std::uint32_t n) { return below(n) == 0; }
  template <class List>
  [[nodiscard]] auto pick(const List& list) { return list[below(static_cast<std::uint32_t>(std::size(list)))]; }

  // --- Documents ---

  [[nodiscard]] Document document(std::size_t number) {
    Given given;
    given.id = "d" + std::to_string(number);
    given.title = std::string(pick(words)) + " " + pick(words) + " " + pick(words);
    given.date = once_in(4) ? "" : pick(dates);
    given.kind = once_in(2) ? Kind::report : Kind::treaty;
    given.language = once_in(3) ? "ru" : "en";
    given.publisher = once_in(2) ? "UN" : "OSCE mission";
    if (!once_in(3)) given.fields["pages"] = std::to_string(below(30));
    return make_document(text(), given);
  }

  [[nodiscard]] static Catalogue catalogue() {
    const auto label = [](const char* id, const char* type, std::vector<std::string> parents) {
      Label made;
      made.id = id;
      made.name = id;
      made.type = type;
      made.parents = std::move(parents);
      return made;
    };
    return {{label("actor:uto", "umbrella", {}), label("actor:irp", "party", {"actor:uto"}), label("actor:un", "igo", {}),
             label("theme:law", "", {}), label("theme:amnesty", "", {"theme:law"})},
            "hash"};
  }

  // --- Queries ---

  /// `positional`: only forms that have a place in the text, as NEAR and sequences need.
  [[nodiscard]] Query query(std::uint32_t depth, bool positional = false) {
    if (depth == 0 || once_in(4)) return leaf(positional);
    const auto form = below(positional ? 4 : 8);
    if (form == 0) return sequence(depth);
    if (form == 1) return Query{Near{{query(depth - 1, true), query(depth - 1, true)}, below(4), once_in(2)}, {}};
    if (form == 2) return Query{Or{parts(depth, positional)}, {}};
    if (form == 3) return within(depth, positional);
    if (form <= 5) return Query{And{parts(depth, false)}, {}};
    if (form == 6) return Query{Not{{query(depth - 1)}}, {}};
    return within(depth, false);
  }

 private:
  static constexpr const char* words[] = {"peace", "process", "cease-fire", "ceasefire", "cease", "fire", "inter-Tajik", "Tajik", "inter", "law",
                                          "laws", "draft", "Élite", "elite", "Front", "front", "fronts", "1994"};
  static constexpr const char* dates[] = {"1994", "1995-03", "1996-07-21", "1996-06-30/1996-07-02", "1997"};
  static constexpr const char* labels[] = {"actor:uto", "actor:irp", "actor:un", "theme:law", "theme:amnesty", "theme:law!neg", "theme:amnesty!neg"};

  [[nodiscard]] std::string text() {
    std::string markup;
    const std::uint32_t sentences = below(7);
    for (std::uint32_t s = 0; s < sentences; ++s) {
      if (once_in(4)) markup += (markup.empty() ? "@article " : "\n\n@article ") + std::string(once_in(2) ? "Article " : "") + std::to_string(below(4)) + "\n";
      if (once_in(6)) markup += (markup.empty() ? "@page " : "\n\n@page ") + std::to_string(s) + "\n";
      markup += sentence();
      markup += once_in(3) ? "\n\n" : " ";
    }
    return markup;
  }
  [[nodiscard]] std::string sentence() {
    std::string markup;
    const std::uint32_t length = 1 + below(9);
    for (std::uint32_t i = 0; i < length; ++i) {
      if (i > 0) markup += ' ';
      markup += once_in(4) ? mention(2) : pick(words);
    }
    return markup + ".";
  }
  /// One to three words under a label, another label perhaps inside.
  [[nodiscard]] std::string mention(std::uint32_t depth) {
    const std::string label = pick(labels);
    std::string inner = depth > 1 && once_in(3) ? inner_mention(label) : pick(words);
    for (std::uint32_t more = below(3); more > 0; --more) inner += std::string(" ") + pick(words);
    return "[" + label + "|" + inner + "]";
  }
  // Mentions of one label do not overlap.
  [[nodiscard]] std::string inner_mention(const std::string& outer) {
    const auto plain = [](const std::string& label) { return label.substr(0, label.find('!')); };
    std::string label = pick(labels);
    while (plain(label) == plain(outer)) label = pick(labels);
    return "[" + label + "|" + pick(words) + "]";
  }

  [[nodiscard]] std::vector<Query> parts(std::uint32_t depth, bool positional) {
    std::vector<Query> made;
    for (std::uint32_t count = 2 + below(2); count > 0; --count) made.push_back(query(depth - 1, positional));
    return made;
  }
  [[nodiscard]] Query word() {
    const std::string text = pick(words);
    switch (below(9)) {
      case 0: return {WordTest{text, WordForm::exact, 0}, {}};
      case 1: return {WordTest{text, WordForm::stem, 0}, {}};
      case 2: return {WordTest{text, WordForm::fuzzy, static_cast<std::uint8_t>(1 + below(2))}, {}};
      case 3: return {WordTest{pick(patterns), WordForm::wildcard, 0}, {}};
      case 4: return {WordTest{pick(regexes), WordForm::regex, 0}, {}};
      default: return {WordTest{text, WordForm::plain, 0}, {}};
    }
  }
  static constexpr const char* patterns[] = {"*e", "la?", "fr*t*", "*e*e", "ceas*", "????", "c*fire", "*x*"};
  static constexpr const char* regexes[] = {"fronts?", "[a-d].*", ".*-.*", "(cease|fire)", "x+"};

  [[nodiscard]] Query label() {
    static constexpr const char* tests[][2] = {{"actor", "uto"}, {"actor", "*"}, {"actor", "u*"}, {"theme", "law"}, {"theme", "law+"}, {"theme", "law!neg"},
                                               {"theme", "amnesty!pos"}, {"theme", "*!neg"}, {"theme", "*!pos"}, {"label", "*"}, {"type", "party"},
                                               {"type", "*"}, {"actor", "uto+"}, {"label", "theme:amnesty"}};
    const auto& test = tests[below(static_cast<std::uint32_t>(std::size(tests)))];
    return {FieldTest{test[0], test[1]}, {}};
  }
  [[nodiscard]] Query condition() {
    switch (below(9)) {
      case 0: return {FieldTest{"kind", once_in(2) ? "report" : "treaty"}, {}};
      case 1: return {FieldTest{"lang", "ru"}, {}};
      case 2: return {FieldTest{"title", pick(title_words)}, {}};
      case 3: return {RangeTest{"date", once_in(3) ? "" : pick(days), "1996-07-01"}, {}};
      case 4: return {RangeTest{"date", pick(days), ""}, {}};
      case 5: return {RangeTest{"pages", std::to_string(below(10)), std::to_string(10 + below(20))}, {}};
      case 6: return {FieldTest{"id", "d?"}, {}};
      case 7: return {FieldTest{"source", "osce mission"}, {}};
      default: return {AllDocuments{}, {}};
    }
  }
  static constexpr const char* title_words[] = {"peace", "process", "front", "elite", "peace process", "law"};
  static constexpr const char* days[] = {"1994", "1995-03-02", "1996-07", "1996"};

  [[nodiscard]] Query leaf(bool positional) {
    const auto kind = below(positional ? 8 : 10);
    if (kind < 5) return word();
    if (kind < 7) return label();
    if (kind == 7) return {FieldTest{"article", std::to_string(below(4))}, {}};
    return condition();
  }
  [[nodiscard]] Query item() {
    if (once_in(5)) return label();
    if (once_in(5)) return Query{Or{{word(), once_in(2) ? word() : label()}}, {}};
    return word();
  }
  [[nodiscard]] Query sequence(std::uint32_t) {
    Sequence form;
    for (std::uint32_t count = 1 + below(3); count > 0; --count) {
      if (!form.items.empty()) form.gaps.push_back(gap());
      form.items.push_back(item());
    }
    return {std::move(form), {}};
  }
  [[nodiscard]] Gap gap() {
    if (once_in(2)) return {};
    const std::uint32_t min = below(3);
    return {min, min + below(3)};
  }
  [[nodiscard]] Query within(std::uint32_t depth, bool positional) {
    static constexpr const char* units[] = {"sentence", "sentence", "paragraph", "article", "page"};
    Enclosed form;
    form.parts.push_back(query(depth - 1, positional));
    form.outside = once_in(3);
    if (once_in(4)) {
      form.parts.push_back(query(depth - 1, true));
    } else {
      form.unit = pick(units);
    }
    return {std::move(form), {}};
  }

  std::mt19937_64 x_random;
};

}  // namespace concord::test
