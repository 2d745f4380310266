#include "pipeline/search/ranking.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <unordered_map>
#include <utility>

#include "corpus/document/date.h"
#include "corpus/text/fold.h"
#include "pipeline/index/duplicates.h"
#include "pipeline/search/column.h"
#include "pipeline/search/found_documents.h"

namespace concord {
namespace {

/// Days as numbers, for Order::date; without a date the largest.
std::vector<std::int64_t> days_of(const Snapshot& snapshot, bool newest) {
  const MetaColumn column = MetaColumn::read(snapshot, "date");
  std::vector<std::int64_t> day_of_value;
  for (const std::string& value : column.values()) {
    const auto date = Date::parse(value);
    day_of_value.push_back(!date ? INT64_MAX : newest ? -std::int64_t{date->end} : std::int64_t{date->begin});
  }
  std::vector<std::int64_t> days(snapshot.end(), INT64_MAX);
  for (DocNo document = 0; document < snapshot.end(); ++document) {
    if (column.of(document) != MetaColumn::none) days[document] = day_of_value[column.of(document)];
  }
  return days;
}

/// The place of each document's title among all titles.
Result<std::vector<double>> places_of_titles(const Snapshot& snapshot, const std::vector<FoundDocument>& all) {
  std::vector<std::pair<std::string, std::size_t>> titles;
  titles.reserve(all.size());
  for (const FoundDocument& found : all) {
    const auto document = snapshot.document(found.document, Part::metadata);
    if (!document) return document.error();
    titles.emplace_back(fold_term(document->metadata.title), titles.size());
  }
  std::sort(titles.begin(), titles.end());
  std::vector<double> places(all.size());
  double place = 0;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (i > 0 && titles[i].first != titles[i - 1].first) ++place;
    places[titles[i].second] = place;
  }
  return places;
}

/// What the order compares, smallest first; documents of equal keys stand as in the index.
Result<std::vector<double>> keys_of(const Snapshot& snapshot, const RankingOptions& options, const std::vector<FoundDocument>& all) {
  std::vector<double> keys(all.size(), 0);
  if (options.sample > 0) return keys;
  if (options.order == Order::title) return places_of_titles(snapshot, all);
  const bool dated = options.order == Order::date || options.order == Order::newest;
  const std::vector<std::int64_t> days = dated ? days_of(snapshot, options.order == Order::newest) : std::vector<std::int64_t>();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (options.order == Order::relevance) keys[i] = -all[i].score;
    if (options.order == Order::hits) keys[i] = -static_cast<double>(all[i].hits);
    if (dated) keys[i] = static_cast<double>(days[all[i].document]);
  }
  return keys;
}

/// Drawn without replacement (Fisher-Yates), then in the order of the index.
void draw_sample(std::vector<FoundDocument>& all, std::uint64_t size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::size_t wanted = std::min<std::size_t>(size, all.size());
  for (std::size_t i = 0; i < wanted; ++i) std::swap(all[i], all[i + random() % (all.size() - i)]);
  all.resize(wanted);
  std::sort(all.begin(), all.end(), [](const FoundDocument& a, const FoundDocument& b) { return a.document < b.document; });
}

/// The documents that show, and those that show with them.
class Shown {
 public:
  using Place = std::uint32_t;  // index into the documents found
  static constexpr std::size_t no_group = SIZE_MAX;

  Shown(const std::vector<FoundDocument>& all, const std::vector<double>& keys) : x_all(all), x_keys(keys), x_first(all.size()) {
    std::iota(x_first.begin(), x_first.end(), Place{0});
  }

  /// Of each group (below `groups`) the one that stands first in the order shows; the others go with it.
  template <class GroupOf>
  void join(std::size_t groups, GroupOf group_of) {
    Joined joined;
    std::vector<Place> slots(groups, no_place);  // of a group: where in joined.first its first one stands
    for (const Place place : x_first) {
      const std::size_t group = group_of(x_all[place].document);
      if (group == no_group || slots[group] == no_place) {
        if (group != no_group) slots[group] = static_cast<Place>(joined.first.size());
        joined.first.push_back(place);
        continue;
      }
      Place other = place;
      if (before(place, joined.first[slots[group]])) std::swap(other, joined.first[slots[group]]);
      joined.others.emplace_back(slots[group], other);
    }
    x_first = joined.first;
    x_joined.push_back(std::move(joined));
  }

  /// The page [offset, offset + limit).
  std::vector<RankedDocument> page(std::uint64_t offset, std::uint64_t limit) {
    const std::size_t begin = std::min<std::size_t>(offset, x_first.size());
    const std::size_t end = begin + std::min<std::size_t>(limit, x_first.size() - begin);
    std::partial_sort(x_first.begin(), x_first.begin() + static_cast<std::ptrdiff_t>(end), x_first.end(), [this](Place a, Place b) { return before(a, b); });
    std::vector<RankedDocument> page;
    std::unordered_map<Place, std::size_t> rows;
    for (std::size_t i = begin; i < end; ++i) {
      const FoundDocument& found = x_all[x_first[i]];
      rows.emplace(x_first[i], page.size());
      page.push_back({found.document, found.score, found.hits, {}});
    }
    for (const Joined& joined : x_joined) add_others(joined, rows, page);
    return page;
  }

  [[nodiscard]] std::size_t size() const { return x_first.size(); }

 private:
  static constexpr Place no_place = UINT32_MAX;
  struct Joined {
    std::vector<Place> first;
    std::vector<std::pair<Place, Place>> others;  // where in `first` it goes, and which
  };

  [[nodiscard]] bool before(Place a, Place b) const { return x_keys[a] != x_keys[b] ? x_keys[a] < x_keys[b] : a < b; }

  void add_others(const Joined& joined, const std::unordered_map<Place, std::size_t>& rows, std::vector<RankedDocument>& page) const {
    std::vector<std::pair<std::size_t, Place>> on_page;
    for (const auto& [slot, other] : joined.others) {
      if (const auto row = rows.find(joined.first[slot]); row != rows.end()) on_page.emplace_back(row->second, other);
    }
    std::sort(on_page.begin(), on_page.end(), [this](const auto& a, const auto& b) { return before(a.second, b.second); });
    for (const auto& [row, other] : on_page) page[row].also_in.push_back(x_all[other].document);
  }

  const std::vector<FoundDocument>& x_all;
  const std::vector<double>& x_keys;
  std::vector<Place> x_first;
  std::vector<Joined> x_joined;
};

void join_duplicates(const Duplicates& duplicates, Shown& shown) {
  const DuplicateGroup* const first = duplicates.groups().data();
  shown.join(duplicates.groups().size(), [&](DocNo document) {
    const DuplicateGroup* group = duplicates.group_of(document);
    return group == nullptr ? Shown::no_group : static_cast<std::size_t>(group - first);
  });
}

void join_values(const Snapshot& snapshot, const std::string& name, Shown& shown) {
  const MetaColumn column = MetaColumn::read(snapshot, fold_term(name));
  shown.join(column.values().size(), [&](DocNo document) { return column.of(document) == MetaColumn::none ? Shown::no_group : std::size_t{column.of(document)}; });
}

}  // namespace

Result<Ranking> rank(const Snapshot& snapshot, Answer& answer, const RankingOptions& options) {
  auto found = find_documents(snapshot, answer, options);
  if (!found) return found.error();
  Ranking ranking;
  ranking.documents = found->all.size();
  ranking.passages = found->passages;
  ranking.matched.reserve(found->all.size());
  ranking.matched_hits.reserve(found->all.size());
  for (const FoundDocument& each : found->all) {
    ranking.hits += each.hits;
    ranking.matched.push_back(each.document);
    ranking.matched_hits.push_back(each.hits);
  }
  if (options.sample > 0) draw_sample(found->all, options.sample, options.seed);
  const auto keys = keys_of(snapshot, options, found->all);
  if (!keys) return keys.error();
  Shown shown(found->all, *keys);
  if (options.duplicates != nullptr && options.sample == 0) {
    join_duplicates(*options.duplicates, shown);
    ranking.repeated = found->all.size() - shown.size();
  }
  if (!options.group_by.empty()) join_values(snapshot, options.group_by, shown);
  ranking.groups = shown.size();
  ranking.page = shown.page(options.offset, options.limit);
  return ranking;
}

}  // namespace concord
