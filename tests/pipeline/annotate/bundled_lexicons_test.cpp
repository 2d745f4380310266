// The bundled lexicons at work on sentences of ours: what must be found, and what must not.
//
// A table a topic; each row one small document. The files are read as they are
// shipped, so that a slip in the data fails here and not at a user's.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "lexicons/check.h"
#include "lexicons/lexicon.h"
#include "lexicons/matcher.h"
#include "pipeline/annotate/annotator.h"
#include "pipeline/annotate/tagger.h"

namespace concord {
namespace {

const std::string& bundled_path() {
  static const std::string path = std::string(CONCORD_SOURCE_DIR) + "/lexicons";
  return path;
}

std::shared_ptr<const Matcher> bundled_matcher() {
  static const std::shared_ptr<const Matcher> matcher = [] {
    Result<Lexicon> lexicon = Lexicon::load({bundled_path()});
    EXPECT_TRUE(lexicon.has_value());
    Result<Matcher> compiled = Matcher::compile(*lexicon);
    EXPECT_TRUE(compiled.has_value());
    return std::make_shared<const Matcher>(*std::move(compiled));
  }();
  return matcher;
}

// "uto=United Tajik Opposition; uto=UTO": labels of one family with what was found, in the order of the text.
std::string mentions(const std::string& family, const std::string& text, const std::string& date = "1996-06-01") {
  Document document;
  document.text.utf8 = text;
  document.metadata.date = Date::parse(date);
  AnnotatorOptions options;
  options.tagger = [tagger = Tagger(bundled_matcher())](Document& each) mutable { return tagger(each); };
  EXPECT_TRUE(Annotator(options)(document).has_value());
  std::string found;
  for (const Annotation& mention : document.annotations) {
    const std::string label(document.labels[mention.label]);
    if (!label.starts_with(family + ":")) continue;
    found += (found.empty() ? "" : "; ") + label.substr(family.size() + 1) + "=" + std::string(document.text_of(mention.span));
    if (mention.negated) found += " (not)";
  }
  return found;
}

bool has(const std::string& found, const std::string& mention) { return ("; " + found + ";").find("; " + mention + ";") != std::string::npos; }

TEST(BundledLexicons, AreReadWithoutAnError) {
  const CheckReport report = check_lexicon({bundled_path()});
  for (const Finding& finding : report.findings) {
    EXPECT_NE(finding.severity, Severity::error) << finding.to_string();
  }
}

TEST(BundledLexicons, HoldAllMembersOfTheUnitedNationsAndEnoughThemes) {
  const Result<Lexicon> lexicon = Lexicon::load({bundled_path()});
  ASSERT_TRUE(lexicon.has_value());
  const auto states = lexicon->catalogue().of_family("actor", "state");
  EXPECT_GE(states.size(), 193U + 2U);
  EXPECT_GE(lexicon->catalogue().of_family("theme").size(), 45U);
  for (const Entry& entry : lexicon->entries()) {
    EXPECT_TRUE(entry.family != "theme" || !entry.definition.empty()) << entry.id;
  }
}

TEST(BundledLexicons, TellTheActorsOfTheTajikProcess) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"The United Tajik Opposition (UTO) met Mr. Nuri.", "uto=United Tajik Opposition; uto=UTO; nuri=Nuri"},
      {"Emomali Rahmon, Rakhmonov and Рахмонов are one person.", "rakhmonov=Emomali Rahmon; rakhmonov=Rakhmonov; rakhmonov=Рахмонов"},
      {"The inter-Tajik talks and the Inter-Tajik Dialogue went on.", "inter-tajik-talks=inter-Tajik talks; inter-tajik-dialogue=Inter-Tajik Dialogue"},
      {"The Party of Islamic Rebirth (PIR) fled.", "irpt=Party of Islamic Rebirth; irpt=PIR"},
      {"UNMOT and the OSCE Mission to Tajikistan were there.", "unmot=UNMOT; osce-mission-to-tajikistan=OSCE Mission to Tajikistan"},
      {"The Kulyabis and the Leninabadis disagreed.", "kulyabis=Kulyabis; leninabadis=Leninabadis"},
      {"The CNR asked the Collective Peacekeeping Forces for help.", "cnr=CNR; cis-peacekeeping-forces=Collective Peacekeeping Forces"},
      {"The ICRC and UNHCR were asked.", "icrc=ICRC; unhcr=UNHCR"},
  };
  for (const auto& each : cases) EXPECT_EQ(mentions("actor", each.text), each.expected) << each.text;
}

TEST(BundledLexicons, TakeCommonNamesOnlyWhereTheProcessIsNamed) {
  EXPECT_TRUE(has(mentions("actor", "UNMOT reported. The Government refused, the opposition agreed."), "government-of-tajikistan=The Government"));
  EXPECT_TRUE(has(mentions("actor", "UNMOT reported. The Government refused, the opposition agreed."), "tajik-opposition=opposition"));
  EXPECT_EQ(mentions("actor", "The Government refused, the opposition agreed."), "");
  EXPECT_EQ(mentions("actor", "The council met in the assembly hall of the organization."), "");
}

TEST(BundledLexicons, ResolveOfficesByTheDate) {
  EXPECT_TRUE(has(mentions("actor", "The President of Tajikistan spoke.", "1992-03-01"), "nabiyev=President of Tajikistan"));
  EXPECT_TRUE(has(mentions("actor", "The President of Tajikistan spoke.", "1997-06-27"), "rakhmonov=President of Tajikistan"));
  EXPECT_TRUE(has(mentions("actor", "The UN Secretary-General spoke.", "1995-01-10"), "boutros-ghali=UN Secretary-General"));
  EXPECT_TRUE(has(mentions("actor", "The UN Secretary-General spoke.", "1999-01-10"), "annan=UN Secretary-General"));
}

TEST(BundledLexicons, KeepCommonWordsApartFromNames) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"They who told us about it ate turkey from china.", ""},
      {"WHO helped Turkey and China.", "who=WHO; turkiye=Turkey; china=China"},
      {"The meeting was held in Moscow.", ""},
      {"Moscow insisted on it.", "russia=Moscow"},
      {"The Guinea-Bissau delegation met the Papua New Guinea delegation.", "guinea-bissau=Guinea-Bissau; papua-new-guinea=Papua New Guinea"},
      {"Latin Americans came.", "latin-american-states=Latin Americans"},
      {"Он сказал того же.", ""},
  };
  for (const auto& each : cases) EXPECT_EQ(mentions("actor", each.text), each.expected) << each.text;
}

TEST(BundledLexicons, TellTheThemes) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"No ombudsman was appointed.", "ombudsman=ombudsman (not)"},
      {"An independent human rights institution is wanted.", "ombudsman=independent human rights institution"},
      {"National reconciliation is the goal.", "national-reconciliation=National reconciliation"},
      {"The bank reconciliation was late.", ""},
      {"The regional elites of the country must be heard.", "regional-elites=regional elites; regionalism=regional elites"},
      {"The cease-fire was violated.", "ceasefire=cease-fire; ceasefire-violations=cease-fire"},
      {"Parliament passed an amnesty.", "amnesty=amnesty"},
      {"Amnesty International wrote a letter.", ""},
      {"The army returned to the table.", ""},
      {"Refugees returned to their homes.", "refugees=Refugees; refugee-return=returned"},
  };
  for (const auto& each : cases) EXPECT_EQ(mentions("theme", each.text), each.expected) << each.text;
}

TEST(BundledLexicons, TellThemesThatAreNotNamedByTheirOwnWord) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"Fighting was to stop at once.", "ceasefire=Fighting"},
      {"The rebels held in government jails would be set free.", "prisoners=jails"},
      {"All charges against the leaders were to be dropped.", "amnesty=charges"},
      {"The presidency would rotate between the leaders.", "power-sharing=presidency"},
      {"The island would govern itself in all matters but defence.", "territorial-power-sharing=govern itself"},
      {"A neutral force of 500 men will be stationed between the parties.", "peacekeeping=neutral force"},
      {"Herders may use the corridors between December and May.", "pastoralism=Herders"},
      {"The agreement on wealth sharing was signed.", "economic-power-sharing=wealth sharing"},
      {"The militias would be dissolved.", "demobilisation=dissolved"},
  };
  for (const auto& each : cases) EXPECT_TRUE(has(mentions("theme", each.text), each.expected)) << each.text;
}

TEST(BundledLexicons, LeaveAloneWhatOnlySoundsLikeATheme) {
  EXPECT_FALSE(has(mentions("theme", "An end to commercial operations was ordered."), "ceasefire=end to commercial operations"));
  EXPECT_FALSE(has(mentions("theme", "The wealth of the world is shared badly."), "economic-power-sharing=wealth"));
  EXPECT_FALSE(has(mentions("theme", "A government of national unity took office."), "power-sharing=government of national unity"));
  EXPECT_FALSE(has(mentions("theme", "The constitution of the joint committee took a week."), "constitution=constitution"));
}

TEST(BundledLexicons, TellThemesInRussianTajikAndFrench) {
  EXPECT_TRUE(has(mentions("theme", "Национальное примирение стало целью."), "national-reconciliation=Национальное примирение"));
  EXPECT_TRUE(has(mentions("theme", "Оштии миллӣ лозим аст."), "national-reconciliation=Оштии миллӣ"));
  EXPECT_TRUE(has(mentions("theme", "La réconciliation nationale est le but."), "national-reconciliation=réconciliation nationale"));
}

TEST(BundledLexicons, TellWhatAMissionDidFromWhatIsOnlyMentioned) {
  EXPECT_TRUE(has(mentions("theme", "UNMIL trained 120 police officers at the academy."), "mission-police=police"));
  EXPECT_FALSE(has(mentions("theme", "The police arrested two men."), "mission-police=police"));
}

}  // namespace
}  // namespace concord
