#include "corpus/text/words.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/text/raw_words.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

std::string shown(std::string_view text, const std::vector<Word>& words) {
  std::string line;
  for (const Word& word : words) {
    if (!line.empty()) line += '|';
    if (word.kind == TokenKind::number) line += '#';
    if (word.kind == TokenKind::symbol) line += '$';
    line += slice(text, word.span);
  }
  return line;
}

TEST(WordScanner, CutsAsTheFieldWrites) {
  struct Case {
    const char* name;
    const char* text;
    const char* words;
  };
  const Case cases[] = {
      {"plain", "The parties met, and parted.", "The|parties|met|and|parted"},
      {"compound", "a cease-fire in the inter-Tajik talks", "a|cease-fire|in|the|inter-Tajik|talks"},
      {"typographic hyphen", "cease‐fire, state‑building", "cease‐fire|state‑building"},
      {"number with a word", "Su-27, mid-1995, 15-day, state-of-the-art", "Su-27|mid-1995|15-day|state-of-the-art"},
      {"range of years", "1992-1997 and 12–15", "#1992|#1997|and|#12|#15"},
      {"double hyphen", "the talks--at last--ended", "the|talks|at|last|ended"},
      {"hyphen at the end", "pre- and post-war", "pre|and|post-war"},
      {"numbers", "1,000 men, 3.5 per cent, 30%, 21st", "#1,000|men|#3.5|per|cent|#30|21st"},
      {"abbreviations", "U.N. and H.E. Mr. Ph.D", "U.N|and|H.E|Mr|Ph.D"},
      {"lost space", "the agreement.The parties", "the|agreement|The|parties"},
      {"names", "O'Brien, N'Djamena, Qur’an", "O'Brien|N'Djamena|Qur’an"},
      {"elision", "l’accord d'Abidjan, Côte d'Ivoire, qu'elle", "l’|accord|d'|Abidjan|Côte|d'|Ivoire|qu'|elle"},
      {"elision and hyphen", "l'avant-garde d’État", "l'|avant-garde|d’|État"},
      {"possessive", "Rabbani's men, the UN’s role", "Rabbani|'s|men|the|UN|’s|role"},
      {"possessive of a compound", "the go-between's", "the|go-between|'s"},
      {"plural possessive", "the parties' claims", "the|parties|claims"},
      {"single quotes", "the 'law' of ‘war’", "the|law|of|war"},
      {"underscores", "_Ibid._ __ a_b", "Ibid|a_b"},
      {"symbol", "in S/1997/510, and A/52/219-S/1997/510.", "in|$S/1997/510|and|$A/52/219-S/1997/510"},
      {"resolution", "S/RES/968 (1994) of 16 December", "$S/RES/968 (1994)|of|#16|December"},
      {"resolution over a line end", "A/RES/3314\n(XXIX).", "$A/RES/3314\n(XXIX)"},
      {"symbols of many bodies", "S/PRST/1994/56 E/CN.4/1996/95/Add.1 PC.DEC/97 S/PV.3482 A/RES/S-10/2",
       "$S/PRST/1994/56|$E/CN.4/1996/95/Add.1|$PC.DEC/97|$S/PV.3482|$A/RES/S-10/2"},
      {"no symbol", "and/or UTO/IRP 1994/95 Resolution 968 (1994)", "and|or|UTO|IRP|#1994|#95|Resolution|#968|#1994"},
      {"web address", "see https://www.osce.org/odihr/(x)?a=b. And (www.un.org).",
       "see|$https://www.osce.org/odihr/(x)?a=b|And|$www.un.org"},
      {"mail address", "write to first.last@un.org, now", "write|to|$first.last@un.org|now"},
      {"no mail address", "5 @ home a@b", "#5|home|a|b"},
      {"russian", "Объединённая таджикская оппозиция (ОТО)", "Объединённая|таджикская|оппозиция|ОТО"},
      {"tajik", "Созишномаи умумии истиқрори сулҳ", "Созишномаи|умумии|истиқрори|сулҳ"},
      {"arabic", "اتفاق السلام، ١٩٩٧", "اتفاق|السلام|#١٩٩٧"},
      {"persian with joiner", "می‌خواهم صلح", "می‌خواهم|صلح"},
      {"chinese", "和平协定。", "和平|协定"},
      {"mixed scripts", "UN和平Mission x", "UN|和平|Mission|x"},
      {"only marks and rules", "____ ---- * * *", ""},
      {"empty", "", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(shown(one.text, words_of(one.text)), one.words) << one.name;
}

TEST(WordScanner, TermsAreFoldedAndOnOneLine) {
  EXPECT_EQ(terms_of("Emomalī’s S/RES/968\n(1994)"), (std::vector<std::string>{"emomali", "'s", "s/res/968 (1994)"}));
  EXPECT_TRUE(terms_of("ـــ").empty()) << "a tatweel alone is no term";
}

TEST(WordScanner, LooksOnlyInsideTheSpan) {
  const std::string text = "un-armed U.N.x S/1997/510";
  std::vector<Word> words;
  WordScanner().scan(text, {3, 12}, words);
  EXPECT_EQ(shown(text, words), "armed|U.N");
}

TEST(WordScanner, FindsTheSameInAStretchOfALongTextAsInTheStretchAlone) {
  std::mt19937 random(64);
  WordScanner scanner;
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    while (text.size() < 300)
      text += std::string(random() % 9, 'a') + (random() % 12 == 0 ? "é" : random() % 3 == 0 ? "." : " ");
    auto begin = static_cast<std::uint32_t>(random() % text.size());
    auto end = static_cast<std::uint32_t>(begin + random() % (text.size() - begin));
    while ((static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    std::vector<Word> inside;
    scanner.scan(text, {begin, std::max(begin, end)}, inside);
    const std::string alone = text.substr(begin, std::max(begin, end) - begin);
    ASSERT_EQ(shown(text, inside), shown(alone, words_of(alone))) << text << "\n" << begin << " " << end;
  }
}

TEST(WordScanner, CutsWhatIsTooLong) {
  const std::string text(1000, 'a');
  const std::vector<Word> words = words_of(text);
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[0].span, (TextSpan{0, 255}));
  EXPECT_EQ(words[3].span, (TextSpan{765, 1000}));
}

TEST(WordScanner, SurvivesTenThousandMarksOnOneLetter) {
  std::string text = "a";
  for (int i = 0; i < 10000; ++i) text += "\u0301";
  text += " b";
  const std::vector<Word> words = words_of(text);
  EXPECT_EQ(slice(text, words.back().span), "b");
  for (std::size_t i = 1; i < words.size(); ++i) EXPECT_LE(words[i - 1].span.end, words[i].span.begin);
}

// Text of all sorts, weighted towards what the rules speak of.
std::string random_text(std::mt19937& random, std::size_t length) {
  static const std::vector<std::u32string> bags = {U"abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
                                                   U"0123456789",
                                                   U" \n\t\r",
                                                   U"'’.,:;-_/@()\"!?",
                                                   U"éüñœßÀØ",
                                                   U"абвгдёйӣқҲ",
                                                   U"αβγΩά",
                                                   U"אבג",
                                                   U"سلام٠١٢یک",
                                                   U"\u0301\u0308\u00AD\u200C\u200D\u0640",
                                                   U"和平协定の ペー",
                                                   U"ไทยลาว",
                                                   U"शांति",
                                                   U"한국",
                                                   U"😀👩🇹🇯©",
                                                   U"·‧․＇：，．\u2018\u2024\u00A0\u2028\u3000"};
  static const std::vector<std::u32string> phrases = {U"S/RES/968 (1994)", U"l'accord", U"www.un.org", U"Rabbani's",
                                                      U"agreement.The",    U"U.N.",     U"a@b.org",    U"http://x.y/z"};
  std::string text;
  const auto& main_bag = bags[random() % bags.size()];
  while (text.size() < length) {
    const auto die = random() % 100;
    if (die < 2) {
      for (const char32_t c : phrases[random() % phrases.size()]) append_utf8(c, text);
    } else {
      const auto& bag = die < 50 ? main_bag : die < 85 ? bags[random() % 4] : bags[random() % bags.size()];
      append_utf8(bag[random() % bag.size()], text);
    }
  }
  return text;
}

std::string shown_raw(std::string_view text, const std::vector<RawWord>& words) {
  std::string line;
  for (const RawWord& word : words) {
    line += '[' + std::string(text.substr(word.begin, word.end - word.begin)) + "]" + std::to_string(word.flags);
  }
  return line;
}

TEST(RawWords, ByTableAreIcusWords) {
  std::mt19937 random(29);
  IcuWords icu;
  RawWords raws(false);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 1 + random() % 60);
    const auto size = static_cast<std::uint32_t>(text.size());
    std::vector<RawWord> expected;
    icu.segments(text, 0, size, expected);
    std::vector<RawWord> words;
    raws.start(text, 0, size);
    for (RawWord word; raws.next(word);) words.push_back(word);
    ASSERT_EQ(shown_raw(text, words), shown_raw(text, expected)) << "seed step " << i << "\n" << text;
  }
}

TEST(WordScanner, ByTableAndByIcuAgree) {
  std::mt19937 random(1997);
  WordScanner fast;
  WordScanner slow(WordScanner::Method::icu);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 1 + random() % 80);
    const TextSpan whole{0, static_cast<std::uint32_t>(text.size())};
    std::vector<Word> by_table;
    std::vector<Word> by_icu;
    fast.scan(text, whole, by_table);
    slow.scan(text, whole, by_icu);
    ASSERT_EQ(shown(text, by_table), shown(text, by_icu)) << "seed step " << i << "\n" << text;
  }
}

}  // namespace
}  // namespace concord
