#include "lexicons/name_variants.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "corpus/text/fold.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 9> links = {"of", "for", "the", "and", "in", "to", "on", "by", "&"};

bool is_link(const std::string& word) { return std::find(links.begin(), links.end(), fold_term(word)) != links.end(); }

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  return fmt::format("{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end), " "));
}

// Where `part` stands in `words` as whole words, folded; words.size() when nowhere.
std::size_t place_of(const std::vector<std::string>& words, const std::vector<std::string>& part) {
  for (std::size_t at = 0; at + part.size() <= words.size(); ++at) {
    if (std::equal(part.begin(), part.end(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const std::string& a, const std::string& b) { return fold_term(a) == fold_term(b); })) return at;
  }
  return words.size();
}

struct Held {
  std::size_t begin = 0;
  std::size_t size = 0;  // words; 0 when the name holds no form
  std::string form;
};

// The longest form that the name holds.
Held held_form(const std::vector<std::string>& words, const std::vector<std::string>& forms) {
  Held held;
  for (const std::string& form : forms) {
    const std::vector<std::string> part = words_of(form);
    if (part.size() <= held.size) continue;
    const std::size_t at = place_of(words, part);
    if (at < words.size()) held = {at, part.size(), form};
  }
  return held;
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

std::vector<std::string> article_variants(const std::string& name) {
  const std::vector<std::string> words = words_of(name);
  if (words.size() < 5) return {};
  std::vector<std::string> bare;
  std::vector<std::string> full;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool article = fold_term(words[i]) == "the" && i > 0 && is_link(words[i - 1]);
    if (!article) bare.push_back(words[i]);
    full.push_back(words[i]);
    const std::string link = fold_term(words[i]);
    if ((link == "of" || link == "for") && i + 1 < words.size() && fold_term(words[i + 1]) != "the") full.emplace_back("the");
  }
  std::vector<std::string> variants;
  for (const std::vector<std::string>& each : {bare, full}) {
    if (each.size() + 1 == words.size() || each.size() == words.size() + 1) variants.push_back(joined(each, 0, each.size()));
  }
  return variants;
}

std::vector<std::string> with_other_forms(const std::string& name, const std::vector<std::string>& forms) {
  const std::vector<std::string> words = words_of(name);
  const Held held = held_form(words, forms);
  std::vector<std::string> variants;
  if (held.size == 0 || held.size == words.size()) return variants;
  for (const std::string& form : forms) {
    if (fold_term(form) == fold_term(held.form)) continue;
    const std::string before = joined(words, 0, held.begin);
    const std::string after = joined(words, held.begin + held.size, words.size());
    variants.push_back(before + (before.empty() ? "" : " ") + form + (after.empty() ? "" : " ") + after);
  }
  return variants;
}

std::string without_country(const std::string& name, const std::vector<std::string>& forms) {
  const std::vector<std::string> words = words_of(name);
  const Held held = held_form(words, forms);
  if (held.size == 0) return {};
  std::size_t begin = 0;
  std::size_t end = words.size();
  if (held.begin == 0) {
    begin = held.size;
  } else if (held.begin + held.size == end) {
    end = held.begin;
    while (end > 0 && is_link(words[end - 1])) --end;
  } else {
    return {};
  }
  return end < begin + 2 || is_link(words[begin]) ? std::string() : joined(words, begin, end);
}

namespace {

// English word -> French|Spanish (one word where both are alike; '/' between choices), folded, with '*' where gender and number change the end.
const std::map<std::string_view, std::string_view>& political_words() {
  static const std::map<std::string_view, std::string_view> words = {
      {"action", "action|accion"}, {"alliance", "alliance|alianza"}, {"armed", "arme*|armad*"}, {"army", "armee|ejercito"}, {"assembly", "assemblee|asamblea"},
      {"association", "association|asociacion"}, {"authority", "autorite|autoridad"}, {"bishops", "eveques|obispos"}, {"catholic", "catholique*|catolic*"}, {"center", "centre|centro"},
      {"central", "centra*|central"}, {"change", "changement|cambio"}, {"christian", "chretien*|cristian*"}, {"church", "eglise|iglesia"}, {"churches", "eglises|iglesias"},
      {"civic", "civique*|civic*"}, {"civil", "civile|civil"}, {"coalition", "coalition|coalicion"}, {"commission", "commission|comision"}, {"committee", "comite"},
      {"communist", "communiste*|comunista*"}, {"community", "communaute|comunidad"}, {"conference", "conference|conferencia"}, {"congress", "congres|congreso"},
      {"conservative", "conservateur*|conservador*"}, {"constitutional", "constitutionne*|constituciona*"}, {"coordination", "coordination|coordinacion"},
      {"council", "conseil|consejo"}, {"defence", "defense|defensa"}, {"defense", "defense|defensa"}, {"democracy", "democratie|democracia"}, {"democratic", "democrat*"},
      {"development", "developpement|desarrollo"}, {"episcopal", "episcopa*"}, {"evangelical", "evangeli*"}, {"federal", "federa*"}, {"federation", "federation|federacion"},
      {"forces", "forces|fuerzas"}, {"forum", "forum|foro"}, {"freedom", "liberte|libertad"}, {"front", "front|frente"}, {"government", "gouvernement|gobierno"},
      {"group", "groupe|grupo"}, {"high", "haut*|alto"}, {"human", "homme|humanos"}, {"independent", "independant*|independient*"}, {"integration", "integration|integracion"},
      {"islamic", "islami*"}, {"justice", "justice|justicia"}, {"labor", "travail/travailleurs|laboral"}, {"labour", "travail/travailleurs|laboral"}, {"league", "ligue|liga"},
      {"leftist", "gauche|izquierda"}, {"liberal", "libera*"}, {"liberation", "liberation|liberacion"}, {"mission", "mission|mision"}, {"movement", "mouvement|movimiento"},
      {"movements", "mouvements|movimientos"}, {"muslim", "musulman*"}, {"national", "nationa*|naciona*"}, {"nations", "nations|naciones"}, {"new", "nouve*|nuev*"},
      {"office", "bureau|oficina"}, {"organisation", "organisation|organizacion"}, {"organization", "organisation|organizacion"}, {"party", "parti|partido"},
      {"parties", "partis|partidos"}, {"patriotic", "patrioti*"}, {"patriots", "patriotes|patriotas"}, {"peace", "paix|paz"}, {"people", "peuple|pueblo"},
      {"people's", "peuple/populaire*|popular*"}, {"peoples", "peuples|pueblos"}, {"platform", "plate-forme/plateforme|plataforma"}, {"political", "politique*|politic*"},
      {"popular", "populaire*|popular*"}, {"progress", "progres|progreso"}, {"progressive", "progressiste*|progresista*"}, {"protestant", "protestant*"},
      {"radical", "radica*"}, {"rally", "rassemblement"}, {"reconciliation", "reconciliation|reconciliacion"}, {"reform", "reforme|reforma"},
      {"renewal", "renouveau|renovacion/renovador"}, {"republic", "republique|republica"}, {"republican", "republicain*|republican*"}, {"resistance", "resistance|resistencia"},
      {"revolution", "revolution|revolucion"}, {"revolutionary", "revolutionnaire*|revolucionari*"}, {"rights", "droits|derechos"}, {"salvation", "salut|salvacion"},
      {"self-defense", "autodefense|autodefensas"}, {"social", "socia*"}, {"socialist", "socialiste*|socialista*"}, {"society", "societe|sociedad"}, {"solidarity", "solidarite|solidaridad"},
      {"state", "etat|estado"}, {"states", "etats|estados"}, {"students", "etudiants|estudiantes"}, {"transitional", "transition|transicion"}, {"union", "union"},
      {"united", "uni*"}, {"unity", "unite|unidad"}, {"women", "femmes|mujeres"}, {"workers", "travailleurs|trabajadores"}, {"youth", "jeunesse/jeunes|juventud"},
      {"africa", "afrique|africa"}, {"african", "africain*|african*"}, {"american", "america*"}, {"european", "europe*"}, {"west", "ouest|occidental"}};
  return words;
}

// Before a noun stand "de la", "pour l'", "para la" ...: none to three words. An adjective follows at once: in the list it ends in '*'.
std::string with_gaps(const std::vector<std::string>& words) {
  std::string phrase;
  for (const std::string& word : words) phrase += (phrase.empty() ? "" : word.ends_with('*') ? " " : " ** ") + word;
  return phrase;
}

// The word of one language: 0 French, 1 Spanish.
std::string in_language(std::string_view translated, std::size_t language) {
  const std::size_t bar = translated.find('|');
  std::string word(bar == std::string_view::npos ? translated : language == 0 ? translated.substr(0, bar) : translated.substr(bar + 1));
  std::replace(word.begin(), word.end(), '/', '|');
  return word;
}

// The nouns and what belongs to them between link words, in each the noun last; empty when it is no name to translate.
std::vector<std::vector<std::string>> parts_of(const std::string& name) {
  std::vector<std::vector<std::string>> parts(1);
  std::size_t known = 0;
  std::size_t all = 0;
  for (const std::string& word : words_of(name)) {
    if (word.find_first_of("*|(),:;/") != std::string::npos) return {};
    if (is_link(word)) {
      if (!parts.back().empty()) parts.emplace_back();
      continue;
    }
    known += political_words().contains(fold_term(word)) ? 1 : 0;
    ++all;
    parts.back().push_back(word);
  }
  if (parts.back().empty()) parts.pop_back();
  const bool fit = known + 1 >= all && all >= 2 && known >= 1 && all <= 5;  // every gap has four readings
  return fit ? parts : std::vector<std::vector<std::string>>();
}

}  // namespace

std::vector<std::string> translated_variants(const std::string& name) {
  const std::vector<std::vector<std::string>> parts = parts_of(name);
  std::vector<std::string> variants;
  const auto add = [&](const std::vector<std::string>& words) {
    const std::string variant = with_gaps(words);
    if (std::find(variants.begin(), variants.end(), variant) == variants.end()) variants.push_back(variant);
  };
  for (std::size_t language = 0; language < 2 && !parts.empty(); ++language) {
    // The noun first, then what belongs to it, in either order.
    std::vector<std::string> near_first;
    std::vector<std::string> far_first;
    for (const std::vector<std::string>& part : parts) {
      std::vector<std::string> words;
      for (const std::string& word : part) {
        const auto at = political_words().find(fold_term(word));
        words.push_back(at == political_words().end() ? word : in_language(at->second, language));
      }
      near_first.insert(near_first.end(), words.rbegin(), words.rend());
      std::rotate(words.begin(), words.end() - 1, words.end());
      far_first.insert(far_first.end(), words.begin(), words.end());
    }
    add(near_first);
    add(far_first);
  }
  return variants;
}

}  // namespace concord
