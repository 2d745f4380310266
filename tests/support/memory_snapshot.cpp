#include "tests/support/memory_snapshot.h"

#include <algorithm>
#include <utility>

#include "pipeline/index/ledger.h"
#include "pipeline/index/postings_of.h"

namespace concord::test {
namespace {

class ListPostings final : public Postings {
 public:
  explicit ListPostings(const std::vector<MemorySnapshot::Item>* list) : x_list(list) {}

  DocNo next() override {
    x_at = x_started ? x_at + 1 : 0;
    x_started = true;
    return document();
  }

  DocNo advance(DocNo target) override {
    do {
      next();
    } while (document() < target);
    return document();
  }

  [[nodiscard]] DocNo document() const override { return at_end() ? no_more_documents : (*x_list)[x_at].document; }
  [[nodiscard]] std::uint32_t frequency() const override {
    const auto count = static_cast<std::uint32_t>((*x_list)[x_at].positions.size());
    return count == 0 ? 1 : count;
  }
  void positions(std::vector<std::uint32_t>& out) override {
    const auto& positions = (*x_list)[x_at].positions;
    out.insert(out.end(), positions.begin(), positions.end());
  }

 private:
  [[nodiscard]] bool at_end() const { return x_list == nullptr || x_at >= x_list->size(); }

  const std::vector<MemorySnapshot::Item>* x_list;
  std::size_t x_at = 0;
  bool x_started = false;
};

}  // namespace

MemorySnapshot::MemorySnapshot(std::vector<Document> documents, Catalogue catalogue, std::set<DocNo> deleted)
    : x_documents(std::move(documents)), x_catalogue(std::move(catalogue)), x_deleted(std::move(deleted)) {
  for (DocNo number = 0; number < end(); ++number) {
    if (x_deleted.contains(number)) continue;
    for_each_posting(x_documents[number], [&](const Posting& posting) {
      List& list = x_lists[posting.field][std::string(posting.term)];
      list.push_back({number, {posting.positions.begin(), posting.positions.end()}});
    });
    for (const std::string& term : file_terms(x_documents[number].metadata, false)) x_lists[Field::file][term].push_back({number, {}});
  }
}

std::unique_ptr<Postings> MemorySnapshot::postings(Field field, std::string_view term) const {
  const auto lists = x_lists.find(field);
  if (lists == x_lists.end()) return std::make_unique<ListPostings>(nullptr);
  const auto list = lists->second.find(term);
  return std::make_unique<ListPostings>(list == lists->second.end() ? nullptr : &list->second);
}

void MemorySnapshot::terms(Field field, std::string_view from,
                           const std::function<bool(const TermEntry&)>& visit) const {
  const auto lists = x_lists.find(field);
  if (lists == x_lists.end()) return;
  for (auto at = lists->second.lower_bound(from); at != lists->second.end(); ++at) {
    if (!visit({at->first, static_cast<std::uint32_t>(at->second.size())})) return;
  }
}

Result<Document> MemorySnapshot::document(DocNo number, Part parts) const {
  if (number >= end() || x_deleted.contains(number)) {
    return Error{ErrorCode::internal, "document " + std::to_string(number), "no such document in the snapshot", ""};
  }
  Document document = x_documents[number];
  if (!wants(parts, Part::metadata)) document.metadata = {};
  if (!wants(parts, Part::text)) {
    document.text = {};
    document.blocks.clear();
    document.marks.clear();
    document.divisions.clear();
    document.paragraphs.clear();
    document.sentences.clear();
  }
  if (!wants(parts, Part::tokens)) {
    if (!wants(parts, Part::spans)) document.tokens.clear();
    for (Token& token : document.tokens) token = {token.span};
    document.terms.clear();
  }
  if (!wants(parts, Part::annotations)) {
    document.annotations.clear();
    document.labels.clear();
    document.rules.clear();
  }
  return document;
}

}  // namespace concord::test
