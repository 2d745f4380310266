#include "pipeline/chronicle/profile.h"

#include <gtest/gtest.h>

#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

Catalogue catalogue() {
  return Catalogue({{"actor:fish", "B. Fish", "person", {"actor:front"}, "", "", ""},
                    {"actor:front", "Lake Front", "movement", {}, "LK", "1", ""},
                    {"actor:north", "North", "state", {}, "NO", "", ""},
                    {"theme:amnesty", "Amnesty", "", {}, "", "", ""}},
                   "ab");
}

Lexicon lexicon() {
  auto made = Lexicon::parse({{"actors.yaml", R"(
lexicon: actor
entries:
  - id: front
    name: Lake Front
    type: movement
    from: 1990
    aliases: [Lake Front, LKF]
  - id: fish
    name: B. Fish
    type: person
    part-of: [front]
    aliases:
      - {text: Leader of the Lake Front, from: 1994-01-01, to: 1996-12-31}
      - {text: Lake Front Leader, from: 1994-01-01, to: 1996-12-31}
  - id: herd
    name: A. Herd
    type: person
    aliases: [{text: Chairman of the Lake Front, from: 1997-01-01}, {text: President of the Hills, from: 1990}]
)"}});
  EXPECT_TRUE(made) << made.error().to_string();
  return std::move(*made);
}

Document report(const char* id, const char* date, std::string_view markup) {
  test::Given given;
  given.id = id;
  given.date = date;
  return test::make_document(markup, given);
}

Profile profile_of(std::vector<Document> documents, const char* id = "actor:front") {
  const test::MemorySnapshot snapshot(std::move(documents), catalogue());
  const Lexicon names = lexicon();
  auto places = SideLexicon::parse({{"places.yaml", "lexicon: place\nentries:\n  - {id: lakeside, name: Lakeside, country: LK, aliases: [Lakeside]}\n"}});
  EXPECT_TRUE(places);
  auto profile = build_profile(snapshot, id, DocumentSet::all(snapshot), {&names, &*places});
  EXPECT_TRUE(profile) << profile.error().to_string();
  return std::move(*profile);
}

std::vector<Document> reports() {
  std::vector<Document> documents;
  documents.push_back(report("a", "1995-02-01",
                             "The [actor:front|Lake Front] (LKF) demanded an [theme:amnesty|amnesty] for its men at Lakeside. Fishermen of Lakeside are loyal to the [actor:front|LKF] today. "
                             "The [actor:north|North] sent arms to bases of the [actor:front|Lake Front] again. Nothing else happened in the hills that week."));
  documents.push_back(report("b", "1997-03-01", "The [actor:front|LAKE FRONT] refused to speak of an [theme:amnesty|amnesty] at all. [actor:fish|B. Fish] slept. Snow fell on the hills."));
  return documents;
}

TEST(Profile, NamesCarryCountsDatesAndVariants) {
  const Profile profile = profile_of(reports());
  ASSERT_EQ(profile.names.size(), 2U);
  EXPECT_EQ(profile.names[0].written, "Lake Front");
  EXPECT_EQ(profile.names[0].variants, std::vector<std::string>{"LAKE FRONT"});
  EXPECT_EQ(profile.names[0].count, 3U);
  EXPECT_EQ(profile.names[0].first + " " + profile.names[0].last, "1995-02-01 1997-03-01");
  EXPECT_EQ(profile.existed_from, "1990");
}

TEST(Profile, OfficesAreThoseOfItsPeople) {
  std::string offices;
  for (const ProfileOffice& one : profile_of(reports()).offices) offices += one.role + " " + one.holder + " " + one.from + ".." + one.to + "; ";
  EXPECT_EQ(offices, "Leader of the Lake Front actor:fish 1994-01-01..1996-12-31; Chairman of the Lake Front actor:herd 1997-01-01..; ");
}

TEST(Profile, ExplainedShortNamesAreListed) {
  const Profile profile = profile_of(reports());
  ASSERT_EQ(profile.learned.size(), 1U);
  EXPECT_EQ(profile.learned[0].written + " = " + profile.learned[0].stands_for, "LKF = Lake Front");
  EXPECT_TRUE(profile.learned[0].defined);
}

TEST(Profile, InterestsAreThemesOfWhatItSays) {
  const Profile profile = profile_of(reports());
  EXPECT_EQ(profile.stance_sentences, 2U);
  ASSERT_EQ(profile.interests.size(), 1U);
  EXPECT_EQ(profile.interests[0].label, "theme:amnesty");
  EXPECT_EQ(profile.interests[0].by_stance, (std::array<std::uint64_t, stance_count>{1, 0, 1, 0, 0}));
  ASSERT_EQ(profile.voice.size(), 2U);
  EXPECT_EQ(profile.voice[0].stance, Stance::asks);
}

TEST(Profile, RestsOnItsPartsPlacesAndBackers) {
  std::string support;
  for (const ProfileSupport& one : profile_of(reports()).support) support += std::string(name(one.kind)) + ": " + one.name + " " + std::to_string(one.together) + "/" + std::to_string(one.cues) + "; ";
  EXPECT_EQ(support, "part of it: B. Fish 1/0; place: Lakeside 2/1; from outside: North 1/1; ");
}

TEST(Profile, RatesHaveTheirDenominators) {
  const Profile profile = profile_of(reports());
  ASSERT_EQ(profile.years.size(), 2U);
  EXPECT_EQ(profile.years[0].name, "1995");
  EXPECT_EQ(profile.years[0].mentions, 3U);
  EXPECT_EQ(profile.years[0].documents, 1U);
  EXPECT_EQ(profile.sentences, 4U);
  EXPECT_EQ(profile.all_sentences, 8U);
}

TEST(Profile, WithoutLexiconAndPlacesTheRestIsTheSame) {
  const test::MemorySnapshot snapshot(reports(), catalogue());
  const auto profile = build_profile(snapshot, "actor:front", DocumentSet::all(snapshot));
  ASSERT_TRUE(profile);
  EXPECT_TRUE(profile->offices.empty());
  EXPECT_EQ(profile->mentions, 4U);
}

}  // namespace
}  // namespace concord
