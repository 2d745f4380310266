// TermDictionary: the terms of one segment (.tis), found through the index of every 128th (.tii), which is held in memory.
//
// Terms ascend by the name of their field, then by bytes. An index entry names
// the last term of a block and where the next block begins; inside a block each
// term is told by its difference to the one before. Shared by threads; a
// TermWalk belongs to one.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/fields.h"
#include "pipeline/index/input_file.h"

namespace concord {

/// A term and where its postings lie, in bytes of .frq and .prx.
struct TermPostings {
  std::uint32_t document_count = 0;
  std::uint64_t documents_begin = 0;
  std::uint64_t documents_end = 0;  ///< without the skip list
  std::uint64_t positions_begin = 0;
  std::uint64_t positions_end = 0;
};

/// Which number each field has in the segment (.fnm).
struct FieldNumbers {
  std::vector<std::optional<Field>> fields;  ///< by number
  std::optional<std::uint32_t> record;
  [[nodiscard]] static std::optional<FieldNumbers> parse(std::string_view bytes);
};

class TermWalk;

class TermDictionary {
 public:
  /// `documents_size`, `positions_size`: sizes of .frq and .prx, where the last term's postings end.
  [[nodiscard]] static Result<std::unique_ptr<TermDictionary>> open(std::unique_ptr<InputFile> terms, std::string_view index,
                                                                FieldNumbers fields, std::uint64_t documents_size,
                                                                std::uint64_t positions_size);

  [[nodiscard]] Result<std::optional<TermPostings>> find(Field field, std::string_view term) const;
  /// Stands before the first term of the field at or after `from`.
  [[nodiscard]] TermWalk walk(Field field, std::string_view from) const;
  [[nodiscard]] std::uint64_t size() const { return x_size; }

 private:
  friend class TermWalk;
  /// As an entry of the file says it: the postings' ends are the begins of the next term.
  struct Place {
    std::uint32_t document_count = 0;
    std::uint32_t skip = 0;
    std::uint64_t documents = 0;
    std::uint64_t positions = 0;
  };
  struct IndexEntry {
    int rank = -1;  // of the field's name; -1 before all
    std::uint64_t term_begin = 0;
    std::uint32_t term_size = 0;
    Place place;
    std::uint64_t block = 0;  // offset in .tis of the terms that follow
  };
  [[nodiscard]] bool load_index(std::string_view index);
  [[nodiscard]] std::string_view term(const IndexEntry& entry) const {
    return std::string_view(x_names).substr(entry.term_begin, entry.term_size);
  }
  [[nodiscard]] int rank_of(std::uint32_t field_number) const;

  std::unique_ptr<InputFile> x_terms;
  FieldNumbers x_fields;
  std::uint64_t x_documents_size = 0;
  std::uint64_t x_positions_size = 0;
  std::uint64_t x_size = 0;
  std::string x_names;
  std::vector<IndexEntry> x_index;
};

/// One pass over the terms of a field, ascending.
class TermWalk {
 public:
  /// The next term; false at the end of the field, or after damage, which status() then names.
  bool next();
  [[nodiscard]] std::string_view term() const { return x_term; }
  [[nodiscard]] const TermPostings& postings() const { return x_postings; }
  [[nodiscard]] const Status& status() const { return x_status; }

 private:
  friend class TermDictionary;
  TermWalk(const TermDictionary& dictionary, std::size_t block, int rank, std::string_view from);
  bool read_entry();
  bool load_blocks();

  const TermDictionary* x_dictionary;
  int x_rank;
  std::string x_from;
  std::size_t x_block;         // the next to load
  std::size_t x_blocks_at_once = 1;
  std::string x_bytes;
  std::size_t x_at = 0;
  // The entry read last, one ahead of the term shown.
  int x_ahead_rank = -1;
  std::string x_ahead_term;
  TermDictionary::Place x_ahead;
  bool x_has_ahead = false;
  std::string x_term;
  TermPostings x_postings;
  Status x_status;
};

}  // namespace concord
