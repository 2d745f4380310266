#include "corpus/text/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <string>

#include "corpus/text/properties.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

class StopFinder {
 public:
  StopFinder(std::string_view text, TextSpan within, LineEnds line_ends)
      : x_text(text), x_begin(within.begin), x_end(within.end), x_line_ends(line_ends) {}

  std::uint32_t find(std::uint32_t at, std::size_t most, std::vector<Stop>& out) const {
    const std::size_t full = most - out.size();
    for (std::size_t found = 0; found < full;) {
      at = next_candidate(at);
      if (at == x_end) break;
      std::uint32_t length = 0;
      const SentenceClass c = class_at(at, length);
      if (c == SentenceClass::paragraph_end) {
        const std::uint32_t next = separator_end(at, length);
        out.push_back({at, next, at, next, false, true});
        ++found;
        at = next;
        continue;
      }
      if (c == SentenceClass::full_stop || c == SentenceClass::terminator) {
        out.push_back(stop_at(at, length, c));
        ++found;
      } else if (length == 3 && x_text.substr(at, 3) == ellipsis) {
        out.push_back(stop_at(at, length, SentenceClass::full_stop));
        out.back().breaks = false;
        ++found;
      }
      at += length;
    }
    return at;
  }

 private:
  // The next byte that can begin a stop or a separator, or the end.
  std::uint32_t next_candidate(std::uint32_t from) const {
    const char* at = x_text.data() + from;
    const char* const end = x_text.data() + x_end;
    if (x_line_ends == LineEnds::space) {
      while (at < end && !x_properties.may_end_sentence(static_cast<unsigned char>(*at))) ++at;
    } else {
      while (at < end && *at != '\n' && *at != '\r' && !x_properties.may_end_sentence(static_cast<unsigned char>(*at)))
        ++at;
    }
    return static_cast<std::uint32_t>(at - x_text.data());
  }

  SentenceClass class_at(std::uint32_t at, std::uint32_t& length) const {
    const Decoded decoded = decode_utf8(x_text, at);
    length = decoded.length;
    const SentenceClass c = x_properties.sentence(decoded.point);
    if (c != SentenceClass::line_end) return c;
    return x_line_ends == LineEnds::space ? SentenceClass::space : SentenceClass::paragraph_end;
  }

  // CR LF is one separator (SB3).
  std::uint32_t separator_end(std::uint32_t at, std::uint32_t length) const {
    const bool pair = x_text[at] == '\r' && at + 1 < x_end && x_text[at + 1] == '\n';
    return at + (pair ? 2 : length);
  }

  // Past all characters of two classes and the marks among them.
  std::uint32_t skip(std::uint32_t at, SentenceClass wanted) const {
    std::uint32_t length = 0;
    while (at < x_end) {
      const SentenceClass c = class_at(at, length);
      if (c != wanted && c != SentenceClass::extend) break;
      at += length;
    }
    return at;
  }

  // The class of the character before `at`, marks skipped (SB5); other at the beginning.
  SentenceClass class_before(std::uint32_t at) const {
    while (at > x_begin) {
      const Decoded decoded = decode_utf8_before(x_text, at);
      const SentenceClass c = x_properties.sentence(decoded.point);
      if (c != SentenceClass::extend) return c;
      at -= decoded.length;
    }
    return SentenceClass::other;
  }

  SentenceClass class_or_other(std::uint32_t at) const {
    std::uint32_t length = 0;
    return at < x_end ? class_at(at, length) : SentenceClass::other;
  }

  // SB8: after a full stop, is the next letter (before any stop or separator) a small one?
  bool goes_on_small(std::uint32_t at) const {
    std::uint32_t length = 0;
    for (; at < x_end; at += length) {
      switch (class_at(at, length)) {
        case SentenceClass::lower:
          return true;
        case SentenceClass::upper:
        case SentenceClass::letter:
        case SentenceClass::paragraph_end:
        case SentenceClass::full_stop:
        case SentenceClass::terminator:
          return false;
        default:
          break;
      }
    }
    return false;
  }

  Stop stop_at(std::uint32_t at, std::uint32_t length, SentenceClass c) const {
    Stop stop;
    stop.begin = at;
    stop.full_stop = c == SentenceClass::full_stop;
    stop.end = skip(at + length, SentenceClass::extend);
    stop.after_close = skip(stop.end, SentenceClass::close);
    stop.next = skip(stop.after_close, SentenceClass::space);
    stop.breaks = verdict(stop);
    if (class_or_other(stop.next) == SentenceClass::paragraph_end) stop.breaks = false;  // breaks after the separator
    return stop;
  }

  bool verdict(const Stop& stop) const {
    const SentenceClass follows = class_or_other(stop.end);
    if (stop.full_stop && follows == SentenceClass::numeric) return false;  // SB6
    if (stop.full_stop && follows == SentenceClass::upper) {                // SB7
      const SentenceClass before = class_before(stop.begin);
      if (before == SentenceClass::upper || before == SentenceClass::lower) return false;
    }
    const SentenceClass next = class_or_other(stop.next);  // SB8a
    if (next == SentenceClass::continues || next == SentenceClass::full_stop || next == SentenceClass::terminator) {
      return false;
    }
    return !(stop.full_stop && goes_on_small(stop.next));
  }

  const Properties& x_properties = Properties::get();
  std::string_view x_text;
  std::uint32_t x_begin;
  std::uint32_t x_end;
  LineEnds x_line_ends;
};

}  // namespace

std::uint32_t find_stops(std::string_view text, TextSpan within, std::uint32_t from, LineEnds line_ends,
                         std::size_t most, std::vector<Stop>& out) {
  return StopFinder(text, within, line_ends).find(from, most, out);
}

std::vector<std::uint32_t> slow::sentence_begins(std::string_view text, TextSpan within, LineEnds line_ends) {
  std::string copy(slice(text, within));
  if (line_ends == LineEnds::space) {
    std::replace_if(
        copy.begin(), copy.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, copy.data(), static_cast<std::int64_t>(copy.size()), &status);
  breaks->setText(&view, status);
  assert(U_SUCCESS(status));
  std::vector<std::uint32_t> begins;
  for (std::int32_t at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
    if (static_cast<std::size_t>(at) < copy.size()) begins.push_back(within.begin + static_cast<std::uint32_t>(at));
  }
  utext_close(&view);
  return begins;
}

}  // namespace concord
