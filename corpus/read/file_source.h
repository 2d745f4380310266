// FileSource: the files below the configured folders, one after the other, by stat alone.
//
// The order is that of the bytes of the paths, whatever the file system says,
// so that an index does not depend on it. No file is opened: what is asked for
// is size, times and inode, so that looking for changes costs one stat a file.
// Hidden files and folders are left out. A link to a file is followed when it
// stays inside the source; a link to a folder is not followed (what it shows
// inside the source is met in its own place); a link that leads out is an error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/metadata.h"
#include "corpus/document/result.h"

namespace concord {

/// One place to look for files.
struct SourceFolder {
  std::string name;                       ///< FileStamp::source
  std::string path;                       ///< a folder or a single file
  std::vector<std::string> include = {};  ///< globs on the path below it (glob.h); empty = every file
  std::vector<std::string> exclude = {};  ///< stronger than include
};

/// A file that was listed.
struct FileEntry {
  FileStamp stamp;       ///< hash is 0: nothing was read
  std::string location;  ///< the path to open
};

/// A name as it can be shown, stored and sent to JSON: bytes that are not UTF-8, and control characters, as %XX.
[[nodiscard]] std::string shown_name(std::string_view name);

/// Pull source; one thread. A folder that cannot be listed, a link that leads out, a pipe: each is one Error, and the
/// walk goes on. Memory: the names of the folders on the way down.
class FileSource {
 public:
  explicit FileSource(std::vector<SourceFolder> folders);
  ~FileSource();
  FileSource(FileSource&&) noexcept;
  FileSource& operator=(FileSource&&) noexcept;

  /// The next file in the order of the folders given, then of the bytes of the path; nothing at the end.
  [[nodiscard]] std::optional<Result<FileEntry>> next();

  /// Folders that could not be listed to their end, by their path below the source as FileStamp::path shows it; "" is the
  /// source itself. What lies below them may be there, seen or not.
  [[nodiscard]] const std::vector<std::string>& unlisted() const { return x_unlisted; }

 private:
  struct Level;
  [[nodiscard]] std::optional<Result<FileEntry>> enter(const SourceFolder& folder);
  [[nodiscard]] std::optional<Result<FileEntry>> visit_next_child();
  [[nodiscard]] std::optional<Result<FileEntry>> visit_link(const std::string& relative, const std::string& location);
  [[nodiscard]] std::optional<Error> descend(const std::string& relative, const std::string& location);
  [[nodiscard]] bool is_wanted(const std::string& relative) const;
  [[nodiscard]] bool may_hold_wanted(const std::string& relative) const;

  std::vector<SourceFolder> x_folders;
  std::size_t x_next_folder = 0;
  std::vector<Level> x_levels;  // the folders from the source's root down to the one being listed
  std::vector<std::string> x_unlisted;
  std::string x_real_root;      // of the source in hand, for links
};

}  // namespace concord
