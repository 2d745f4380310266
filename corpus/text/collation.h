// Collation: keys that sort text as a reader of a language expects (ICU, CLDR), for KWIC lines and tables.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace concord {

/// One thread; a copy owns its own collator.
class Collation {
 public:
  /// `language`: primary tag; "" is CLDR's root order. Unknown tags fall back to root.
  explicit Collation(std::string_view language = {});
  ~Collation();
  Collation(const Collation& other);
  Collation& operator=(const Collation& other);
  Collation(Collation&&) noexcept;
  Collation& operator=(Collation&&) noexcept;

  /// Bytes that compare (memcmp) as the texts sort: letters first, then accents, then case; punctuation and spaces
  /// count, before digits, before letters. Texts with equal keys are equal to a reader.
  [[nodiscard]] std::string key(std::string_view text) const;

 private:
  struct Engine;
  std::unique_ptr<Engine> x_engine;
};

}  // namespace concord
