#include "pipeline/ingest/renames.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "pipeline/index/ledger.h"
#include "pipeline/ingest/file_reading.h"
#include "pipeline/ingest/guess.h"

namespace concord {
namespace {

/// XXH3-64 of the file's bytes; 0 when it cannot be read, which no honest hash is likely to be.
std::uint64_t hash_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::vector<char> block(std::size_t{1} << 18);
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    XXH3_64bits_update(state.get(), block.data(), static_cast<std::size_t>(file.gcount()));
  }
  return file.eof() ? XXH3_64bits_digest(state.get()) : 0;
}

std::string ending(const std::string& path) { return std::filesystem::path(path).extension().string(); }

bool same_content(const FileStamp& gone, const PlannedFile& file) {
  const FileStamp& now = file.file.stamp;
  if (gone.inode == now.inode && gone.mtime_ns == now.mtime_ns) return true;
  return gone.hash != 0 && hash_of(file.file.location) == gone.hash;
}

/// The one document that came out of the file; no_more_documents when there were several, or failures.
DocNo only_document(const Snapshot& before, const FileStamp& stamp) {
  const auto postings = before.postings(Field::file, ledger_term(stamp, false));
  const DocNo number = postings->next();
  return number != no_more_documents && postings->next() == no_more_documents ? number : no_more_documents;
}

class RenameFinder {
 public:
  RenameFinder(const Snapshot& before, int latest_year, const Walked& walked) : x_before(before), x_latest_year(latest_year) {
    for (const FileStamp& stamp : walked.removed) {
      if (!is_fault(stamp)) x_gone.emplace(stamp.size, &stamp);
    }
  }

  [[nodiscard]] bool none() const { return x_gone.empty(); }

  /// The gone file that `file` was; null when there is none. Each is given once.
  const FileStamp* was(const PlannedFile& file) {
    if (file.action != Action::add || file.fault || may_hold_many(file.file.stamp.path)) return nullptr;
    const auto [first, last] = x_gone.equal_range(file.file.stamp.size);
    for (auto at = first; at != last; ++at) {
      if (!may_be(*at->second, file) || !same_content(*at->second, file)) continue;
      const FileStamp* found = at->second;
      x_gone.erase(at);
      return found;
    }
    return nullptr;
  }

 private:
  [[nodiscard]] bool may_be(const FileStamp& gone, const PlannedFile& file) const {
    const FileStamp& now = file.file.stamp;
    return gone.source == now.source && ending(gone.path) == ending(now.path) && file.settings->treats_alike(gone.path, now.path) &&
           guess_alike(gone.path, now.path, x_latest_year) && only_document(x_before, gone) != no_more_documents;
  }

  const Snapshot& x_before;
  int x_latest_year;
  std::multimap<std::uint64_t, const FileStamp*> x_gone;  // by size
};

}  // namespace

void find_renames(const Snapshot& before, int latest_year, Walked& walked, const std::function<void(const PlannedFile&, const std::string&)>& told) {
  RenameFinder finder(before, latest_year, walked);
  if (finder.none()) return;
  for (std::size_t i = 0; i < walked.files.size(); ++i) {
    PlannedFile file = walked.files[i];
    const FileStamp* was = finder.was(file);
    if (was == nullptr) continue;
    file.renamed_from = only_document(before, *was);
    file.file.stamp.hash = was->hash;
    if (told) told(file, was->path);
    walked.files.replace(i, std::move(file));
  }
}

}  // namespace concord
