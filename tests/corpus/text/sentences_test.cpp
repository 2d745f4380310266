#include "corpus/text/sentences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

std::vector<std::uint32_t> begins_by_table(std::string_view text, LineEnds line_ends) {
  std::vector<Stop> stops;
  const TextSpan whole{0, static_cast<std::uint32_t>(text.size())};
  for (std::uint32_t at = 0; at < whole.end;) {  // few at a time, as for a text without end
    std::vector<Stop> some;
    at = find_stops(text, whole, at, line_ends, 3, some);
    stops.insert(stops.end(), some.begin(), some.end());
  }
  std::vector<std::uint32_t> begins;
  for (const Stop& stop : stops) {
    if (stop.breaks && stop.next < text.size()) begins.push_back(stop.next);
  }
  return begins;
}

std::string shown(std::string_view text, const std::vector<std::uint32_t>& begins) {
  std::string out;
  std::uint32_t from = 0;
  for (const std::uint32_t begin : begins) {
    out += std::string(text.substr(from, begin - from)) + "|";
    from = begin;
  }
  return out + std::string(text.substr(from));
}

TEST(Stops, FollowTheStandard) {
  struct Case {
    const char* name;
    const char* text;
    const char* sentences;
  };
  const Case cases[] = {
      {"two", "It ended. It began.", "It ended. |It began."},
      {"number", "It is 3.5 now.", "It is 3.5 now."},
      {"small letter goes on", "See para. (2) of it. Then", "See para. (2) of it. |Then"},
      {"initials", "The U.N.O is", "The U.N.O is"},
      {"quote", "He said: \"No.\" She left.", "He said: \"No.\" |She left."},
      {"question and exclamation", "What?! Yes.", "What?! |Yes."},
      {"wrapped line", "It ended\nhere. It\nbegan.", "It ended\nhere. |It\nbegan."},
      {"arabic", "لا؟ نعم.", "لا؟ |نعم."},
      {"chinese", "和平。协定。", "和平。|协定。"},
      {"paragraph separator", "one\u2029Two", "one\u2029|Two"},
      {"only stops", "...", "..."},
  };
  for (const Case& one : cases)
    EXPECT_EQ(shown(one.text, begins_by_table(one.text, LineEnds::space)), one.sentences) << one.name;
}

TEST(Stops, SayWhereTheSentenceEnds) {
  const std::string text = "He said \"no.\" )  She";
  std::vector<Stop> stops;
  find_stops(text, {0, static_cast<std::uint32_t>(text.size())}, 0, LineEnds::space, 10, stops);
  ASSERT_EQ(stops.size(), 1U);
  EXPECT_EQ(stops[0], (Stop{11, 12, 13, 14, true, true})) << "a bracket after the space belongs to the next sentence";
}

std::string random_text(std::mt19937& random, std::size_t length) {
  static const std::vector<std::u32string> bags = {U"abcDEF",     U"....?!",
                                                   U"  \n",       U"123",
                                                   U"\"')]»”(«“", U",:;-–",
                                                   U"éÉжЖ",       U"\u0301\u00AD\u200D",
                                                   U"。！？؟",    U"\u2029\u0085\u2028\r\n",
                                                   U"和שع",       U"·@§\u2024\u2026\u00A0"};
  std::string text;
  while (text.size() < length) {
    const auto& bag = random() % 10 < 8 ? bags[random() % 5] : bags[random() % bags.size()];
    append_utf8(bag[random() % bag.size()], text);
  }
  return text;
}

TEST(Stops, AreIcusStops) {
  std::mt19937 random(11);
  for (int i = 0; i < 6000; ++i) {
    const std::string text = random_text(random, 1 + random() % 40);
    const TextSpan whole{0, static_cast<std::uint32_t>(text.size())};
    for (const LineEnds line_ends : {LineEnds::space, LineEnds::separator}) {
      ASSERT_EQ(shown(text, begins_by_table(text, line_ends)),
                shown(text, slow::sentence_begins(text, whole, line_ends)))
          << "seed step " << i << " of " << text;
    }
  }
}

TEST(Stops, AreFoundInLinearTime) {
  // Each full stop looks ahead for the next letter: were it to look past the next stop, this would never end.
  std::string text;
  for (int i = 0; i < 400000; ++i) text += "1 . ";
  EXPECT_TRUE(begins_by_table(text, LineEnds::space).size() > 1000);
}

}  // namespace
}  // namespace concord
