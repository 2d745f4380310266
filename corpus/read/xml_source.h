// XmlSource: XML parsed with limits, and the XML parts of a zip. pugixml is seen by the readers only.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "corpus/read/readers.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace concord {

/// The parts of a zip whose names `wanted` accepts, within the limits.
using ZipParts = std::map<std::string, std::string>;
[[nodiscard]] Result<ZipParts> unzip_parts(std::string_view zip, const SourceContext& context,
                                           bool (*wanted)(std::string_view name));

/// Parses XML into `tree`, refusing elements that nest deeper than the limit. pugixml knows no entities but the five of
/// XML, so a bomb of them stays text.
[[nodiscard]] Status parse_xml(const std::string& xml, const SourceContext& context, std::string_view part,
                               pugi::xml_document& tree);

/// Name without its prefix: "w:p" is "p".
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);
/// The value of the attribute of this local name; empty when there is none.
[[nodiscard]] std::string_view local_attribute(const pugi::xml_node& node, std::string_view name);
/// The first element of this local name below `from`, in document order.
[[nodiscard]] pugi::xml_node find_node(const pugi::xml_node& from, std::string_view name);
/// All text below, blanks folded.
[[nodiscard]] std::string text_below(const pugi::xml_node& node);

}  // namespace concord
