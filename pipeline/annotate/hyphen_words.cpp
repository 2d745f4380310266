#include "pipeline/annotate/hyphen_words.h"

#include <string_view>
#include <unordered_set>

namespace concord {
namespace {

using Words = std::unordered_set<std::string_view>;

Words split(std::string_view list) {
  Words words;
  for (std::size_t begin = list.find_first_not_of(' '); begin != std::string_view::npos;) {
    const std::size_t end = list.find(' ', begin);
    words.insert(list.substr(begin, end - begin));
    if (end == std::string_view::npos) break;
    begin = list.find_first_not_of(' ', end);
  }
  return words;
}

constexpr std::string_view strong_lefts =
    "afro all anglo anti cease eighty euro fifty forty franco graeco half ill indo judeo ninety non politico "
    "pseudo quasi russo self semi serbo seventy sino sixty socio thirty turco twenty vice well";

constexpr std::string_view compound_lefts =
    "above aid air arab arms attorney back bad below best better blood bottom break brigadier broad build "
    "capacity carbon check chemical child city clean clear climate close co commander common community confidence "
    "conflict cost country crisis cross cut day debt decision deep deputy director donor double downward drug "
    "dual early east eight energy equal ex export eye fact family far fifth final fire first fiscal five follow "
    "foot forward four fourth free freedom freely front fuel full gas gender get give go good governor grand "
    "great ground hand hard head heart high highly home house import income inner inspector intra inward job "
    "joint labor labour land last late law lead left lieutenant life long loose low lower major make market mass "
    "media medium mid middle missile month much mutual narrow nation near never new newly nine north often oil "
    "old one open outer outward pan party peace policy post poverty power put ready recently right rural school "
    "sea second secretary set seven short side single six so soft south state street sub take tax ten terror "
    "third three tight time top town trade triple troop trust turn two upper upward urban village war water "
    "wealth weapon weapons week west wide widely women work world year youth";

constexpr std::string_view compound_rights =
    "african aggression aligned alignment american apartheid appointed arab armed asian atlantic author authors "
    "awaited backed balanced based being benefit bloc blown border boundary bred builder builders building by "
    "called chair chairman chairmen chairs cold colonial coming communal communist compliance confidence conflict "
    "consuming controlled cost country cultural cutting day declared defence defense defined density dependent "
    "deserved designed determination developed developing discrimination documented down east eastern economic "
    "educational effective efficient eight eighth election equipped established ethnic european ever evident "
    "existence exporting faith fed fifth fighting finance financed financing finding fire first five fledged fold "
    "found founded four fourth free friendly funded general generating going governance governing government "
    "governmental handed hearted held help hour humanitarian importing imposed in income independence independent "
    "industrialized informed intensive intentioned interest interested interference intervention keeper keepers "
    "keeping key known lasting led level like looking maker makers making meaning member members military minded "
    "minister monger mongering month national needed neighborliness neighborly neighbourliness neighbourly "
    "neutral nine ninth north northern nuclear off offices old on one operate operating operation operative "
    "ordinate ordinated ordinating ordination ordinator organized oriented out over owned paid party political "
    "power powers president priority proclaimed producing productive profile proliferation proof quality range "
    "ranking reaching regional related reliance reliant respect risk rule run running saharan saving scale scheme "
    "second secretary section sectional sectoral seeking setting seven seventh sharing six sixth sized south "
    "southern soviet speaking speed sponsor sponsored sponsors standing state states strategic style sufficiency "
    "sufficient sustained sustaining tajik taking tech technical term third three through time trained two type "
    "up use violence war week west western wide will wing winger wingers year years yield";

constexpr std::string_view together_lefts =
    "a ac ad al am an any are as at be ben bet broth but by can cap com con de den dis do em en ever every fat "
    "for fore go had has her here him his how hu il im in inter ir is it its let lit man mat may me mem moth my "
    "na no not ob of on op or our out over par pen per pos pre pro re reg rep res sec sen ser sis some sub super "
    "sur tar than that the them then there this to tor tract trans tri un under up us we what where who with your";

constexpr std::string_view fragments =
    "abilities ability able ably acies acy al ally als ance ances ancy aries arily ary ated ates ating ation "
    "ational ationally ations ative atively ator ators atory bers bilities bility ble bles cated cating cation "
    "cations ceed ceeded ceeding ceive ceived chies chy cial cially cials cian cians ciency cient ciently cies "
    "cil cils cious cracy cratic curity cy daries dary dence dent dential dents dition ditional ditionally "
    "ditions dle dles dom dren ducted duction ductive dure dures ed ence ences encies ency ent ential entially "
    "ently ents er ered eries ering ernance ernment ernmental ernments ernor ernors ers ery ese est fication "
    "fications ficult ficulties ficulty fied fies ful fully fulness fying ganization ganizations ganize ganized "
    "gated gating gation gations gether gle gles graphic graphical graphy hedin hideen ial ially ials ian ians "
    "ibilities ibility ible ibly ic ical ically ics ily ing ings ious iously isation isations ise ised ises ish "
    "ished ishes ishing ishment ising ism isms ist istan istani istic istics ists ities ity ive ively iveness "
    "ives ization izations ize ized izer izers izes izing ject jected jecting jective jectives jects lar larity "
    "larly lary lated lates lating lation lations less lessly lessness lished lishes lishing lishment logical "
    "logically logies logy ly matic matically mation mations ment mental mentally mentation mented menting ments "
    "mittee mittees mocracy mocratic mocratically munication munications munist munities munity nal nally nals "
    "naries nary nated nating nese ness nesses nomic nomically nomies nomy ories ory ous ously ousness pean peans "
    "pect pected pecting pective pectives pects pendence pendent pendently phasis phasize phasized phasizes ple "
    "plement plementation plemented plementing ples portance portant portionate portunities portunity quate "
    "quately quence quences quent quently quire quired quirement quirements quiring ral rally rals rarily rary "
    "rated rian rians ries rities rity ry sation sations sentation sentative sentatives sented senting sian sians "
    "sibilities sibility sion sional sionally sioned sions sition sitional sitions sive sively siveness sle spect "
    "spective spects sponsibilities sponsibility sponsible stance stances stitute stitutes stitution stitutions "
    "struction structions structive strument struments sure tage tages tain tained taining tainly tains tal tally "
    "tals taries tary tect tected tecting tection ternal ternally ternational ternative ternatives tial tially "
    "tials tic tical tically ticipate ticipating ticipation tics ticular ticularly tinction tinue tinued tinues "
    "tinuing tinuous tion tional tionally tionary tioned tioning tionist tions tious tiously tition titions tive "
    "tively tiveness tives tivities tivity tize tized tizing tle tles tories tory trict tricts trol trolled "
    "trolling trols tural turally ture tured tures turing tution tutional tutions ty ure ures velop veloped "
    "veloping velopment velopments vide vided vides viding vince vinces vincial vious viously zation zational "
    "zations zle";

constexpr std::string_view conjunctions =
    "and as bis but bzw e et nor o oder or ou through to u und versus y ва и или либо";

}  // namespace

bool always_makes_compounds(std::string_view left) {
  static const Words words = split(strong_lefts);
  return words.contains(left);
}
bool makes_compounds(std::string_view left) {
  static const Words words = split(compound_lefts);
  return words.contains(left) || always_makes_compounds(left);
}
bool ends_compounds(std::string_view right) {
  static const Words words = split(compound_rights);
  return words.contains(right);
}
bool is_written_together(std::string_view left) {
  static const Words words = split(together_lefts);
  return words.contains(left);
}
bool is_fragment(std::string_view right) {
  constexpr std::size_t longest = 18;
  static const Words words = split(fragments);
  return right.size() <= longest && words.contains(right);
}
bool is_conjunction(std::string_view word) {
  static const Words words = split(conjunctions);
  return words.contains(word);
}

}  // namespace concord
