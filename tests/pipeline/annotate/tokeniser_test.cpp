#include "pipeline/annotate/tokeniser.h"

#include <gtest/gtest.h>

#include "pipeline/annotate/segmenter.h"

namespace concord {
namespace {

std::string terms_of_tokens(const Document& document) {
  std::string out;
  for (const Token& token : document.tokens) {
    if (!out.empty()) out += '|';
    out += document.term(token);
  }
  return out;
}

struct Marked {
  MarkKind kind;
  std::string_view text;
};

// Marks the first occurrence of each, in order.
Document tokenised(std::string_view text, const std::vector<Marked>& marks = {}) {
  Document document;
  document.text.utf8 = text;
  std::size_t from = 0;
  for (const Marked& marked : marks) {
    const std::size_t at = text.find(marked.text, from);
    from = at + marked.text.size();
    document.marks.push_back({marked.kind, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from)}, "test"});
  }
  EXPECT_TRUE(Segmenter()(document));
  EXPECT_TRUE(Tokeniser()(document));
  return document;
}

TEST(Tokeniser, InternsFoldedTerms) {
  const Document document = tokenised("The talks. THE Talks: the tálks!");
  EXPECT_EQ(terms_of_tokens(document), "the|talks|the|talks|the|talks");
  EXPECT_EQ(document.terms.size(), 2U);
}

TEST(Tokeniser, JoinsWhatALineEndBroke) {
  struct Case {
    const char* name;
    const char* text;
    std::vector<Marked> marks;
    const char* terms;
    const char* joined;  // surface of the second token
  };
  const Case cases[] = {
      {"dropped hyphen",
       "The agree-\nment holds.",
       {{MarkKind::line_hyphen, "-\n"}},
       "the|agreement|holds",
       "agree-\nment"},
      {"kept hyphen",
       "The cease-\nfire holds.",
       {{MarkKind::line_hyphen, "\n"}},
       "the|cease-fire|holds",
       "cease-\nfire"},
      {"soft hyphen",
       "The agree\u00AD\nment holds.",
       {{MarkKind::soft_hyphen, "\u00AD\n"}},
       "the|agreement|holds",
       "agree\u00AD\nment"},
      {"over a page",
       "The agree-\n\nPage 7\n\nment holds.",
       {{MarkKind::line_hyphen, "-\n"}, {MarkKind::page_number, "Page 7"}},
       "the|agreement|holds",
       "agree-\n\nPage 7\n\nment"},
      {"twice in a word",
       "The recon-\ncilia-\ntion holds.",
       {{MarkKind::line_hyphen, "-\n"}, {MarkKind::line_hyphen, "-\n"}},
       "the|reconciliation|holds",
       "recon-\ncilia-\ntion"},
      {"punctuation round it",
       "The (agree-\nment) holds.",
       {{MarkKind::line_hyphen, "-\n"}},
       "the|agreement|holds",
       "agree-\nment"},
      {"possessive",
       "The agree-\nment's end.",
       {{MarkKind::line_hyphen, "-\n"}},
       "the|agreement|'s|end",
       "agree-\nment"},
      {"footnote mark", "The agreement7 holds.", {{MarkKind::footnote_mark, "7"}}, "the|agreement|holds", "agreement"},
      {"furniture", "The running head holds.", {{MarkKind::running_head, "running head"}}, "the|holds", "holds"},
  };
  for (const Case& one : cases) {
    const Document document = tokenised(one.text, one.marks);
    EXPECT_EQ(terms_of_tokens(document), one.terms) << one.name;
    EXPECT_EQ(document.text_of(document.tokens.at(1).span), one.joined) << one.name;
  }
}

TEST(Tokeniser, FillsTheRangesOfSentencesAndDivisions) {
  Document document;
  document.text.utf8 = "One two. Three.\fFour five six.";
  document.divisions = {{DivisionKind::page, "1", {0, 15}, {}, 100}, {DivisionKind::page, "2", {16, 30}, {}, 100}};
  ASSERT_TRUE(Segmenter()(document));
  ASSERT_TRUE(Tokeniser()(document));
  ASSERT_EQ(document.sentences.size(), 3U);
  EXPECT_EQ(document.sentences[1].tokens, (TokenRange{2, 3}));
  EXPECT_EQ(document.divisions[0].tokens, (TokenRange{0, 3}));
  EXPECT_EQ(document.divisions[1].tokens, (TokenRange{3, 6}));
}

TEST(Tokeniser, RemembersNothingOfTheLastDocument) {
  Tokeniser tokeniser;
  Document first;
  first.text.utf8 = "alpha beta";
  Document second;
  second.text.utf8 = "beta gamma";
  for (Document* document : {&first, &second}) {
    ASSERT_TRUE(Segmenter()(*document));
    ASSERT_TRUE(tokeniser(*document));
  }
  EXPECT_EQ(terms_of_tokens(second), "beta|gamma");
  EXPECT_EQ(second.terms.size(), 2U);
}

TEST(TermCache, GivesWhatFoldingGivesHoweverMuchItHasForgotten) {
  TermCache cache;
  Vocabulary cached;
  Vocabulary plain;
  cache.start_document(cached);
  for (int i = 0; i < 160000; ++i) {
    const std::string surface = (i % 3 == 0   ? "Überlong-Surface-"
                                 : i % 3 == 1 ? "É"
                                              : "é") +
                                std::to_string(i % 140001);
    std::string term;
    append_term(surface, term);
    ASSERT_EQ(cache.look_up(surface, cached), plain.intern(term)) << surface;
  }
  EXPECT_EQ(cached, plain);
  EXPECT_EQ(cache.look_up("ـ", cached), TermCache::no_term);
}

}  // namespace
}  // namespace concord
