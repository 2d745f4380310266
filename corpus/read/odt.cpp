#include <algorithm>
#include <charconv>
#include <pugixml.hpp>
#include <vector>

#include "corpus/read/failure.h"
#include "corpus/read/office.h"
#include "corpus/read/text_builder.h"
#include "corpus/read/xml_source.h"

namespace concord {
namespace {

using Gap = TextBuilder::Gap;

bool is_wanted(std::string_view name) {
  return name == "content.xml" || name == "meta.xml";
}

class OdtWriter {
 public:
  void write_blocks(const pugi::xml_node& parent, BlockKind kind, Gap gap) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        write_paragraph(node, kind, gap, 0);
      } else if (name == "h") {
        write_paragraph(node, BlockKind::heading, Gap::paragraph, level_of(node));
      } else if (name == "table-row") {
        write_row(node);
      } else if (name == "list-item" || name == "list-header") {
        write_blocks(node, BlockKind::list_item, Gap::line);
      } else if (name != "tracked-changes" && name != "annotation" && name != "sequence-decls" && name != "forms") {
        if (name == "table" || name == "list") x_builder.gap(Gap::paragraph);
        write_blocks(node, kind, gap);
        if (name == "table" || name == "list") x_builder.gap(Gap::paragraph);
      }
    }
  }

  void write_notes() {
    // A note may hold notes of its own: the list grows while it is written.
    for (std::size_t i = 0; i < x_notes.size(); ++i) {
      const pugi::xml_node note = x_notes[i];
      x_label = "[" + text_below(find_node(note, "note-citation")) + "] ";
      write_blocks(find_node(note, "note-body"), BlockKind::footnote, Gap::paragraph);
    }
  }

  TextBuilder& builder() { return x_builder; }

 private:
  static std::uint8_t level_of(const pugi::xml_node& node) {
    const std::string_view text = local_attribute(node, "outline-level");
    int level = 1;
    std::from_chars(text.data(), text.data() + text.size(), level);
    return static_cast<std::uint8_t>(std::clamp(level, 1, 6));
  }

  void write_row(const pugi::xml_node& row) {
    bool first = true;
    for (const pugi::xml_node& cell : row.children()) {
      if (local_name(cell) != "table-cell") continue;
      x_builder.gap(first ? Gap::line : Gap::cell);
      write_blocks(cell, BlockKind::table_cell, Gap::none);
      first = false;
    }
  }

  void write_paragraph(const pugi::xml_node& node, BlockKind kind, Gap gap, std::uint8_t level) {
    x_builder.open_block(kind, kind == BlockKind::table_cell && x_builder.in_block() ? Gap::line : gap, level);
    if (!x_label.empty()) x_builder.copy(std::exchange(x_label, ""), 0);
    write_inline(node);
    x_builder.close_block();
  }

  void write_inline(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        x_builder.flow(node.value(), 0);
      } else if (name == "s" || name == "tab" || name == "line-break") {
        x_builder.space(0, 0);
      } else if (name == "note") {
        write_note_mark(node);
      } else if (name == "text-box") {
        write_blocks(node, BlockKind::paragraph, Gap::paragraph);
      } else if (name != "annotation" && name != "annotation-end" && name != "ruby-text") {
        write_inline(node);
      }
    }
  }

  void write_note_mark(const pugi::xml_node& note) {
    const std::string label = text_below(find_node(note, "note-citation"));
    const std::uint32_t begin = x_builder.size();
    x_builder.copy("[" + label + "]", 0);
    x_builder.mark_from(begin, MarkKind::footnote_mark, "note " + label);
    x_notes.push_back(note);
  }

  TextBuilder x_builder;
  std::vector<pugi::xml_node> x_notes;
  std::string x_label;
};

}  // namespace

Result<Document> read_odt(const std::string& bytes, const SourceContext& context) {
  const auto parts = unzip_parts(bytes, context, &is_wanted);
  if (!parts) return parts.error();
  const auto content = parts->find("content.xml");
  if (content == parts->end())
    return make_failure(ReadFailure::damaged, context.where(), "there is no content.xml in it");
  pugi::xml_document body, meta;
  if (Status parsed = parse_xml(content->second, context, "content.xml", body); !parsed) return parsed.error();
  if (const auto part = parts->find("meta.xml"); part != parts->end()) {
    if (Status parsed = parse_xml(part->second, context, "meta.xml", meta); !parsed) return parsed.error();
  }
  Document document = begin_document(context, "odt");
  document.metadata.title = text_below(find_node(meta, "title"));
  if (!document.metadata.title.empty()) document.metadata.title_origin = Origin::document;
  OdtWriter writer;
  writer.write_blocks(find_node(body, "text"), BlockKind::paragraph, Gap::paragraph);
  writer.write_notes();
  writer.builder().finish(document);
  document.text.map = OffsetMap::none(document.text.map.text_size());
  return document;
}

}  // namespace concord
