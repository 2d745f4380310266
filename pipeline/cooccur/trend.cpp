#include "pipeline/cooccur/trend.h"

#include <algorithm>
#include <limits>
#include <map>

#include "pipeline/cooccur/token_counts.h"

namespace concord {
namespace {

constexpr std::string_view undated = "(none)";

std::string_view column_of(Period period) {
  switch (period) {
    case Period::month: return "month";
    case Period::quarter: return "quarter";
    case Period::year: return "year";
    case Period::decade: return "decade";
  }
  return "year";
}

double rate(std::uint64_t count, std::uint64_t tokens) {
  if (tokens == 0) return std::numeric_limits<double>::quiet_NaN();
  return 1e6 * static_cast<double>(count) / static_cast<double>(tokens);
}

// The denominators that all items share.
struct Timeline {
  Slices slices;
  std::vector<std::uint32_t> tokens;   // of each document
  std::vector<TrendPoint> points;      // counts still 0
  std::vector<std::size_t> point_of;   // of each slice; points.size() for the undated
  std::uint64_t undated_documents = 0;
};

Result<Timeline> make_timeline(const Snapshot& snapshot, const DocumentSet& documents, Period period) {
  Result<Slices> slices = Slices::by_column(snapshot, column_of(period));
  if (!slices) return slices.error();
  Timeline line;
  line.slices = std::move(*slices);
  line.tokens = tokens_by_document(snapshot, documents);
  std::vector<std::string> dated;
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (!documents.contains(number)) continue;
    const std::string& name = line.slices.names[line.slices.of_document[number]];
    if (name != undated) dated.push_back(name);
  }
  if (dated.empty()) return Error{ErrorCode::usage, "trend", "none of the documents has a date", "dates come from the manifest"};
  const auto [first, last] = std::minmax_element(dated.begin(), dated.end());
  std::map<std::string, std::size_t> index;
  for (std::string& name : periods_between(*first, *last, period)) {
    index[name] = line.points.size();
    line.points.emplace_back();
    line.points.back().name = std::move(name);
  }
  for (const std::string& name : line.slices.names) {
    line.point_of.push_back(index.contains(name) ? index[name] : line.points.size());
  }
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (!documents.contains(number)) continue;
    const std::size_t point = line.point_of[line.slices.of_document[number]];
    if (point == line.points.size()) {
      ++line.undated_documents;
    } else {
      ++line.points[point].documents;
      line.points[point].tokens += line.tokens[number];
    }
  }
  return line;
}

void add_rates(std::vector<TrendPoint>& points, std::uint32_t rolling) {
  std::uint64_t count = 0, tokens = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].per_million = rate(points[i].count, points[i].tokens);
    points[i].share = wilson_interval(points[i].documents_with, points[i].documents);
    if (rolling == 0) continue;
    count += points[i].count;
    tokens += points[i].tokens;
    if (i >= rolling) {
      count -= points[i - rolling].count;
      tokens -= points[i - rolling].tokens;
    }
    if (i + 1 >= rolling) points[i].rolling = rate(count, tokens);
  }
}

}  // namespace

Result<std::vector<Trend>> trends(const Snapshot& snapshot, const Axis& items, const TrendOptions& options) {
  DocumentSet documents = DocumentSet::all(snapshot);
  if (options.documents) documents &= *options.documents;
  const Result<Timeline> line = make_timeline(snapshot, documents, options.period);
  if (!line) return line.error();
  std::vector<Trend> result;
  for (const AxisItem& item : items) {
    Trend trend{line->points, line->undated_documents, 0};
    const Status status = visit_positions(
        snapshot, item, options.polarity, documents, [&](DocNo number, std::span<const std::uint32_t> positions) {
          const std::size_t point = line->point_of[line->slices.of_document[number]];
          if (point == trend.points.size()) {
            trend.undated_count += positions.size();
          } else {
            trend.points[point].count += positions.size();
            ++trend.points[point].documents_with;
          }
        });
    if (!status) return status.error();
    add_rates(trend.points, options.rolling);
    result.push_back(std::move(trend));
  }
  return result;
}

Result<ItemDispersion> item_dispersion(const Snapshot& snapshot, const AxisItem& item, Polarity polarity,
                                       const DocumentSet& documents, std::string_view by) {
  const std::vector<std::uint32_t> tokens = tokens_by_document(snapshot, documents);
  Slices slices = Slices::whole(snapshot);
  if (!by.empty()) {
    Result<Slices> sliced = Slices::by_column(snapshot, by);
    if (!sliced) return sliced.error();
    slices = std::move(*sliced);
  }
  // Where each document begins in the run of all tokens, and which part it is.
  std::vector<std::uint64_t> begins(tokens.size() + 1, 0);
  for (std::size_t i = 0; i < tokens.size(); ++i) begins[i + 1] = begins[i] + tokens[i];
  CorpusParts parts(by.empty() ? tokens.size() : slices.names.size());
  const auto part_of = [&](DocNo number) -> CorpusPart& { return parts[by.empty() ? number : slices.of_document[number]]; };
  for (DocNo number = 0; number < tokens.size(); ++number) {
    if (tokens[number] != 0) part_of(number).size += tokens[number];
  }
  ItemDispersion result;
  result.name = item.name;
  std::vector<std::uint64_t> places;
  const Status status = visit_positions(snapshot, item, polarity, documents,
                                        [&](DocNo number, std::span<const std::uint32_t> positions) {
                                          // Several labels of one item may begin at one token: one occurrence.
                                          for (std::size_t i = 0; i < positions.size(); ++i) {
                                            if (i > 0 && positions[i] == positions[i - 1]) continue;
                                            places.push_back(begins[number] + positions[i]);
                                            ++part_of(number).count;
                                          }
                                        });
  if (!status) return status.error();
  result.count = places.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].size == 0) continue;
    result.parts.push_back(parts[i]);
    if (!by.empty()) result.part_names.push_back(slices.names[i]);
  }
  if (begins.back() > 0) result.positions = position_dispersion(places, begins.back());
  return result;
}

}  // namespace concord
