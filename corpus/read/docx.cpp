#include <algorithm>
#include <map>
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
  return name == "word/document.xml" || name == "word/footnotes.xml" || name == "word/endnotes.xml" ||
         name == "word/styles.xml" || name == "docProps/core.xml";
}

/// Style id -> heading level. Ids are in the language of the program that wrote them; the names are not ("heading 1").
std::map<std::string, std::uint8_t> heading_styles(const pugi::xml_document& styles) {
  std::map<std::string, std::uint8_t> levels;
  for (const pugi::xml_node& style : find_node(styles, "styles").children()) {
    if (local_name(style) != "style") continue;
    std::string name(local_attribute(find_node(style, "name"), "val"));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::string id(local_attribute(style, "styleId"));
    if (name == "title") levels[id] = 1;
    if (name.size() == 9 && name.compare(0, 8, "heading ") == 0 && name[8] >= '1' && name[8] <= '6') {
      levels[id] = static_cast<std::uint8_t>(name[8] - '0');
    }
  }
  return levels;
}

class DocxWriter {
 public:
  explicit DocxWriter(std::map<std::string, std::uint8_t> headings) : x_headings(std::move(headings)) {}

  /// Paragraphs and tables of a body, a cell, a footnote.
  void write_blocks(const pugi::xml_node& parent, BlockKind kind, Gap gap) {
    bool first = true;
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      const Gap before = first ? gap : kind == BlockKind::table_cell ? Gap::line : Gap::paragraph;
      if (name == "p") {
        write_paragraph(node, kind, before);
        first = false;
      } else if (name == "tbl") {
        write_table(node);
        first = false;
      } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml" || name == "smartTag") {
        write_blocks(node, kind, before);
      }
    }
  }

  void write_notes(const pugi::xml_document& notes, std::string_view kind) {
    for (const auto& [number, id] : x_notes) {
      if (id.compare(0, kind.size(), kind) != 0) continue;
      for (const pugi::xml_node& note : notes.document_element().children()) {
        if (std::string(kind) + std::string(local_attribute(note, "id")) != id) continue;
        x_label = "[" + std::to_string(number) + "] ";
        write_blocks(note, BlockKind::footnote, Gap::paragraph);
      }
    }
  }

  TextBuilder& builder() { return x_builder; }

 private:
  void write_table(const pugi::xml_node& table) {
    x_builder.close_block();
    x_builder.gap(Gap::paragraph);
    for (const pugi::xml_node& row : table.children()) {
      if (local_name(row) != "tr") continue;
      bool first = true;
      for (const pugi::xml_node& cell : row.children()) {
        if (local_name(cell) != "tc") continue;
        write_blocks(cell, BlockKind::table_cell, first ? Gap::line : Gap::cell);
        first = false;
      }
    }
    x_builder.close_block();
    x_builder.gap(Gap::paragraph);
  }

  void write_paragraph(const pugi::xml_node& paragraph, BlockKind kind, Gap gap) {
    std::uint8_t level = 0;
    for (const pugi::xml_node& child : paragraph.children()) {
      if (local_name(child) != "pPr" || kind != BlockKind::paragraph) continue;
      const auto style = x_headings.find(std::string(local_attribute(find_node(child, "pStyle"), "val")));
      if (style != x_headings.end()) {
        kind = BlockKind::heading;
        level = style->second;
      } else if (find_node(child, "numPr")) {
        kind = BlockKind::list_item;
      }
    }
    x_builder.open_block(kind, gap, level);
    if (!x_label.empty()) x_builder.copy(std::exchange(x_label, ""), 0);
    write_runs(paragraph);
    x_builder.close_block();
  }

  void write_runs(const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "t") {
        x_builder.flow(node.text().get(), 0);
      } else if (name == "tab" || name == "br" || name == "cr") {
        if (local_name(parent) == "r") x_builder.space(0, 0);
      } else if (name == "noBreakHyphen") {
        x_builder.copy("\u2011", 0);
      } else if (name == "softHyphen") {
        x_builder.copy("\u00AD", 0);
      } else if (name == "footnoteReference" || name == "endnoteReference") {
        write_note_mark(node, name == "footnoteReference" ? "f" : "e");
      } else if (name == "txbxContent") {
        write_blocks(node, BlockKind::paragraph, Gap::paragraph);
      } else if (name != "del" && name != "moveFrom" && name != "instrText" && name != "Fallback" && name != "pPr" &&
                 name != "rPr") {
        write_runs(node);
      }
    }
  }

  void write_note_mark(const pugi::xml_node& node, const char* kind) {
    const std::size_t number = x_notes.size() + 1;
    x_notes.emplace_back(number, kind + std::string(local_attribute(node, "id")));
    const std::uint32_t begin = x_builder.size();
    x_builder.copy("[" + std::to_string(number) + "]", 0);
    x_builder.mark_from(begin, MarkKind::footnote_mark, "note " + std::to_string(number));
  }

  std::map<std::string, std::uint8_t> x_headings;
  TextBuilder x_builder;
  std::vector<std::pair<std::size_t, std::string>> x_notes;  // number, "f" or "e" and id, in the order of the marks
  std::string x_label;
};

void take_core_properties(const pugi::xml_document& core, Metadata& metadata) {
  if (std::string title = text_below(find_node(core, "title")); !title.empty()) {
    metadata.title = std::move(title);
    metadata.title_origin = Origin::document;
  }
  // When the file was made is not when the text was.
  if (std::string created = text_below(find_node(core, "created")); !created.empty())
    metadata.fields["created"] = std::move(created);
}

Status parse_part(const ZipParts& parts, const std::string& name, const SourceContext& context,
                  pugi::xml_document& tree) {
  const auto part = parts.find(name);
  return part == parts.end() ? Status() : parse_xml(part->second, context, name, tree);
}

}  // namespace

Result<Document> read_docx(const std::string& bytes, const SourceContext& context) {
  const auto parts = unzip_parts(bytes, context, &is_wanted);
  if (!parts) return parts.error();
  if (parts->count("word/document.xml") == 0)
    return make_failure(ReadFailure::damaged, context.where(), "there is no word/document.xml in it");
  pugi::xml_document body, styles, footnotes, endnotes, core;
  for (auto& [name, tree] : {std::pair("word/document.xml", &body), std::pair("word/styles.xml", &styles),
                             std::pair("word/footnotes.xml", &footnotes), std::pair("word/endnotes.xml", &endnotes),
                             std::pair("docProps/core.xml", &core)}) {
    if (Status parsed = parse_part(*parts, name, context, *tree); !parsed) return parsed.error();
  }
  Document document = begin_document(context, "docx");
  take_core_properties(core, document.metadata);
  DocxWriter writer(heading_styles(styles));
  writer.write_blocks(find_node(body, "body"), BlockKind::paragraph, Gap::paragraph);
  writer.write_notes(footnotes, "f");
  writer.write_notes(endnotes, "e");
  writer.builder().finish(document);
  document.text.map = OffsetMap::none(document.text.map.text_size());
  return document;
}

}  // namespace concord
