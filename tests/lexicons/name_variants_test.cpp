// Variants of names: articles, forms of countries, French and Spanish.
#include "lexicons/name_variants.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace concord {
namespace {

std::string listed(const std::vector<std::string>& variants) { return fmt::format("{}", fmt::join(variants, "; ")); }

TEST(NameVariants, ArticlesAfterOfAndForComeAndGo) {
  EXPECT_EQ(listed(article_variants("Movement for the Liberation of Utopia")), "Movement for Liberation of Utopia; Movement for the Liberation of the Utopia");
  EXPECT_EQ(listed(article_variants("Patriotic Front of Utopia")), "") << "too short to be sure";
}

TEST(NameVariants, OtherFormsOfTheCountry) {
  const std::vector<std::string> forms = {"Erewhon", "Erewhonian", "South Erewhon"};
  EXPECT_EQ(listed(with_other_forms("Erewhonian Patriotic Front", forms)), "Erewhon Patriotic Front; South Erewhon Patriotic Front");
  EXPECT_EQ(listed(with_other_forms("South Erewhon Union", forms)), "Erewhon Union; Erewhonian Union") << "the longest form is the one that it holds";
  EXPECT_EQ(listed(with_other_forms("Patriotic Front", forms)), "");
  EXPECT_EQ(listed(with_other_forms("Erewhon", forms)), "") << "the country itself";
}

TEST(NameVariants, WithoutTheCountryAtAnEnd) {
  const std::vector<std::string> forms = {"Erewhon", "Erewhonian"};
  EXPECT_EQ(without_country("Episcopal Conference of Erewhon", forms), "Episcopal Conference");
  EXPECT_EQ(without_country("Erewhonian Conservative Party", forms), "Conservative Party");
  EXPECT_EQ(without_country("Union of Erewhonian Women", forms), "") << "the country stands inside";
  EXPECT_EQ(without_country("Erewhonian Army", forms), "") << "one word is too little";
}

TEST(NameVariants, FrenchAndSpanishWordByWord) {
  EXPECT_EQ(listed(translated_variants("Alliance for Democracy and Progress")), "alliance ** democratie ** progres; alianza ** democracia ** progreso");
  EXPECT_EQ(listed(translated_variants("Erewhon Liberation Movement")),
            "mouvement ** liberation ** Erewhon; mouvement ** Erewhon ** liberation; movimiento ** liberacion ** Erewhon; movimiento ** Erewhon ** liberacion");
  EXPECT_EQ(listed(translated_variants("National Movement")), "mouvement nationa*; movimiento naciona*") << "an adjective follows at once";
  EXPECT_EQ(listed(translated_variants("Balay Mindanaw Foundation")), "") << "two words that are not known";
  EXPECT_EQ(listed(translated_variants("Union (North)")), "") << "signs of the notation";
}

}  // namespace
}  // namespace concord
