// NaiveCounter: counts of units by looking at every token and annotation of every document. The slow twin.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/slices.h"

namespace concord::test {

struct NaiveQuestion {
  UnitKind unit = UnitKind::sentence;
  Polarity polarity = Polarity::all;
  std::set<DocNo> left_out;        ///< documents that do not take part
  std::string units_with_word;     ///< only units that hold this word; empty for all
  std::string slice_by;            ///< "kind", "source", "year", "quarter" or empty
  std::string slice;               ///< value of the slice; used with slice_by
  bool apart = false;              ///< only mentions without a common token are company
};

class NaiveCounter {
 public:
  NaiveCounter(const std::vector<Document>& documents, NaiveQuestion question) : x_question(std::move(question)) {
    for (DocNo number = 0; number < documents.size(); ++number) {
      if (!x_question.left_out.contains(number) && in_slice(documents[number])) add_units(documents[number]);
    }
  }

  [[nodiscard]] std::uint64_t total() const { return x_units.size(); }
  [[nodiscard]] std::uint64_t holding(const AxisItem& item) const {
    std::uint64_t count = 0;
    for (const Unit& unit : x_units) count += mentions(unit, item) > 0 ? 1 : 0;
    return count;
  }
  [[nodiscard]] std::uint64_t holding_both(const AxisItem& a, const AxisItem& b) const {
    std::uint64_t count = 0;
    for (const Unit& unit : x_units) count += pairs_in(unit, a, b) > 0 ? 1 : 0;
    return count;
  }
  [[nodiscard]] std::uint64_t mention_pairs(const AxisItem& a, const AxisItem& b) const {
    std::uint64_t count = 0;
    for (const Unit& unit : x_units) count += pairs_in(unit, a, b);
    return count;
  }

 private:
  struct Unit {
    const Document* document;
    TokenRange tokens;
  };

  [[nodiscard]] bool in_slice(const Document& document) const {
    return x_question.slice_by.empty() || value(document) == x_question.slice;
  }

  [[nodiscard]] std::string value(const Document& document) const {
    const Metadata& metadata = document.metadata;
    if (x_question.slice_by == "kind") return std::string(name(metadata.kind));
    if (x_question.slice_by == "source") {
      return metadata.publisher.empty() ? "(none)" : metadata.publisher == "UN" ? "un" : "osce";
    }
    if (!metadata.date) return "(none)";
    if (x_question.slice_by == "year") return std::to_string(metadata.date->begin_year());
    return std::to_string(metadata.date->begin_year()) + "-Q" + std::to_string((metadata.date->begin_month() + 2) / 3);
  }

  void add_units(const Document& document) {
    std::vector<TokenRange> ranges;
    const auto size = static_cast<std::uint32_t>(document.tokens.size());
    switch (x_question.unit) {
      case UnitKind::document: ranges = {{0, size}}; break;
      case UnitKind::sentence:
        for (const Sentence& sentence : document.sentences) ranges.push_back(sentence.tokens);
        break;
      case UnitKind::paragraph:
        for (const Paragraph& paragraph : document.paragraphs) {
          ranges.push_back({document.sentences[paragraph.sentences.begin].tokens.begin,
                            document.sentences[paragraph.sentences.end - 1].tokens.end});
        }
        break;
      default:
        for (const Division& division : document.divisions) {
          if (division.kind == DivisionKind::article) ranges.push_back(division.tokens);
        }
    }
    for (const TokenRange range : ranges) {
      const Unit unit{&document, range};
      const AxisItem wanted{"", ItemKind::words, {x_question.units_with_word}, {}};
      if (x_question.units_with_word.empty() || mentions(unit, wanted) > 0) x_units.push_back(unit);
    }
  }

  [[nodiscard]] std::uint64_t mentions(const Unit& unit, const AxisItem& item) const { return places(unit, item).size(); }

  [[nodiscard]] std::uint64_t pairs_in(const Unit& unit, const AxisItem& a, const AxisItem& b) const {
    std::uint64_t count = 0;
    for (const TokenRange& one : places(unit, a)) {
      for (const TokenRange& other : places(unit, b)) count += x_question.apart && one.begin < other.end && other.begin < one.end ? 0 : 1;
    }
    return count;
  }

  /// Where the item stands in the unit; metadata in no words at all.
  [[nodiscard]] std::vector<TokenRange> places(const Unit& unit, const AxisItem& item) const {
    std::vector<TokenRange> found;
    for (const std::string& term : item.terms) {
      if (item.kind == ItemKind::words) {
        for (std::uint32_t i = unit.tokens.begin; i < unit.tokens.end; ++i) {
          if (unit.document->term(unit.document->tokens[i]) == term) found.push_back({i, i + 1});
        }
      } else if (item.kind == ItemKind::labels) {
        for (const Annotation& annotation : unit.document->annotations) {
          if (!unit.tokens.contains(annotation.tokens.begin)) continue;
          if (x_question.polarity == Polarity::affirmed && annotation.negated) continue;
          if (x_question.polarity == Polarity::negated && !annotation.negated) continue;
          if (unit.document->labels[annotation.label] == term) found.push_back(annotation.tokens);
        }
      } else if (term == "kind=" + std::string(name(unit.document->metadata.kind))) {
        found.push_back({0, 0});
      }
    }
    return found;
  }

  NaiveQuestion x_question;
  std::vector<Unit> x_units;
};

/// Matches of one word, as a query would find them.
inline MatchFinder word_matches(const Snapshot& snapshot, std::string word) {
  return [&snapshot, word = std::move(word)](const MatchVisitor& visit) -> Status {
    const auto postings = snapshot.postings(Field::word, word);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      std::vector<std::uint32_t> positions;
      postings->positions(positions);
      std::vector<TokenRange> ranges;
      for (const std::uint32_t position : positions) ranges.push_back({position, position + 1});
      visit(number, ranges);
    }
    return {};
  };
}

}  // namespace concord::test
