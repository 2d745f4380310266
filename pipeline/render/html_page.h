// HtmlPage: the frame of a single-file page: head with a strict content policy, one style sheet, foot with provenance.
//
// Asks nothing of the network: the policy forbids everything but the styles and the script that stand in the file. All text
// goes through markup_escaped(); nothing of a document is ever part of a script. Readable in light and dark, from 320 pixels up,
// by keyboard and without the script.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord {

/// `text` escaped with the bytes [begin, end) between <mark> and </mark>. Requires: character borders.
[[nodiscard]] std::string html_marked(std::string_view text, std::size_t begin, std::size_t end);

struct HtmlPage {
  std::string title;
  std::string lead;    ///< markup below the title
  std::string body;    ///< markup
  std::string script;  ///< of the program, never of a document; may be empty
  std::vector<std::pair<std::string, std::string>> provenance;
};

[[nodiscard]] std::string render_page(const HtmlPage& page);

}  // namespace concord
