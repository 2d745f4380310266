#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/rbbi.h>
#include <unicode/utext.h>

#include <cassert>

#include "corpus/text/raw_words.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

std::uint8_t flags_of(std::string_view segment) {
  const Properties& properties = Properties::get();
  std::uint8_t flags = 0;
  for (std::size_t at = 0; at < segment.size();) {
    const Decoded decoded = decode_utf8(segment, at);
    at += decoded.length;
    switch (properties.word(decoded.point)) {
      case WordClass::letter:
      case WordClass::hebrew:
        flags |= RawWord::letter;
        break;
      case WordClass::hard:  // of these, emoji and joiners are no letters
        if (is_letter(decoded.point)) flags |= RawWord::letter;
        break;
      case WordClass::numeric:
        flags |= RawWord::digit;
        break;
      case WordClass::join:
        flags |= RawWord::underscore;
        break;
      default:
        if (decoded.point == '.') flags |= RawWord::stop;
        if (decoded.point == '\'' || decoded.point == 0x2019) flags |= RawWord::apostrophe;
    }
  }
  return flags;
}

// ICU's root rules, but for '@', which ICU 72 takes for a letter to hold mail addresses together: WordScanner does that
// itself, and U+0040 between words is otherwise the standard's boundary. Compiled once, 6 ms.
const icu::BreakIterator& word_rules() {
  static const std::unique_ptr<icu::BreakIterator> rules = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> root(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    assert(U_SUCCESS(status));
    const auto* with_rules = dynamic_cast<const icu::RuleBasedBreakIterator*>(root.get());
    if (with_rules == nullptr) return root;
    icu::UnicodeString source = with_rules->getRules();
    source.findAndReplace("ALetter}@]", "ALetter}]");
    UParseError position;
    auto own = std::make_unique<icu::RuleBasedBreakIterator>(source, position, status);
    if (U_SUCCESS(status)) root = std::move(own);
    return root;
  }();
  return *rules;
}

}  // namespace

struct IcuWords::Iterator {
  std::unique_ptr<icu::BreakIterator> breaks;
  UText text = UTEXT_INITIALIZER;

  Iterator() : breaks(word_rules().clone()) {}
  ~Iterator() { utext_close(&text); }
  Iterator(const Iterator&) = delete;
  Iterator& operator=(const Iterator&) = delete;
};

IcuWords::IcuWords() : x_iterator(std::make_unique<Iterator>()) {}
IcuWords::~IcuWords() = default;

void IcuWords::segments(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<RawWord>& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string_view stretch = text.substr(begin, end - begin);
  utext_openUTF8(&x_iterator->text, stretch.data(), static_cast<std::int64_t>(stretch.size()), &status);
  icu::BreakIterator& breaks = *x_iterator->breaks;
  breaks.setText(&x_iterator->text, status);
  assert(U_SUCCESS(status));
  std::int32_t from = breaks.first();
  for (std::int32_t to = breaks.next(); to != icu::BreakIterator::DONE; from = to, to = breaks.next()) {
    const auto first = static_cast<std::uint32_t>(from);
    const auto last = static_cast<std::uint32_t>(to);
    const std::uint8_t flags = flags_of(stretch.substr(first, last - first));
    if ((flags & (RawWord::letter | RawWord::digit)) != 0) out.push_back({begin + first, begin + last, flags});
  }
}

}  // namespace concord
