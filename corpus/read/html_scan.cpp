#include "corpus/read/html_scan.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/read/failure.h"
#include "corpus/read/html_tree.h"
#include "corpus/text/ascii.h"

namespace concord {
namespace {

std::string folded_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_ascii_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Name of the tag at `at` (after '<' or "</"), small letters.
std::string_view tag_name(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && end - at < 32 && std::isalnum(static_cast<unsigned char>(html[end])) != 0) ++end;
  return html.substr(at, end - at);
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Without an end tag, or closed by the parser when the next of its kind comes.
bool does_not_nest(std::string_view name) {
  return is_one_of(name, {"br",    "hr",     "img",   "input", "meta",   "link",     "area", "base", "col", "embed",
                          "param", "source", "track", "wbr",   "p",      "li",       "dd",   "dt",   "td",  "th",
                          "tr",    "tbody",  "thead", "tfoot", "option", "optgroup", "html", "head", "body"});
}

bool is_formatting(std::string_view name) {
  return is_one_of(name,
                   {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"});
}

/// End of the tag that begins at `at`, quotes heeded; counts the attributes.
std::size_t end_of_tag(std::string_view html, std::size_t at, std::size_t& attributes) {
  char quote = 0;
  attributes = 0;
  for (std::size_t i = at; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && i > at && (html[i - 1] == '=' || is_ascii_blank(html[i - 1]))) {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    } else if (is_ascii_blank(c) && i + 1 < html.size() && !is_ascii_blank(html[i + 1])) {
      ++attributes;
    }
  }
  return html.size();
}

}  // namespace

std::string declared_html_encoding(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, 4096));
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 5)) {
    const std::size_t end = std::min(head.find('>', at), head.size());
    const std::size_t key = head.find("charset", at);
    if (key == std::string::npos || key > end) continue;
    std::size_t begin = head.find_first_not_of(" \t\r\n", key + 7);
    if (begin == std::string::npos || head[begin] != '=') continue;
    begin = head.find_first_not_of(" \t\r\n\"'", begin + 1);
    if (begin == std::string::npos) continue;
    const std::size_t stop = head.find_first_of(" \t\r\n\"';/>", begin);
    return head.substr(begin, stop == std::string::npos ? stop : stop - begin);
  }
  // XHTML: <?xml version="1.0" encoding="..."?>
  if (const std::size_t at = head.find("encoding="); head.compare(0, 5, "<?xml") == 0 && at < head.find("?>")) {
    const char quote = head[at + 9];
    return head.substr(at + 10, head.find(quote, at + 10) - at - 10);
  }
  return {};
}

Status check_html(std::string_view html, std::uint32_t nesting, const std::string& where) {
  constexpr std::size_t most_attributes = 4000;
  constexpr std::uint64_t most_reopened = 20'000'000;
  std::uint32_t depth = 0;
  std::uint64_t formatting = 0;
  std::uint64_t most_formatting = 0;
  std::uint64_t tags = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    ++at;
    if (html.substr(at, 3) == "!--") {
      at = std::min(html.find("-->", at), html.size());
      continue;
    }
    const bool closing = at < html.size() && html[at] == '/';
    const std::string name = ascii_lower(tag_name(html, at + (closing ? 1 : 0)));
    if (name.empty()) continue;
    ++tags;
    std::size_t attributes = 0;
    const std::size_t end = end_of_tag(html, at, attributes);
    if (attributes > most_attributes)
      return make_failure(ReadFailure::limit, where, "a tag with more than 4000 attributes");
    if (!closing && (name == "script" || name == "style" || name == "textarea")) {
      const std::size_t close = html.find("</", end);
      at = close == std::string_view::npos ? html.size() : close;
      continue;
    }
    at = end;
    if (does_not_nest(name)) continue;
    if (closing) {
      if (depth > 0) --depth;
      if (formatting > 0 && is_formatting(name)) --formatting;
      continue;
    }
    if (is_formatting(name)) most_formatting = std::max(most_formatting, ++formatting);
    if (++depth > nesting) {
      return make_failure(ReadFailure::limit, where, "elements nest deeper than " + std::to_string(nesting));
    }
  }
  if (most_formatting > 100 && most_formatting * tags > most_reopened) {
    return make_failure(ReadFailure::limit, where, "thousands of formatting elements that are never closed");
  }
  return {};
}

namespace {

const GumboNode* first_of(const GumboNode* node, GumboTag tag) {
  if (node->type != GUMBO_NODE_ELEMENT) return nullptr;
  if (node->v.element.tag == tag) return node;
  for (unsigned i = 0; i < node->v.element.children.length; ++i) {
    const GumboNode* found = first_of(static_cast<const GumboNode*>(node->v.element.children.data[i]), tag);
    if (found != nullptr) return found;
  }
  return nullptr;
}

void append_text(const GumboNode* node, std::string& text) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
    text += node->v.text.text;
  } else if (node->type == GUMBO_NODE_ELEMENT) {
    for (unsigned i = 0; i < node->v.element.children.length; ++i) {
      append_text(static_cast<const GumboNode*>(node->v.element.children.data[i]), text);
    }
  }
}

std::string text_of(const GumboNode* node) {
  std::string text;
  if (node != nullptr) append_text(node, text);
  return folded_blanks(text);
}

/// Names and contents of all <meta>, names small; and what JSON-LD says, under "ld:...".
using Claims = std::map<std::string, std::string>;

void claim_json(const nlohmann::json& value, Claims& claims, int depth) {
  if (depth > 4) return;
  if (value.is_array()) {
    for (const auto& item : value) claim_json(item, claims, depth + 1);
  }
  if (!value.is_object()) return;
  for (const char* key : {"headline", "datePublished", "inLanguage"}) {
    if (const auto found = value.find(key); found != value.end() && found->is_string()) {
      claims.emplace(std::string("ld:") + key, found->get<std::string>());
    }
  }
  if (const auto graph = value.find("@graph"); graph != value.end()) claim_json(*graph, claims, depth + 1);
}

void collect(const GumboNode* node, Claims& claims) {
  if (node->type != GUMBO_NODE_ELEMENT) return;
  const GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_META) {
    const std::string_view key =
        attribute(node, "name").empty() ? attribute(node, "property") : attribute(node, "name");
    if (!key.empty()) claims.emplace(ascii_lower(key), folded_blanks(attribute(node, "content")));
  }
  if (tag == GUMBO_TAG_TIME) claims.emplace("time", std::string(attribute(node, "datetime")));
  if (tag == GUMBO_TAG_SCRIPT && ascii_lower(attribute(node, "type")) == "application/ld+json") {
    std::string text;
    append_text(node, text);
    const auto value = nlohmann::json::parse(text, nullptr, false);
    if (!value.is_discarded()) claim_json(value, claims, 0);
  }
  for (unsigned i = 0; i < node->v.element.children.length; ++i) {
    collect(static_cast<const GumboNode*>(node->v.element.children.data[i]), claims);
  }
}

std::string first_claim(const Claims& claims, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (const auto found = claims.find(key); found != claims.end() && !found->second.empty()) return found->second;
  }
  return {};
}

std::optional<Date> date_of(std::string text) {
  std::replace(text.begin(), text.end(), '/', '-');  // citation_publication_date: 2009/05/12
  return Date::parse(text);
}

}  // namespace

void read_html_metadata(const GumboInternalOutput* page, Metadata& metadata) {
  Claims claims;
  collect(page->root, claims);
  if (metadata.title.empty()) {
    metadata.title = first_claim(claims, {"citation_title", "og:title", "dc.title", "dcterms.title", "ld:headline"});
    if (metadata.title.empty()) metadata.title = text_of(first_of(page->root, GUMBO_TAG_H1));
    if (metadata.title.empty()) metadata.title = text_of(first_of(page->root, GUMBO_TAG_TITLE));
    if (!metadata.title.empty()) metadata.title_origin = Origin::document;
  }
  if (!metadata.date) {
    metadata.date =
        date_of(first_claim(claims, {"citation_publication_date", "citation_date", "article:published_time",
                                     "ld:datePublished", "dc.date", "dcterms.date", "dc.date.issued", "date", "time"}));
    if (metadata.date) metadata.date_origin = Origin::document;
  }
  if (metadata.language.empty()) {
    std::string language(attribute(page->root, "lang"));
    if (language.empty()) language = first_claim(claims, {"dc.language", "ld:inLanguage", "og:locale"});
    language = ascii_lower(language.substr(0, language.find_first_of("-_")));
    if (language.size() == 2 || language.size() == 3) {
      metadata.language = language;
      metadata.language_origin = Origin::document;
      metadata.language_confidence = 60;  // templates declare "en" over any text
    }
  }
  if (metadata.publisher.empty())
    metadata.publisher = first_claim(claims, {"og:site_name", "dc.publisher", "citation_publisher"});
}

}  // namespace concord
