#include "lexicons/name_finder.h"

#include <algorithm>
#include <set>
#include <string>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

using Words = std::set<std::string_view>;

// The words of a literal between single blanks.
Words split(std::string_view literal) {
  Words words;
  for (std::size_t at = 0; at < literal.size();) {
    const std::size_t end = std::min(literal.find(' ', at), literal.size());
    words.insert(literal.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

const Words& links() {
  static const Words words = split(
      "of for the on and de du des la del по и");
  return words;
}
// What begins a sentence or stands before a name without being part of it.
const Words& openers() {
  static const Words words = split(
      "the in on at a an this these those that his her its our my their for as after during under by to from with and or but both all some many "
      "most several no if when while since although however also of such other another each every former late new then there where what we they he "
      "she it i you let see today recent despite between among within through according following only one two three first second");
  return words;
}
const Words& titles() {
  static const Words words = split(
      "mr mrs ms miss dr prof professor sir lord lady h.e he his her their excellency excellencies honourable hon madam president vice "
      "vice-president prime minister ministers deputy chairman chairperson chair chief head general colonel major lieutenant captain brigadier "
      "commander commandant admiral marshal ambassador ambassadors envoy representative representatives secretary secretaries special personal "
      "adviser advisor director coordinator permanent acting assistant under-secretary judge justice prosecutor king queen prince princess emperor "
      "sultan emir sheikh mullah ayatollah imam bishop archbishop cardinal pope father monsignor haji qazi senator governor mayor leader speaker "
      "commissioner commissioners rapporteur observer spokesman spokesperson officer officers foreign state plenipotentiary gen col lt maj brig "
      "capt administrator military force police ad interim senior staff");
  return words;
}
// Before a name they say that a person follows.
const Words& personal() {
  static const Words words = split(
      "mr mrs ms miss dr prof professor sir lord lady excellency honourable president minister chairman chairperson general colonel major "
      "lieutenant captain brigadier commander admiral marshal ambassador envoy representative king queen prince sultan emir sheikh mullah ayatollah "
      "imam bishop archbishop cardinal father monsignor senator governor leader gen col lt maj brig capt commandant haji qazi spokesman secretary "
      "speaker");
  return words;
}
// Calendar, furniture of documents, words with a capital by habit: no name is made of these alone.
const Words& nothings() {
  static const Words words = split(
      "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday "
      "sunday signed done annex annexes article articles section chapter paragraph paragraphs page table figure note notes map no nos vol english "
      "french spanish russian chinese arabic original appendix introduction summary conclusion conclusions observations recommendations background "
      "overview contents index total mission missions member members state states government governments republic party parties side sides country "
      "countries nation nations people peoples opposition delegation delegations charter constitution protocol agreement declaration resolution "
      "report letter statement document internet god christmas islam i ii iii iv v vi vii viii ix x xi xii am pm dear yours north south east west "
      "northern southern eastern western central local national international regional district districts province provinces headquarters "
      "government's first second third world group sector sectors zone area region committee commission council assembly parliament ministry court "
      "union front army forces force movement conference organization organisation organizations community secretariat office civilian political "
      "affairs human rights security cabinet church internal external defence interior unit units department centre center team bank fund agency "
      "programme program institute university association society federation congress senate commonwealth task working support ad hoc consultative "
      "advisory joint special steering technical contact expert experts core armed ministers appeal supreme high heads press service services staff "
      "general police civil public law board panel administration");
  return words;
}
// Heads of names of texts, events and things.
const Words& things() {
  static const Words words = split(
      "agreement agreements accord accords treaty treaties protocol protocols declaration convention conventions covenant charter resolution "
      "resolutions report reports act law laws code constitution plan programme program agenda goals goal strategy framework initiative roadmap map "
      "annex article chapter paragraph section war wars day days week year years decade century summit summits session meeting round peace process "
      "talks rights communique statement letter document documents memorandum understanding principles guidelines regulations rules policy policies "
      "project projects operation operations airport road river sea ocean valley mountains island islands bridge hotel street avenue gulf lake "
      "canal cape horn strait hall palace east west north south america africa asia europe affairs development support security reform elections "
      "election referendum budget account trust prize award revolution genocide holocaust crisis conflict ceasefire cease-fire terms modalities "
      "schedule timetable developments situation aspects issues matters deployment observations activities mandate implementation coordination "
      "assistance cooperation introduction background standards objectives compact consensus manifesto statute order decree decision pact notes "
      "number region district province city village town county sector zone area border line age languages equality cessation establishment "
      "restoration commitment commitments responsibility responsibilities outcome system model vision spirit dialogue partnership change climate "
      "mine action vehicles aircraft");
  return words;
}
// Heads of names of bodies of people.
const Words& bodies() {
  static const Words words = split(
      "party movement front council commission committee subcommittee subcommission ministry force forces unit units centre center university "
      "association foundation organization organisation agency bank police army militia militias guard guards battalion brigade regiment division "
      "court courts tribunal chamber chambers group union federation congress assembly secretariat fund institute school academy society league "
      "alliance coalition bloc office bureau department directorate service services authority administration board panel team forum network "
      "company corporation church community parliament senate house cabinet inspectorate prosecutor ombudsman mission delegation corps command "
      "staff brotherhood faction clan tribe shura jirga soviet majlis oliy khural newspaper radio television news times press rebels liberation "
      "resistance gang gangs intelligence directorates troops contingent observers club consortium");
  return words;
}
const Words& verbs() {
  static const Words words = split(
      "said says stated states declared agreed signed refused rejected accepted announced called demanded proposed urged condemned expressed "
      "reported informed requested decided invited attacked killed claimed controlled controls fought withdrew withdraw joined led established "
      "adopted approved issued continued met protested boycotted welcomed supported opposed denied insisted warned complained appealed elected "
      "appointed arrested detained seized captured released launched conducted organized participated won formed maintained undertook held took "
      "told returned began pledged threatened assured stressed noted confirmed provided");
  return words;
}
const Words& places() {
  static const Words words = split(
      "in at near into towards toward throughout across around outside inside from to via");
  return words;
}
const Words& members() {
  static const Words words = split(
      "leader leaders leadership member members representative representatives supporter supporters fighter fighters commander commanders troops "
      "forces head chairman secretary delegates delegation spokesman spokesperson headed founded elements officials officers followers militants");
  return words;
}

const Words& sides() {
  static const Words words = split(
      "neighbouring neighboring nearby northern southern eastern western central upper lower");
  return words;
}
const Words& localities() {
  static const Words words = split(
      "village villages town towns city cities district districts province region valley river airport area capital port island settlement");
  return words;
}

bool has(const Words& words, std::string_view word) { return words.contains(word); }

}  // namespace

NameFinder::NameFinder(const Document& document, const std::function<bool(std::string_view)>& is_country)
    : x_document(document), x_held(document.tokens.size(), Hold::none), x_themed(document.tokens.size(), false) {
  for (const Annotation& annotation : document.annotations) {
    const std::string_view label = document.labels[annotation.label];
    const bool actor = label.starts_with("actor:");
    const Hold hold = actor && is_country(label) ? Hold::country : Hold::actor;
    for (std::uint32_t token = annotation.tokens.begin; token < annotation.tokens.end; ++token) {
      if (actor) {
        x_held[token] = std::max(x_held[token], hold);
      } else if (label.starts_with("theme:")) {
        x_themed[token] = true;
      }
    }
  }
}

// One sentence's sequences, one after the other.
class NameInSentence {
 public:
  NameInSentence(const NameFinder& finder, std::uint32_t number)
      : x_finder(finder), x_document(finder.x_document), x_number(number), x_tokens(finder.x_document.sentences[number].tokens) {}

  void collect(std::vector<NameCandidate>& found) {
    if (is_heading() || is_garbled()) return;
    for (std::uint32_t token = x_tokens.begin; token < x_tokens.end;) {
      if (!capital(token)) {
        ++token;
        continue;
      }
      std::uint32_t end = token + 1;
      while (end < x_tokens.end && goes_on(token, end)) ++end;
      NameCandidate candidate;
      candidate.sentence = x_number;
      candidate.tokens = {token, end};
      if (trim(candidate) && fits(candidate)) {
        weigh(candidate);
        found.push_back(candidate);
      }
      token = end;
    }
  }

 private:
  [[nodiscard]] std::string_view term(std::uint32_t token) const { return x_document.term(x_document.tokens[token]); }
  [[nodiscard]] std::string_view surface(std::uint32_t token) const { return x_document.text_of(x_document.tokens[token].span); }
  [[nodiscard]] bool capital(std::uint32_t token) const {
    const Token& each = x_document.tokens[token];
    return each.kind == TokenKind::word && is_capital(decode_utf8(x_document.text.utf8, each.span.begin).point);
  }
  [[nodiscard]] std::string_view between(std::uint32_t token) const {
    return x_document.text_of({x_document.tokens[token - 1].span.end, x_document.tokens[token].span.begin});
  }
  [[nodiscard]] bool beside(std::uint32_t token) const {
    const std::string_view signs = between(token);
    return signs == " " || signs == "\n" || signs.empty() || signs == "-" || signs == "  ";
  }
  [[nodiscard]] bool shouted(std::uint32_t token) const {
    const std::string_view text = surface(token);
    return text.size() > 1 && fold_term(text) != text && std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // Capitals throughout, or a lone line of few words that begin with them.
  [[nodiscard]] bool is_heading() const {
    std::uint32_t all = 0;
    std::uint32_t loud = 0;
    for (std::uint32_t token = x_tokens.begin; token < x_tokens.end; ++token) {
      if (x_document.tokens[token].kind != TokenKind::word || surface(token).size() < 3) continue;
      ++all;
      loud += shouted(token) ? 1 : 0;
    }
    return loud > 1 && 2 * loud > all && !has_signatures();
  }

  // "(Signed) IVAN ORLOV": capitals are the way of signature blocks.
  [[nodiscard]] bool has_signatures() const {
    for (std::uint32_t token = x_tokens.begin; token < x_tokens.end; ++token) {
      if (term(token) == "signed") return true;
    }
    return false;
  }
  [[nodiscard]] bool signed_before(std::uint32_t token) const {
    while (token > x_tokens.begin && (is_single_letter(token - 1) || has(personal(), term(token - 1)))) --token;
    return token > x_tokens.begin && term(token - 1) == "signed";
  }

  // What OCR made of a picture or a map: signs between the words, capitals inside them.
  [[nodiscard]] bool is_garbled() const {
    std::uint32_t odd = 0;
    for (std::uint32_t token = x_tokens.begin; token < x_tokens.end; ++token) {
      const std::string_view word = surface(token);
      const bool mixed = std::adjacent_find(word.begin(), word.end(), [](char a, char b) { return ((a >= 'a' && a <= 'z') || (a >= '0' && a <= '9')) && b >= 'A' && b <= 'Z'; }) != word.end();
      const bool signs = token > x_tokens.begin && between(token).find_first_of("|[]{}<>~^_=*\\!@#$%&") != std::string_view::npos;
      odd += mixed || signs ? 1 : 0;
    }
    return odd > 2 && 8 * odd > x_tokens.size();
  }

  // A capitalised word, or a link word with a capitalised one behind it.
  [[nodiscard]] bool goes_on(std::uint32_t begin, std::uint32_t token) const {
    if (!beside(token)) return false;
    if (capital(token)) return true;
    if (!has(links(), term(token)) || token + 1 >= x_tokens.end || !beside(token + 1)) return false;
    const bool next = capital(token + 1) || (term(token + 1) == "the" && token + 2 < x_tokens.end && beside(token + 2) && capital(token + 2));
    if (!next) return false;
    return term(token) == "and" ? joins(begin, token) : term(token) != "the" || token > begin;
  }

  // "Ministry of Health and Labour", "Economic and Social Council"; not "Belgrade and Pristina".
  [[nodiscard]] bool joins(std::uint32_t begin, std::uint32_t token) const {
    if (!capital(token + 1) || has(titles(), term(token + 1))) return false;
    const std::string_view before = term(token - 1);
    const bool adjective = before.ends_with("al") || before.ends_with("ic") || before.ends_with("ive") || before.ends_with("ary");
    if (adjective) return true;
    const bool whole = std::any_of(x_document.tokens.begin() + begin, x_document.tokens.begin() + token, [&](const Token& each) {
      const std::string_view link = x_document.term(each);
      return link == "of" || link == "for" || link == "on";
    });
    return whole && x_finder.x_held[token - 1] == NameFinder::Hold::none && x_finder.x_held[token + 1] == NameFinder::Hold::none;
  }

  // Openers and titles off the front, titles and links off the end; false when nothing is left.
  bool trim(NameCandidate& candidate) {
    TokenRange& tokens = candidate.tokens;
    candidate.starts_sentence = first_word() == tokens.begin;
    while (tokens.begin < tokens.end) {
      const std::string_view word = term(tokens.begin);
      const bool opener = has(openers(), word) && (!shouted(tokens.begin) || word == "the");
      const bool member = has(members(), word) && tokens.size() > 1 && term(tokens.begin + 1) == "of";
      if (!opener && !member && !has(links(), word) && !(has(titles(), word) && !stays(tokens))) break;
      candidate.titled |= has(personal(), word);
      if ((opener || member) && candidate.starts_sentence) candidate.starts_sentence = false;
      ++tokens.begin;
    }
    while (tokens.begin < tokens.end && (has(links(), term(tokens.end - 1)) || is_single_letter(tokens.end - 1))) --tokens.end;
    return tokens.begin < tokens.end;
  }

  // "State Committee", "Military Council", "Special Court": the title is part of a body's name.
  [[nodiscard]] bool stays(TokenRange tokens) const {
    return tokens.size() > 1 && capital(tokens.begin + 1) && has(bodies(), term(head_of(tokens))) && head_of(tokens) != tokens.begin && !has(personal(), term(tokens.begin));
  }

  [[nodiscard]] bool is_single_letter(std::uint32_t token) const { return surface(token).size() < 2; }

  // The noun that the name is about: the last word before "of", "for", "on".
  [[nodiscard]] std::uint32_t head_of(TokenRange tokens) const {
    for (std::uint32_t token = tokens.begin + 1; token < tokens.end; ++token) {
      const std::string_view word = term(token);
      if (has(links(), word) && word != "and" && word != "the") return token - 1;
    }
    return tokens.end - 1;
  }

  [[nodiscard]] bool fits(const NameCandidate& candidate) const {
    const TokenRange tokens = candidate.tokens;
    if (tokens.size() > 9) return false;
    bool named = false;    // a word that is more than calendar, title or kind
    bool open = false;     // a word that the lexicon has not
    bool loud = tokens.size() > 1;
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
      const std::string_view word = term(token);
      if (x_finder.x_held[token] == NameFinder::Hold::actor) return false;
      if (has(links(), word)) continue;
      if (is_single_letter(token)) return false;
      open |= x_finder.x_held[token] == NameFinder::Hold::none;
      named |= !has(nothings(), word) && !has(titles(), word);
      loud &= shouted(token);
    }
    const std::string_view head = term(head_of(tokens));
    if (!open || (loud && !signed_before(tokens.begin)) || has(things(), head) || has(calendar_ends(), term(tokens.end - 1)) || has(calendar_ends(), term(tokens.begin))) return false;
    if (!named && !(tokens.size() > 1 && has(bodies(), head) && qualified(tokens))) return false;
    const std::string_view text = x_document.text_of({x_document.tokens[tokens.begin].span.begin, x_document.tokens[tokens.end - 1].span.end});
    return text.size() > 2 && (tokens.size() > 1 || !has(bodies(), head));
  }

  // Kinds alone make a name when there are enough of them: "National Security Council".
  [[nodiscard]] bool qualified(TokenRange tokens) const {
    std::uint32_t words = 0;
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) words += has(links(), term(token)) || term(token) == "ad" || term(token) == "hoc" ? 0 : 1;
    return words > 2;
  }

  static const Words& calendar_ends() {
    static const Words words = split(
      "january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
      "no");
    return words;
  }

  [[nodiscard]] std::uint32_t first_word() const {
    std::uint32_t token = x_tokens.begin;
    while (token < x_tokens.end && (x_document.tokens[token].kind != TokenKind::word || is_single_letter(token) || has(nothings(), term(token)))) {
      if (has(nothings(), term(token)) && surface(token).size() > 4) break;  // "iv." is a number, "Government" a word
      ++token;
    }
    return token;
  }

  void weigh(NameCandidate& candidate) const {
    const TokenRange tokens = candidate.tokens;
    const std::string_view after = tokens.end < x_tokens.end && beside(tokens.end) ? term(tokens.end) : std::string_view();
    std::uint32_t token = tokens.begin;
    if (token > x_tokens.begin && term(token - 1) == "the") --token;
    const std::string_view before = token > x_tokens.begin ? term(token - 1) : std::string_view();
    const std::string_view before_that = token > x_tokens.begin + 1 ? term(token - 2) : std::string_view();
    candidate.organisation = has(bodies(), term(head_of(tokens)));
    candidate.titled |= signed_before(tokens.begin) || has(personal(), before) || (token > x_tokens.begin && is_single_letter(token - 1) && capital(token - 1));
    candidate.acts = has(verbs(), after) || before == "by" || (before == "of" && has(members(), before_that));
    const bool adjective = has(sides(), before) && (has(places(), before_that) || before_that == "the");
    candidate.place = (has(places(), before) && !candidate.acts) || (before == "of" && has(localities(), before_that)) || adjective;
    if (candidate.place) candidate.acts = false;
    candidate.themed = std::all_of(x_finder.x_themed.begin() + tokens.begin, x_finder.x_themed.begin() + tokens.end, [](bool themed) { return themed; });
  }

  const NameFinder& x_finder;
  const Document& x_document;
  std::uint32_t x_number;
  TokenRange x_tokens;
};

std::vector<NameCandidate> NameFinder::candidates() const {
  std::vector<NameCandidate> found;
  for (std::uint32_t number = 0; number < x_document.sentences.size(); ++number) NameInSentence(*this, number).collect(found);
  return found;
}

bool names_a_thing(std::string_view name) {
  std::string head;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of(" \n", at), name.size());
    const std::string word = fold_term(name.substr(at, end - at));
    at = end + 1;
    if (word.empty() || word == "the") continue;
    if (!head.empty() && has(links(), word) && word != "and") break;
    head = word;
  }
  return has(things(), head);
}

}  // namespace concord
