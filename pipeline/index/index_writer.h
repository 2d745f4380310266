// IndexWriter: adds documents to the index in a folder, removes them, and commits.
//
// Lucene++ keeps the commits, the merges and the deletions; what a document
// becomes (postings_of.h, record.h) and how a segment is written
// (posting_buffer.h, segment_writer.h) is ours. Everything since the last
// commit() shows to nobody until the next, and is gone if there is none. One
// thread; one writer for an index at a time, others get ErrorCode::locked.
// After an error of any call but add() with a refused document the writer can
// only be thrown away: the last commit is untouched.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "lexicons/catalogue.h"
#include "pipeline/index/file_layer.h"
#include "pipeline/index/ledger.h"

namespace concord {

struct IndexOptions {
  std::size_t buffer_bytes = std::size_t{64} << 20U;  ///< of postings held before a segment is written
  int merge_factor = 10;         ///< so many segments of about one size become one
  int lock_wait_seconds = 0;     ///< how long to wait for another writer; 0: not at all
  bool lock = true;              ///< false for a folder that only exists in memory
  FileLayer* files = nullptr;    ///< the operating system when null; must outlive the writer
};

/// What a commit tells about itself, for `version`, provenance and the next run.
struct CommitNote {
  std::string time;         ///< ISO 8601; part of the snapshot's name
  std::string config_hash;
  std::string run;          ///< free text (JSON of the run)
};

class IndexWriter {
 public:
  /// Opens the index of `folder`, or begins one where there is none. Errors: locked, bad_data (damaged, or another
  /// format), cannot_create, io.
  [[nodiscard]] static Result<IndexWriter> open(const std::string& folder, const IndexOptions& options = {});
  ~IndexWriter();  ///< rolls back what was not committed
  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;

  Status add(const Document& document);
  /// The same with the record encoded already (RecordEncoder), as the workers do.
  Status add(const Document& document, std::string_view record);
  Status add_failure(const FailedDocument& failure);

  /// Removes all documents and failures of a file, committed or added before.
  Status remove_file(std::string_view source, std::string_view path);
  /// Removes the document with exactly this id.
  Status remove_document(std::string_view id);
  Status remove_all();

  /// The labels that the documents are tagged with; the one of the commit before stays where this is not called.
  void set_catalogue(const Catalogue& catalogue);
  /// Names the commit that questions are answered from, so that it is kept from the next commit() on until it is dropped.
  void keep_snapshot(const std::string& name);
  void drop_snapshot(const std::string& name);
  /// Name and generation of each kept commit.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& kept_snapshots() const;

  /// From the next commit() on questions go on being answered from the commit that they are answered from now, which must
  /// be kept under a name; until answer_from_newest() and a commit().
  void hold_back();
  void answer_from_newest();
  /// The commit that questions are answered from where it is not the newest.
  [[nodiscard]] std::optional<std::uint64_t> answers_from() const;

  /// Makes everything so far durable and visible; its snapshot id ("7 (2026-...)"). Without any change it is the id of the
  /// commit before and nothing is written.
  [[nodiscard]] Result<std::string> commit(const CommitNote& note);
  /// Notes the groups of duplicates beside the last commit, for Snapshot::duplicates_note(). `before`: the note of an
  /// earlier commit, whose comparisons hold on. The commit stands whatever comes of it. Errors: io, bad_data.
  Status note_duplicates(std::string_view before);
  /// Merges all segments into one (in the next commit).
  Status optimize();

  /// The generation of the newest commit; 0 before the first (which is 2: Lucene++ begins an index with an empty one).
  [[nodiscard]] std::uint64_t generation() const;
  /// Documents and failures in the index, with what was added and without what was removed and flushed.
  [[nodiscard]] std::uint64_t document_count() const;

 private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> x_state;
};

}  // namespace concord
