// compare_units (frequency.h): words of the units that hold a match of one query against those that hold one of another.
#include <algorithm>
#include <map>

#include "corpus/document/vocabulary.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/cooccur/unit_space.h"

namespace concord {
namespace {

constexpr std::uint8_t in_one = 1;
constexpr std::uint8_t in_other = 2;

class UnitComparer {
 public:
  UnitComparer(const Snapshot& snapshot, const FrequencyOptions& options) : x_snapshot(snapshot), x_options(options) {}

  Result<UnitComparison> run(const MatchFinder& one, const MatchFinder& other, WindowLimit unit, DocumentSet documents) {
    documents &= DocumentSet::all(x_snapshot);
    const UnitKind kind = unit == WindowLimit::sentence    ? UnitKind::sentence
                          : unit == WindowLimit::paragraph ? UnitKind::paragraph
                                                           : UnitKind::document;
    Result<UnitSpace> space = UnitSpace::build(x_snapshot, kind, documents);
    if (!space) return space.error();
    space->read_bounds(x_snapshot);
    std::vector<std::uint8_t> member(space->end(), 0);
    if (Status status = mark(*space, one, in_one, member); !status) return status.error();
    if (Status status = mark(*space, other, in_other, member); !status) return status.error();
    start();
    for (DocNo number = 0; number < space->documents_end(); ++number) {
      if (Status status = add_document(*space, number, member); !status) return status.error();
    }
    finish();
    return std::move(x_result);
  }

 private:
  static Status mark(const UnitSpace& space, const MatchFinder& finder, std::uint8_t bit, std::vector<std::uint8_t>& member) {
    std::vector<std::uint32_t> firsts;
    std::vector<UnitNo> units;
    return finder([&](DocNo number, std::span<const TokenRange> ranges) {
      firsts.clear();
      units.clear();
      for (const TokenRange& range : ranges) firsts.push_back(range.begin);
      if (number < space.documents_end()) space.locate(number, firsts, units);
      for (const UnitNo unit : units) member[unit] = static_cast<std::uint8_t>(member[unit] | bit);
    });
  }

  void start() {
    x_result.table.slices = {"1", "2"};
    x_result.table.sizes = {0, 0};
    x_result.table.documents = {0, 0};
  }

  Status add_document(const UnitSpace& space, DocNo number, const std::vector<std::uint8_t>& member) {
    bool seen[2] = {false, false};
    for (UnitNo unit = space.begin_of(number); unit < space.end_of(number); ++unit) {
      if (member[unit] == (in_one | in_other)) {
        ++x_result.shared_units;
      } else if (member[unit] != 0) {
        ++x_result.units[member[unit] - 1];
        seen[member[unit] - 1] = true;
      }
    }
    if (!seen[0] && !seen[1]) return {};
    const Result<Document> document = x_snapshot.document(number, Part::tokens);
    if (!document) return document.error();
    for (std::size_t side = 0; side < 2; ++side) x_result.table.documents[side] += seen[side] ? 1 : 0;
    const bool whole = space.kind() == UnitKind::document;
    const auto firsts = whole ? std::span<const std::uint32_t>{} : space.first_tokens(number);
    for (UnitNo unit = space.begin_of(number); unit < space.end_of(number); ++unit) {
      if (member[unit] != in_one && member[unit] != in_other) continue;
      const std::size_t at = unit - space.begin_of(number);
      const std::size_t begin = whole ? 0 : firsts[at];
      const std::size_t end = at + 1 < firsts.size() ? firsts[at + 1] : document->tokens.size();
      add_words(*document, begin, end, member[unit] - 1U, number);
    }
    return {};
  }

  void add_words(const Document& document, std::size_t begin, std::size_t end, std::size_t side, DocNo number) {
    x_result.table.sizes[side] += end - begin;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view term = document.term(document.tokens[i]);
      const std::string grouped = x_options.group ? x_options.group(term) : std::string();
      const std::string_view name = x_options.group ? std::string_view(grouped) : term;
      if (name.empty()) continue;
      const std::uint32_t item = x_names.intern(name);
      if (item == x_items.size()) {
        x_items.push_back({std::string(name), {0, 0}, 0, 0});
        x_last.push_back(no_more_documents);
      }
      ++x_items[item].counts[side];
      ++x_items[item].total;
      x_items[item].documents += x_last[item] == number ? 0 : 1;
      x_last[item] = number;
    }
  }

  void finish() {
    for (FrequencyItem& item : x_items) {
      if (item.total < x_options.min_count) {
        ++x_result.table.hidden;
      } else {
        x_result.table.items.push_back(std::move(item));
      }
    }
    std::sort(x_result.table.items.begin(), x_result.table.items.end(), [](const FrequencyItem& a, const FrequencyItem& b) {
      return a.total != b.total ? a.total > b.total : a.name < b.name;
    });
  }

  const Snapshot& x_snapshot;
  const FrequencyOptions& x_options;
  UnitComparison x_result;
  Vocabulary x_names;
  std::vector<FrequencyItem> x_items;
  std::vector<DocNo> x_last;  // document in which the item was last met
};

}  // namespace

Result<UnitComparison> compare_units(const Snapshot& snapshot, const MatchFinder& one, const MatchFinder& other,
                                     WindowLimit unit, const DocumentSet& documents, const FrequencyOptions& options) {
  return UnitComparer(snapshot, options).run(one, other, unit, documents);
}

}  // namespace concord
