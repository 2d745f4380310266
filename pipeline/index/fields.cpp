#include "pipeline/index/fields.h"

#include <array>

namespace concord {

std::string_view name(Field field) {
  static constexpr std::array<std::string_view, field_count> names = {
      "word", "title", "label", "label_end", "label_sentence", "label_paragraph", "unit", "size", "meta", "file", "state",
      "content"};
  return names[static_cast<std::size_t>(field)];
}

bool has_positions(Field field) { return field != Field::meta && field != Field::file && field != Field::state && field != Field::content; }

}  // namespace concord
