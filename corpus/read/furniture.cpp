#include "corpus/read/furniture.h"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "corpus/text/fold.h"

namespace concord {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<Pair, 74> phrases = {{
    {"leave a reply", "comment form"},
    {"leave a comment", "comment form"},
    {"post a comment", "comment form"},
    {"your email address will not be published", "comment form"},
    {"required fields are marked", "comment form"},
    {"this site uses akismet", "comment form"},
    {"learn how your comment data is processed", "comment form"},
    {"notify me of follow-up comments", "comment form"},
    {"notify me of new posts", "comment form"},
    {"save my name, email", "comment form"},
    {"you must be logged in to post a comment", "comment form"},
    {"by continuing to use the site", "cookie banner"},
    {"by continuing to use this site", "cookie banner"},
    {"by continuing to browse", "cookie banner"},
    {"the cookie settings on this website", "cookie banner"},
    {"we use cookies", "cookie banner"},
    {"this website uses cookies", "cookie banner"},
    {"this site uses cookies", "cookie banner"},
    {"our website uses cookies", "cookie banner"},
    {"accept all cookies", "cookie banner"},
    {"cookie policy", "cookie banner"},
    {"manage consent", "cookie banner"},
    {"share this", "sharing links"},
    {"share on facebook", "sharing links"},
    {"share on twitter", "sharing links"},
    {"click to share on", "sharing links"},
    {"click to email", "sharing links"},
    {"like this:", "sharing links"},
    {"follow us on", "sharing links"},
    {"sign up for our newsletter", "sharing links"},
    {"subscribe to our newsletter", "sharing links"},
    {"skip to content", "navigation"},
    {"skip to main content", "navigation"},
    {"jump to navigation", "navigation"},
    {"post navigation", "navigation"},
    {"previous post", "navigation"},
    {"next post", "navigation"},
    {"related posts", "navigation"},
    {"related articles", "navigation"},
    {"you may also like", "navigation"},
    {"back to top", "navigation"},
    {"all rights reserved", "copyright notice"},
    {"powered by wordpress", "copyright notice"},
    {"proudly powered by", "copyright notice"},
    {"laisser un commentaire", "comment form"},
    {"votre adresse e-mail ne sera pas publiée", "comment form"},
    {"votre adresse de messagerie ne sera pas publiée", "comment form"},
    {"ce site utilise des cookies", "cookie banner"},
    {"nous utilisons des cookies", "cookie banner"},
    {"partager sur", "sharing links"},
    {"tous droits réservés", "copyright notice"},
    {"deja una respuesta", "comment form"},
    {"deja un comentario", "comment form"},
    {"tu dirección de correo electrónico no será publicada", "comment form"},
    {"este sitio utiliza cookies", "cookie banner"},
    {"utilizamos cookies", "cookie banner"},
    {"compartir en", "sharing links"},
    {"todos los derechos reservados", "copyright notice"},
    {"schreibe einen kommentar", "comment form"},
    {"deine e-mail-adresse wird nicht veröffentlicht", "comment form"},
    {"diese website verwendet cookies", "cookie banner"},
    {"wir verwenden cookies", "cookie banner"},
    {"teilen auf", "sharing links"},
    {"alle rechte vorbehalten", "copyright notice"},
    {"оставить комментарий", "comment form"},
    {"добавить комментарий", "comment form"},
    {"ваш адрес email не будет опубликован", "comment form"},
    {"ваш e-mail не будет опубликован", "comment form"},
    {"этот сайт использует", "cookie banner"},
    {"мы используем файлы cookie", "cookie banner"},
    {"мы используем cookie", "cookie banner"},
    {"поделиться", "sharing links"},
    {"похожие записи", "navigation"},
    {"все права защищены", "copyright notice"},
}};

constexpr std::array<Pair, 74> name_words = {{
    {"nav", "navigation"},
    {"navbar", "navigation"},
    {"navigation", "navigation"},
    {"navigace", "navigation"},
    {"menu", "navigation"},
    {"submenu", "navigation"},
    {"breadcrumb", "navigation"},
    {"breadcrumbs", "navigation"},
    {"ariane", "navigation"},
    {"migas", "navigation"},
    {"pagination", "navigation"},
    {"paginator", "navigation"},
    {"pager", "navigation"},
    {"skip", "navigation"},
    {"toolbar", "navigation"},
    {"sitemap", "navigation"},
    {"sidebar", "sidebar"},
    {"aside", "sidebar"},
    {"widget", "sidebar"},
    {"widgets", "sidebar"},
    {"seitenleiste", "sidebar"},
    {"complementary", "sidebar"},
    {"footer", "page foot"},
    {"foot", "page foot"},
    {"colophon", "page foot"},
    {"contentinfo", "page foot"},
    {"fusszeile", "page foot"},
    {"podval", "page foot"},
    {"masthead", "page head"},
    {"topbar", "page head"},
    {"banner", "page head"},
    {"cookie", "cookie banner"},
    {"cookies", "cookie banner"},
    {"consent", "cookie banner"},
    {"gdpr", "cookie banner"},
    {"dsgvo", "cookie banner"},
    {"ccpa", "cookie banner"},
    {"cookielaw", "cookie banner"},
    {"onetrust", "cookie banner"},
    {"comments", "comment form"},
    {"commentform", "comment form"},
    {"commentlist", "comment form"},
    {"respond", "comment form"},
    {"reply", "comment form"},
    {"disqus", "comment form"},
    {"kommentare", "comment form"},
    {"commentaires", "comment form"},
    {"comentarios", "comment form"},
    {"kommentarii", "comment form"},
    {"share", "sharing links"},
    {"sharing", "sharing links"},
    {"sharedaddy", "sharing links"},
    {"addtoany", "sharing links"},
    {"addthis", "sharing links"},
    {"social", "sharing links"},
    {"partager", "sharing links"},
    {"compartir", "sharing links"},
    {"teilen", "sharing links"},
    {"podelitsya", "sharing links"},
    {"related", "related links"},
    {"recommended", "related links"},
    {"tags", "related links"},
    {"tagcloud", "related links"},
    {"taglinks", "related links"},
    {"newsletter", "subscription form"},
    {"subscribe", "subscription form"},
    {"signup", "subscription form"},
    {"login", "subscription form"},
    {"advert", "advertisement"},
    {"advertisement", "advertisement"},
    {"adsense", "advertisement"},
    {"sponsored", "advertisement"},
    {"search", "search form"},
    {"popup", "pop-up"},
}};

const std::vector<std::pair<std::string, std::string_view>>& folded_phrases() {
  static const auto table = [] {
    std::vector<std::pair<std::string, std::string_view>> folded;
    for (const auto& [phrase, note] : phrases) folded.emplace_back(fold_term(phrase), note);
    return folded;
  }();
  return table;
}

/// First four bytes of a line, ASCII capitals made small: most lines are told from all phrases by these alone.
std::uint32_t start_of(std::string_view text) {
  std::uint32_t start = 0;
  for (const char c : text.substr(0, 4)) {
    start = (start << 8U) | static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return start;
}

bool may_be_phrase(std::string_view text) {
  static const auto starts = [] {
    std::unordered_set<std::uint32_t> set;
    for (const auto& [phrase, note] : phrases) set.insert(start_of(phrase));
    return set;
  }();
  return (text.front() & 0x80) != 0 || starts.count(start_of(text)) != 0;
}

std::string_view meaning_of(std::string_view word) {
  static const auto table = [] {
    return std::unordered_map<std::string_view, std::string_view>(name_words.begin(), name_words.end());
  }();
  const auto found = table.find(word);
  return found == table.end() ? std::string_view() : found->second;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r\n*#>-|");
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

}  // namespace

std::string_view furniture_of_line(std::string_view line) {
  constexpr std::size_t longest = 600;
  const std::string_view text = trimmed(line);
  if (text.empty() || text.size() > longest || !may_be_phrase(text)) return {};
  const std::string folded = fold_term(text.substr(0, 120));
  for (const auto& [phrase, note] : folded_phrases()) {
    if (folded.compare(0, phrase.size(), phrase) == 0) return note;
  }
  return {};
}

std::string_view furniture_of_name(std::string_view class_or_id) {
  std::string word;
  std::string_view found;
  bool after_small = false;
  const auto end_word = [&] {
    if (found.empty() && !word.empty()) found = meaning_of(word);
    word.clear();
  };
  for (const char c : class_or_id) {
    const bool small = c >= 'a' && c <= 'z';
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && after_small) end_word();
    if (small || capital) {
      word += capital ? static_cast<char>(c + 32) : c;
    } else {
      end_word();
    }
    after_small = small;
  }
  end_word();
  return found;
}

}  // namespace concord
