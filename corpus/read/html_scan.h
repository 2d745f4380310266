// HtmlScan: what must be known of a page before it is parsed (encoding, dangers), and what its head says of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/document/metadata.h"
#include "corpus/document/result.h"

struct GumboInternalOutput;

namespace concord {

/// The encoding that a <meta> in the first 4 KiB names; empty when none does (HTML Living Standard, 13.2.3.2).
[[nodiscard]] std::string declared_html_encoding(std::string_view bytes);

/// Refuses what would cost the parser its stack or hours: elements nested deeper than `nesting`, tags with thousands of
/// attributes, formatting elements that each paragraph would open again. One pass over the bytes, no tree.
[[nodiscard]] Status check_html(std::string_view html, std::uint32_t nesting, const std::string& where);

/// Title, date, language and publisher: <title>, <meta> (Open Graph, Dublin Core, citation_*), JSON-LD, <time>, <html
/// lang>. Fills what is not known yet.
void read_html_metadata(const GumboInternalOutput* page, Metadata& metadata);

}  // namespace concord
