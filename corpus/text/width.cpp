#include "corpus/text/width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace concord {
namespace {

std::size_t width_of(UChar32 character) {
  const auto category = u_charType(character);
  const bool invisible = category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
                         category == U_CONTROL_CHAR;
  if (invisible) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  const bool wide =
      width == U_EA_WIDE || width == U_EA_FULLWIDTH || u_hasBinaryProperty(character, UCHAR_EMOJI_PRESENTATION);
  return wide ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    if (bytes[i] < 0x80) {
      width += bytes[i] >= 0x20 && bytes[i] != 0x7F ? 1 : 0;
      ++i;
      continue;
    }
    UChar32 character = 0;
    U8_NEXT(bytes, i, size, character);
    width += character < 0 ? 1 : width_of(character);
  }
  return width;
}

}  // namespace concord
