// Inline: the inside of one Markdown block (emphasis, code, links, tags, references), written without its markup.
//
// CommonMark 0.30, section 6, with GitHub's strikethrough and footnote marks. Markup that does not close within some
// thousand bytes is text, which keeps hostile input from costing its square.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/read/text_builder.h"

namespace concord {

/// The inline content of one block: its characters without line prefixes, and where each stands in the source.
class MarkdownInline {
 public:
  void add_line(std::string_view source, std::uint32_t begin, std::uint32_t end) {
    if (!x_text.empty()) add('\n', x_at.back() + 1);
    for (std::uint32_t i = begin; i < end; ++i) add(source[i], i);
  }
  void clear() {
    x_text.clear();
    x_at.clear();
  }
  [[nodiscard]] bool empty() const { return x_text.empty(); }
  [[nodiscard]] std::string_view text() const { return x_text; }

  /// Writes the readable text into the block that is open.
  void write(TextBuilder& builder);

 private:
  enum class Role : std::uint8_t { text, dropped, opaque };  // opaque: text that no later rule touches
  void add(char c, std::uint32_t at) {
    x_text.push_back(c);
    x_at.push_back(at);
  }
  void drop(std::size_t begin, std::size_t end) {
    std::fill(x_roles.begin() + static_cast<std::ptrdiff_t>(begin), x_roles.begin() + static_cast<std::ptrdiff_t>(end),
              Role::dropped);
  }
  void shield(std::size_t begin, std::size_t end) {
    std::fill(x_roles.begin() + static_cast<std::ptrdiff_t>(begin), x_roles.begin() + static_cast<std::ptrdiff_t>(end),
              Role::opaque);
  }
  [[nodiscard]] bool plain(std::size_t i) const { return i < x_text.size() && x_roles[i] == Role::text; }

  void find_escapes();
  void find_code();
  void find_tags();
  void find_links();
  void find_emphasis();
  [[nodiscard]] std::size_t end_of_destination(std::size_t open) const;
  void write_entity(TextBuilder& builder, std::size_t& i) const;
  void write_footnote_mark(TextBuilder& builder, std::size_t& i) const;

  std::string x_text;
  std::vector<std::uint32_t> x_at;
  std::vector<Role> x_roles;
};

}  // namespace concord
