#include "pipeline/annotate/segmenter.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

// Sentences by " | ", paragraphs by " || ", line ends as "~"; a heading begins with "# ", a list item with "* ".
std::string shown(const Document& document) {
  std::string out;
  for (const Paragraph& paragraph : document.paragraphs) {
    if (!out.empty()) out += " || ";
    if (paragraph.kind == BlockKind::heading) out += "# ";
    if (paragraph.kind == BlockKind::list_item) out += "* ";
    for (auto i = paragraph.sentences.begin; i < paragraph.sentences.end; ++i) {
      if (i > paragraph.sentences.begin) out += " | ";
      out += document.text_of(document.sentences[i].span);
    }
  }
  for (char& c : out) c = c == '\n' ? '~' : c;
  return out;
}

std::string segmented(std::string_view text, std::string_view language = "en") {
  Document document;
  document.text.utf8 = text;
  document.metadata.language = language;
  EXPECT_TRUE(Segmenter()(document));
  return shown(document);
}

struct Case {
  const char* name;
  const char* text;
  const char* expected;
};

TEST(Segmenter, EndsSentencesAsDiplomaticProseDoes) {
  const Case cases[] = {
      {"plain", "The talks began. They lasted a week.", "The talks began. | They lasted a week."},
      {"titles", "Mr. Nuri met Gen. Petrov. H.E. Dr. Kabiri came.",
       "Mr. Nuri met Gen. Petrov. | H.E. Dr. Kabiri came."},
      {"references", "See Art. 5 and para. 12 of No. 968. Nos. 3 and 4 follow.",
       "See Art. 5 and para. 12 of No. 968. | Nos. 3 and 4 follow."},
      {"roman reference", "It is in Art. VI of it. Vol. II has more.", "It is in Art. VI of it. | Vol. II has more."},
      {"no as an answer", "They said no. The talks ended.", "They said no. | The talks ended."},
      {"quoted numbering", "\"3. The parties agree.\" Thus it ended.", "\"3. The parties agree.\" | Thus it ended."},
      {"and so on", "They spoke of peace, etc. Should it last?", "They spoke of peace, etc. | Should it last?"},
      {"initials", "A. Turajonzoda and J. R. Smith signed.", "A. Turajonzoda and J. R. Smith signed."},
      {"initial that ends", "It was plan B. The parties met.", "It was plan B. | The parties met."},
      {"acronyms", "The U.N. Mission and the U.S. Government met at the U.N. The parties left.",
       "The U.N. Mission and the U.S. Government met at the U.N. | The parties left."},
      {"latin", "Some, e.g. Russia, i.e. The neighbours, cf. Roy, p. 6, etc. came.",
       "Some, e.g. Russia, i.e. The neighbours, cf. Roy, p. 6, etc. came."},
      {"ibid", "Ibid. The same, op. cit., pp. 12-14.", "Ibid. | The same, op. cit., pp. 12-14."},
      {"numbered start", "4. The parties agree. 5. They sign.", "4. The parties agree. | 5. They sign."},
      {"lettered start", "IV. The Mission stays.", "IV. The Mission stays."},
      {"quote", "He said \"we agree.\" She left.", "He said \"we agree.\" | She left."},
      {"typographic quote", "They spoke of ‘peace.’ Then war came.", "They spoke of ‘peace.’ | Then war came."},
      {"bracket", "(The text is annexed.) It was signed.", "(The text is annexed.) | It was signed."},
      {"question that goes on", "\"Why?\" he asked. Nobody knew!", "\"Why?\" he asked. | Nobody knew!"},
      {"footnote figure", "It was signed.12 The parties left.", "It was signed.12 | The parties left."},
      {"raised footnote figure", "The \"machinery\".⁵ Through it they met.",
       "The \"machinery\".⁵ | Through it they met."},
      {"footnote figure after a quote", "a \"clan elite.\"7 The rest fled.", "a \"clan elite.\"7 | The rest fled."},
      {"footnote figure in brackets", "It was signed.[3] The parties left.", "It was signed.[3] | The parties left."},
      {"decimal number", "It is 3.12 The rest.", "It is 3.12 The rest."},
      {"lost space", "They made an agreement.The parties left.", "They made an agreement. | The parties left."},
      {"ellipsis", "They talked ... and left. Then … The end.", "They talked ... and left. | Then … | The end."},
      {"begins with a number", "It ended in 1994. 26 prisoners were freed.",
       "It ended in 1994. | 26 prisoners were freed."},
      {"wrapped line", "The talks\nbegan. They\nlasted.", "The talks~began. | They~lasted."},
      {"nothing but rules", "* * *", ""},
      {"empty", "", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(segmented(one.text), one.expected) << one.name;
}

TEST(Segmenter, KnowsTheAbbreviationsOfOtherLanguages) {
  struct LanguageCase {
    const char* language;
    const char* text;
    const char* expected;
  };
  const LanguageCase cases[] = {
      {"fr", "M. Le Pen et S.E. M. Diouf sont là. Ils parlent (art. 5, par. 2).",
       "M. Le Pen et S.E. M. Diouf sont là. | Ils parlent (art. 5, par. 2)."},
      {"es", "El Sr. Pérez y EE.UU. firmaron el art. 5. La paz llegó.",
       "El Sr. Pérez y EE.UU. firmaron el art. 5. | La paz llegó."},
      {"de", "Am 3. Mai traf Dr. Seifert, z.B. in Wien, Hrn. Roy. Er ging.",
       "Am 3. Mai traf Dr. Seifert, z.B. in Wien, Hrn. Roy. | Er ging."},
      {"ru", "Г-н И. О. Усманов прибыл в г. Душанбе 5 мая 1997 г. Стороны подписали ст. 5. Война кончилась.",
       "Г-н И. О. Усманов прибыл в г. Душанбе 5 мая 1997 г. | Стороны подписали ст. 5. | Война кончилась."},
      {"tg", "Ҷаноби С. А. Нурӣ омад. Дар Душанбе сулҳ шуд.", "Ҷаноби С. А. Нурӣ омад. | Дар Душанбе сулҳ шуд."},
      {"", "Mr. Nuri et M. Diouf, Sr. Pérez и г-н Усманов. Fin.",
       "Mr. Nuri et M. Diouf, Sr. Pérez и г-н Усманов. | Fin."},
  };
  for (const LanguageCase& one : cases) EXPECT_EQ(segmented(one.text, one.language), one.expected) << one.language;
}

TEST(Segmenter, FindsParagraphsByTheirLines) {
  const Case cases[] = {
      {"blank lines", "One is here.\n\nTwo is there.\n \t\nThree.", "One is here. || Two is there. || Three."},
      {"carriage returns", "One is here.\r\n\r\nTwo.", "One is here. || Two."},
      {"old line ends", "One is here.\r\rTwo.", "One is here. || Two."},
      {"a line a paragraph",
       "This is a paragraph that was written on one line only and goes on for so long that it cannot have been wrapped "
       "at "
       "any width that a person would choose, not even a generous one.\nSecond one.",
       "This is a paragraph that was written on one line only and goes on for so long that it cannot have been wrapped "
       "at "
       "any width that a person would choose, not even a generous one. || Second one."},
      {"a paragraph that an old page end broke off",
       "This paragraph stands on one line, as the others of this text do, until the page on which it once stood had "
       "come to "
       "its end in the middle of the\nsentence. The next one, which is as long as the first and was written on one "
       "line too, "
       "begins after the page number that is lost.\nThird one.",
       "This paragraph stands on one line, as the others of this text do, until the page on which it once stood had "
       "come to "
       "its end in the middle of the~sentence. | The next one, which is as long as the first and was written on one "
       "line too, "
       "begins after the page number that is lost. || Third one."},
      {"wrapped lines",
       "The parties to the conflict, meeting in the city on\nthe river, agreed that the fighting should stop and\n"
       "that the prisoners should return. They also agreed\nto meet again.\nThe second round began a month later and "
       "it was\n"
       "longer than the first.",
       "The parties to the conflict, meeting in the city on~the river, agreed that the fighting should stop and~"
       "that the prisoners should return. | They also agreed~to meet again. || The second round began a month later "
       "and it "
       "was~longer than the first."},
      {"numbered starts",
       "1. The parties shall stop the fighting on the day on\nwhich this is signed.\n2. The prisoners of both sides "
       "shall "
       "return to\ntheir homes within 30 days.\n(a) The lists are annexed to this protocol and\nform a part of it.",
       "1. The parties shall stop the fighting on the day on~which this is signed. || 2. The prisoners of both sides "
       "shall "
       "return to~their homes within 30 days. || * (a) The lists are annexed to this protocol and~form a part of it."},
      {"number that starts a wrapped line",
       "Until the end of the month, in the presence of at least\n5 family members, the sides return 26 prisoners of "
       "war\n"
       "who were freed.",
       "Until the end of the month, in the presence of at least~5 family members, the sides return 26 prisoners of war~"
       "who were freed."},
      {"indented starts",
       "    The first paragraph begins with an indentation and\ngoes on to a second line that ends where it ends now.\n"
       "    The second does likewise, and it is as long as the\nfirst.",
       "The first paragraph begins with an indentation and~goes on to a second line that ends where it ends now. || "
       "The second does likewise, and it is as long as the~first."},
      {"headings", "II. MAIN DEVELOPMENTS\n\nThe talks began.", "# II. MAIN DEVELOPMENTS || The talks began."},
  };
  for (const Case& one : cases) {
    std::string expected = one.expected;
    EXPECT_EQ(segmented(one.text), expected) << one.name;
  }
}

Document with_mark(std::string text, std::string_view marked) {
  Document document;
  document.metadata.language = "en";
  const auto at = static_cast<std::uint32_t>(text.find(marked));
  document.marks.push_back({MarkKind::running_head, {at, at + static_cast<std::uint32_t>(marked.size())}, "test"});
  document.text.utf8 = std::move(text);
  return document;
}

TEST(Segmenter, RunsOnAcrossPageFurniture) {
  Document document = with_mark("The members of the\n\nPage 2. See\n\ncontact group met. They left.", "Page 2. See");
  ASSERT_TRUE(Segmenter()(document));
  EXPECT_EQ(shown(document), "The members of the~~Page 2. See~~contact group met. | They left.");
  document = with_mark("The members met.\n\nPage 2\n\nThey left.", "Page 2");
  ASSERT_TRUE(Segmenter()(document));
  EXPECT_EQ(shown(document), "The members met. || They left.");
}

TEST(Segmenter, TakesTheBlocksOfTheReaderAndLosesNothingBetween) {
  Document document;
  document.text.utf8 = "Title\nFirst one. Second.\nLoose end.";
  document.blocks = {{BlockKind::heading, {0, 5}, 1}, {BlockKind::list_item, {6, 24}, 0}};
  ASSERT_TRUE(Segmenter()(document));
  EXPECT_EQ(shown(document), "# Title || * First one. | Second. || Loose end.");
}

TEST(Segmenter, JoinsBlocksThatAPageCutApart) {
  Document document = with_mark("the group\n\n- 7 -\n\nof states met.", "- 7 -");
  document.blocks = {{BlockKind::paragraph, {0, 9}, 0}, {BlockKind::paragraph, {18, 32}, 0}};
  ASSERT_TRUE(Segmenter()(document));
  EXPECT_EQ(document.paragraphs.size(), 1U);
}

}  // namespace
}  // namespace concord
