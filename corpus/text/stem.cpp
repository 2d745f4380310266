#include "corpus/text/stem.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>

#include "corpus/text/fold.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 22> tags = {"ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga",
                                                   "hu", "id", "it", "lt", "nl", "no", "pt", "ro", "ru", "sv", "tr"};

}  // namespace

struct Stemmer::Engine {
  explicit Engine(const std::string& language) : snowball(sb_stemmer_new(language.c_str(), "UTF_8")) {}
  ~Engine() { sb_stemmer_delete(snowball); }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  sb_stemmer* snowball;
};

Stemmer::Stemmer(std::string language) : x_language(std::move(language)) {
  if (std::binary_search(tags.begin(), tags.end(), x_language)) x_engine = std::make_unique<Engine>(x_language);
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(const Stemmer& other) : Stemmer(other.x_language) {}
Stemmer& Stemmer::operator=(const Stemmer& other) {
  return *this = Stemmer(other);
}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

bool Stemmer::knows_language() const {
  return x_engine != nullptr && x_engine->snowball != nullptr;
}

std::string Stemmer::stem(std::string_view term) {
  if (!knows_language()) return std::string(term);
  const auto* bytes = reinterpret_cast<const sb_symbol*>(term.data());
  const sb_symbol* stem = sb_stemmer_stem(x_engine->snowball, bytes, static_cast<int>(term.size()));
  if (stem == nullptr) return std::string(term);  // out of memory inside Snowball
  const auto size = static_cast<std::size_t>(sb_stemmer_length(x_engine->snowball));
  return fold_term(std::string_view(reinterpret_cast<const char*>(stem), size));
}

std::vector<std::string> stemmed_languages() {
  return {tags.begin(), tags.end()};
}

}  // namespace concord
