#include "pipeline/index/check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "pipeline/index/commit_file.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/duplicates_note.h"
#include "pipeline/index/index_folder.h"
#include "pipeline/index/input_file.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/index/ledger.h"
#include "pipeline/index/postings_of.h"

namespace concord {
namespace {

/// A sum over (field, term, document, positions) that does not depend on the order: two walks agree when theirs do.
class PostingSum {
 public:
  void add(Field field, std::string_view term, DocNo document, std::span<const std::uint32_t> positions) {
    std::string key(name(field));
    key += '\0';
    key += term;
    key += '\0';
    key += std::to_string(document);
    for (const std::uint32_t position : positions) key += "," + std::to_string(position);
    x_sum += checksum(key);
    ++x_count;
  }
  [[nodiscard]] std::uint64_t count() const { return x_count; }
  friend bool operator==(const PostingSum&, const PostingSum&) = default;

 private:
  std::uint64_t x_sum = 0;
  std::uint64_t x_count = 0;
};

class Check {
 public:
  Check(FileLayer& files, std::string folder, CheckDepth depth) : x_files(files), x_folder(std::move(folder)), x_depth(depth) {}

  Result<IndexCheck> run() {
    std::vector<std::string> names;
    const int listed = x_files.list(x_folder, names);
    if (listed < 0) return file_error("list", x_folder, listed);
    auto newest = find_commit(x_files, x_folder);
    if (!newest) {
      if (newest.error().code != ErrorCode::bad_data) return newest.error();
      x_report.problems.push_back(newest.error());
      return std::move(x_report);
    }
    look_at(*newest);
    look_for_kept(*newest);
    if (x_depth == CheckDepth::quick) {
      look_at_answering(*newest);
      return std::move(x_report);
    }
    std::sort(names.rbegin(), names.rend());
    for (const std::string& name : names) {
      const auto generation = commit_generation(name);
      if (!generation || *generation >= newest->generation) continue;
      const auto kept = find_commit(x_files, x_folder, generation);
      if (kept) look_at(*kept);
      if (!kept && kept.error().code != ErrorCode::no_input) x_report.problems.push_back(kept.error());
    }
    return std::move(x_report);
  }

 private:
  /// A commit that was given a name must be there; what it is made of is looked at with the others.
  void look_for_kept(const Commit& newest) {
    const auto kept = newest.file.user_data.find(key_kept);
    if (kept == newest.file.user_data.end()) return;
    for (const auto& [name, generation] : parse_kept(kept->second)) {
      const auto commit = find_commit(x_files, x_folder, generation);
      if (commit || commit.error().code != ErrorCode::no_input) continue;
      x_report.problems.push_back({ErrorCode::bad_data, x_folder, "the index is damaged: the commit of the kept snapshot '" + name + "' is missing", ""});
    }
  }

  /// While a new generation is being built the questions are answered from another commit than the newest.
  void look_at_answering(const Commit& newest) {
    if (!answers_from(newest.file)) return;
    const auto answering = find_answering_commit(x_files, x_folder);
    if (answering) look_at(*answering);
    if (!answering) x_report.problems.push_back(answering.error());
  }

  void look_at(const Commit& commit) {
    x_report.commits.push_back(commit.generation);
    const std::size_t problems = x_report.problems.size();
    const auto note = read_duplicates_note(x_files, x_folder, commit.generation, commit.manifest.commit);
    if (!note) x_report.problems.push_back(note.error());
    for (const auto& [name, sums] : commit.manifest.files) {
      const auto seen = x_seen.emplace(name, sums);
      if (!seen.second && seen.first->second == sums) continue;
      ++x_report.files;
      x_report.bytes += sums.size;
      look_at_file(name, sums);
    }
    if (x_depth == CheckDepth::deep && problems == x_report.problems.size()) read_back(commit.generation);
  }

  void look_at_file(const std::string& name, const FileChecksums& sums) {
    const auto file = InputFile::open(x_files, x_folder + "/" + name, sums);
    if (!file) {
      Error error = file.error();
      if (error.code == ErrorCode::no_input) error.code = ErrorCode::bad_data;
      x_report.problems.push_back(error);
      return;
    }
    if (x_depth == CheckDepth::quick) return;
    constexpr std::uint64_t at_once = manifest_block_bytes * 64;
    std::string bytes;
    for (std::uint64_t at = 0; at < sums.size; at += at_once) {
      if (const Status read = (*file)->read(at, std::min(at_once, sums.size - at), bytes); !read) {
        x_report.problems.push_back(read.error());
        return;
      }
    }
  }

  void read_back(std::uint64_t generation) {
    const auto snapshot = open_snapshot(x_folder, {&x_files, generation});
    if (!snapshot) {
      x_report.problems.push_back(snapshot.error());
      return;
    }
    const PostingSum stored = walk_postings(**snapshot);
    const std::optional<PostingSum> expected = walk_documents(**snapshot, sketched(**snapshot));
    (void)(*snapshot)->catalogue();
    if (const Status health = (*snapshot)->health(); !health) x_report.problems.push_back(health.error());
    x_report.postings += stored.count();
    if (expected && !(*expected == stored)) {
      x_report.problems.push_back({ErrorCode::bad_data, x_folder + ": snapshot " + (*snapshot)->id(),
                                   "the postings are not those of the stored documents", "'concord check --repair' makes it anew"});
    }
  }

  static PostingSum walk_postings(const Snapshot& snapshot) {
    PostingSum sum;
    std::vector<std::uint32_t> positions;
    for (std::size_t i = 0; i < field_count; ++i) {
      const auto field = static_cast<Field>(i);
      std::vector<std::string> terms;
      snapshot.terms(field, {}, [&](const TermEntry& entry) {
        terms.emplace_back(entry.term);
        return true;
      });
      for (const std::string& term : terms) {
        const auto cursor = snapshot.postings(field, term);
        for (DocNo number = cursor->next(); number != no_more_documents; number = cursor->next()) {
          positions.clear();
          cursor->positions(positions);
          sum.add(field, term, number, positions);
        }
      }
    }
    return sum;
  }

  /// The documents that have a posting in Field::content: those of an index made before there were sketches have none.
  static std::vector<bool> sketched(const Snapshot& snapshot) {
    std::vector<bool> has(snapshot.end());
    snapshot.terms(Field::content, {}, [&](const TermEntry& entry) {
      const auto cursor = snapshot.postings(Field::content, entry.term);
      for (DocNo number = cursor->next(); number != no_more_documents; number = cursor->next()) has[number] = true;
      return true;
    });
    return has;
  }

  /// What the postings must be, from the records. Nothing when a record cannot be read.
  std::optional<PostingSum> walk_documents(const Snapshot& snapshot, const std::vector<bool>& with_content) {
    PostingSum sum;
    PostingsOf postings_of;
    bool whole = true;
    for (const char* state : {"document", "failed"}) {
      const bool failed = std::string_view(state) == "failed";
      const auto cursor = snapshot.postings(Field::state, state);
      for (DocNo number = cursor->next(); number != no_more_documents; number = cursor->next()) {
        const auto document = snapshot.document(number, Part::all);
        if (!document) {
          x_report.problems.push_back(document.error());
          whole = false;
          continue;
        }
        ++x_report.documents;
        if (failed) sum.add(Field::state, state, number, {});
        for (const Posting& posting : failed ? std::span<const Posting>() : postings_of(*document)) {
          if (posting.field != Field::content || with_content[number]) sum.add(posting.field, posting.term, number, posting.positions);
        }
        for (const std::string& term : file_terms(document->metadata, failed)) sum.add(Field::file, term, number, {});
      }
    }
    return whole ? std::optional(sum) : std::nullopt;
  }

  FileLayer& x_files;
  std::string x_folder;
  CheckDepth x_depth;
  IndexCheck x_report;
  std::map<std::string, FileChecksums> x_seen;
};

}  // namespace

Result<IndexCheck> check_index(const std::string& folder, CheckDepth depth, FileLayer* files) {
  return Check(files != nullptr ? *files : system_files(), folder, depth).run();
}

}  // namespace concord
