#include "pipeline/cooccur/occurrence_reader.h"

#include <algorithm>
#include <array>

namespace concord {
namespace {

constexpr std::array<std::string_view, 3> polarities = {"all", "affirmed", "negated"};

std::string negated(std::string_view label) { return std::string(label).append(negated_suffix); }

}  // namespace

std::string_view name(Polarity polarity) { return polarities[static_cast<std::size_t>(polarity)]; }

std::optional<Polarity> parse_polarity(std::string_view text) {
  const auto found = std::find(polarities.begin(), polarities.end(), text);
  if (found == polarities.end()) return std::nullopt;
  return static_cast<Polarity>(found - polarities.begin());
}

Result<std::vector<UnitNo>> OccurrenceReader::units_of(const AxisItem& item) {
  std::vector<UnitNo> units;
  for (const std::string& term : item.terms) {
    switch (item.kind) {
      case ItemKind::labels: add_label(term, units); break;
      case ItemKind::words: add_positions(Field::word, term, units); break;
      case ItemKind::metadata: add_documents(term, units); break;
      case ItemKind::matches: break;
    }
  }
  if (item.kind == ItemKind::matches) {
    if (Status status = add_matches(item.matches, units); !status) return status.error();
  }
  if (item.terms.size() > 1) std::sort(units.begin(), units.end());
  if (x_mode == CountMode::units) units.erase(std::unique(units.begin(), units.end()), units.end());
  units.shrink_to_fit();  // lists of thousands of items are held at once
  return units;
}

void OccurrenceReader::add_label(std::string_view label, std::vector<UnitNo>& units) {
  // The stored sentence and paragraph numbers, or the bare document, say all that is needed, except which of several
  // mentions in a unit are affirmed, and how many there are.
  const bool stored = x_space.kind() == UnitKind::sentence || x_space.kind() == UnitKind::paragraph ||
                      x_space.kind() == UnitKind::document;
  if (stored && x_mode == CountMode::units && x_polarity != Polarity::affirmed) {
    add_label_units(x_polarity == Polarity::negated ? negated(label) : std::string(label), units);
  } else {
    add_label_mentions(label, units);
  }
}

void OccurrenceReader::add_label_units(std::string_view term, std::vector<UnitNo>& units) {
  const bool whole = x_space.kind() == UnitKind::document;
  x_snapshot.read_list(x_space.kind() == UnitKind::paragraph ? Field::label_paragraph : Field::label_sentence, term,
                       whole ? ListPart::documents : ListPart::positions, x_list);
  const std::uint32_t* place = x_list.positions.data();
  for (std::size_t i = 0; i < x_list.documents.size(); ++i) {
    const DocNo number = x_list.documents[i];
    const std::uint32_t* const end = whole ? place : place + x_list.frequencies[i];
    if (x_space.contains(number)) {
      const UnitNo first = x_space.begin_of(number);
      if (whole && x_space.is_kept(first)) units.push_back(first);
      for (; place != end; ++place) {
        if (x_space.is_kept(first + *place)) units.push_back(first + *place);
      }
    }
    place = end;
  }
}

void OccurrenceReader::add_label_mentions(std::string_view label, std::vector<UnitNo>& units) {
  if (x_polarity == Polarity::negated) return add_positions(Field::label, negated(label), units);
  if (x_polarity == Polarity::all) return add_positions(Field::label, label, units);
  x_space.read_bounds(x_snapshot);
  const auto all = x_snapshot.postings(Field::label, label);
  const auto negatives = x_snapshot.postings(Field::label, negated(label));
  DocNo with_negative = negatives->next();
  for (DocNo number = all->next(); number != no_more_documents; number = all->next()) {
    if (!x_space.contains(number)) continue;
    x_positions.clear();
    all->positions(x_positions);
    if (with_negative != no_more_documents && with_negative < number) with_negative = negatives->advance(number);
    if (with_negative == number) {
      x_negated.clear();
      negatives->positions(x_negated);
      const auto kept = std::set_difference(x_positions.begin(), x_positions.end(), x_negated.begin(), x_negated.end(),
                                            x_positions.begin());
      x_positions.erase(kept, x_positions.end());
    }
    x_space.locate(number, x_positions, units);
  }
}

void OccurrenceReader::add_positions(Field field, std::string_view term, std::vector<UnitNo>& units) {
  const bool whole = x_space.kind() == UnitKind::document && x_mode == CountMode::units;
  x_space.read_bounds(x_snapshot);
  x_snapshot.read_list(field, term, whole ? ListPart::documents : ListPart::positions, x_list);
  if (!whole) return x_space.locate(x_list, units);
  for (const DocNo number : x_list.documents) {
    if (x_space.contains(number) && x_space.is_kept(x_space.begin_of(number))) units.push_back(x_space.begin_of(number));
  }
}

void OccurrenceReader::add_documents(std::string_view term, std::vector<UnitNo>& units) {
  const auto postings = x_snapshot.postings(Field::meta, term);
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    for (UnitNo unit = x_space.begin_of(number); unit < x_space.end_of(number); ++unit) {
      if (x_space.is_kept(unit)) units.push_back(unit);
    }
  }
}

Status OccurrenceReader::add_matches(const MatchFinder& finder, std::vector<UnitNo>& units) {
  x_space.read_bounds(x_snapshot);
  return finder([&](DocNo number, std::span<const TokenRange> ranges) {
    if (number >= x_space.documents_end()) return;
    x_positions.clear();
    for (const TokenRange& range : ranges) x_positions.push_back(range.begin);
    x_space.locate(number, x_positions, units);
  });
}

}  // namespace concord
