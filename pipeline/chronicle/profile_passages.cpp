// The choice of passages: each next one adds most that the ones before do not show.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "pipeline/chronicle/profile_evidence.h"

namespace concord {
namespace {

using Weights = std::map<std::string, double>;

/// What many sentences share matters, each further one less; words weigh a tenth of a label.
Weights weights_of(const std::vector<ProfileCandidate>& candidates) {
  Weights weights;
  for (const ProfileCandidate& candidate : candidates) {
    for (const std::string& feature : candidate.features) ++weights[feature];
  }
  for (auto& [feature, weight] : weights) {
    const double worth = feature.starts_with("word:") ? (weight < 2 ? 0 : 0.1) : feature.starts_with("year:") ? 1.5 : 1;
    weight = std::sqrt(weight) * worth;
  }
  return weights;
}

class Choice {
 public:
  Choice(const std::vector<ProfileCandidate>& candidates, std::function<bool(const ProfileCandidate&)> allowed)
      : x_candidates(candidates), x_weights(weights_of(candidates)), x_allowed(std::move(allowed)), x_taken(candidates.size(), false) {}

  /// The next candidate; null when none adds anything.
  const ProfileCandidate* next() {
    double best = 0;
    std::size_t chosen = x_candidates.size();
    for (std::size_t i = 0; i < x_candidates.size(); ++i) {
      const ProfileCandidate& candidate = x_candidates[i];
      if (x_taken[i] || candidate.length < 8 || candidate.length > 70 || !x_allowed(candidate)) continue;
      const double gain = gain_of(candidate);
      if (gain <= best) continue;
      best = gain;
      chosen = i;
    }
    if (chosen == x_candidates.size()) return nullptr;
    x_taken[chosen] = true;
    ++x_from_document[x_candidates[chosen].passage.document];
    return &x_candidates[chosen];
  }

  /// What it shows first, the weightiest labels; they count as shown from now on.
  std::string show(const ProfileCandidate& candidate) {
    std::vector<std::string> fresh;
    for (const std::string& feature : candidate.features) {
      if (x_shown.insert(feature).second && !feature.starts_with("word:")) fresh.push_back(feature);
    }
    std::stable_sort(fresh.begin(), fresh.end(), [&](const std::string& a, const std::string& b) { return x_weights[a] > x_weights[b]; });
    std::string shows;
    for (std::size_t i = 0; i < std::min<std::size_t>(fresh.size(), 4); ++i) shows += (i == 0 ? "" : ", ") + fresh[i];
    return shows;
  }

 private:
  double gain_of(const ProfileCandidate& candidate) {
    double gain = 0;
    for (const std::string& feature : candidate.features) gain += x_shown.contains(feature) ? 0 : x_weights[feature];
    return gain / (std::sqrt(static_cast<double>(candidate.length) + 10) * (1 + x_from_document[candidate.passage.document]));
  }

  const std::vector<ProfileCandidate>& x_candidates;
  Weights x_weights;
  std::function<bool(const ProfileCandidate&)> x_allowed;
  std::vector<bool> x_taken;
  std::set<std::string> x_shown;
  std::map<std::uint32_t, int> x_from_document;
};

}  // namespace

std::vector<ProfilePassage> covering_passages(const ProfileEvidence& evidence, std::size_t most) {
  Choice choice(evidence.candidates, [](const ProfileCandidate&) { return true; });
  std::vector<ProfilePassage> passages;
  while (passages.size() < most) {
    const ProfileCandidate* candidate = choice.next();
    if (candidate == nullptr) break;
    passages.push_back(candidate->passage);
    passages.back().shows = choice.show(*candidate);
  }
  std::stable_sort(passages.begin(), passages.end(), [&](const ProfilePassage& a, const ProfilePassage& b) {
    return evidence.profile.documents[a.document].date < evidence.profile.documents[b.document].date;
  });
  return passages;
}

std::vector<ProfileStance> telling_words(const ProfileEvidence& evidence, std::size_t most) {
  // In turn one of each stance, so that what is said often does not hide what is asked.
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < stance_count; ++i) {
    choices.emplace_back(evidence.candidates, [wanted = static_cast<Stance>(i)](const ProfileCandidate& one) { return one.stance == wanted; });
  }
  std::vector<ProfileStance> voice;
  for (bool more = true; more && voice.size() < most;) {
    more = false;
    for (std::size_t i = 0; i < stance_count && voice.size() < most; ++i) {
      const ProfileCandidate* candidate = choices[i].next();
      if (candidate == nullptr) continue;
      more = true;
      voice.push_back({static_cast<Stance>(i), candidate->spoken});
      voice.back().passage.shows = choices[i].show(*candidate);
    }
  }
  std::stable_sort(voice.begin(), voice.end(), [&](const ProfileStance& a, const ProfileStance& b) {
    const auto& documents = evidence.profile.documents;
    return std::pair(a.stance, std::string_view(documents[a.passage.document].date)) < std::pair(b.stance, std::string_view(documents[b.passage.document].date));
  });
  return voice;
}

}  // namespace concord
