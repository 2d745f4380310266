// Stop words: the words of a language that say nothing of a text's subject. Data, folded as terms are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// True when the folded term is a stop word of the language. `language`: primary tag; "" and languages without a list
/// have none. Lists: en, fr, es, ru, de, tg, fa.
[[nodiscard]] bool is_stop_word(std::string_view term, std::string_view language);

/// The list of a language, ascending by bytes; empty when there is none.
[[nodiscard]] std::vector<std::string_view> stop_words(std::string_view language);

}  // namespace concord
