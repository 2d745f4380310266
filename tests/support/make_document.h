// make_document: a tagged Document out of a tiny markup, as if all stages had run. For tests.
//
//   "Talks [theme:ceasefire|on a cease-fire] began. The [actor:uto|UTO] left.\n\nNo [theme:ombudsman!neg|ombudsman]."
//
// Paragraphs end at an empty line, sentences after ". ", "! " or "? " and with
// the paragraph. A token is a run of letters, digits and bytes beyond ASCII, with
// the - ' / . inside it that have letters or digits on both sides.
// [label|words] annotates the words and may be nested; "!neg" after the label
// makes the mention a negated one. A line "@page 3" or "@article Article 5" opens a division that reaches
// to the next one of its kind. The markup itself does not get into the text.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "corpus/document/document.h"

namespace concord::test {

struct Given {
  std::string id = "doc";
  std::string title = {};
  std::string date = {};  ///< ISO, or empty
  Kind kind = Kind::report;
  std::string language = "en";
  std::string publisher = {};
  std::map<std::string, std::string> fields = {};
};

/// Requires: well-formed markup (asserted).
[[nodiscard]] Document make_document(std::string_view markup, const Given& given = {});

}  // namespace concord::test
