#include "corpus/read/html_furniture.h"

#include <gumbo.h>

#include <algorithm>
#include <string_view>

#include "corpus/read/furniture.h"

namespace concord {
namespace {

unsigned count_links(const HtmlNode* node, unsigned enough) {
  unsigned count = is_element(node) && node->v.element.tag == GUMBO_TAG_A ? 1 : 0;
  for_each_child(node, [&](const HtmlNode* child) {
    if (count < enough) count += count_links(child, enough - count);
  });
  return count;
}

}  // namespace

HtmlFurniture::HtmlFurniture(const HtmlNode* root) : x_total(measure(root, false).text) {}

std::string HtmlFurniture::of(const HtmlNode* node, bool in_article) const {
  const Weight& weight = x_weights.at(node);
  if (std::string note = by_element(node, weight, in_article); !note.empty()) return note;
  if (std::string note = by_name(node, weight); !note.empty()) return note;
  return by_links(node, weight);
}

HtmlFurniture::Weight HtmlFurniture::measure(const HtmlNode* node, bool in_link) {
  Weight sum;
  if (node->type == GUMBO_NODE_TEXT) {
    for (const char* c = node->v.text.text; *c != '\0'; ++c) sum.text += *c > ' ' || *c < 0 ? 1U : 0U;
    sum.linked = in_link ? sum.text : 0;
    return sum;
  }
  if (is_element(node) && is_silent(node)) return sum;
  in_link = in_link || (is_element(node) && node->v.element.tag == GUMBO_TAG_A);
  for_each_child(node, [&](const HtmlNode* child) {
    const Weight part = measure(child, in_link);
    sum.text += part.text;
    sum.linked += part.linked;
  });
  x_weights[node] = sum;
  return sum;
}

std::string HtmlFurniture::by_element(const HtmlNode* node, const Weight& weight, bool in_article) const {
  const std::string_view role = attribute(node, "role");
  for (const std::string_view other :
       {"navigation", "banner", "contentinfo", "search", "complementary", "alert", "dialog"}) {
    if (role == other && !is_most_of_the_page(weight)) return "role " + std::string(other);
  }
  if (attribute(node, "aria-hidden") == "true" && weight.text > 0 && !is_most_of_the_page(weight))
    return "aria-hidden";
  switch (node->v.element.tag) {
    case GUMBO_TAG_NAV:
      return "<nav>";
    case GUMBO_TAG_BUTTON:
      return "<button>";
    case GUMBO_TAG_FOOTER:
      return is_most_of_the_page(weight) || in_article ? "" : "<footer>";
    case GUMBO_TAG_ASIDE:
      return is_most_of_the_page(weight) ? "" : "<aside>";
    case GUMBO_TAG_FORM:
      return is_most_of_the_page(weight) ? "" : "<form>";  // ASP.NET wraps whole pages in one
    default:
      return "";
  }
}

std::string HtmlFurniture::by_name(const HtmlNode* node, const Weight& weight) const {
  const GumboTag tag = node->v.element.tag;
  const bool container = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN ||
                         tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_P;
  if (container || is_most_of_the_page(weight)) return "";
  for (const char* key : {"id", "class"}) {
    const std::string_view value = attribute(node, key);
    const std::string_view what = furniture_of_name(value);
    if (!what.empty()) return std::string(what) + " (" + key + "=\"" + std::string(value.substr(0, 40)) + "\")";
  }
  return "";
}

/// A list, a table cell or a division with little text but links: a menu that nobody named.
std::string HtmlFurniture::by_links(const HtmlNode* node, const Weight& weight) const {
  const GumboTag tag = node->v.element.tag;
  const bool group = tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_TD ||
                     tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DL;
  if (!group || weight.text == 0 || is_most_of_the_page(weight)) return "";
  const bool links_only = weight.linked * 10 >= weight.text * 8;
  const unsigned links = count_links(node, 4);
  return links_only && links >= 3 && weight.text / std::max(1U, links) < 60 ? "list of links" : "";
}

}  // namespace concord
