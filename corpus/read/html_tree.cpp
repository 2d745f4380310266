#include "corpus/read/html_tree.h"

#include <gumbo.h>

namespace concord {
namespace {

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  return is_element(node) ? &node->v.element.children : nullptr;
}

}  // namespace

bool is_element(const HtmlNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

std::string_view attribute(const HtmlNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

unsigned child_count(const HtmlNode* node) {
  const GumboVector* children = children_of(node);
  return children == nullptr ? 0 : children->length;
}

const HtmlNode* child_of(const HtmlNode* node, unsigned number) {
  return static_cast<const GumboNode*>(children_of(node)->data[number]);
}

bool is_silent(const HtmlNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_NOSCRIPT:
      return true;
    default:
      return false;
  }
}

}  // namespace concord
