// LearnedAliases: the names that a document itself teaches, good in that document only.
//
// Abbreviations that it defines, in the shapes met in reports: long form and
// short in brackets, "Commission on National Reconciliation (CNR)"; with more in
// the brackets, (the "United Tajik Opposition", UTO); of beginnings of words (INTERPOL) and of translated names (LDK); short and long in brackets, "CNR
// (Commission ...)"; a short name in quotes, (hereinafter "the Commission").
// And short names after full ones: a surname after a person's full name,
// "the Commission" after the full name of one. Every mention so found has a
// confidence below 100 and its evidence as its rule:
//   "document: CNR = Commission on National Reconciliation (byte 812)".
//
// A definition teaches a label only when its long form was tagged; a definition
// of something unknown is returned without a label (`lexicon suggest` proposes
// it). It resolves no pronouns and looks at no other document.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document/document.h"
#include "lexicons/catalogue.h"

namespace concord {

struct LearningOptions {
  bool abbreviations = true;  ///< confidence 95
  bool short_names = true;    ///< surname 80 (after a title 90), "the Commission" 70
};

struct LearnedAlias {
  enum class Kind : std::uint8_t { abbreviation, quoted_name, surname, head_noun };
  Kind kind = Kind::abbreviation;
  std::string text;       ///< "CNR", "the Commission", "Nuri"
  std::string label;      ///< empty when the long form is not in the lexicon
  std::string long_form;  ///< as it stands in the text
  TextSpan evidence;      ///< the definition, or the first full name
  std::uint32_t mentions = 0;  ///< how many annotations it added
  friend bool operator==(const LearnedAlias&, const LearnedAlias&) = default;
};

/// Immutable; shared by all threads.
class AliasLearner {
 public:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Types = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;  ///< label -> type

  /// `catalogue` tells persons from organisations; it need not outlive this.
  explicit AliasLearner(const Catalogue& catalogue, LearningOptions options = {});

  /// Adds the mentions of learned aliases to a tagged document, in the order that document.h states. A mention is only
  /// added where no other of its family stands; an abbreviation that the document defines replaces what the lexicon made of the same token.
  std::vector<LearnedAlias> annotate(Document& document) const;

  /// The definitions of abbreviations in a document, tagged or not. Labels are filled where the long form is tagged.
  [[nodiscard]] static std::vector<LearnedAlias> definitions(const Document& document);

 private:
  Types x_types;
  std::map<std::string, std::string, std::less<>> x_names;  // folded preferred name of an actor -> label
  LearningOptions x_options;
};

}  // namespace concord
