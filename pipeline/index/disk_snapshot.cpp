#include "pipeline/index/disk_snapshot.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <vector>

#include "pipeline/index/commit_file.h"
#include "pipeline/index/duplicates_note.h"
#include "pipeline/index/posting_list.h"
#include "pipeline/index/record.h"
#include "pipeline/index/segment_cursor.h"
#include "pipeline/index/segment_lists.h"

namespace concord {
namespace {

/// The first damage met, by any thread.
class Health {
 public:
  void report(const Status& status) {
    if (status) return;
    const std::lock_guard lock(x_mutex);
    if (!x_status) return;
    x_status = status;
    if (x_told) x_told(status.error());
  }
  void tell(std::function<void(const Error&)> told) { x_told = std::move(told); }
  [[nodiscard]] Status status() const {
    const std::lock_guard lock(x_mutex);
    return x_status;
  }

 private:
  mutable std::mutex x_mutex;
  Status x_status;
  std::function<void(const Error&)> x_told;
};

struct SegmentPlace {
  std::unique_ptr<Segment> segment;
  DocNo base = 0;
};

/// The parts of a term's postings, one a segment that has it, one after the other.
class DiskPostings final : public Postings {
 public:
  struct Piece {
    const SegmentPlace* place;
    TermPostings term;
  };
  DiskPostings(std::vector<Piece> pieces, bool with_positions, Health& health)
      : x_pieces(std::move(pieces)), x_with_positions(with_positions), x_health(health) {}

  DocNo next() override { return x_document = step(0); }
  DocNo advance(DocNo target) override { return x_document = step(target); }
  [[nodiscard]] DocNo document() const override { return x_document; }
  [[nodiscard]] std::uint32_t frequency() const override { return x_frequency; }
  void positions(std::vector<std::uint32_t>& out) override {
    if (!x_cursor) return;
    x_cursor->positions(out);
    x_health.report(x_cursor->status());
  }

 private:
  /// The next document at or after `target`.
  DocNo step(DocNo target) {
    while (x_cursor || x_at < x_pieces.size()) {
      const Piece& piece = x_pieces[x_at];
      const DocNo base = piece.place->base;
      if (target < base + piece.place->segment->end()) {
        if (!x_cursor) x_cursor.emplace(*piece.place->segment, piece.term, x_with_positions);
        const std::uint32_t local = target > base ? x_cursor->advance(target - base) : x_cursor->next();
        x_health.report(x_cursor->status());
        x_frequency = x_cursor->frequency();
        if (local != segment_end) return base + local;
      }
      x_cursor.reset();
      if (++x_at >= x_pieces.size()) break;
    }
    return no_more_documents;
  }

  std::vector<Piece> x_pieces;
  bool x_with_positions;
  Health& x_health;
  std::size_t x_at = 0;
  std::optional<SegmentCursor> x_cursor;
  DocNo x_document = no_more_documents;
  std::uint32_t x_frequency = 0;
};

class DiskSnapshot final : public Snapshot {
 public:
  static Result<std::unique_ptr<Snapshot>> open(FileLayer& files, const std::string& folder, Commit commit, const SnapshotOptions& options) {
    auto snapshot = std::make_unique<DiskSnapshot>();
    DocNo base = 0;
    for (const SegmentEntry& entry : commit.file.segments) {
      auto segment = Segment::open(files, folder, entry, commit.manifest);
      if (!segment && !options.pass_over_damaged) return segment.error();
      if (entry.document_count >= no_more_documents - base) {
        return Error{ErrorCode::bad_data, folder, "the index is damaged: it claims more documents than there can be", ""};
      }
      if (segment) snapshot->x_segments.push_back({std::move(*segment), base});
      base += entry.document_count;
    }
    snapshot->x_end = base;
    snapshot->x_health.tell(options.on_damage);
    snapshot->x_folder = folder;
    snapshot->x_files = &files;
    snapshot->x_generation = commit.generation;
    snapshot->x_commit = std::move(commit.file);
    snapshot->x_id = std::to_string(commit.generation) + " (" + snapshot->user_data(key_time) + ")";
    return std::unique_ptr<Snapshot>(std::move(snapshot));
  }

  [[nodiscard]] std::string id() const override { return x_id; }
  [[nodiscard]] DocNo end() const override { return x_end; }
  [[nodiscard]] bool has_gaps() const override {
    return std::any_of(x_segments.begin(), x_segments.end(), [](const SegmentPlace& place) { return place.segment->has_deletions(); });
  }

  [[nodiscard]] const Catalogue& catalogue() const override {
    std::call_once(x_catalogue_read, [this] {
      const std::string json = user_data(key_catalogue);
      if (json.empty()) return;
      auto catalogue = Catalogue::from_json(json);
      if (catalogue) {
        x_catalogue = std::move(*catalogue);
      } else {
        x_health.report(catalogue.error());
      }
    });
    return x_catalogue;
  }

  [[nodiscard]] std::unique_ptr<Postings> postings(Field field, std::string_view term) const override {
    std::vector<DiskPostings::Piece> pieces;
    for (const SegmentPlace& place : x_segments) {
      const auto found = place.segment->dictionary().find(field, term);
      if (!found) {
        x_health.report(found.error());
      } else if (*found) {
        pieces.push_back({&place, **found});
      }
    }
    return std::make_unique<DiskPostings>(std::move(pieces), has_positions(field), x_health);
  }

  void terms(Field field, std::string_view from, const std::function<bool(const TermEntry&)>& visit) const override;
  void read_list(Field field, std::string_view term, ListPart part, PostingList& list) const override;
  void for_each_list(Field field, std::string_view from,
                     const std::function<bool(std::string_view, ListReader&)>& visit) const override;
  [[nodiscard]] Result<Document> document(DocNo number, Part parts) const override;
  [[nodiscard]] Status health() const override { return x_health.status(); }
  [[nodiscard]] std::string duplicates_note() const override {
    auto note = read_duplicates_note(*x_files, x_folder, x_generation, user_data(key_commit));
    return note ? std::move(*note) : std::string();
  }

 private:
  [[nodiscard]] std::string user_data(std::string_view key) const {
    const auto found = x_commit.user_data.find(key);
    return found == x_commit.user_data.end() ? std::string() : found->second;
  }

  std::vector<SegmentPlace> x_segments;
  DocNo x_end = 0;
  std::string x_folder;
  FileLayer* x_files = nullptr;
  std::uint64_t x_generation = 0;
  CommitFile x_commit;
  std::string x_id;
  mutable std::once_flag x_catalogue_read;
  mutable Catalogue x_catalogue;
  mutable Health x_health;
};

/// A walk over one segment's terms that can say how many documents of a term are left.
struct SegmentWalk {
  const Segment* segment;
  TermWalk walk;
  bool exact;  ///< count what is not deleted: for fields without positions, whose lists are short
  std::uint32_t count = 0;
  std::string window = {};  ///< bytes of .frq that hold the lists of the next terms
  std::uint64_t window_begin = 0;

  bool next(Health& health) {
    while (walk.next()) {
      count = walk.postings().document_count;
      if (!exact) return true;
      SegmentCursor cursor(*segment, documents(health));
      count = 0;
      while (cursor.next() != segment_end) ++count;
      health.report(cursor.status());
      if (count > 0) return true;
    }
    health.report(walk.status());
    return false;
  }

  /// The list of the present term, out of the window: lists lie one after the other.
  std::string documents(Health& health) {
    constexpr std::uint64_t window_bytes = 1U << 17U;
    const TermPostings& term = walk.postings();
    if (term.documents_begin < window_begin || term.documents_end > window_begin + window.size()) {
      const std::uint64_t size = std::max(term.documents_end - term.documents_begin, window_bytes);
      window_begin = term.documents_begin;
      health.report(segment->documents().read(window_begin, std::min(size, segment->documents().size() - window_begin), window));
    }
    if (term.documents_end > window_begin + window.size()) return {};  // reported
    return window.substr(static_cast<std::size_t>(term.documents_begin - window_begin),
                         static_cast<std::size_t>(term.documents_end - term.documents_begin));
  }
};

void DiskSnapshot::terms(Field field, std::string_view from, const std::function<bool(const TermEntry&)>& visit) const {
  std::vector<SegmentWalk> walks;
  walks.reserve(x_segments.size());
  for (const SegmentPlace& place : x_segments) {
    const Segment& segment = *place.segment;
    SegmentWalk walk{&segment, segment.dictionary().walk(field, from), segment.has_deletions() && !has_positions(field)};
    if (walk.next(x_health)) walks.push_back(std::move(walk));
  }
  std::string term;
  while (!walks.empty()) {
    const auto least = std::min_element(walks.begin(), walks.end(), [](const SegmentWalk& a, const SegmentWalk& b) {
      return a.walk.term() < b.walk.term();
    });
    term = least->walk.term();
    std::uint32_t count = 0;
    for (auto at = walks.begin(); at != walks.end();) {
      const bool same = at->walk.term() == term;
      if (same) count += at->count;
      at = same && !at->next(x_health) ? walks.erase(at) : at + 1;
    }
    if (!visit({term, count})) return;
  }
}

void DiskSnapshot::read_list(Field field, std::string_view term, ListPart part, PostingList& list) const {
  list.clear();
  for (const SegmentPlace& place : x_segments) {
    const auto found = place.segment->dictionary().find(field, term);
    if (!found) x_health.report(found.error());
    if (!found || !*found) continue;
    const Status read = SegmentLists(*place.segment, has_positions(field), 0).append(**found, place.base, part, list);
    x_health.report(read);
    if (!read) return list.clear();  // documents without their positions would be no list
  }
}

/// One field's terms in one segment, with the lists that belong to them.
struct ListWalk {
  TermWalk walk;
  SegmentLists lists;
  DocNo base;
};

/// The list of a term out of the segments that stand at it, in the order of their documents.
class MergedList final : public ListReader {
 public:
  explicit MergedList(Health& health) : x_health(health) {}
  std::vector<ListWalk*> parts = {};
  void read(ListPart part, PostingList& list) override {
    list.clear();
    for (ListWalk* each : parts) {
      const Status read = each->lists.append(each->walk.postings(), each->base, part, list);
      x_health.report(read);
      if (!read) return list.clear();
    }
  }

 private:
  Health& x_health;
};

void DiskSnapshot::for_each_list(Field field, std::string_view from,
                                 const std::function<bool(std::string_view, ListReader&)>& visit) const {
  constexpr std::uint64_t window_bytes = 1U << 20U;
  std::vector<ListWalk> all;
  all.reserve(x_segments.size());
  std::vector<ListWalk*> walks;
  const auto step = [this](ListWalk* each) {
    const bool any = each->walk.next();
    x_health.report(each->walk.status());
    return any;
  };
  for (const SegmentPlace& place : x_segments) {
    all.push_back({place.segment->dictionary().walk(field, from),
                   SegmentLists(*place.segment, has_positions(field), window_bytes), place.base});
    if (step(&all.back())) walks.push_back(&all.back());
  }
  MergedList merged(x_health);
  std::string term;
  while (!walks.empty()) {
    term = (*std::min_element(walks.begin(), walks.end(), [](const ListWalk* a, const ListWalk* b) {
             return a->walk.term() < b->walk.term();
           }))->walk.term();
    merged.parts.clear();
    std::copy_if(walks.begin(), walks.end(), std::back_inserter(merged.parts),
                 [&](const ListWalk* each) { return each->walk.term() == term; });
    if (!visit(term, merged)) return;
    std::erase_if(walks, [&](ListWalk* each) { return each->walk.term() == term && !step(each); });
  }
}

Result<Document> DiskSnapshot::document(DocNo number, Part parts) const {
  const auto after = std::upper_bound(x_segments.begin(), x_segments.end(), number,
                                      [](DocNo wanted, const SegmentPlace& place) { return wanted < place.base; });
  const std::string where = x_folder + ": document " + std::to_string(number);
  const bool none = number >= x_end || after == x_segments.begin() || number - (after - 1)->base >= (after - 1)->segment->end();
  if (none || (after - 1)->segment->deleted(number - (after - 1)->base)) {
    return Error{ErrorCode::internal, where, "no such document in the snapshot", ""};
  }
  std::string record;
  if (const Status read = (after - 1)->segment->record(number - (after - 1)->base, record); !read) return read.error();
  return decode_record(record, parts, where);
}

Result<Commit> wanted_commit(FileLayer& files, const std::string& folder, const SnapshotOptions& options) {
  const bool as_asked = options.generation || options.unfinished;
  return as_asked ? find_commit(files, folder, options.generation) : find_answering_commit(files, folder);
}

}  // namespace

Result<std::unique_ptr<Snapshot>> open_snapshot(const std::string& folder, const SnapshotOptions& options) {
  FileLayer& files = options.files != nullptr ? *options.files : system_files();
  // A commit may vanish between finding and opening it, when a writer finishes the next: then that one is tried.
  std::optional<std::uint64_t> tried;
  for (;;) {
    auto commit = wanted_commit(files, folder, options);
    if (!commit) return commit.error();
    const std::uint64_t generation = commit->generation;
    auto snapshot = DiskSnapshot::open(files, folder, std::move(*commit), options);
    if (snapshot || tried == generation) {
      if (!snapshot && snapshot.error().code == ErrorCode::no_input) {
        Error error = snapshot.error();
        error.code = ErrorCode::bad_data;
        error.message = "the index is damaged: " + error.message;
        error.remedy = "run 'concord check'";
        return error;
      }
      return snapshot;
    }
    tried = generation;
  }
}

Result<CommitSummary> summarise(const std::string& folder, const SnapshotOptions& options) {
  FileLayer& files = options.files != nullptr ? *options.files : system_files();
  const auto commit = wanted_commit(files, folder, options);
  if (!commit) return commit.error();
  const auto& data = commit->file.user_data;
  const auto value = [&](std::string_view key) {
    const auto found = data.find(key);
    return found == data.end() ? std::string() : found->second;
  };
  CommitSummary summary{commit->generation, value(key_time), value(key_config), value(key_run), "", 0, 0, 0, false};
  summary.segments = static_cast<std::uint32_t>(commit->file.segments.size());
  for (const SegmentEntry& segment : commit->file.segments) {
    summary.documents += segment.document_count;
    summary.has_deletions = summary.has_deletions || segment.deletion_generation > 0;
  }
  for (const auto& [name, sums] : commit->manifest.files) summary.bytes += sums.size;
  if (const std::string json = value(key_catalogue); !json.empty()) {
    const auto catalogue = Catalogue::from_json(json);
    if (!catalogue) return catalogue.error();
    summary.lexicon_hash = catalogue->hash();
  }
  return summary;
}

}  // namespace concord
