// The choice of passages: each next one adds most that the ones before do not show.
#include <algorithm>
#include <cmath>

#include "pipeline/chronicle/profile_evidence.h"

namespace concord {
namespace {

/// Of each feature what it is worth to show it: what many sentences share matters, each further one less; words weigh a tenth of a label.
std::vector<double> weights_of(const ProfileEvidence& evidence) {
  std::vector<double> weights(evidence.features.size(), 0);
  for (const ProfileCandidate& candidate : evidence.candidates) {
    for (const TermNo feature : candidate.features) ++weights[feature];
  }
  for (TermNo feature = 0; feature < weights.size(); ++feature) {
    const std::string_view name = evidence.features[feature];
    const double worth = name.starts_with("word:") ? (weights[feature] < 2 ? 0 : 0.1) : name.starts_with("year:") ? 1.5 : 1;
    weights[feature] = std::sqrt(weights[feature]) * worth;
  }
  return weights;
}

/// What is left to choose from, and what was shown. Requires: evidence and weights outlive it.
class Choice {
 public:
  template <class Allowed>
  Choice(const ProfileEvidence& evidence, const std::vector<double>& weights, Allowed allowed)
      : x_evidence(evidence), x_weights(weights), x_shown(weights.size(), false), x_from_document(evidence.profile.documents.size(), 0) {
    for (const ProfileCandidate& candidate : evidence.candidates) {
      if (candidate.length >= 8 && candidate.length <= 70 && allowed(candidate)) x_left.push_back(&candidate);
    }
  }

  /// The next candidate; null when none adds anything.
  const ProfileCandidate* next() {
    double best = 0;
    auto chosen = x_left.end();
    for (auto at = x_left.begin(); at != x_left.end(); ++at) {
      const double gain = gain_of(**at);
      if (gain <= best) continue;
      best = gain;
      chosen = at;
    }
    if (chosen == x_left.end()) return nullptr;
    const ProfileCandidate* candidate = *chosen;
    x_left.erase(chosen);
    ++x_from_document[candidate->passage.document];
    return candidate;
  }

  /// What it shows first, the weightiest labels; they count as shown from now on.
  std::string show(const ProfileCandidate& candidate) {
    std::vector<TermNo> fresh;
    for (const TermNo feature : candidate.features) {
      if (!x_shown[feature] && !x_evidence.features[feature].starts_with("word:")) fresh.push_back(feature);
      x_shown[feature] = true;
    }
    const auto key = [&](TermNo feature) { return std::pair(-x_weights[feature], x_evidence.features[feature]); };
    std::sort(fresh.begin(), fresh.end(), [&](TermNo a, TermNo b) { return key(a) < key(b); });
    std::string shows;
    for (std::size_t i = 0; i < std::min<std::size_t>(fresh.size(), 4); ++i) (shows += i == 0 ? "" : ", ") += x_evidence.features[fresh[i]];
    return shows;
  }

 private:
  [[nodiscard]] double gain_of(const ProfileCandidate& candidate) const {
    double gain = 0;
    for (const TermNo feature : candidate.features) gain += x_shown[feature] ? 0 : x_weights[feature];
    return gain / (std::sqrt(static_cast<double>(candidate.length) + 10) * (1 + x_from_document[candidate.passage.document]));
  }

  const ProfileEvidence& x_evidence;
  const std::vector<double>& x_weights;
  std::vector<const ProfileCandidate*> x_left;  // in the order of the documents
  std::vector<bool> x_shown;
  std::vector<int> x_from_document;
};

}  // namespace

std::vector<ProfilePassage> covering_passages(const ProfileEvidence& evidence, std::size_t most) {
  const std::vector<double> weights = weights_of(evidence);
  Choice choice(evidence, weights, [](const ProfileCandidate&) { return true; });
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
  const std::vector<double> weights = weights_of(evidence);
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < stance_count; ++i) {
    choices.emplace_back(evidence, weights, [wanted = static_cast<Stance>(i)](const ProfileCandidate& one) { return one.stance == wanted; });
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
