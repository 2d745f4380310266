#include "pipeline/annotate/paragraph_languages.h"

#include <gtest/gtest.h>

#include "pipeline/annotate/annotator.h"

namespace concord {
namespace {

constexpr std::string_view english = "The parties met in the capital and agreed that the commission would begin its work before the end of the year.";
constexpr std::string_view russian = "Стороны встретились в столице и договорились о том, что комиссия начнёт свою работу до конца года, как это было решено.";
constexpr std::string_view french = "Les parties se sont réunies dans la capitale et ont décidé que la commission commencerait ses travaux avant la fin de l'année.";

/// "ru: text..." of each run.
std::string runs_of(const std::string& text, std::string* languages = nullptr) {
  Document document;
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  document.text.utf8 = text;
  document.metadata.language = "en";
  document.metadata.language_origin = Origin::manifest;
  EXPECT_TRUE(Annotator()(document));
  if (languages != nullptr) *languages = document.metadata.fields.contains("languages") ? document.metadata.fields.at("languages") : "";
  std::string shown;
  for (const LanguageRun& run : languages_of(document)) {
    shown += (shown.empty() ? "" : " | ") + run.tag + ": " + std::string(document.text_of(run.span));
  }
  return shown;
}

std::string paragraphs(std::initializer_list<std::string_view> texts) {
  std::string all;
  for (const std::string_view text : texts) all += (all.empty() ? "" : "\n\n") + std::string(text);
  return all;
}

TEST(ParagraphLanguages, TellsParagraphsInAnotherLanguage) {
  std::string languages;
  EXPECT_EQ(runs_of(paragraphs({english, english, russian, english, french}), &languages), "ru: " + std::string(russian) + " | fr: " + std::string(french));
  EXPECT_EQ(languages, "en, ru, fr");
  EXPECT_EQ(runs_of(paragraphs({english, english}), &languages), "");
  EXPECT_EQ(languages, "");
}

TEST(ParagraphLanguages, ShortOnesGoWithTheirNeighbours) {
  const std::string head = "Глава 2";
  EXPECT_EQ(runs_of(paragraphs({english, russian, head, russian, "Annex", english})),
            "ru: " + std::string(russian) + "\n\n" + head + "\n\n" + std::string(russian));
}

TEST(ParagraphLanguages, NamesAndTablesAreNoLanguage) {
  EXPECT_EQ(runs_of(paragraphs({english, "Rahmonov Nuri Turajonzoda Abdullojonov Himmatzoda Iskandarov Kuvvatov Salimov Usmon Rajab Davlat", english})), "");
  EXPECT_EQ(runs_of(paragraphs({english, "1994 1995 1996 UNMOT 12 34 56 CIS OSCE 17 18 19 UNHCR 1 2 3 WFP ICRC 55 66 77 88 99 100 120", english})), "");
}

TEST(ParagraphLanguages, SentencesFollowTheParagraph) {
  // In Russian "г." before a small letter or a name is an abbreviation.
  Document document;
  const std::string text = paragraphs({english, "Соглашение было подписано в г. Душанбе и вступило в силу в тот же день, как это было решено сторонами на встрече. Оно действует."});
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  document.text.utf8 = text;
  document.metadata.language = "en";
  document.metadata.language_origin = Origin::manifest;
  ASSERT_TRUE(Annotator()(document));
  EXPECT_EQ(document.sentences.size(), 3U);
}

}  // namespace
}  // namespace concord
