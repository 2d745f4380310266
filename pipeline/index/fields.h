// The fields of the index and what a "position" means in each. On disk: frozen, versioned by index_format.
//
// Everything that a query or a statistic needs is a posting: labels, units,
// lengths and metadata as well as words, so that one commit switches them all
// and counting is an intersection of lists.
//
//   field            terms                        positions
//   word             folded terms                 token number
//   title            folded terms of the title    token number in the title
//   label            "actor:uto"; "actor:uto!neg" first token of each mention (negated ones also under !neg)
//   label_end        the same                     one past the last token of the same mention, in the same order
//   label_sentence   the same                     numbers of the sentences that hold one (each once)
//   label_paragraph  the same                     numbers of the paragraphs that hold one (each once)
//   unit             "sentence" "paragraph"       first token of each unit, so the n-th position is unit n
//                    "page" "article" ...      (of a division also "page_end": one past the last token, same order)
//   size             "tokens" "sentences"         one position: how many the document has
//                    "paragraphs"
//   meta             "kind=report" "lang=en"      none (frequency 1); every filter and facet: kind, lang, year (of
//                    "year=1996" "date=1996-07-21" the first day), date, source, format, path, id, and each manifest
//                                                  column; key and value folded
//   file             ledger entry, see ledger.h   none
//   state            "document" "failed"          none
//   content          sketch of the text, sketch.h none; "short" where there are too few words for one
//
// Mentions of one label never overlap, so the n-th position of label and of
// label_end belong to the same mention. A mention belongs to the sentence and
// the paragraph of its first token. Which term stands where is decided in one
// place: postings_of.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace concord {

inline constexpr int index_format = 1;

enum class Field : std::uint8_t {
  word, title, label, label_end, label_sentence, label_paragraph, unit, size, meta, file, state, content
};

inline constexpr std::size_t field_count = 12;

/// Its name on disk: "word", "label_sentence", ...
[[nodiscard]] std::string_view name(Field field);

/// Whether the terms of the field have positions; the others have frequency 1 in each document that holds them.
[[nodiscard]] bool has_positions(Field field);

/// Appended to a label for its negated mentions.
inline constexpr std::string_view negated_suffix = "!neg";

}  // namespace concord
