#include "pipeline/search/column.h"

#include "pipeline/search/expansion.h"

namespace concord {

MetaColumn MetaColumn::read(const Snapshot& snapshot, std::string_view key) {
  MetaColumn column;
  column.x_value_of.assign(snapshot.end(), none);
  const std::string prefix = std::string(key) + "=";
  for_each_with_prefix(snapshot, Field::meta, prefix, [&](const TermEntry& entry) {
    column.x_values.emplace_back(entry.term.substr(prefix.size()));
    return true;
  });
  for (std::uint32_t value = 0; value < column.x_values.size(); ++value) {
    const auto postings = snapshot.postings(Field::meta, prefix + column.x_values[value]);
    for (DocNo document = postings->next(); document != no_more_documents; document = postings->next()) {
      if (column.x_value_of[document] == none) column.x_value_of[document] = value;
    }
  }
  return column;
}

}  // namespace concord
