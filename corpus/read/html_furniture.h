// HtmlFurniture: which elements of a page are menus, banners, forms and the like, and not its text.
//
// Known by three things, the surest first: elements that say so (nav, footer, aside, form, role=...), class and id names
// (furniture.h), and lists or short blocks that are links for the most part. A name alone never marks the element that
// holds most of the page's text: themes call their whole page "has-sidebar".
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "corpus/read/html_tree.h"

namespace concord {

/// Of one tree, which must outlive it.
class HtmlFurniture {
 public:
  explicit HtmlFurniture(const HtmlNode* root);

  /// What the element is, when it is no text of the page; empty otherwise.
  [[nodiscard]] std::string of(const HtmlNode* node, bool in_article) const;

 private:
  /// Text of a subtree: bytes that are no blanks, and how many of them lie in links.
  struct Weight {
    std::uint32_t text = 0;
    std::uint32_t linked = 0;
  };
  Weight measure(const HtmlNode* node, bool in_link);
  [[nodiscard]] bool is_most_of_the_page(const Weight& weight) const { return weight.text * 2 > x_total; }
  [[nodiscard]] std::string by_element(const HtmlNode* node, const Weight& weight, bool in_article) const;
  [[nodiscard]] std::string by_name(const HtmlNode* node, const Weight& weight) const;
  [[nodiscard]] std::string by_links(const HtmlNode* node, const Weight& weight) const;

  std::unordered_map<const HtmlNode*, Weight> x_weights;
  std::uint32_t x_total = 0;
};

}  // namespace concord
