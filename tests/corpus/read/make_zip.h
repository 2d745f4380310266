// Zips for tests, stored or deflated through libarchive: names and contents as given, hostile ones too.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <utility>
#include <vector>

namespace concord::test {

using Members = std::vector<std::pair<std::string, std::string>>;

enum class Packing { zip, tar, tar_gz, tar_zst };

inline std::string pack(const Members& members, Packing packing = Packing::zip) {
  std::string bytes(1U << 16U, '\0');
  for (const auto& [name, content] : members) bytes.resize(bytes.size() + content.size() + 4096);
  std::size_t used = 0;
  archive* out = archive_write_new();
  if (packing == Packing::zip) archive_write_set_format_zip(out);
  if (packing != Packing::zip) archive_write_set_format_ustar(out);
  if (packing == Packing::tar_gz) archive_write_add_filter_gzip(out);
  if (packing == Packing::tar_zst) archive_write_add_filter_zstd(out);
  archive_write_open_memory(out, bytes.data(), bytes.size(), &used);
  for (const auto& [name, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  bytes.resize(used);
  return bytes;
}

}  // namespace concord::test
