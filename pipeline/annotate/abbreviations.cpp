#include "pipeline/annotate/abbreviations.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace concord {
namespace {

// Words between spaces. Short lists, searched once a full stop that follows a short word.
struct Language {
  std::string_view tag;
  std::string_view titles;
  std::string_view references;
  std::string_view either;
  std::string_view starters;
};

constexpr std::array<Language, 6> languages = {{
    {"en",
     " mr mrs ms messrs mme mlle dr drs prof gen lt col capt cpt maj sgt cpl brig adm amb sen rep gov pres hon rev fr "
     "st ste"
     " mt h.e s.e h.m h.h h.r.h h.i.h e.g i.e viz cf op loc approx ca vs incl esp supp secy asst dept govt min chm "
     "ch.d ",
     " no nos art arts para paras par pars p pp vol vols chap chaps ch sec secs sect sects fig figs ann app add corr "
     "res"
     " doc docs ser suppl pt pts reg regs sched cl cls col cols ed eds tel ext jan feb mar apr jun jul aug sept sep oct"
     " nov dec fn n nn mtg sess resol ",
     " jr sr inc ltd co corp bros al cit u.n u.s u.k u.s.a u.s.s.r e.u a.m p.m b.c a.d ph.d m.d u.n.h.c.r o.s.c.e"
     " d.c n.y esq int'l ",
     " the a an in on at it its this that these those he she we they i you but and however for as if when while there "
     "his"
     " her their our my your after before since during under by with from to of although moreover furthermore"
     " nevertheless nonetheless therefore thus also both each all any no not such some many most other another one two"
     " three several what why how where who which whether despite meanwhile finally first second third today only once"
     " until because so yet then among between according following given having unfortunately indeed similarly"
     " consequently accordingly hence instead still now here even every neither either mr mrs ms let may "},
    {"fr",
     " m mm mme mmes mlle mlles dr drs pr prof me mgr s.e s.m s.a.r s.exc gen col cap st ste cf ex c.-a-d c.a.d p.ex ",
     " art arts al par p pp chap sect no nos n vol t fig ann doc res av janv fevr juil sept oct nov dec tel ed ",
     " cit o.n.u u.r.s.s e.u a.m jr ltd cie s.a ",
     " le la les l' un une des il elle ils elles on ce cette ces cet dans en au aux sur pour par mais et ou or ainsi"
     " cependant nous je vous si lorsque apres avant depuis pendant sous avec de du d' a toutefois enfin certes c' qu'"
     " quant selon malgre aussi son sa ses leur leurs notre nos tous toutes comme alors tandis puis "},
    {"es",
     " sr sra sres sras srta dr dra dres prof gral gen cnel lic ing excmo excma s.e s.m d dna don p.ej ee vgr ud uds vd"
     " vds mons sta sto ",
     " art arts num nums no nro p pp pag pags parr parrs inc incs cap caps vol t fig sec ap apdo doc res ene feb abr "
     "jun"
     " jul ago sept set oct nov dic tel ",
     " cit ee.uu e.e.u.u o.n.u s.a ltda cia a.m p.m jr ",
     " el la los las un una unos unas en por para con se este esta estos estas esto pero y además ademas sin al del de"
     " nosotros yo ellos su sus no si cuando mientras aunque tambien asi hoy desde durante segun entre todo todos todas"
     " como hemos lo le "},
    {"de",
     " hr hrn herr fr frl dr drs prof gen st z.b d.h u.a i.d.r vgl ca bzw bspw inkl exkl gem evtl ggf sog z.t u.u s.e "
     "dipl"
     " ing ",
     " nr nrn art abs s bd bde ziff kap anm fn rn lit buchst aufl hrsg jan feb apr jun jul aug sept okt nov dez tel ",
     " u.s.w mio mrd jr ff f ebd a.a.o u.n ",
     " der die das den dem des ein eine einen einem einer es er sie wir ich in im am an auf und aber bei mit nach vor "
     "fur"
     " diese dieser dieses diesem durch zu zum zur von vom als wenn da doch auch seit unter uber so nur noch alle "},
    {"ru", " г-н г-жа г-на г-же гг тов проф акад ген полк адм доц им ул пр-т пл св т.е т.н т.к см ср напр н-р е.п ",
     " ст ч п пп стр с гл рис табл № кн вып изд разд подп абз ",
     " др д т.д т.п и.т.д млн млрд тыс руб н.э сша ссср проч ",
     " в во на по с со к ко и но а он она оно они это эта эти этот мы я вы как для при после до от из за о об однако "
     "кроме"
     " вместе не что если когда так также все его ее их наш под между согласно сегодня затем поэтому "},
    {"tg", " ҷ ҷаноби проф акад ген ба.ном ", " м с қ саҳ мод ", " ғ ва.ғ ва.ғайра млн млрд ҳаз ",
     " дар бо ба аз ва ин он онҳо мо ман ҳамин барои агар вале аммо инчунин баъд пас то чунин ҳама "},
}};

bool tag_is_unknown(std::string_view tag) {
  return std::none_of(languages.begin(), languages.end(), [tag](const Language& one) { return one.tag == tag; });
}

// Every word of every list, with the lists it stands in: three bits a language (title, reference, either) and one for
// the words that begin sentences.
using Lists = std::uint32_t;
constexpr Lists starter = 8;

const std::unordered_map<std::string_view, Lists>& words() {
  static const std::unordered_map<std::string_view, Lists> all = [] {
    std::unordered_map<std::string_view, Lists> map;
    for (std::size_t i = 0; i < languages.size(); ++i) {
      const Language& language = languages[i];
      Lists bit = Lists{1} << (4 * i);
      for (std::string_view list : {language.titles, language.references, language.either, language.starters}) {
        for (std::size_t begin = list.find_first_not_of(' '); begin != std::string_view::npos;) {
          const std::size_t end = list.find(' ', begin);
          map[list.substr(begin, end - begin)] |= bit;
          begin = list.find_first_not_of(' ', end);
        }
        bit <<= 1;
      }
    }
    return map;
  }();
  return all;
}

// The lists that hold the word: of one language, or of the first that has it when the language has no lists.
Lists lists_of(std::string_view word, std::string_view tag, Lists wanted) {
  const auto entry = words().find(word);
  if (entry == words().end()) return 0;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const Lists lists = (entry->second >> (4 * i)) & wanted;
    if (languages[i].tag == tag) return lists;
    if (tag_is_unknown(tag) && lists != 0) return lists;
  }
  return 0;
}

}  // namespace

AbbreviationKind abbreviation_kind(std::string_view word, std::string_view language) {
  const Lists lists = lists_of(word, language, 7);
  if ((lists & 1U) != 0) return AbbreviationKind::title;
  if ((lists & 2U) != 0) return AbbreviationKind::reference;
  return (lists & 4U) != 0 ? AbbreviationKind::either : AbbreviationKind::none;
}

bool begins_sentences(std::string_view word, std::string_view language) {
  return lists_of(word, language, starter) != 0;
}

}  // namespace concord
