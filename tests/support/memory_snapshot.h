// MemorySnapshot: a Snapshot over documents in memory, made of the same postings as the index. For tests.
//
// The slow twin of the index on disk, and what search and co-occurrence are
// tested against without a file.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pipeline/index/snapshot.h"

namespace concord::test {

class MemorySnapshot final : public Snapshot {
 public:
  /// Document i gets the number i. The numbers in `deleted` are gaps, as after a reindex.
  explicit MemorySnapshot(std::vector<Document> documents, Catalogue catalogue = {}, std::set<DocNo> deleted = {});

  [[nodiscard]] std::string id() const override { return "1 (2026-11-22T08:00:00Z)"; }
  [[nodiscard]] bool has_gaps() const override { return !x_deleted.empty(); }
  [[nodiscard]] DocNo end() const override { return static_cast<DocNo>(x_documents.size()); }
  [[nodiscard]] const Catalogue& catalogue() const override { return x_catalogue; }
  [[nodiscard]] std::unique_ptr<Postings> postings(Field field, std::string_view term) const override;
  void terms(Field field, std::string_view from, const std::function<bool(const TermEntry&)>& visit) const override;
  [[nodiscard]] Result<Document> document(DocNo number, Part parts) const override;

  /// One document of a list: its number and positions (none where the field has none).
  struct Item {
    DocNo document = 0;
    std::vector<std::uint32_t> positions;
  };

 private:
  using List = std::vector<Item>;
  std::vector<Document> x_documents;
  Catalogue x_catalogue;
  std::set<DocNo> x_deleted;
  std::map<Field, std::map<std::string, List, std::less<>>> x_lists;
};

}  // namespace concord::test
