#include "pipeline/cooccur/shared_words.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "pipeline/index/fields.h"

namespace concord {
namespace {

/// One place where an item stands.
struct Mention {
  DocNo document = 0;
  std::uint32_t begin = 0;  // tokens
  std::uint32_t end = 0;
  std::uint32_t item = 0;
};

bool stands_before(const Mention& a, const Mention& b) { return std::tie(a.document, a.begin) < std::tie(b.document, b.begin); }

/// The mentions of an item that count, in no order.
class MentionReader {
 public:
  MentionReader(const Snapshot& snapshot, Polarity polarity) : x_snapshot(snapshot), x_polarity(polarity) {}

  Status read(const AxisItem& item, std::uint32_t number, std::vector<Mention>& mentions) {
    const std::size_t before = mentions.size();
    if (item.kind == ItemKind::matches) {
      const Status found = item.matches([&](DocNo document, std::span<const TokenRange> ranges) {
        for (const TokenRange& range : ranges) mentions.push_back({document, range.begin, range.end, number});
      });
      if (!found) return found;
    }
    for (const std::string& term : item.terms) {
      if (item.kind == ItemKind::words) read_words(term, mentions);
      if (item.kind == ItemKind::labels) read_label(term, mentions);
    }
    for (std::size_t i = before; i < mentions.size(); ++i) mentions[i].item = number;
    return {};
  }

 private:
  void read_words(const std::string& term, std::vector<Mention>& mentions) {
    x_snapshot.read_list(Field::word, term, ListPart::positions, x_begins);
    each_position(x_begins, [&](DocNo document, std::size_t i) { mentions.push_back({document, x_begins.positions[i], x_begins.positions[i] + 1, 0}); });
  }

  void read_label(const std::string& label, std::vector<Mention>& mentions) {
    const std::size_t before = mentions.size();
    read_spans(x_polarity == Polarity::negated ? label + std::string(negated_suffix) : label, mentions);
    if (x_polarity != Polarity::affirmed) return;
    std::vector<Mention> negated;
    read_spans(label + std::string(negated_suffix), negated);
    const auto is_negated = [&](const Mention& mention) { return std::binary_search(negated.begin(), negated.end(), mention, stands_before); };
    mentions.erase(std::remove_if(mentions.begin() + static_cast<std::ptrdiff_t>(before), mentions.end(), is_negated), mentions.end());
  }

  /// Ascending.
  void read_spans(const std::string& term, std::vector<Mention>& mentions) {
    x_snapshot.read_list(Field::label, term, ListPart::positions, x_begins);
    x_snapshot.read_list(Field::label_end, term, ListPart::positions, x_ends);
    each_position(x_begins, [&](DocNo document, std::size_t i) { mentions.push_back({document, x_begins.positions[i], x_ends.positions[i], 0}); });
  }

  template <class Visit>
  static void each_position(const PostingList& list, Visit visit) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < list.documents.size(); ++i) {
      for (const std::size_t end = at + list.frequencies[i]; at < end; ++at) visit(list.documents[i], at);
    }
  }

  const Snapshot& x_snapshot;
  Polarity x_polarity;
  PostingList x_begins;
  PostingList x_ends;
};

/// The mentions of labels and queries on an axis, in the order of the text; words, of which there may be as many as tokens, are not
/// held but looked up here, one item at a time.
class Covered {
 public:
  Status take(const Axis& axis, MentionReader& reader) {
    for (std::uint32_t item = 0; item < axis.size(); ++item) {
      if (axis[item].kind == ItemKind::words) continue;
      if (const Status read = reader.read(axis[item], item, x_mentions); !read) return read;
    }
    std::sort(x_mentions.begin(), x_mentions.end(), stands_before);
    for (const Mention& mention : x_mentions) x_longest = std::max(x_longest, mention.end - mention.begin);
    return {};
  }

  /// Calls visit(mention) for those that have a token of `other`.
  template <class Visit>
  void meet(const Mention& other, Visit visit) const {
    const Mention first{other.document, other.begin - std::min(other.begin, x_longest), 0, 0};
    for (auto at = std::lower_bound(x_mentions.begin(), x_mentions.end(), first, stands_before); at != x_mentions.end(); ++at) {
      if (at->document != other.document || at->begin >= other.end) return;
      if (at->end > other.begin) visit(*at);
    }
  }

 private:
  std::vector<Mention> x_mentions;
  std::uint32_t x_longest = 0;
};

class Finder {
 public:
  Finder(const Snapshot& snapshot, UnitSpace& space, const Axis& rows, const Axis& columns, Polarity polarity)
      : x_snapshot(snapshot), x_space(space), x_rows(rows), x_columns(columns), x_polarity(polarity), x_reader(snapshot, polarity) {}

  Result<std::vector<std::vector<SharedWords::Place>>> run() {
    if (x_space.kind() != UnitKind::document) x_space.read_bounds(x_snapshot);
    if (Status met = meet_columns(); !met) return met.error();
    if (Status met = meet_words_of_columns(); !met) return met.error();
    return grouped();
  }

 private:
  struct Meeting {
    std::uint32_t row = 0;
    UnitNo unit = 0;
    std::uint32_t column = 0;
    friend auto operator<=>(const Meeting&, const Meeting&) = default;
  };

  /// Every row against the labels and queries of the columns.
  Status meet_columns() {
    Covered columns;
    if (Status taken = columns.take(x_columns, x_reader); !taken) return taken;
    return each_mention(x_rows, [](ItemKind) { return true; }, [&](const Mention& row) {
      columns.meet(row, [&](const Mention& column) { add(row, column); });
    });
  }

  /// The words of the columns against the labels and queries of the rows. A word and another word are never the same token.
  Status meet_words_of_columns() {
    const auto is_word = [](ItemKind kind) { return kind == ItemKind::words; };
    if (std::none_of(x_columns.begin(), x_columns.end(), [&](const AxisItem& item) { return is_word(item.kind); })) return {};
    Covered rows;
    if (Status taken = rows.take(x_rows, x_reader); !taken) return taken;
    return each_mention(x_columns, is_word, [&](const Mention& column) {
      rows.meet(column, [&](const Mention& row) { add(row, column); });
    });
  }

  template <class Wanted, class Visit>
  Status each_mention(const Axis& axis, Wanted wanted, Visit visit) {
    std::vector<Mention> mentions;
    for (std::uint32_t item = 0; item < axis.size(); ++item) {
      if (!wanted(axis[item].kind)) continue;
      mentions.clear();
      if (Status read = x_reader.read(axis[item], item, mentions); !read) return read;
      for (const Mention& mention : mentions) visit(mention);
    }
    return {};
  }

  void add(const Mention& row, const Mention& column) {
    const auto unit = unit_of(row);
    if (unit && unit == unit_of(column)) x_meetings.push_back({row.item, *unit, column.item});
  }

  std::optional<UnitNo> unit_of(const Mention& mention) {
    if (mention.document >= x_space.documents_end() || !x_space.contains(mention.document)) return std::nullopt;
    if (x_space.kind() == UnitKind::document) {
      const UnitNo unit = x_space.begin_of(mention.document);
      return x_space.is_kept(unit) ? std::optional(unit) : std::nullopt;
    }
    x_units.clear();
    x_space.locate(mention.document, std::span(&mention.begin, 1), x_units);
    return x_units.empty() ? std::nullopt : std::optional(x_units.front());
  }

  Result<std::vector<std::vector<SharedWords::Place>>> grouped() {
    std::sort(x_meetings.begin(), x_meetings.end());
    std::vector<std::vector<SharedWords::Place>> rows(x_rows.size());
    OccurrenceReader reader(x_snapshot, x_space, x_polarity, CountMode::mentions);
    std::map<std::uint32_t, std::vector<UnitNo>> columns;
    std::vector<UnitNo> units;  // of the row, each once for each mention
    for (std::size_t i = 0, end = 0; i < x_meetings.size(); i = end) {
      const Meeting& meeting = x_meetings[i];
      while (end < x_meetings.size() && x_meetings[end] == meeting) ++end;
      if (i == 0 || x_meetings[i - 1].row != meeting.row) {
        auto read = reader.units_of(x_rows[meeting.row]);
        if (!read) return read.error();
        units = std::move(*read);
      }
      auto [column, is_new] = columns.try_emplace(meeting.column);
      if (is_new) {
        auto read = reader.units_of(x_columns[meeting.column]);
        if (!read) return read.error();
        column->second = std::move(*read);
      }
      const std::size_t all = times(units, meeting.unit) * times(column->second, meeting.unit);
      rows[meeting.row].push_back({meeting.unit, meeting.column, static_cast<std::uint32_t>(end - i), end - i == all});
    }
    return rows;
  }

  static std::size_t times(const std::vector<UnitNo>& units, UnitNo unit) {
    const auto [begin, end] = std::equal_range(units.begin(), units.end(), unit);
    return static_cast<std::size_t>(end - begin);
  }

  const Snapshot& x_snapshot;
  UnitSpace& x_space;
  const Axis& x_rows;
  const Axis& x_columns;
  Polarity x_polarity;
  MentionReader x_reader;
  std::vector<Meeting> x_meetings;
  std::vector<UnitNo> x_units;
};

}  // namespace

Result<SharedWords> SharedWords::find(const Snapshot& snapshot, UnitSpace& space, const Axis& rows, const Axis& columns, Polarity polarity) {
  auto found = Finder(snapshot, space, rows, columns, polarity).run();
  if (!found) return found.error();
  SharedWords shared;
  shared.x_rows = std::move(*found);
  return shared;
}

}  // namespace concord
