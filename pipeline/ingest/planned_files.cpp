#include "pipeline/ingest/planned_files.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace concord {

bool PlannedFiles::pack(const PlannedFile& file, Row& row) {
  const FileStamp& stamp = file.file.stamp;
  const bool plain = file.fault == nullptr && file.renamed_from == no_more_documents && stamp.hash == 0 &&
                     stamp.source == file.settings->source().name && file.file.location.ends_with(stamp.path);
  if (!plain) return false;
  const std::string root = file.file.location.substr(0, file.file.location.size() - stamp.path.size());
  auto known = std::find(x_roots.begin(), x_roots.end(), root);
  if (known == x_roots.end()) {
    if (x_roots.size() > std::numeric_limits<std::uint16_t>::max()) return false;
    known = x_roots.insert(x_roots.end(), root);
  }
  row = {file.settings, stamp.size, stamp.mtime_ns, stamp.inode, x_paths.size(), static_cast<std::uint32_t>(stamp.path.size()),
         static_cast<std::uint16_t>(known - x_roots.begin()), file.action, file.members_stand};
  x_paths += stamp.path;
  return true;
}

void PlannedFiles::add(PlannedFile file) {
  Row row;
  if (!pack(file, row)) x_odd.emplace(x_rows.size(), std::move(file));
  x_rows.push_back(row);
}

void PlannedFiles::replace(std::size_t index, PlannedFile file) {
  x_rows[index].settings = nullptr;
  x_odd.insert_or_assign(index, std::move(file));
}

PlannedFile PlannedFiles::operator[](std::size_t index) const {
  const Row& row = x_rows[index];
  if (row.settings == nullptr) return x_odd.at(index);
  PlannedFile file;
  file.settings = row.settings;
  FileStamp& stamp = file.file.stamp;
  stamp.path = x_paths.substr(row.path_begin, row.path_size);
  stamp.source = row.settings->source().name;
  stamp.size = row.size;
  stamp.mtime_ns = row.mtime_ns;
  stamp.inode = row.inode;
  file.file.location = x_roots[row.root] + stamp.path;
  file.action = row.action;
  file.members_stand = row.members_stand;
  return file;
}

}  // namespace concord
