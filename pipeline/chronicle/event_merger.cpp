#include "pipeline/chronicle/event_merger.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace concord {
namespace {

/// Features as numbers with weights; each telling's vector has length 1.
class Space {
 public:
  explicit Space(const std::vector<Telling>& tellings) {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    for (const Telling& telling : tellings) {
      auto& vector = x_vectors.emplace_back();
      for (const std::string& feature : telling.features) {
        const auto [found, is_new] = numbers.emplace(feature, static_cast<std::uint32_t>(numbers.size()));
        if (is_new) x_counts.push_back(0);
        ++x_counts[found->second];
        vector.push_back(found->second);
      }
    }
    x_total = static_cast<double>(tellings.size());
    for (const auto& vector : x_vectors) {
      double sum = 0;
      for (const std::uint32_t feature : vector) sum += weight(feature) * weight(feature);
      x_lengths.push_back(sum > 0 ? std::sqrt(sum) : 1);
    }
  }

  [[nodiscard]] double weight(std::uint32_t feature) const { return std::log(1 + x_total / x_counts[feature]); }
  [[nodiscard]] std::uint32_t count(std::uint32_t feature) const { return x_counts[feature]; }
  [[nodiscard]] const std::vector<std::uint32_t>& features(std::size_t telling) const { return x_vectors[telling]; }
  [[nodiscard]] double length(std::size_t telling) const { return x_lengths[telling]; }
  [[nodiscard]] std::size_t size() const { return x_counts.size(); }

 private:
  std::vector<std::vector<std::uint32_t>> x_vectors;
  std::vector<std::uint32_t> x_counts;
  std::vector<double> x_lengths;
  double x_total = 0;
};

/// Cosines of one telling with those that were added before, by an inverted list.
class Neighbours {
 public:
  explicit Neighbours(const Space& space) : x_space(space) {}

  void add(std::size_t telling) {
    for (const std::uint32_t feature : x_space.features(telling)) x_lists[feature].push_back(telling);
  }

  /// `rare`: features that more tellings have are passed over; 0 for none.
  std::map<std::size_t, double> cosines(std::size_t telling, std::uint32_t rare) const {
    std::map<std::size_t, double> sums;
    for (const std::uint32_t feature : x_space.features(telling)) {
      const auto list = x_lists.find(feature);
      if (list == x_lists.end() || (rare != 0 && x_space.count(feature) > rare)) continue;
      for (const std::size_t other : list->second) sums[other] += x_space.weight(feature) * x_space.weight(feature);
    }
    for (auto& [other, sum] : sums) sum /= x_space.length(telling) * x_space.length(other);
    return sums;
  }

  /// The whole cosine of two.
  [[nodiscard]] double cosine(std::size_t a, std::size_t b) const {
    const auto& first = x_space.features(a);
    std::set<std::uint32_t> second(x_space.features(b).begin(), x_space.features(b).end());
    double sum = 0;
    for (const std::uint32_t feature : first) {
      if (second.contains(feature)) sum += x_space.weight(feature) * x_space.weight(feature);
    }
    return sum / (x_space.length(a) * x_space.length(b));
  }

 private:
  const Space& x_space;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> x_lists;
};

/// Vaguer dates hold more that is different, so they must agree more.
double least_cosine(const Date& date, double same) {
  switch (date.precision) {
    case DatePrecision::day: return same;
    case DatePrecision::month: return same + 0.12;
    case DatePrecision::interval: return days_between(date.begin, date.end) <= 20 ? same : same + 0.14;
    case DatePrecision::year: return same + 0.2;
  }
  return same;
}

/// "Until 15 May" tells of an end; "the resolution of 15 May" of that day: they are never one event.
bool is_end(const Telling& telling) { return telling.source.relation == DateRelation::until || telling.source.relation == DateRelation::before; }

struct Draft {
  std::vector<std::size_t> tellings;
};

/// Tellings of one date to events.
void merge_day(const std::vector<std::size_t>& of_date, const std::vector<Telling>& tellings, const Space& space, double same, std::vector<Draft>& drafts) {
  Neighbours leaders(space);
  std::map<std::size_t, std::size_t> draft_of_leader;
  std::map<std::string, std::size_t> draft_of_text;
  const double least = least_cosine(tellings[of_date[0]].date, same);
  const std::uint32_t rare = of_date.size() > 400 ? static_cast<std::uint32_t>(of_date.size() / 20) : 0;
  for (const std::size_t telling : of_date) {
    const std::string& text = tellings[telling].text;
    if (!text.empty()) {
      if (const auto known = draft_of_text.find(text); known != draft_of_text.end()) {
        drafts[known->second].tellings.push_back(telling);
        continue;
      }
    }
    double best = 0;
    std::size_t nearest = 0;
    for (const auto& [other, cosine] : leaders.cosines(telling, rare)) {
      if (cosine > best && is_end(tellings[telling]) == is_end(tellings[other])) {
        best = cosine;
        nearest = other;
      }
    }
    if (best >= least) {
      const std::size_t draft = draft_of_leader[nearest];
      drafts[draft].tellings.push_back(telling);
      if (!text.empty()) draft_of_text.emplace(text, draft);
      continue;
    }
    leaders.add(telling);
    draft_of_leader[telling] = drafts.size();
    if (!text.empty()) draft_of_text.emplace(text, drafts.size());
    drafts.push_back({{telling}});
  }
}

void count_names(std::vector<std::string>& all, std::vector<std::string>& out) {
  std::map<std::string, std::size_t> counts;
  for (std::string& one : all) ++counts[std::move(one)];
  for (const auto& [one, count] : counts) out.push_back(one);
  std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) { return counts[a] > counts[b]; });
}

/// Of the sentences that only cite a text, one that tells how it came about.
bool tells_of_signing(std::string_view text) {
  return text.find("signed") != std::string_view::npos || text.find("signing") != std::string_view::npos || text.find("adopted") != std::string_view::npos || text.find("conclu") != std::string_view::npos;
}

/// What is shown first: a whole sentence with many labels, told from its own time, with a date that needed no conclusion.
double showing(const Telling& telling) {
  double score = 2.0 * static_cast<double>(std::min<std::size_t>(telling.actors.size() + telling.themes.size() + telling.places.size(), 6));
  const auto size = static_cast<double>(telling.source.quote.text.size());
  score -= std::abs(size - 180) / 60;
  if (telling.source.resolved.empty()) score += 2;
  if (telling.source.relation == DateRelation::on) score += 3;
  if (telling.source.outlook == Outlook::own_time) score += 1;
  if (telling.cited && tells_of_signing(telling.source.quote.text)) score += 6;
  return score;
}

Event event_of(const Draft& draft, std::vector<Telling>& tellings) {
  Event event;
  event.date = tellings[draft.tellings[0]].date;
  std::size_t first = draft.tellings[0];
  for (const std::size_t one : draft.tellings) {
    if (showing(tellings[one]) > showing(tellings[first])) first = one;
  }
  std::vector<std::string> actors, themes, places;
  std::set<std::uint32_t> documents;
  const auto take = [&](std::size_t one) {
    Telling& telling = tellings[one];
    // What else stands beside a text that is only cited is not of its day.
    if (!telling.cited || one == first) {
      actors.insert(actors.end(), telling.actors.begin(), telling.actors.end());
      themes.insert(themes.end(), telling.themes.begin(), telling.themes.end());
    }
    places.insert(places.end(), telling.places.begin(), telling.places.end());
    if (event.text.empty()) event.text = telling.text;
    documents.insert(telling.source.document);
    event.sources.push_back(telling.source);
  };
  take(first);
  for (const std::size_t one : draft.tellings) {
    if (one != first) take(one);
  }
  count_names(actors, event.actors);
  count_names(themes, event.themes);
  count_names(places, event.places);
  event.documents = static_cast<std::uint32_t>(documents.size());
  return event;
}

bool share_a_document(const Event& a, const Event& b) {
  for (const EventSource& one : a.sources) {
    for (const EventSource& other : b.sources) {
      if (one.document == other.document) return true;
    }
  }
  return false;
}

bool may_conflict(const Event& event) {
  return event.date.precision == DatePrecision::day && std::any_of(event.sources.begin(), event.sources.end(), [](const EventSource& one) { return one.relation == DateRelation::on; });
}

/// Events of different days, told by different documents, that say the same.
void find_conflicts(const std::vector<Draft>& drafts, const std::vector<Telling>& tellings, const Space& space, const TimelineOptions& options, std::vector<Event>& events) {
  Neighbours known(space);
  std::unordered_map<std::size_t, std::uint32_t> event_of_telling;
  constexpr std::uint32_t rare = 12;
  for (std::uint32_t e = 0; e < events.size(); ++e) {
    if (!may_conflict(events[e])) continue;
    std::set<std::uint32_t> found;
    for (const std::size_t telling : drafts[e].tellings) {
      if (tellings[telling].of_a_paper) continue;
      for (const auto& [other, cosine] : known.cosines(telling, rare)) {
        const std::uint32_t before = event_of_telling[other];
        const bool far = std::abs(days_between(events[before].date.begin, events[e].date.begin)) > options.conflict_days;
        if (far || before == e || share_a_document(events[before], events[e])) continue;
        const bool one_text = !tellings[telling].text.empty() && tellings[telling].text == tellings[other].text;
        if (one_text || known.cosine(telling, other) >= options.conflict) found.insert(before);
      }
    }
    for (const std::uint32_t other : found) {
      events[e].conflicts.push_back(other);
      events[other].conflicts.push_back(e);
    }
    for (const std::size_t telling : drafts[e].tellings) {
      if (tellings[telling].of_a_paper) continue;
      known.add(telling);
      event_of_telling[telling] = e;
    }
  }
}

}  // namespace

void merge_events(std::vector<Telling>& tellings, const TimelineOptions& options, Timeline& timeline) {
  const Space space(tellings);
  std::map<std::pair<Day, Day>, std::vector<std::size_t>> by_date;
  for (std::size_t i = 0; i < tellings.size(); ++i) by_date[{tellings[i].date.begin, tellings[i].date.end}].push_back(i);
  std::vector<Draft> drafts;
  for (const auto& [date, of_date] : by_date) merge_day(of_date, tellings, space, options.same, drafts);
  for (const Draft& draft : drafts) timeline.events.push_back(event_of(draft, tellings));
  find_conflicts(drafts, tellings, space, options, timeline.events);
}

}  // namespace concord
