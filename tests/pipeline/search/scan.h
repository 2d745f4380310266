// Scan: the slow twin of Answer: looks at every token of a stored document for every part of a query. For tests.
//
// Written from docs/query-language.md, not from the clauses: no postings, no
// dictionary, no joins over sorted lists; quadratic and worse wherever that is simpler.
#pragma once

#include <libstemmer.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/text/fold.h"
#include "lexicons/catalogue.h"
#include "pipeline/search/query.h"

namespace concord::test {

using Stretch = std::pair<std::uint32_t, std::uint32_t>;

struct Truth {
  bool holds = false;
  std::set<Stretch> stretches;
};

class Scan {
 public:
  Scan(const Document& document, const Catalogue& catalogue) : x_document(document), x_catalogue(catalogue) {}

  [[nodiscard]] Truth operator()(const Query& query) const { return look(query, everywhere()); }

 private:
  /// Which stretches count. `whole`: all of them.
  struct Scope {
    std::function<bool(Stretch)> holds;
    bool whole = false;
    bool operator()(Stretch s) const { return whole || holds(s); }
  };
  [[nodiscard]] static Scope inside_of(Stretch region) {
    return {[region](Stretch s) { return inside(s, region); }};
  }

  [[nodiscard]] Truth look(const Query& query, const Scope& scope) const {
    return std::visit([&](const auto& form) { return look_form(form, scope); }, query.form);
  }

  static Truth only(const std::set<Stretch>& all, const Scope& scope) {
    Truth truth;
    for (const Stretch& s : all) {
      if (scope(s)) truth.stretches.insert(s);
    }
    truth.holds = !truth.stretches.empty();
    return truth;
  }
  static Scope everywhere() { return {{}, true}; }

  // --- Words ---
  [[nodiscard]] std::string term_at(std::size_t i) const { return std::string(x_document.term(x_document.tokens[i])); }

  static bool glob(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern[0] == '*') return glob(pattern.substr(1), text) || (!text.empty() && glob(pattern, text.substr(1)));
    return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) && glob(pattern.substr(1), text.substr(1));
  }
  static std::size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
      for (std::size_t j = 0; j <= b.size(); ++j) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
        } else {
          table[i][j] = std::min({table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), table[i - 1][j] + 1, table[i][j - 1] + 1});
        }
      }
    }
    return table[a.size()][b.size()];
  }
  static std::string stem(const std::string& word) {
    sb_stemmer* stemmer = sb_stemmer_new("en", "UTF_8");
    const auto* out = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    std::string result(reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer)));
    sb_stemmer_delete(stemmer);
    return result;
  }
  [[nodiscard]] bool is_form(const WordTest& word, std::size_t i) const {
    const std::string term = term_at(i);
    switch (word.form) {
      case WordForm::exact: return x_document.text_of(x_document.tokens[i].span) == word.text;
      case WordForm::wildcard: return glob(fold_term(word.text), term);
      case WordForm::fuzzy: return edits_between(fold_term(word.text), term) <= word.edits;
      case WordForm::regex: return std::regex_match(term, std::regex(word.text, std::regex::icase));
      case WordForm::stem: return stem(fold_term(word.text)) == stem(term);
      case WordForm::plain: break;
    }
    return false;
  }
  /// inter-tajik: as typed, closed up, or apart.
  void add_plain(const std::string& typed, std::set<Stretch>& out) const {
    const std::string term = fold_term(typed);
    std::string closed;
    std::vector<std::string> parts = {""};
    for (const char c : term) {
      if (c == '-') {
        parts.emplace_back();
      } else {
        closed += c;
        parts.back() += c;
      }
    }
    for (std::uint32_t i = 0; i < x_document.tokens.size(); ++i) {
      if (term_at(i) == term || (parts.size() > 1 && term_at(i) == closed)) out.insert({i, i + 1});
      bool apart = parts.size() > 1;
      for (std::size_t k = 0; k < parts.size() && apart; ++k) apart = i + k < x_document.tokens.size() && term_at(i + k) == parts[k];
      if (apart) out.insert({i, i + static_cast<std::uint32_t>(parts.size())});
    }
  }
  [[nodiscard]] Truth look_form(const WordTest& word, const Scope& scope) const {
    std::set<Stretch> all;
    if (word.form == WordForm::plain) {
      add_plain(word.text, all);
    } else {
      for (std::uint32_t i = 0; i < x_document.tokens.size(); ++i) {
        if (is_form(word, i)) all.insert({i, i + 1});
      }
    }
    return only(all, scope);
  }
  [[nodiscard]] Truth look_form(const AllDocuments&, const Scope&) const { return {true, {}}; }

  // --- Fields ---
  [[nodiscard]] bool is_label(const std::string& id, const std::string& family, std::string value) const {
    if (family == "type") {
      const Label* label = x_catalogue.find(id);
      return label != nullptr && !label->type.empty() && glob(value, label->type);
    }
    const std::string prefix = family == "label" ? "" : family + ":";
    if (value.ends_with('+')) {
      value.pop_back();
      const auto below = x_catalogue.with_descendants(prefix + value);
      return std::find(below.begin(), below.end(), id) != below.end();
    }
    return glob(prefix + value, id);
  }
  [[nodiscard]] Truth look_labels(const FieldTest& test, const Scope& scope) const {
    std::string value = test.value;
    const bool negated = value.ends_with("!neg");
    const bool affirmed = value.ends_with("!pos");
    if (negated || affirmed) value.resize(value.size() - 4);
    std::set<Stretch> all;
    for (const Annotation& a : x_document.annotations) {
      if ((negated && !a.negated) || (affirmed && a.negated)) continue;
      if (is_label(std::string(x_document.labels[a.label]), test.name, value)) all.insert({a.tokens.begin, a.tokens.end});
    }
    return only(all, scope);
  }
  [[nodiscard]] std::string meta_value(const std::string& name) const {
    const Metadata& m = x_document.metadata;
    if (name == "kind") return std::string(concord::name(m.kind));
    if (name == "lang") return m.language;
    if (name == "id") return m.id;
    if (name == "source") return m.publisher;
    if (name == "date") return m.date ? m.date->to_string() : "";
    const auto at = m.fields.find(name);
    return at == m.fields.end() ? "" : at->second;
  }
  [[nodiscard]] Truth look_form(const FieldTest& test, const Scope& scope) const {
    if (test.name == "actor" || test.name == "theme" || test.name == "type" || test.name == "label") return look_labels(test, scope);
    if (test.name == "article") {
      std::set<Stretch> all;
      for (const Division& d : x_document.divisions) {
        if (d.kind == DivisionKind::article && (d.label == test.value || d.label.ends_with(" " + test.value))) all.insert({d.tokens.begin, d.tokens.end});
      }
      return only(all, scope);
    }
    if (test.name == "title") {
      const std::string title = " " + fold_term(x_document.metadata.title) + " ";
      return {title.find(" " + fold_term(test.value) + " ") != std::string::npos, {}};
    }
    const std::string value = fold_term(meta_value(test.name));
    return {!value.empty() && glob(fold_term(test.value), value), {}};
  }
  [[nodiscard]] Truth look_form(const RangeTest& test, const Scope&) const {
    const std::string value = meta_value(test.name);
    if (value.empty()) return {};
    if (test.name != "date") {
      const int number = std::stoi(value);
      return {(test.from.empty() || number >= std::stoi(test.from)) && (test.to.empty() || number <= std::stoi(test.to)), {}};
    }
    const Date date = *Date::parse(value);
    const bool late_enough = test.from.empty() || date.end >= Date::parse(test.from)->begin;
    const bool early_enough = test.to.empty() || date.begin <= Date::parse(test.to)->end;
    return {late_enough && early_enough, {}};
  }

  // --- Sequences and NEAR ---
  void extend(const Sequence& form, std::size_t next, Stretch so_far, std::set<Stretch>& out) const {
    if (next == form.items.size()) {
      out.insert(so_far);
      return;
    }
    const Gap gap = form.gaps[next - 1];
    for (const Stretch& s : look(form.items[next], everywhere()).stretches) {
      if (s.first >= so_far.second + gap.min && s.first <= so_far.second + gap.max) extend(form, next + 1, {so_far.first, s.second}, out);
    }
  }
  [[nodiscard]] Truth look_form(const Sequence& form, const Scope& scope) const {
    std::set<Stretch> all;
    for (const Stretch& s : look(form.items[0], everywhere()).stretches) extend(form, 1, s, all);
    return only(all, scope);
  }
  [[nodiscard]] Truth look_form(const Near& form, const Scope& scope) const {
    std::set<Stretch> all;
    for (const Stretch& a : look(form.parts[0], everywhere()).stretches) {
      for (const Stretch& b : look(form.parts[1], everywhere()).stretches) {
        if (a.second <= b.first && b.first - a.second <= form.distance) all.insert({a.first, b.second});
        if (!form.ordered && b.second <= a.first && a.first - b.second <= form.distance) all.insert({b.first, a.second});
      }
    }
    return only(all, scope);
  }

  // --- Booleans ---
  [[nodiscard]] Truth look_form(const And& form, const Scope& scope) const {
    Truth truth = {true, {}};
    for (const Query& part : form.parts) {
      const Truth one = look(part, scope);
      truth.holds = truth.holds && one.holds;
      truth.stretches.insert(one.stretches.begin(), one.stretches.end());
    }
    if (!truth.holds) truth.stretches.clear();
    return truth;
  }
  [[nodiscard]] Truth look_form(const Or& form, const Scope& scope) const {
    Truth truth;
    for (const Query& part : form.parts) {
      const Truth one = look(part, scope);
      truth.holds = truth.holds || one.holds;
      if (one.holds) truth.stretches.insert(one.stretches.begin(), one.stretches.end());
    }
    return truth;
  }
  [[nodiscard]] Truth look_form(const Not& form, const Scope& scope) const { return {!look(form.part[0], scope).holds, {}}; }

  // --- IN ---
  [[nodiscard]] std::vector<Stretch> units(const Enclosed& form) const {
    std::vector<Stretch> found;
    const auto add = [&](TokenRange range) { found.emplace_back(range.begin, range.end); };
    if (form.unit.empty()) {
      const Truth region = look(form.parts[1], everywhere());
      if (region.holds) found.assign(region.stretches.begin(), region.stretches.end());
    } else if (form.unit == "sentence") {
      for (const Sentence& s : x_document.sentences) add(s.tokens);
    } else if (form.unit == "paragraph") {
      for (const Paragraph& p : x_document.paragraphs) {
        if (p.sentences.empty()) continue;
        add({x_document.sentences[p.sentences.begin].tokens.begin, x_document.sentences[p.sentences.end - 1].tokens.end});
      }
    } else {
      for (const Division& d : x_document.divisions) {
        const bool wanted = (form.unit == "article" && d.kind == DivisionKind::article) || (form.unit == "page" && d.kind == DivisionKind::page);
        if (wanted && !d.tokens.empty()) add(d.tokens);
      }
    }
    return found;
  }
  static bool inside(Stretch inner, Stretch outer) { return outer.first <= inner.first && inner.second <= outer.second; }

  [[nodiscard]] Truth look_form(const Enclosed& form, const Scope& scope) const {
    const auto regions = units(form);
    Truth truth;
    if (form.outside && (form.unit == "sentence" || form.unit == "paragraph" || form.unit == "page")) {
      truth = look(form.parts[0], everywhere());
      for (const Stretch& region : regions) {
        truth.holds = truth.holds && !look(form.parts[0], inside_of(region)).holds;
      }
      if (!truth.holds) truth.stretches.clear();
    } else if (form.outside) {
      truth = look(form.parts[0], {[&](Stretch s) {
        return std::none_of(regions.begin(), regions.end(), [s](Stretch region) { return inside(s, region); });
      }});
    } else {
      for (const Stretch& region : regions) {
        const Truth one = look(form.parts[0], inside_of(region));
        truth.holds = truth.holds || one.holds;
        if (one.holds) truth.stretches.insert(one.stretches.begin(), one.stretches.end());
      }
    }
    if (scope.whole || !truth.holds) return truth;
    return only(truth.stretches, scope);
  }

  const Document& x_document;
  const Catalogue& x_catalogue;
};

}  // namespace concord::test
