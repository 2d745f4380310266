// The tree of the HTML parser, as far as its readers ask it: kinds of nodes, attributes, children.
#pragma once

#include <string_view>

struct GumboInternalNode;

namespace concord {

using HtmlNode = GumboInternalNode;

[[nodiscard]] bool is_element(const HtmlNode* node);
/// Elements that never hold text of the page: scripts, styles, templates, selections ...
[[nodiscard]] bool is_silent(const HtmlNode* node);
/// Of an element; empty when it has none of this name.
[[nodiscard]] std::string_view attribute(const HtmlNode* node, const char* name);

[[nodiscard]] unsigned child_count(const HtmlNode* node);  ///< 0 for text
[[nodiscard]] const HtmlNode* child_of(const HtmlNode* node, unsigned number);

template <class Visit>
void for_each_child(const HtmlNode* node, Visit visit) {
  const unsigned count = child_count(node);
  for (unsigned i = 0; i < count; ++i) visit(child_of(node, i));
}

}  // namespace concord
