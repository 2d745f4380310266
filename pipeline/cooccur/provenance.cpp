#include "pipeline/cooccur/provenance.h"

namespace concord {

Provenance provenance_of(const Snapshot& snapshot, std::string_view command, std::string_view filter) {
  Provenance provenance = {{"command", std::string(command)},
                           {"snapshot", snapshot.id()},
                           {"lexicons", snapshot.catalogue().hash()}};
  if (!filter.empty()) provenance.emplace_back("filter", filter);
  return provenance;
}

void add_provenance(Provenance& provenance, const CountOptions& counted, const CooccurrenceCounts& counts,
                    const ScoreOptions& scored, const ScoredPairs& pairs) {
  provenance.emplace_back("unit", name(counted.unit));
  if (counted.mode == CountMode::mentions) provenance.emplace_back("count", "pairs of mentions");
  if (counted.polarity != Polarity::all) provenance.emplace_back("polarity", name(counted.polarity));
  if (counted.apart) provenance.emplace_back("apart", "units in which the two are met in different words");
  if (!counted.by.empty()) provenance.emplace_back("slices", counted.by);
  for (const Measure* measure : scored.measures) {
    provenance.emplace_back("measure", std::string(measure->name) + " = " + std::string(measure->formula));
  }
  provenance.emplace_back("N", std::to_string(counts.whole.total));
  provenance.emplace_back("min_count", std::to_string(scored.min_count));
  provenance.emplace_back("hidden_pairs", std::to_string(pairs.hidden));
  if (counts.nested_pairs != 0) provenance.emplace_back("nested_pairs", std::to_string(counts.nested_pairs));
}

}  // namespace concord
