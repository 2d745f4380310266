#include "pipeline/chronicle/timeline.h"

#include <gtest/gtest.h>

#include "tests/support/memory_snapshot.h"
#include "tests/support/read_text.h"

namespace concord {
namespace {

Document report(const char* id, const char* date, const char* text) {
  test::Given given;
  given.id = id;
  given.date = date;
  return test::read_text(text, given);
}

Timeline timeline_of(std::vector<Document> documents, const TimelineOptions& options = {}) {
  const test::MemorySnapshot snapshot(std::move(documents));
  ReferenceFinder references{SideLexicon()};
  auto places = SideLexicon::parse({{"places.yaml", "lexicon: place\nentries:\n  - {id: lakeside, name: Lakeside, aliases: [Lakeside]}\n"}});
  EXPECT_TRUE(places) << places.error().to_string();
  auto timeline = build_timeline(snapshot, DocumentSet::all(snapshot), {}, references, *places, options);
  EXPECT_TRUE(timeline);
  return std::move(*timeline);
}

/// "1996-05-02 a+b [own time] @Lakeside !1996-05-03" a line.
std::string told(const Timeline& timeline) {
  std::string text;
  for (const Event& event : timeline.events) {
    text += event.date.to_string() + " ";
    for (std::size_t i = 0; i < event.sources.size(); ++i) text += (i == 0 ? "" : "+") + timeline.documents[event.sources[i].document].id;
    text += " [" + std::string(name(event.sources[0].outlook)) + "]";
    for (const std::string& place : event.places) text += " @" + place;
    for (const std::uint32_t other : event.conflicts) text += " !" + timeline.events[other].date.to_string();
    text += "\n";
  }
  return text;
}

constexpr const char* signing = "The ceasefire agreement between the herdsmen and the fishermen was signed at Lakeside on 2 May 1996.";
constexpr const char* signing_again = "On 2 May 1996 herdsmen and fishermen had signed their ceasefire agreement at Lakeside.";
constexpr const char* signing_otherwise = "The ceasefire agreement between herdsmen and fishermen was signed at Lakeside on 3 May 1996.";

TEST(Timeline, MergesWhatSaysTheSameOfOneDay) {
  EXPECT_EQ(told(timeline_of({report("a", "1996-06-01", signing), report("b", "1999-06-01", signing_again)})), "1996-05-02 a+b [own time] @Lakeside\n");
}

TEST(Timeline, KeepsApartWhatElseHappenedThatDay) {
  EXPECT_EQ(told(timeline_of({report("a", "1996-06-01", signing), report("b", "1996-06-01", "On 2 May 1996 an earthquake destroyed forty villages in the far north.")})),
            "1996-05-02 a [own time] @Lakeside\n1996-05-02 b [own time]\n");
}

TEST(Timeline, ShowsConflictsSideBySide) {
  EXPECT_EQ(told(timeline_of({report("a", "1996-06-01", signing), report("b", "1999-06-01", signing_otherwise)})),
            "1996-05-02 a [own time] @Lakeside !1996-05-03\n1996-05-03 b [past] @Lakeside !1996-05-02\n");
}

TEST(Timeline, DatesATextThatIsCitedWithoutItsDay) {
  const char* lexicon = "lexicon: text\nentries:\n  - {id: lake-accord, name: Lake Accord, identifiers: {date: 1996-05-02}, aliases: [Lake Accord]}\n";
  const auto told_with = [&](std::vector<Document> documents) {
    const test::MemorySnapshot snapshot(std::move(documents));
    auto texts = SideLexicon::parse({{"texts.yaml", lexicon}});
    EXPECT_TRUE(texts);
    ReferenceFinder references{std::move(*texts)};
    SideLexicon places;
    auto timeline = build_timeline(snapshot, DocumentSet::all(snapshot), {}, references, places);
    EXPECT_TRUE(timeline);
    return told(*timeline);
  };
  EXPECT_EQ(told_with({report("a", "1996-06-01", "All sides kept the Lake Accord well."), report("b", "1999-06-01", "Nobody keeps the Lake Accord now.")}), "1996-05-02 a+b [own time]\n");
  EXPECT_EQ(told_with({report("a", "1996-06-01", "All sides kept the Lake Accord of 2 May 1996 well."), report("b", "1999-06-01", "Nobody keeps the Lake Accord now.")}), "1996-05-02 a [own time]\n");
  EXPECT_EQ(told_with({report("a", "2019-06-01", "All sides kept the Lake Accord well.")}), "");
}

TEST(Timeline, HeadsAndCaptionsTellNothing) {
  EXPECT_EQ(told(timeline_of({report("a", "2000-06-01", "Distr.: General 5 May 2000\n\nMAP OF THE LAKE IN MAY 2000 WITH ROADS\n")})), "");
}

TEST(Timeline, TheDatesOfReportsDoNotConflict) {
  EXPECT_EQ(told(timeline_of({report("a", "1996-06-01", "It tells of the situation at Lakeside since my last report of 12 May 1996."),
                              report("b", "1996-07-01", "It tells of the situation at Lakeside since my last report of 1 June 1996.")})),
            "1996-05-12 a [own time] @Lakeside\n1996-06-01 b [own time] @Lakeside\n");
}

TEST(Timeline, KnowsWhatIsAhead) {
  EXPECT_EQ(told(timeline_of({report("a", "1996-06-01", "The elections will be held at Lakeside on 4 October 1996.")})), "1996-10-04 a [ahead] @Lakeside\n");
}

TEST(Timeline, LeavesOutADateThatItsResolutionContradicts) {
  const Timeline timeline = timeline_of({report("a", "1996-06-01", "This report follows Security Council resolution 1030 (1995) of 14 December 1935, as asked.")});
  EXPECT_EQ(told(timeline), "");
  EXPECT_EQ(timeline.misread_dates, 1U);
}

TEST(Timeline, RestrictsToAPeriodAndToLeadingEvents) {
  TimelineOptions options;
  options.from = Date::parse("1997");
  EXPECT_EQ(told(timeline_of({report("a", "1998-06-01", "They met in the old town in March 1996. They met in the new town in March 1997.")}, options)), "1997-03 a [past]\n");
  const Timeline timeline = timeline_of({report("a", "1996-06-01", signing), report("b", "1999-06-01", signing_again), report("c", "1996-06-01", "On 9 May 1996 snow fell on all the mountains.")});
  EXPECT_EQ(leading_events(timeline, 1), std::vector<std::uint32_t>{0});
  EXPECT_EQ(leading_events(timeline, 0).size(), 2U);
  EXPECT_EQ(leading_events(timeline, 0, 2).size(), 1U);
}

TEST(Quote, ClosesBrokenWordsAndLeavesFurnitureOut) {
  Document document;
  document.text.utf8 = "The peace-\nkeepers\nPage 3\nleft  again.";
  document.marks = {{MarkKind::line_hyphen, {9, 11}, "test"}, {MarkKind::page_number, {19, 26}, "test"}};
  const Quote made = quote(document, {0, static_cast<std::uint32_t>(document.text.utf8.size())}, {26, 30});
  EXPECT_EQ(made.text, "The peacekeepers left again.");
  EXPECT_EQ(made.text.substr(made.mark_begin, made.mark_end - made.mark_begin), "left");
}

}  // namespace
}  // namespace concord
