// Segment: the files of one segment, open for reading: dictionary, postings, stored records, deletions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/index/commit_file.h"
#include "pipeline/index/term_dictionary.h"

namespace concord {

class Segment {
 public:
  /// Opens every file; reads the index of the dictionary and the deletions. Errors: bad_data, io.
  [[nodiscard]] static Result<std::unique_ptr<Segment>> open(FileLayer& files, const std::string& folder,
                                                             const SegmentEntry& entry, const Manifest& manifest);

  [[nodiscard]] std::uint32_t end() const { return x_entry.document_count; }
  [[nodiscard]] bool has_deletions() const { return !x_deleted.empty(); }
  [[nodiscard]] bool deleted(std::uint32_t document) const {
    return has_deletions() && (static_cast<unsigned>(x_deleted[document >> 3U]) >> (document & 7U) & 1U) != 0;
  }
  [[nodiscard]] const TermDictionary& dictionary() const { return *x_dictionary; }
  [[nodiscard]] const InputFile& documents() const { return *x_documents; }
  [[nodiscard]] const InputFile& positions() const { return *x_positions; }
  /// The stored record of a document. Requires: document < end().
  Status record(std::uint32_t document, std::string& out) const;

 private:
  SegmentEntry x_entry;
  std::unique_ptr<TermDictionary> x_dictionary;
  std::unique_ptr<InputFile> x_documents;    // .frq
  std::unique_ptr<InputFile> x_positions;    // .prx
  std::unique_ptr<InputFile> x_store;        // .fdt
  std::unique_ptr<InputFile> x_store_index;  // .fdx
  std::uint32_t x_record_field = 0;
  std::vector<std::uint8_t> x_deleted;  // a bit a document
};

}  // namespace concord
