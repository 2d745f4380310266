// StoredClauses: what only the stored text can answer: exact spellings, and parts of a document by their label.
#include <utility>

#include "corpus/text/fold.h"
#include "pipeline/search/nearby_words.h"
#include "pipeline/search/span_clause.h"
#include "pipeline/search/term_cursor.h"

namespace concord {
namespace {

/// Words of an exact spelling. Only where the folded words stand is the text looked at, and there only the sentence; a
/// text that holds the letters of no first word is not looked at further.
class ExactClause final : public SpanClause {
 public:
  ExactClause(ClausePtr inner, StoredDocuments& stored, std::vector<std::string> surfaces, std::uint32_t leaf)
      : SpanClause(leaf), x_inner(std::move(inner)), x_stored(stored), x_surfaces(std::move(surfaces)) {}

  [[nodiscard]] std::uint64_t cost() const override { return x_inner->cost(); }

 private:
  DocNo seek(DocNo target) override { return x_inner->advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    if (!x_inner->matches(document)) return;
    const Document* text = x_stored.text(document);
    if (text == nullptr) return;
    if (text->marks.empty() && text->text.utf8.find(x_surfaces.front()) == std::string::npos) return;
    Occurrences folded;
    x_inner->occurrences(document, Detail::stretches, folded);
    NearbyWords nearby(x_stored.snapshot(), document, *text, x_scanner);
    for (const Occurrence& o : folded) {
      if (is_spelled(nearby, o.begin)) out.push_back({o.begin, o.end, leaf()});
    }
    x_stored.report(nearby.status());
  }

  bool is_spelled(NearbyWords& nearby, std::uint32_t token) {
    for (const std::string& surface : x_surfaces) {
      x_surface.clear();
      nearby.append_surface(token++, x_surface);
      if (x_surface != surface) return false;
    }
    return true;
  }

  ClausePtr x_inner;
  StoredDocuments& x_stored;
  std::vector<std::string> x_surfaces;
  WordScanner x_scanner;
  std::string x_surface;
};

constexpr std::string_view division_names[] = {"page", "article", "section", "numbered_paragraph", "annex", "preamble", "signatures"};

class DivisionClause final : public SpanClause {
 public:
  DivisionClause(const Snapshot& snapshot, StoredDocuments& stored, std::string unit, std::string label, std::uint32_t leaf)
      : SpanClause(leaf), x_cursor(snapshot, Field::unit, unit), x_stored(stored), x_unit(std::move(unit)),
        x_label(fold_term(label)), x_cost(snapshot.end()) {}

  [[nodiscard]] std::uint64_t cost() const override { return x_cost; }

 private:
  DocNo seek(DocNo target) override { return x_cursor.advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    const Document* text = x_stored.text(document);
    if (text == nullptr) return;
    for (const Division& division : text->divisions) {
      if (division_names[static_cast<std::size_t>(division.kind)] == x_unit && has_label(division.label)) {
        out.push_back({division.tokens.begin, division.tokens.end, leaf()});
      }
    }
  }
  /// "Article 5" answers to article:5 and to article:"Article 5".
  [[nodiscard]] bool has_label(const std::string& label) const {
    const std::string folded = fold_term(label);
    const auto space = folded.rfind(' ');
    return folded == x_label || (space != std::string::npos && std::string_view(folded).substr(space + 1) == x_label);
  }

  TermCursor x_cursor;
  StoredDocuments& x_stored;
  std::string x_unit;
  std::string x_label;
  std::uint64_t x_cost;
};

}  // namespace

const Document* StoredDocuments::text(DocNo number) {
  if (x_number == number) return &x_document;
  auto document = x_snapshot.document(number, Part::text);
  if (!document) {
    report(document.error());
    return nullptr;
  }
  x_document = std::move(*document);
  x_number = number;
  return &x_document;
}

ClausePtr make_exact(ClausePtr inner, StoredDocuments& stored, std::vector<std::string> surfaces, std::uint32_t leaf) {
  return std::make_unique<ExactClause>(std::move(inner), stored, std::move(surfaces), leaf);
}
ClausePtr make_division(const Snapshot& snapshot, StoredDocuments& stored, std::string unit, std::string label, std::uint32_t leaf) {
  return std::make_unique<DivisionClause>(snapshot, stored, std::move(unit), std::move(label), leaf);
}

}  // namespace concord
