#include "pipeline/index/index_writer.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include <lucene++/LuceneHeaders.h>
#include <lucene++/DocumentsWriter.h>
#include <lucene++/IndexCommit.h>
#include <lucene++/IndexDeletionPolicy.h>
#include <lucene++/IndexWriter.h>
#include <lucene++/KeywordAnalyzer.h>
#include <lucene++/LogByteSizeMergePolicy.h>
#include <lucene++/SegmentInfo.h>
#include <lucene++/SegmentInfos.h>
#include <lucene++/SerialMergeScheduler.h>

#include "pipeline/index/checked_directory.h"
#include "pipeline/index/commit_file.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/duplicates.h"
#include "pipeline/index/duplicates_note.h"
#include "pipeline/index/index_folder.h"
#include "pipeline/index/index_lock.h"
#include "pipeline/index/input_file.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/index/posting_buffer.h"
#include "pipeline/index/postings_of.h"
#include "pipeline/index/record.h"
#include "pipeline/index/segment_writer.h"

#pragma GCC diagnostic ignored "-Wextra-semi"  // inside LUCENE_CLASS, a macro of Lucene++

namespace concord {
namespace {

using Lucene::newLucene;
using Lucene::String;

/// Keeps the newest commit and the named ones.
class KeepNamed final : public Lucene::IndexDeletionPolicy {
 public:
  explicit KeepNamed(const std::map<std::string, std::uint64_t>* kept) : x_kept(*kept) {}
  ~KeepNamed() override = default;
  LUCENE_CLASS(KeepNamed)
  void onInit(Lucene::Collection<Lucene::IndexCommitPtr> commits) override { onCommit(commits); }
  void onCommit(Lucene::Collection<Lucene::IndexCommitPtr> commits) override {
    for (int32_t i = 0; i + 1 < commits.size(); ++i) {
      const auto generation = static_cast<std::uint64_t>(commits[i]->getGeneration());
      const bool kept = std::any_of(x_kept.begin(), x_kept.end(), [&](const auto& named) { return named.second == generation; });
      if (!kept) commits[i]->deleteCommit();
    }
  }

 private:
  const std::map<std::string, std::uint64_t>& x_kept;
};

/// Opens what the base class keeps protected: taking in a segment that we wrote, and a commit of user data alone.
class LuceneWriter final : public Lucene::IndexWriter {
 public:
  LuceneWriter(const Lucene::DirectoryPtr& where, bool anew, const Lucene::IndexDeletionPolicyPtr& policy)
      : IndexWriter(where, newLucene<Lucene::KeywordAnalyzer>(), anew, policy, MaxFieldLengthUNLIMITED) {}
  ~LuceneWriter() override = default;
  LUCENE_CLASS(LuceneWriter)

  /// As after a flush of its own: the segment joins the list, and deletions from now on know its documents.
  void take_segment(const String& name, int32_t documents) {
    constexpr int32_t own_store = -1;
    const auto info = newLucene<Lucene::SegmentInfo>(name, documents, directory, false, true, own_store, L"", false, true);
    setDiagnostics(info, L"flush");
    segmentInfos->add(info);
    docWriter->updateFlushedDocCount(documents);
    checkpoint();
    maybeMerge();
  }
  void mark_changed() { ++changeCount; }
};
using LuceneWriterPtr = boost::shared_ptr<LuceneWriter>;

Lucene::MapStringString to_user_data(const std::map<std::string, std::string, std::less<>>& values) {
  auto data = Lucene::MapStringString::newInstance();
  for (const auto& [key, value] : values) data.put(to_lucene(key), to_lucene(value));
  return data;
}

std::vector<std::string> files_of(const CommitFile& commit) {
  std::set<std::string> names;
  for (const SegmentEntry& segment : commit.segments) {
    for (const char* ending : {".fnm", ".tis", ".tii", ".frq", ".prx"}) names.insert(segment.name + ending);
    for (const char* ending : {".fdt", ".fdx"}) names.insert(segment.store_name + ending);
    if (segment.deletion_generation > 0) {
      names.insert(segment.name + "_" + base36(static_cast<std::uint64_t>(segment.deletion_generation)) + ".del");
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace

struct IndexWriter::State {
  State(FileLayer& files, const std::string& path) : folder(files, path) {}
  ~State() { close(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Status open(const IndexOptions& given);
  Status open_lucene(bool create);
  Status check_sizes();
  Status clean_up();
  Status add(const Document& document, std::string_view record, bool failed);
  Status flush();
  Status remove(const std::string& term);
  Status prepare(const CommitNote& note);
  Status write_manifest();
  void close();

  IndexOptions options;
  IndexFolder folder;
  IndexLock lock;
  Commit last;  // generation 0 before the first
  std::map<std::string, std::uint64_t> kept;
  std::map<std::string, std::string, std::less<>> user_data;  // of the next commit
  bool changed = false;
  std::uint64_t added = 0;  // in this session: part of what names a commit
  // The segment being gathered: postings in memory, records on disk already.
  std::string segment;
  std::unique_ptr<StoreWriter> store;
  PostingBuffer buffer;
  std::vector<Posting> postings;  // of the document in hand
  PostingsOf postings_of;
  RecordEncoder encoder;
  std::string record;
  LuceneWriterPtr lucene;
};

Status IndexWriter::State::open(const IndexOptions& given) {
  options = given;
  if (const Status made = folder.make(); !made) return made;
  if (options.lock) {
    auto acquired = IndexLock::acquire(folder.path() + "/write.lock", options.lock_wait_seconds);
    if (!acquired) return acquired.error();
    lock = std::move(*acquired);
  }
  auto found = find_commit(folder.files(), folder.path());
  const bool create = !found && found.error().code == ErrorCode::no_input;
  if (!found && !create) return found.error();
  if (found) {
    last = std::move(*found);
    if (const Status whole = check_sizes(); !whole) return whole;
    user_data = last.file.user_data;
    kept = parse_kept(user_data[std::string(key_kept)]);
  }
  if (const Status cleaned = clean_up(); !cleaned) return cleaned;
  return open_lucene(create);
}

/// Nothing is added to an index that is not what its manifest says.
Status IndexWriter::State::check_sizes() {
  for (const auto& [name, sums] : last.manifest.files) {
    const auto file = InputFile::open(folder.files(), folder.path() + "/" + name, sums);
    if (file) continue;
    Error error = file.error();
    if (error.code == ErrorCode::no_input) error.code = ErrorCode::bad_data;
    return error;
  }
  return {};
}

/// Removes what an interrupted writer left: commits that were never finished and manifests without a commit.
Status IndexWriter::State::clean_up() {
  const auto names = folder.list();
  if (!names) return names.error();
  for (const std::string& name : *names) {
    const auto generation = commit_generation(name);
    bool stray = generation && *generation > last.generation;
    if (name.starts_with("manifest_") || name.starts_with(duplicates_prefix)) {
      const std::string commit = "segments_" + name.substr(name.find('_') + 1);
      const auto of = commit_generation(commit);
      stray = !of || *of > last.generation || !std::binary_search(names->begin(), names->end(), commit);
    }
    if (!stray) continue;
    if (const Status removed = folder.remove(name); !removed) return removed;
  }
  return {};
}

Status IndexWriter::State::open_lucene(bool create) {
  return guarded(folder, "open the index", [&] {
    const auto directory = make_directory(folder, last.manifest);
    lucene = newLucene<LuceneWriter>(directory, create, newLucene<KeepNamed>(&kept));
    lucene->setMergeScheduler(newLucene<Lucene::SerialMergeScheduler>());
    const auto policy = newLucene<Lucene::LogByteSizeMergePolicy>(lucene);
    policy->setUseCompoundFile(false);
    policy->setUseCompoundDocStore(false);
    policy->setMergeFactor(options.merge_factor);
    lucene->setMergePolicy(policy);
  });
}

Status IndexWriter::State::add(const Document& document, std::string_view encoded, bool failed) {
  postings.clear();
  if (failed) {
    postings.push_back({Field::state, "failed", {}});
  } else {
    const auto all = postings_of(document);
    postings.assign(all.begin(), all.end());
  }
  const auto terms = file_terms(document.metadata, failed);
  for (const std::string& term : terms) postings.push_back({Field::file, term, {}});
  if (!store) {
    segment = from_lucene(lucene->newSegmentName());
    store = std::make_unique<StoreWriter>(folder, segment);
  }
  buffer.add(store->count(), postings);
  store->add(encoded);
  changed = true;
  ++added;
  if (buffer.bytes_used() >= options.buffer_bytes) return flush();
  return folder.status();
}

Status IndexWriter::State::flush() {
  if (!store) return folder.status();
  const auto documents = static_cast<int32_t>(store->count());
  store->close();
  store.reset();
  const Status written = write_postings(folder, segment, buffer);
  buffer.clear();
  if (!written) return written;
  return guarded(folder, "add a segment", [&] { lucene->take_segment(to_lucene(segment), documents); });
}

Status IndexWriter::State::remove(const std::string& term) {
  changed = true;
  // Lucene++ knows flushed documents only: let it know those that carry the term.
  if (buffer.contains(Field::file, term)) {
    if (const Status flushed = flush(); !flushed) return flushed;
  }
  return guarded(folder, "remove a document", [&] {
    lucene->deleteDocuments(newLucene<Lucene::Term>(to_lucene(name(Field::file)), to_lucene(term)));
  });
}

/// First phase: everything but the last byte of segments_N, whose manifest is then made durable.
Status IndexWriter::State::prepare(const CommitNote& note) {
  if (const Status flushed = flush(); !flushed) return flushed;
  user_data[std::string(key_format)] = std::to_string(index_format);
  user_data[std::string(key_time)] = note.time;
  user_data[std::string(key_config)] = note.config_hash;
  user_data[std::string(key_run)] = note.run;
  user_data[std::string(key_kept)] = show_kept(kept);
  const std::string name = std::to_string(last.generation + 1) + " " + note.time + " " + std::to_string(added);
  user_data[std::string(key_commit)] = base36(checksum(name + note.run + note.config_hash));
  const Status prepared = guarded(folder, "write a commit", [&] {
    lucene->mark_changed();
    lucene->prepareCommit(to_user_data(user_data));
  });
  return prepared ? write_manifest() : prepared;
}

Status IndexWriter::State::write_manifest() {
  const auto names = folder.list();
  if (!names) return names.error();
  Commit next;
  for (const std::string& name : *names) next.generation = std::max(next.generation, commit_generation(name).value_or(0));
  const std::string generation = base36(next.generation);
  if (const Status synced = folder.sync("segments_" + generation); !synced) return synced;
  if (const Status synced = folder.sync_names(); !synced) return synced;  // no manifest without its list of segments
  const auto bytes = read_whole(folder.files(), folder.path() + "/segments_" + generation);
  if (!bytes) return bytes.error();
  next.file = CommitFile::parse(*bytes);
  if (next.file.state != CommitFile::State::unfinished) {
    return Error{ErrorCode::internal, folder.path(), "a commit in preparation cannot be read back", ""};
  }
  next.manifest.commit = user_data[std::string(key_commit)];
  for (const std::string& name : files_of(next.file)) {
    const auto known = last.manifest.files.find(name);
    auto sums = known != last.manifest.files.end() ? Result<FileChecksums>(known->second)
                                                   : checksums_of(folder.files(), folder.path() + "/" + name);
    if (!sums) return sums.error();
    next.manifest.files.emplace(name, std::move(*sums));
  }
  const Status written = folder.replace("manifest_" + generation, next.manifest.to_bytes());
  if (written) last = std::move(next);
  return written;
}

void IndexWriter::State::close() {
  store.reset();
  if (!lucene) return;
  (void)guarded(folder, "roll back", [&] { lucene->rollback(); });
  lucene.reset();
}

IndexWriter::IndexWriter(std::unique_ptr<State> state) : x_state(std::move(state)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::open(const std::string& folder, const IndexOptions& options) {
  auto state = std::make_unique<State>(options.files != nullptr ? *options.files : system_files(), folder);
  if (const Status opened = state->open(options); !opened) return opened.error();
  return IndexWriter(std::move(state));
}

Status IndexWriter::add(const Document& document) {
  if (const Status encoded = x_state->encoder.encode(document, x_state->record); !encoded) return encoded;
  return x_state->add(document, x_state->record, false);
}

Status IndexWriter::add(const Document& document, std::string_view record) { return x_state->add(document, record, false); }

Status IndexWriter::add_failure(const FailedDocument& failure) {
  const Document document = to_document(failure);
  if (const Status encoded = x_state->encoder.encode(document, x_state->record); !encoded) return encoded;
  return x_state->add(document, x_state->record, true);
}

Status IndexWriter::remove_file(std::string_view source, std::string_view path) { return x_state->remove(path_term(source, path)); }
Status IndexWriter::remove_document(std::string_view id) { return x_state->remove(id_term(id)); }

Status IndexWriter::remove_all() {
  x_state->changed = true;
  if (const Status flushed = x_state->flush(); !flushed) return flushed;
  return guarded(x_state->folder, "remove all documents", [&] { x_state->lucene->deleteAll(); });
}

void IndexWriter::set_catalogue(const Catalogue& catalogue) {
  std::string& stored = x_state->user_data[std::string(key_catalogue)];
  std::string json = catalogue.to_json();
  if (stored == json) return;
  stored = std::move(json);
  x_state->changed = true;
}

void IndexWriter::keep_snapshot(const std::string& name) {
  x_state->kept[name] = answers_from().value_or(x_state->last.generation);
  x_state->changed = true;
}

void IndexWriter::drop_snapshot(const std::string& name) { x_state->changed = x_state->kept.erase(name) > 0 || x_state->changed; }

const std::map<std::string, std::uint64_t>& IndexWriter::kept_snapshots() const { return x_state->kept; }

void IndexWriter::hold_back() {
  x_state->user_data.emplace(key_answers, std::to_string(x_state->last.generation));
  x_state->changed = true;
}

void IndexWriter::answer_from_newest() {
  x_state->changed = x_state->user_data.erase(std::string(key_answers)) > 0 || x_state->changed;
}

std::optional<std::uint64_t> IndexWriter::answers_from() const {
  const auto held = x_state->user_data.find(key_answers);
  if (held == x_state->user_data.end()) return std::nullopt;
  std::uint64_t generation = 0;
  std::from_chars(held->second.data(), held->second.data() + held->second.size(), generation);
  return generation;
}

Result<std::string> IndexWriter::commit(const CommitNote& note) {
  State& state = *x_state;
  if (state.changed || state.last.generation == 0) {
    if (const Status prepared = state.prepare(note); !prepared) return prepared.error();
    const Status finished = guarded(state.folder, "finish a commit", [&] { state.lucene->commit(); });
    if (!finished) return finished.error();
    if (const Status synced = state.folder.sync_names(); !synced) return synced.error();
    state.changed = false;
    // The commit stands; manifests of commits that went with it are only tidied up.
    if (const Status cleaned = state.clean_up(); !cleaned) return cleaned.error();
  }
  return std::to_string(state.last.generation) + " (" + state.user_data[std::string(key_time)] + ")";
}

Status IndexWriter::note_duplicates(std::string_view before) {
  State& state = *x_state;
  if (state.buffer.empty()) state.buffer = PostingBuffer();  // gives back what the last segment took, before the sketches take as much
  const auto snapshot = open_snapshot(state.folder.path(), {&state.folder.files(), state.last.generation});
  if (!snapshot) return snapshot.error();
  const auto note = Duplicates::to_note(**snapshot, before);
  if (!note) return note.error();
  const std::string name = std::string(duplicates_prefix) + base36(state.last.generation);
  return state.folder.replace(name, duplicates_note_bytes(state.user_data[std::string(key_commit)], *note));
}

Status IndexWriter::optimize() {
  x_state->changed = true;
  if (const Status flushed = x_state->flush(); !flushed) return flushed;
  return guarded(x_state->folder, "merge the index", [&] { x_state->lucene->optimize(); });
}

std::uint64_t IndexWriter::generation() const { return x_state->last.generation; }
std::uint64_t IndexWriter::document_count() const {
  return static_cast<std::uint64_t>(x_state->lucene->numDocs()) + (x_state->store ? x_state->store->count() : 0);
}

}  // namespace concord
