// HTML: the tree of a real HTML5 parser (gumbo), its blocks as text, and what is not the page's own text marked.
//
// Marked text (html_furniture.h says what it is) stays in the document and is skipped by the tokens.
#include <gumbo.h>

#include <cctype>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/read/failure.h"
#include "corpus/read/furniture.h"
#include "corpus/read/html_furniture.h"
#include "corpus/read/html_scan.h"
#include "corpus/read/html_tree.h"
#include "corpus/read/readers.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

using Gap = TextBuilder::Gap;

struct TreeDeleter {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using Tree = std::unique_ptr<GumboOutput, TreeDeleter>;

struct BlockShape {
  BlockKind kind = BlockKind::paragraph;
  Gap gap = Gap::paragraph;
  std::uint8_t level = 0;
};

/// How an element breaks the flow of text; nothing for what stands in a line.
std::optional<BlockShape> shape_of(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return BlockShape{BlockKind::heading, Gap::paragraph, 1};
    case GUMBO_TAG_H2:
      return BlockShape{BlockKind::heading, Gap::paragraph, 2};
    case GUMBO_TAG_H3:
      return BlockShape{BlockKind::heading, Gap::paragraph, 3};
    case GUMBO_TAG_H4:
      return BlockShape{BlockKind::heading, Gap::paragraph, 4};
    case GUMBO_TAG_H5:
      return BlockShape{BlockKind::heading, Gap::paragraph, 5};
    case GUMBO_TAG_H6:
      return BlockShape{BlockKind::heading, Gap::paragraph, 6};
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
      return BlockShape{BlockKind::list_item, Gap::line, 0};
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return BlockShape{BlockKind::table_cell, Gap::cell, 0};
    case GUMBO_TAG_TR:
      return BlockShape{BlockKind::paragraph, Gap::line, 0};
    case GUMBO_TAG_BLOCKQUOTE:
      return BlockShape{BlockKind::quotation, Gap::paragraph, 0};
    case GUMBO_TAG_PRE:
      return BlockShape{BlockKind::preformatted, Gap::paragraph, 0};
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_BODY:
      return BlockShape{};
    default:
      return std::nullopt;
  }
}

/// Writes the tree as text with blocks and marks.
class Writer {
 public:
  Writer(std::string_view source, const HtmlFurniture* furniture) : x_source(source), x_furniture(furniture) {}

  void write(const GumboNode* root, Document& document) {
    visit(root, {});
    x_builder.finish(document);
  }

 private:
  struct State {
    BlockShape block = {};
    bool preformatted = false;
    bool in_article = false;
    bool marked = false;
    bool in_quotation = false;
  };

  void visit(const GumboNode* node, State state) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      return write_text(node, state);
    }
    if (!is_element(node)) return;
    if (is_silent(node)) return;
    const std::uint32_t begin = x_builder.size();
    std::string furniture;
    if (x_furniture != nullptr && !state.marked) furniture = x_furniture->of(node, state.in_article);
    state.marked = state.marked || !furniture.empty();
    state.in_article = state.in_article || node->v.element.tag == GUMBO_TAG_ARTICLE;
    visit_element(node, state);
    if (!furniture.empty()) x_builder.mark_from(begin, MarkKind::boilerplate, furniture);
  }

  void visit_element(const GumboNode* node, State state) {
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR) {
      const auto at = static_cast<std::uint32_t>(node->v.element.start_pos.offset);
      return state.preformatted ? x_builder.gap(Gap::line) : x_builder.space(at, at);
    }
    if (tag == GUMBO_TAG_SUP && is_footnote_mark(node)) return write_footnote_mark(node, state);
    const auto shape = shape_of(tag);
    if (!shape) {
      for_each_child(node, [&](const GumboNode* child) { visit(child, state); });
      return;
    }
    state.preformatted = state.preformatted || tag == GUMBO_TAG_PRE;
    state.in_quotation = state.in_quotation || tag == GUMBO_TAG_BLOCKQUOTE;
    // A plain container inside a list item, a cell or a quotation does not change what its text is.
    const bool plain = shape->kind == BlockKind::paragraph;
    const bool keeps = plain && (state.block.kind == BlockKind::list_item || state.block.kind == BlockKind::table_cell);
    if (!keeps) state.block = *shape;
    if (plain && state.in_quotation && !keeps) state.block.kind = BlockKind::quotation;
    x_builder.close_block();
    x_builder.gap(keeps ? Gap::line : shape->gap);
    x_pending = state.block;
    for_each_child(node, [&](const GumboNode* child) {
      x_pending = state.block;  // text after a nested block goes on as this element
      visit(child, state);
    });
    if (plain && !keeps) check_phrase(state);
    x_builder.close_block();
    x_builder.gap(shape->gap == Gap::cell ? Gap::cell : shape->gap);
  }

  /// A short block that opens like a comment form or a cookie banner is one, whatever its markup.
  void check_phrase(const State& state) {
    if (x_furniture == nullptr || state.marked || !x_builder.in_block()) return;
    const std::string_view note = furniture_of_line(x_builder.text().substr(x_block_begin));
    if (!note.empty()) x_builder.mark_from(x_block_begin, MarkKind::boilerplate, std::string(note) + " (by its words)");
  }

  static bool is_footnote_mark(const GumboNode* node) {
    std::string text;
    bool linked = false;
    for_each_child(node, [&](const GumboNode* child) {
      linked = linked || (is_element(child) && child->v.element.tag == GUMBO_TAG_A);
      if (child->type == GUMBO_NODE_TEXT) text += child->v.text.text;
    });
    return linked ||
           (!text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789*[]") == std::string::npos);
  }

  void write_footnote_mark(const GumboNode* node, const State& state) {
    ensure_block();
    const std::uint32_t begin = x_builder.size();
    for_each_child(node, [&](const GumboNode* child) { visit(child, state); });
    if (x_builder.size() > begin && !state.marked) x_builder.mark_from(begin, MarkKind::footnote_mark, "<sup>");
  }

  void ensure_block() {
    if (x_builder.in_block()) return;
    x_builder.open_block(x_pending.kind, Gap::none, x_pending.level);
    x_block_begin = x_builder.size();
  }

  void write_text(const GumboNode* node, const State& state) {
    const std::string_view text = node->v.text.text;
    if (text.find_first_not_of(" \t\r\n\f") == std::string_view::npos && !x_builder.in_block()) return;
    ensure_block();
    const GumboStringPiece& raw = node->v.text.original_text;
    const bool inside = raw.data != nullptr && raw.data >= x_source.data() &&
                        raw.data + raw.length <= x_source.data() + x_source.size();
    if (!inside) return x_builder.replace(text, 0, 0);
    const auto begin = static_cast<std::uint32_t>(raw.data - x_source.data());
    if (!align(text, {raw.data, raw.length}, begin, state.preformatted)) {
      x_builder.replace(text, begin, begin + static_cast<std::uint32_t>(raw.length));
    }
  }

  void put(std::string_view piece, std::uint32_t begin, bool preformatted) {
    preformatted ? x_builder.copy(piece, begin) : x_builder.flow(piece, begin);
  }

  /// Writes text beside the source it was parsed from: the same but for character references and line ends. False,
  /// with nothing written, when they do not run side by side (text that the parser moved).
  bool align(std::string_view text, std::string_view raw, std::uint32_t begin, bool preformatted) {
    if (text == raw) {  // no character references: nearly all text
      put(text, begin, preformatted);
      return true;
    }
    struct Piece {
      std::size_t text, length, raw_begin, raw_end;
    };
    std::vector<Piece> pieces;
    std::size_t t = 0;
    std::size_t r = 0;
    while (t < text.size() && r < raw.size()) {
      if (raw[r] == '\r') {  // "\r\n" and "\r" are "\n"
        const std::size_t next = r + (r + 1 < raw.size() && raw[r + 1] == '\n' ? 2 : 1);
        if (text[t] != '\n') return false;
        pieces.push_back({t++, 1, r, next});
        r = next;
      } else if (raw[r] == '&' && r + 1 < raw.size() &&
                 (raw[r + 1] == '#' || std::isalpha(static_cast<unsigned char>(raw[r + 1])) != 0)) {
        const std::size_t end = end_of_reference(raw, r);
        const std::size_t length = length_of_reference(text, t, raw, end);
        if (length == 0) return false;
        const bool literal = raw.substr(r, length) == text.substr(t, length) && text[t] == '&';
        const std::size_t raw_end =
            literal && length == 1 && text.substr(t, end - r) == raw.substr(r, end - r) ? r + 1 : end;
        pieces.push_back({t, length, r, raw_end});
        t += length;
        r = raw_end;
      } else {
        if (text[t] != raw[r]) return false;
        if (!pieces.empty() && pieces.back().raw_end == r && pieces.back().length == r - pieces.back().raw_begin) {
          ++pieces.back().length;
          ++pieces.back().raw_end;
        } else {
          pieces.push_back({t, 1, r, r + 1});
        }
        ++t;
        ++r;
      }
    }
    if (t != text.size()) return false;
    for (const Piece& piece : pieces) {
      const auto from = begin + static_cast<std::uint32_t>(piece.raw_begin);
      const auto to = begin + static_cast<std::uint32_t>(piece.raw_end);
      const std::string_view content = text.substr(piece.text, piece.length);
      if (to - from == piece.length) {
        put(content, from, preformatted);
      } else if (!preformatted && content == "\n") {
        x_builder.space(from, to);
      } else {
        x_builder.replace(content, from, to);
      }
    }
    return true;
  }

  static std::size_t end_of_reference(std::string_view raw, std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < raw.size() && end - begin < 34 &&
           (raw[end] == '#' || std::isalnum(static_cast<unsigned char>(raw[end])) != 0))
      ++end;
    return end < raw.size() && raw[end] == ';' ? end + 1 : end;
  }

  /// How many bytes of text the reference became: as many characters as let the rest go on side by side.
  static std::size_t length_of_reference(std::string_view text, std::size_t t, std::string_view raw,
                                         std::size_t raw_end) {
    std::size_t length = 0;
    for (int characters = 1; characters <= 2 && t + length < text.size(); ++characters) {
      length += decode_utf8(text, t + length).length;
      const bool at_end = raw_end == raw.size();
      if (at_end ? t + length == text.size()
                 : t + length < text.size() &&
                       (text[t + length] == raw[raw_end] || raw[raw_end] == '&' || raw[raw_end] == '\r')) {
        return length;
      }
    }
    return 0;
  }

  std::string_view x_source;
  const HtmlFurniture* x_furniture;
  TextBuilder x_builder;
  BlockShape x_pending;
  std::uint32_t x_block_begin = 0;
};

}  // namespace

Status fill_html(const DecodedText& decoded, const SourceContext& context, Document& document) {
  const std::string& source = decoded.text.utf8;
  if (Status safe = check_html(source, context.options.limits.nesting, context.where()); !safe) return safe;
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  const Tree tree(gumbo_parse_with_options(&options, source.data(), source.size()));
  if (!tree) return make_failure(ReadFailure::damaged, context.where(), "the HTML parser gave nothing");
  read_html_metadata(tree.get(), document.metadata);
  const HtmlFurniture furniture(tree->root);
  Writer writer(source, context.options.keep_boilerplate ? nullptr : &furniture);
  writer.write(tree->root, document);
  document.text.map = decoded.text.map.after(document.text.map);
  return {};
}

Result<Document> read_html(std::string bytes, const SourceContext& context) {
  const std::string declared = declared_html_encoding(bytes);
  auto decoded = decode_for(context, std::move(bytes), declared, "<meta>");
  if (!decoded) return decoded.error();
  Document document = begin_document(context, "html");
  document.metadata.encoding = decoded->decision;
  if (Status filled = fill_html(*decoded, context, document); !filled) return filled.error();
  return document;
}

}  // namespace concord
