#include <algorithm>
#include <map>
#include <pugixml.hpp>

#include "corpus/document/date.h"
#include "corpus/read/failure.h"
#include "corpus/read/office.h"
#include "corpus/read/xml_source.h"

namespace concord {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_wanted(std::string_view name) {
  return name == "META-INF/container.xml" || ends_with(name, ".opf") || ends_with(name, ".xhtml") ||
         ends_with(name, ".html") || ends_with(name, ".htm");
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

void take_metadata(const pugi::xml_document& package, Metadata& metadata) {
  const pugi::xml_node about = find_node(package, "metadata");
  metadata.title = text_below(find_node(about, "title"));
  if (!metadata.title.empty()) metadata.title_origin = Origin::document;
  metadata.date = Date::parse(text_below(find_node(about, "date")));
  if (metadata.date) metadata.date_origin = Origin::document;
  const std::string language = text_below(find_node(about, "language"));
  metadata.language = language.substr(0, language.find('-'));
  if (!metadata.language.empty()) metadata.language_origin = Origin::document;
  metadata.language_confidence = metadata.language.empty() ? 0 : 80;
  metadata.publisher = text_below(find_node(about, "publisher"));
}

/// Adds the chapters of the spine. Those whose file is missing are named in the warnings.
Status add_chapters(const ZipParts& parts, const pugi::xml_document& package, const std::string& folder,
                    const SourceContext& context, Document& book) {
  std::map<std::string, std::string> files;
  for (const pugi::xml_node& item : find_node(package, "manifest").children()) {
    files[std::string(local_attribute(item, "id"))] = std::string(local_attribute(item, "href"));
  }
  ReadOptions options = context.options;
  options.keep_boilerplate = true;  // a book has no menus
  for (const pugi::xml_node& reference : find_node(package, "spine").children()) {
    const std::string file = files[std::string(local_attribute(reference, "idref"))];
    const auto part = parts.find(folder + file);
    if (part == parts.end()) {
      book.metadata.warnings.push_back("the chapter '" + file + "' is missing");
      continue;
    }
    const SourceContext chapter_context{context.stamp, options,
                                        context.member.empty() ? file : context.member + "#" + file};
    auto chapter = read_html(part->second, chapter_context);
    if (!chapter) return chapter.error();
    const std::uint32_t begin = append_document(book, *chapter);
    book.divisions.push_back({DivisionKind::section, file, {begin, static_cast<std::uint32_t>(book.text.utf8.size())}, {}, 100});
  }
  return {};
}

}  // namespace

Result<Document> read_epub(const std::string& bytes, const SourceContext& context) {
  const auto parts = unzip_parts(bytes, context, &is_wanted);
  if (!parts) return parts.error();
  const auto container = parts->find("META-INF/container.xml");
  if (container == parts->end())
    return make_failure(ReadFailure::damaged, context.where(), "there is no META-INF/container.xml in it");
  pugi::xml_document root, package;
  if (Status parsed = parse_xml(container->second, context, container->first, root); !parsed) return parsed.error();
  const std::string package_path(local_attribute(find_node(root, "rootfile"), "full-path"));
  const auto package_part = parts->find(package_path);
  if (package_part == parts->end())
    return make_failure(ReadFailure::damaged, context.where(), "there is no package file '" + package_path + "' in it");
  if (Status parsed = parse_xml(package_part->second, context, package_path, package); !parsed) return parsed.error();
  Document book = begin_document(context, "epub");
  take_metadata(package, book.metadata);
  if (Status added = add_chapters(*parts, package, folder_of(package_path), context, book); !added)
    return added.error();
  book.text.map = OffsetMap::none(static_cast<std::uint32_t>(book.text.utf8.size()));
  return book;
}

}  // namespace concord
