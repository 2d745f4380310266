#include "pipeline/render/table.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "pipeline/render/table_formats.h"

namespace concord {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 7> formats = {{{"text", Format::text},
                                                                         {"csv", Format::csv},
                                                                         {"tsv", Format::tsv},
                                                                         {"json", Format::json},
                                                                         {"jsonl", Format::jsonl},
                                                                         {"markdown", Format::markdown},
                                                                         {"html", Format::html}}};

std::string show_number(double number, int decimals) {
  if (std::isnan(number)) return "n/a";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  const double size = std::fabs(number);
  // A p-value of 1e-30 must not read as 0.
  if (size != 0 && size < 0.5 * std::pow(10.0, -decimals)) return fmt::format("{:.1e}", number);
  return fmt::format("{:.{}f}", number, decimals);
}

}  // namespace

std::optional<Format> parse_format(std::string_view name) {
  for (const auto& [known, format] : formats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

std::string format_names() {
  std::string names;
  for (const auto& [known, format] : formats) names += names.empty() ? std::string(known) : ", " + std::string(known);
  return names;
}

std::string show(const Value& value, int decimals) {
  struct Shower {
    int decimals;
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const StyledText& styled) const { return with_marks(styled); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return show_number(number, decimals); }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
  };
  return std::visit(Shower{decimals}, value);
}

std::string render(const Table& table, const RenderOptions& options) {
  switch (options.format) {
    case Format::text: return render_text(table, options);
    case Format::csv: return render_separated(table, options, ',');
    case Format::tsv: return render_separated(table, options, '\t');
    case Format::json: return render_json(table, options);
    case Format::jsonl: return render_json_lines(table);
    case Format::markdown: return render_markdown(table, options);
    case Format::html: return render_html(table, options);
  }
  return {};
}

}  // namespace concord
