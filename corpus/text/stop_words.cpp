#include "corpus/text/stop_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "corpus/text/fold.h"

namespace concord {
namespace {

struct List {
  std::string_view language;
  std::string_view words;
};

constexpr std::array<List, 7> lists = {{
    {"en",
     " 's a about above after again against all also although am an and any are as at be because been before"
     " being below between both but by can cannot could did do does doing down during each either else ever"
     " every few for from further had has have having he hence her here hers herself him himself his how however"
     " i if in into is it its itself just may me might more most must my myself neither no nor not now of off on"
     " once one only or other others ought our ours ourselves out over own per rather same shall she should"
     " since so some such than that the their theirs them themselves then there thereby therefore these they"
     " this those though through thus to too towards under until up upon us very was we well were what when"
     " where whereas whether which while who whom whose why will with within without would yet you your yours"
     " yourself yourselves"
     " "},
    {"fr",
     " a afin ai aie ainsi alors apres as au aucun aucune aussi autre autres aux avait avant avec avez avoir"
     " avons c' ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez comme comment d' dans"
     " de depuis des donc dont du elle elles en encore entre es est et etaient etait etant ete etes etre eu eux"
     " fait fut ici il ils j' je jusqu' l' la le les leur leurs lors lorsqu' lorsque lui m' ma mais meme memes"
     " mes moi moins mon n' ne ni nos notre nous on ont or ou par parce pas pendant peu peut plus pour pourquoi"
     " puis puisque qu' quand que quel quelle quelles quels qui quoi s' sa sans se sera seront ses si sinon soit"
     " son sont sous sur t' ta tandis tant te tel telle telles tels tes toi ton tous tout toute toutes tres tu"
     " un une vers voici voila vos votre vous y"
     " "},
    {"es",
     " a al algo algun alguna algunas algunos ambos ante antes aquel aquella aquellas aquellos aqui asi aun"
     " aunque bajo bien cada como con contra cual cuales cuando cuya cuyas cuyo cuyos de del desde donde dos"
     " durante e el ella ellas ello ellos en entre era eran es esa esas ese eso esos esta estaba estan estar"
     " estas este esto estos fue fueron ha habia han hasta hay haya he hemos la las le les lo los mas me"
     " mediante mi mientras mis misma mismas mismo mismos mucho muy nada ni no nos nosotros nuestra nuestras"
     " nuestro nuestros o os otra otras otro otros para pero poco por porque pues que quien quienes se sea sean"
     " segun ser si sido siempre sin sino sobre solo son su sus tal tales tambien tan tanto te tiene tienen toda"
     " todas todo todos tras tu u un una unas uno unos vosotros y ya yo"
     " "},
    {"ru",
     " а без более бы был была были было быть в вам вас весь во вот все всего всем всех вы где да даже для до"
     " его ее ей ему если есть еще же за здесь и из или им ими их к как какая какой ко когда которая которое"
     " которой которые который которым которых ли лишь между меня мне мной мы на над нам нами нас не него нее"
     " ней нем ни них но ну о об обо однако он она они оно от перед по под после при про с сам сама сами само"
     " себя со так такая также такие такой там те тем тех то того тоже той только том тот ту ты у уже хотя чего"
     " чем что чтобы эта эти этим этих это этого этой этом этот эту я"
     " "},
    {"de",
     " aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim"
     " bereits bis bist da dabei dadurch dafur daher damit dann daran darauf darf das dass dein dem den denen"
     " denn der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine"
     " einem einen einer eines er es etwa etwas euch fur gegen habe haben hat hatte hatten hier hin hinter ich"
     " ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jedoch jener jetzt"
     " kann kein keine keinen keiner konnen mein mich mir mit muss mussen nach nicht nichts noch nun nur ob oder"
     " ohne schon sehr sein seine seinem seinen seiner seit sich sie sind so sogar solche soll sollen sondern"
     " sowie uber um und uns unser unter viel vom von vor wahrend war waren warum was wegen weil welche welchem"
     " welchen welcher welches wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur zwar zwischen"
     " "},
    {"tg",
     " агар аз азбаски ами аммо ана аст ба байни барои баъд баъди бе бештар бинобар бисьёр бо бошад бошанд буд"
     " буда будан буданд ва вай вале гар даме дар дахлдор дигар доир зеро ин инро инхо кадом кай кард карда"
     " кардан карданд ки ку кӣ ман мебошад мебошанд миёни мо на набояд наметавонад нест низ нисбат ниҳоят оид он"
     " онро онҳо пас пеш пеши рӯи сипас тавассути танҳо тибқи то ту худ худаш худро чанд чаро чи чун чунин чунки"
     " чӣ шояд шуд шуда шудан шуданд шумо ё ҳам ҳама ҳамаи ҳамин ҳамчун ҳамчунин ҳангоми ҳар ҳаргиз ҳаст ҳастанд"
     " ҳатто ҳеҷ ҳол ҳоло ҷиҳати"
     " "},
    {"fa",
     " آن آنان آنها آنکه از است استفاده ام اما اند او اول اگر ای ایشان ایم این اینکه با باید بر برای بسیار بلکه"
     " بنابراین به بود بوده بی بیش بیشتر بین تا تواند توسط جدید حتی خود داد داده دارد دارند داشت داشته در دهد دو"
     " دیگر را راه روی زیرا سوی شد شدن شده شما شود شوند صورت لیکن ما من مورد میشود میلیون میکند نام نمیشود نه"
     " نیز نیست هایی هر هرگز هزار هستند هم همان همه همچنین همین هنوز هیچ و وجود ولی وی پس پیش چنان چند چنین چه"
     " چون کرد کردن کردند کسی کند کنند که گرفت گفت یا یک یکی"
     " "},
}};

using Words = std::unordered_set<std::string>;

// Folded here, so that the lists may be written as the languages are.
const std::unordered_map<std::string_view, Words>& all_words() {
  static const std::unordered_map<std::string_view, Words> all = [] {
    std::unordered_map<std::string_view, Words> map;
    for (const List& list : lists) {
      Words& words = map[list.language];
      for (std::size_t begin = list.words.find_first_not_of(' '); begin != std::string_view::npos;) {
        const std::size_t end = std::min(list.words.find(' ', begin), list.words.size());
        words.insert(fold_term(list.words.substr(begin, end - begin)));
        begin = list.words.find_first_not_of(' ', end);
      }
    }
    return map;
  }();
  return all;
}

}  // namespace

bool is_stop_word(std::string_view term, std::string_view language) {
  const auto words = all_words().find(language);
  return words != all_words().end() && words->second.contains(std::string(term));
}

std::vector<std::string_view> stop_words(std::string_view language) {
  const auto words = all_words().find(language);
  if (words == all_words().end()) return {};
  std::vector<std::string_view> sorted(words->second.begin(), words->second.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

}  // namespace concord
