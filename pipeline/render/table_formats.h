// The writers behind render(), one a format. Internal to render/.
#pragma once

#include <string>

#include "pipeline/render/table.h"

namespace concord {

[[nodiscard]] std::string render_text(const Table& table, const RenderOptions& options);
/// RFC 4180 with `separator`; TSV quotes in the same way. Provenance as `# key: value` lines before the header.
[[nodiscard]] std::string render_separated(const Table& table, const RenderOptions& options, char separator);
[[nodiscard]] std::string render_json(const Table& table, const RenderOptions& options);
[[nodiscard]] std::string render_json_lines(const Table& table);
[[nodiscard]] std::string render_markdown(const Table& table, const RenderOptions& options);
[[nodiscard]] std::string render_html(const Table& table, const RenderOptions& options);

}  // namespace concord
