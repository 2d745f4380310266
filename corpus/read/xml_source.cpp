#include "corpus/read/xml_source.h"

#include <algorithm>
#include <pugixml.hpp>

#include "corpus/read/archive.h"
#include "corpus/read/failure.h"

namespace concord {
namespace {

/// Stops at the first element deeper than the limit.
class DepthCheck : public pugi::xml_tree_walker {
 public:
  explicit DepthCheck(std::uint32_t limit) : x_limit(static_cast<int>(limit)) {}
  bool for_each(pugi::xml_node&) override { return depth() <= x_limit; }

 private:
  int x_limit;
};

class NodeFinder : public pugi::xml_tree_walker {
 public:
  explicit NodeFinder(std::string_view name) : x_name(name) {}
  bool for_each(pugi::xml_node& node) override {
    if (node.type() != pugi::node_element || local_name(node) != x_name) return true;
    found = node;
    return false;
  }
  pugi::xml_node found;

 private:
  std::string_view x_name;
};

class TextCollector : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text += std::string(node.value()) + ' ';
    return true;
  }
  std::string text;
};

}  // namespace

Result<ZipParts> unzip_parts(std::string_view zip, const SourceContext& context,
                             bool (*wanted)(std::string_view name)) {
  ZipParts parts;
  UnpackBudget budget{zip.size(), 0, 0};
  const ReadLimits& limits = context.options.limits;
  const Status read = for_each_member("", zip, limits, budget, context.where(),
                                      [&](const std::string& name, ByteStream& stream) -> Status {
                                        if (!wanted(name)) return {};
                                        auto bytes = read_all(stream, limits.file_bytes, context.where() + "#" + name);
                                        if (!bytes) return bytes.error();
                                        parts[name] = std::move(*bytes);
                                        return {};
                                      });
  if (!read) return read.error();
  return parts;
}

Status parse_xml(const std::string& xml, const SourceContext& context, std::string_view part,
                 pugi::xml_document& tree) {
  constexpr unsigned options = pugi::parse_default | pugi::parse_ws_pcdata;
  const pugi::xml_parse_result result = tree.load_buffer(xml.data(), xml.size(), options);
  const std::string where = part.empty() ? context.where() : context.where() + "#" + std::string(part);
  if (!result) {
    return make_failure(
        ReadFailure::damaged, where,
        std::string("broken XML at byte ") + std::to_string(result.offset) + ": " + result.description());
  }
  DepthCheck check(context.options.limits.nesting);
  if (!tree.traverse(check)) {
    return make_failure(ReadFailure::limit, where,
                        "elements nest deeper than " + std::to_string(context.options.limits.nesting));
  }
  return {};
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view local_attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view full = attribute.name();
    const std::size_t colon = full.find(':');
    if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) return attribute.value();
  }
  return {};
}

pugi::xml_node find_node(const pugi::xml_node& from, std::string_view name) {
  NodeFinder finder(name);
  pugi::xml_node(from).traverse(finder);
  return finder.found;
}

std::string text_below(const pugi::xml_node& node) {
  TextCollector collector;
  pugi::xml_node(node).traverse(collector);
  std::string folded;
  for (const char c : collector.text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) folded += c;
    if (blank && !folded.empty() && folded.back() != ' ') folded += ' ';
  }
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

}  // namespace concord
