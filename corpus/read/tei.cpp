#include <optional>
#include <pugixml.hpp>

#include "corpus/read/failure.h"
#include "corpus/read/office.h"
#include "corpus/read/typed_date.h"
#include "corpus/read/text_builder.h"
#include "corpus/read/xml_source.h"

namespace concord {
namespace {

using Gap = TextBuilder::Gap;

struct Shape {
  BlockKind kind;
  Gap gap;
};

/// How a TEI element stands in the text; nothing for what stands in a line.
std::optional<Shape> shape_of(std::string_view name) {
  if (name == "head" || name == "docTitle" || name == "titlePart") return Shape{BlockKind::heading, Gap::paragraph};
  if (name == "p" || name == "ab" || name == "sp" || name == "lg" || name == "opener" || name == "closer" ||
      name == "signed" || name == "byline") {
    return Shape{BlockKind::paragraph, Gap::paragraph};
  }
  if (name == "l" || name == "item") return Shape{BlockKind::list_item, Gap::line};
  if (name == "cell") return Shape{BlockKind::table_cell, Gap::cell};
  if (name == "quote" || name == "q") return Shape{BlockKind::quotation, Gap::paragraph};
  return std::nullopt;
}

bool has_own_text(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    const bool text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (text && std::string_view(child.value()).find_first_not_of(" \t\r\n") != std::string_view::npos) return true;
  }
  return false;
}

class TeiWriter {
 public:
  explicit TeiWriter(bool tei) : x_tei(tei) {}

  void write(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        write_text(node.value());
      } else if (node.type() == pugi::node_element) {
        write_element(node);
      }
    }
  }

  void finish(Document& document) {
    end_page();
    x_builder.finish(document);
    document.divisions = std::move(x_pages);
    document.text.map = OffsetMap::none(document.text.map.text_size());
  }

 private:
  void write_text(std::string_view text) {
    const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!x_builder.in_block() && blank) return;
    if (!x_builder.in_block()) x_builder.open_block(BlockKind::paragraph, Gap::paragraph);
    x_builder.flow(text, 0);
  }

  void write_element(const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (x_tei && name == "teiHeader") return;
    if (x_tei && name == "pb") {
      end_page();
      x_label = local_attribute(node, "n");
      x_page_begin = x_builder.size();
      return;
    }
    if (x_tei && name == "lb") return x_builder.space(0, 0);
    if (x_tei && name == "note") return write_note(node);
    if (x_tei && name == "row") x_builder.gap(Gap::line);
    const auto shape = x_tei ? shape_of(name)
                       : has_own_text(node) && !x_builder.in_block()
                           ? std::optional(Shape{BlockKind::paragraph, Gap::paragraph})
                           : std::nullopt;
    if (!shape) return write(node);
    x_builder.open_block(shape->kind, shape->gap, shape->kind == BlockKind::heading ? 1 : 0);
    write(node);
    x_builder.close_block();
  }

  /// A note stands where its mark is: it becomes a block of its own there.
  void write_note(const pugi::xml_node& node) {
    const std::string label(local_attribute(node, "n"));
    x_builder.open_block(BlockKind::footnote, Gap::paragraph);
    if (!label.empty()) x_builder.copy("[" + label + "] ", 0);
    write(node);
    x_builder.close_block();
    x_builder.gap(Gap::paragraph);
  }

  void end_page() {
    if (x_page_begin) x_pages.push_back({DivisionKind::page, x_label, {*x_page_begin, x_builder.size()}, {}, 100});
    x_page_begin.reset();
  }

  bool x_tei;
  TextBuilder x_builder;
  std::vector<Division> x_pages;
  std::optional<std::uint32_t> x_page_begin;
  std::string x_label;
};

void take_header(const pugi::xml_document& tree, Metadata& metadata) {
  const pugi::xml_node header = find_node(tree, "teiHeader");
  metadata.title = text_below(find_node(header, "title"));
  if (!metadata.title.empty()) metadata.title_origin = Origin::document;
  metadata.publisher = text_below(find_node(header, "publisher"));
  const pugi::xml_node source = find_node(header, "sourceDesc");  // the date of the text, not of the edition
  for (const pugi::xml_node& from : {source, header}) {
    const pugi::xml_node date = find_node(from, "date");
    const std::string when(local_attribute(date, "when"));
    bool doubt = false;
    if (!metadata.date) metadata.date = parse_typed_date(when.empty() ? text_below(date) : when, doubt);
  }
  if (metadata.date) metadata.date_origin = Origin::document;
  const std::string language(local_attribute(find_node(tree, "TEI"), "lang"));
  metadata.language = language.substr(0, language.find('-'));
  if (!metadata.language.empty()) metadata.language_origin = Origin::document;
  metadata.language_confidence = metadata.language.empty() ? 0 : 90;
}

}  // namespace

Result<Document> read_xml(std::string bytes, const SourceContext& context) {
  pugi::xml_document tree;
  if (Status parsed = parse_xml(bytes, context, "", tree); !parsed) return parsed.error();
  const std::string_view root = local_name(tree.document_element());
  const bool tei = root == "TEI" || root == "teiCorpus" || root == "TEI.2";
  Document document = begin_document(context, tei ? "tei" : "xml");
  if (tei) take_header(tree, document.metadata);
  TeiWriter writer(tei);
  writer.write(tree);
  writer.finish(document);
  return document;
}

}  // namespace concord
