#include "pipeline/index/posting_list.h"

namespace concord {
namespace {

class CursorReader final : public ListReader {
 public:
  CursorReader(const Snapshot& snapshot, Field field) : x_snapshot(snapshot), x_field(field) {}
  void stand_at(std::string_view term) { x_term = term; }
  void read(ListPart part, PostingList& list) override {
    list.clear();
    const auto postings = x_snapshot.postings(x_field, x_term);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      list.documents.push_back(number);
      list.frequencies.push_back(postings->frequency());
      if (part == ListPart::positions) postings->positions(list.positions);
    }
  }

 private:
  const Snapshot& x_snapshot;
  Field x_field;
  std::string_view x_term;
};

}  // namespace

void Snapshot::read_list(Field field, std::string_view term, ListPart part, PostingList& list) const {
  CursorReader reader(*this, field);
  reader.stand_at(term);
  reader.read(part, list);
}

void Snapshot::for_each_list(Field field, std::string_view from,
                             const std::function<bool(std::string_view, ListReader&)>& visit) const {
  CursorReader reader(*this, field);
  terms(field, from, [&](const TermEntry& entry) {
    reader.stand_at(entry.term);
    return visit(entry.term, reader);
  });
}

}  // namespace concord
