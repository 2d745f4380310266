// OccurrenceReader: the units in which an item of an axis is met, read from the postings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/unit_space.h"
#include "pipeline/index/posting_list.h"

namespace concord {

/// Which mentions of a label count. Words, metadata and matches have no polarity.
enum class Polarity : std::uint8_t { all, affirmed, negated };
[[nodiscard]] std::string_view name(Polarity polarity);
[[nodiscard]] std::optional<Polarity> parse_polarity(std::string_view name);

/// What counts once.
enum class CountMode : std::uint8_t {
  units,     ///< a unit, however often the item is met there
  mentions,  ///< each mention: pairs are pairs of mentions in the same unit
};

/// One thread. Keeps references: the snapshot and the space must outlive it.
class OccurrenceReader {
 public:
  OccurrenceReader(const Snapshot& snapshot, UnitSpace& space, Polarity polarity, CountMode mode)
      : x_snapshot(snapshot), x_space(space), x_polarity(polarity), x_mode(mode) {}

  /// Units that hold the item, ascending: each once, or once for each mention that begins there.
  [[nodiscard]] Result<std::vector<UnitNo>> units_of(const AxisItem& item);

 private:
  void add_label(std::string_view label, std::vector<UnitNo>& units);
  void add_label_units(std::string_view term, std::vector<UnitNo>& units);
  void add_label_mentions(std::string_view label, std::vector<UnitNo>& units);
  void add_positions(Field field, std::string_view term, std::vector<UnitNo>& units);
  void add_documents(std::string_view term, std::vector<UnitNo>& units);
  Status add_matches(const MatchFinder& finder, std::vector<UnitNo>& units);

  const Snapshot& x_snapshot;
  UnitSpace& x_space;
  Polarity x_polarity;
  CountMode x_mode;
  PostingList x_list;
  std::vector<std::uint32_t> x_positions;
  std::vector<std::uint32_t> x_negated;
};

}  // namespace concord
