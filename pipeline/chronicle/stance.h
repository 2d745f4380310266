// Stance: what an actor does by a word in a sentence: it asks, offers, refuses, accuses or states.
//
// Read from the words beside a mention: a verb right behind it ("the UTO demanded"), the mention behind "by" ("was rejected by the
// UTO"), a noun that belongs to it ("the UTO's demand", "proposals of the opposition delegation"). English, with the usual verbs of
// French, Spanish and Russian reports. No parser: what stands more than a few words away, or behind a relative clause, is
// not found, and a denied offer ("was never endorsed by the UTO") is a refusal; of "A told B that it refused" it knows A only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "corpus/document/document.h"

namespace concord {

enum class Stance : std::uint8_t { asks, offers, refuses, accuses, states };
inline constexpr std::size_t stance_count = 5;
[[nodiscard]] std::string_view name(Stance stance);

struct StanceFound {
  Stance stance = Stance::states;
  TokenRange word;  ///< the word that shows it
};

/// Of the mention `actor` inside `sentence`; nothing when it only is spoken of.
[[nodiscard]] std::optional<StanceFound> stance_of(const Document& document, TokenRange sentence, TokenRange actor);

}  // namespace concord
