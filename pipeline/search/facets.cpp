#include "pipeline/search/facets.h"

#include <algorithm>

#include <fmt/format.h>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "pipeline/index/posting_list.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/expansion.h"
#include "pipeline/search/query_parser.h"

namespace concord {
namespace {

std::vector<std::string> terms_with_prefix(const Snapshot& snapshot, Field field, const std::string& prefix) {
  std::vector<std::string> terms;
  for_each_with_prefix(snapshot, field, prefix, [&](const TermEntry& entry) {
    if (field != Field::label || !entry.term.ends_with(negated_suffix)) terms.emplace_back(entry.term);
    return true;
  });
  return terms;
}

class Counter {
 public:
  Counter(const Snapshot& snapshot, const std::vector<DocNo>& matched, const std::vector<std::uint32_t>& hits)
      : x_snapshot(snapshot), x_wanted(snapshot.end()), x_seen(snapshot.end()), x_hits(snapshot.end()) {
    for (std::size_t i = 0; i < matched.size(); ++i) {
      x_wanted[matched[i]] = true;
      if (i < hits.size()) x_hits[matched[i]] = hits[i];
    }
    x_without = matched.size();
  }

  FacetValue count(Field field, const std::string& term) {
    FacetValue value;
    x_snapshot.read_list(field, term, ListPart::documents, x_list);
    for (std::size_t i = 0; i < x_list.documents.size(); ++i) {
      const DocNo document = x_list.documents[i];
      if (!x_wanted[document]) continue;
      if (value.documents++ == 0) x_first = document;
      value.hits += x_hits[document];
      if (field == Field::label) value.mentions += x_list.frequencies[i];
      if (!x_seen[document]) --x_without;
      x_seen[document] = true;
    }
    return value;
  }
  [[nodiscard]] std::uint64_t without() const { return x_without; }
  /// The first document that the last count() counted.
  [[nodiscard]] DocNo first() const { return x_first; }

 private:
  const Snapshot& x_snapshot;
  PostingList x_list;
  std::vector<bool> x_wanted;
  std::vector<bool> x_seen;
  std::vector<std::uint32_t> x_hits;
  std::uint64_t x_without = 0;
  DocNo x_first = no_more_documents;
};

/// A column's value as a document spells it; the index knows the folded one.
std::string spelled(const Snapshot& snapshot, DocNo number, const std::string& field, const std::string& value) {
  const bool always_folded = field == "kind" || field == "year" || field == "date" || field == "lang" || field == "format";
  const auto document = always_folded ? Result<Document>(Document()) : snapshot.document(number, Part::metadata);
  if (!document || always_folded) return value;
  const Metadata& metadata = document->metadata;
  const auto column = std::find_if(metadata.fields.begin(), metadata.fields.end(), [&](const auto& entry) { return fold_term(entry.first) == field; });
  const std::string& typed = field == "source" ? metadata.publisher : field == "id" ? metadata.id : column != metadata.fields.end() ? column->second : value;
  return fold_term(typed) == value ? typed : value;
}

Error unknown_field(const Snapshot& snapshot, std::string_view field) {
  const auto names = field_names(snapshot);
  const auto meant = nearest(field, names);
  return {ErrorCode::usage, "facet", fmt::format("no document has a field '{}'", field),
          meant ? fmt::format("did you mean {}?", *meant) : fmt::format("fields are {}", fmt::join(names, ", "))};
}

}  // namespace

Result<Facet> count_facet(const Snapshot& snapshot, const std::vector<DocNo>& matched, const std::vector<std::uint32_t>& hits, std::string_view field) {
  Facet facet;
  facet.field = fold_term(field);
  if (facet.field == "language") facet.field = "lang";
  if (facet.field == "publisher") facet.field = "source";
  const std::string column = facet.field + "=";
  const std::string family = facet.field + ":";
  const auto values = terms_with_prefix(snapshot, Field::meta, column);
  const auto labels = terms_with_prefix(snapshot, Field::label, family);
  const auto& catalogue = snapshot.catalogue();
  const bool known_family = std::any_of(catalogue.labels().begin(), catalogue.labels().end(),
                                        [&](const Label& label) { return label.id.starts_with(family); });
  const bool always_known = facet.field == "kind" || facet.field == "lang" || facet.field == "year" || facet.field == "source" || facet.field == "date";
  if (values.empty() && labels.empty() && !known_family && !always_known) return unknown_field(snapshot, facet.field);
  Counter counter(snapshot, matched, hits);
  for (const bool is_label : {false, true}) {
    for (const std::string& term : is_label ? labels : values) {
      FacetValue value = counter.count(is_label ? Field::label : Field::meta, term);
      if (value.documents == 0) continue;
      value.value = is_label ? term : term.substr(column.size());
      const Label* label = is_label ? catalogue.find(term) : nullptr;
      value.name = label != nullptr && !label->name.empty() ? label->name : is_label ? term : spelled(snapshot, counter.first(), facet.field, value.value);
      facet.values.push_back(std::move(value));
    }
  }
  if (facet.field != "year" && facet.field != "date") {
    std::stable_sort(facet.values.begin(), facet.values.end(), [](const FacetValue& a, const FacetValue& b) { return a.documents > b.documents; });
  }
  facet.without = counter.without();
  return facet;
}

}  // namespace concord
