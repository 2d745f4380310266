#include "corpus/text/normal_form.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <array>
#include <cassert>
#include <cstring>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

// What the quick check needs of a character: 0 = starter that is always normal, 255 = must be looked at by ICU,
// else its combining class (a mark that is normal as long as the classes ascend).
constexpr std::uint8_t ask_icu = 255;

std::uint8_t quick_class(char32_t point) {
  const auto c = static_cast<UChar32>(point);
  if (is_noncharacter(point) || u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES) return ask_icu;
  return u_getCombiningClass(c);
}

class QuickTable {
 public:
  static const QuickTable& get() {
    static const QuickTable table;
    return table;
  }
  [[nodiscard]] std::uint8_t operator[](char32_t point) const {
    return point < size ? x_class[point] : quick_class(point);
  }

 private:
  static constexpr char32_t size = 0x3400;
  QuickTable() {
    for (char32_t c = 0; c < size; ++c) x_class[c] = quick_class(c);
  }
  std::array<std::uint8_t, size> x_class{};
};

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// One past the ASCII that begins at `at`.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  constexpr std::uint64_t high = 0x8080808080808080ULL;
  while (at + 32 <= text.size()) {
    std::array<std::uint64_t, 4> words{};
    std::memcpy(words.data(), text.data() + at, 32);
    if (((words[0] | words[1] | words[2] | words[3]) & high) != 0) break;
    at += 32;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

// Walks over characters that are surely normal.
struct Quick {
  std::size_t doubtful;      ///< the first character that is not, or the text's size
  std::size_t last_starter;  ///< before it: nothing composes over the border before a starter
};
Quick quick_check(std::string_view text, std::size_t at) {
  const QuickTable& table = QuickTable::get();
  std::uint8_t last_class = 0;
  std::size_t last_starter = at;
  while (at < text.size()) {
    if (is_ascii(text[at])) {
      at = ascii_end(text, at);
      last_class = 0;
      last_starter = at - 1;
      continue;
    }
    const Decoded decoded = decode_utf8(text, at);
    if (!decoded.valid) break;
    const std::uint8_t its_class = table[decoded.point];
    if (its_class == ask_icu || (its_class != 0 && its_class < last_class)) break;
    if (its_class == 0) last_starter = at;
    last_class = its_class;
    at += decoded.length;
  }
  return {at, last_starter};
}

class Rebuild {
 public:
  explicit Rebuild(std::string_view text) : x_text(text) {}

  NormalText run() {
    std::size_t at = 0;
    while (at < x_text.size()) {
      const Quick quick = quick_check(x_text, at);
      if (quick.doubtful == x_text.size()) {
        copy(at, quick.doubtful);
        break;
      }
      copy(at, quick.last_starter);
      at = stretch_end(quick.doubtful);
      rebuild(quick.last_starter, at);
    }
    return std::move(x_out);
  }

 private:
  // Up to the next starter that is surely normal, or where a run of marks has gone on for too long.
  std::size_t stretch_end(std::size_t doubtful) const {
    const QuickTable& table = QuickTable::get();
    std::size_t at = doubtful + decode_utf8(x_text, doubtful).length;
    for (std::uint32_t marks = 0; at < x_text.size() && marks < longest_mark_run; ++marks) {
      const Decoded decoded = decode_utf8(x_text, at);
      if (decoded.valid && table[decoded.point] == 0) break;
      at += decoded.length;
    }
    return at;
  }

  void copy(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    x_out.utf8.append(x_text.substr(begin, end - begin));
    append_run(end - begin, begin, end, true);
  }

  void append_run(std::size_t length, std::size_t begin, std::size_t end, bool linear) {
    x_out.map.append(static_cast<std::uint32_t>(length), static_cast<std::uint32_t>(begin),
                     static_cast<std::uint32_t>(end), linear);
  }

  void rebuild(std::size_t begin, std::size_t end) {
    std::string repaired;
    OffsetMap repair;  // from repaired to the stretch
    for (std::size_t at = begin; at < end;) {
      const Decoded decoded = decode_utf8(x_text, at);
      const bool replace = !decoded.valid || is_noncharacter(decoded.point);
      if (replace) ++x_out.replaced;
      const std::size_t before = repaired.size();
      append_utf8(replace ? 0xFFFD : decoded.point, repaired);
      repair.append(static_cast<std::uint32_t>(repaired.size() - before), static_cast<std::uint32_t>(at - begin),
                    static_cast<std::uint32_t>(at - begin + decoded.length), !replace);
      at += decoded.length;
    }
    compose(repaired, repair, begin);
  }

  void compose(const std::string& repaired, const OffsetMap& repair, std::size_t begin) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    icu::StringByteSink<std::string> sink(&x_out.utf8);
    icu::Edits edits;
    nfc->normalizeUTF8(0, icu::StringPiece(repaired.data(), static_cast<std::int32_t>(repaired.size())), sink, &edits,
                       status);
    assert(U_SUCCESS(status));
    icu::Edits::Iterator edit = edits.getCoarseIterator();
    while (edit.next(status)) {
      const auto from = static_cast<std::uint32_t>(edit.sourceIndex());
      const auto to = from + static_cast<std::uint32_t>(edit.oldLength());
      if (edit.hasChange()) {
        const SourceSpan source = repair.to_source({from, to});
        append_run(static_cast<std::size_t>(edit.newLength()), begin + source.begin, begin + source.end, false);
      } else {
        append_unchanged(repair, from, to, begin);
      }
    }
  }

  // What NFC left alone may still hold repaired characters: one run of the repair after the other.
  void append_unchanged(const OffsetMap& repair, std::uint32_t from, std::uint32_t to, std::size_t begin) {
    const auto& runs = repair.runs();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::uint32_t run_end = i + 1 < runs.size() ? runs[i + 1].text_begin : repair.text_size();
      const std::uint32_t first = std::max(from, runs[i].text_begin);
      const std::uint32_t last = std::min(to, run_end);
      if (first >= last) continue;
      const SourceSpan source = repair.to_source({first, last});
      append_run(last - first, begin + source.begin, begin + source.end, runs[i].linear);
    }
  }

  std::string_view x_text;
  NormalText x_out;
};

}  // namespace

bool is_normal(std::string_view text) {
  return quick_check(text, 0).doubtful == text.size();
}

NormalText normalised(std::string_view text) {
  return Rebuild(text).run();
}

}  // namespace concord
