#include "corpus/text/collation.h"

#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cassert>

namespace concord {

struct Collation::Engine {
  std::unique_ptr<icu::Collator> collator;
};

Collation::Collation(std::string_view language) : x_engine(std::make_unique<Engine>()) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(language).c_str());
  x_engine->collator.reset(icu::Collator::createInstance(locale, status));
  if (U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    x_engine->collator.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  }
  assert(U_SUCCESS(status));
}
Collation::~Collation() = default;
Collation::Collation(const Collation& other) : x_engine(std::make_unique<Engine>()) {
  x_engine->collator.reset(other.x_engine->collator->clone());
}
Collation& Collation::operator=(const Collation& other) {
  return *this = Collation(other);
}
Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;

std::string Collation::key(std::string_view text) const {
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string key(text.size() * 2 + 16, '\0');
  const auto capacity = static_cast<std::int32_t>(key.size());
  auto size = x_engine->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), capacity);
  if (size > capacity) {
    key.resize(static_cast<std::size_t>(size));
    size = x_engine->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()), size);
  }
  key.resize(size > 0 ? static_cast<std::size_t>(size) - 1 : 0);  // without the closing zero byte
  return key;
}

}  // namespace concord
