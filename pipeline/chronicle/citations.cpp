#include "pipeline/chronicle/citations.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "pipeline/search/passages.h"

namespace concord {
namespace {

std::string folded_space(std::string_view text) {
  std::string folded;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (space && (folded.empty() || folded.back() == ' ')) continue;
    folded += space ? ' ' : c;
  }
  return folded;
}

std::uint32_t token_at(const Document& document, std::uint32_t offset) {
  const auto token = std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& one) { return one.span.end <= offset; });
  const auto number = static_cast<std::uint32_t>(token - document.tokens.begin());
  return std::min(number, static_cast<std::uint32_t>(document.tokens.size() - 1));
}

/// Collects references by id and then makes texts of them.
class Collector {
 public:
  explicit Collector(const SideLexicon& texts) : x_lexicon(texts) {}

  void add(const Document& document, std::uint32_t number, const std::vector<std::string>& own, const std::vector<Reference>& references) {
    for (std::size_t i = 0; i < references.size(); ++i) {
      const Reference& reference = references[i];
      // A scanned page misreads its own symbol at its head.
      if (!reference.doubt.empty() && own_symbol(reference.perhaps, own)) continue;
      CitedText& text = x_texts[reference.id];
      text.id = reference.id;
      if (text.doubt.empty()) text.doubt = reference.doubt;
      if (text.perhaps.empty()) text.perhaps = reference.perhaps;
      if (!reference.also.empty()) join(reference.also, reference.id);
      if (is_older(document, reference.id)) {
        ++text.before;
        continue;
      }
      text.citations.push_back({number, document.tokens.empty() ? 0 : sentence_of(document, token_at(document, reference.span.begin)), reference.span,
                                reference.part, folded_space(document.text_of(reference.span)), reference.resolved});
      // "the General Agreement (A/52/219-S/1997/510, annex I)": where a named text stands.
      if (i + 1 < references.size() && reference.id.starts_with("text:") && references[i + 1].id.starts_with("S/")) {
        const std::string_view between = std::string_view(document.text.utf8).substr(reference.span.end, references[i + 1].span.begin - std::min(references[i + 1].span.begin, reference.span.end));
        if (between == " (" || between == "\n(" || between == "” (" || between == "\" (") {
          const Reference& place = references[i + 1];
          ++x_places[reference.id][place.part.empty() ? place.id : place.id + ", " + place.part];
        }
      }
    }
  }

  void join(const std::string& alias, const std::string& id) {
    if (alias != id) x_same.emplace(alias, id);
  }

  [[nodiscard]] std::string main_id(std::string id) const {
    for (auto same = x_same.find(id); same != x_same.end() && same->second != id; same = x_same.find(id)) id = same->second;
    return id;
  }

  std::vector<CitedText> texts() {
    complete_years();
    merge();
    doubt_order();
    std::vector<CitedText> texts;
    for (auto& [id, text] : x_texts) {
      if (const Entry* entry = x_lexicon.entry(id)) {
        text.name = entry->name;
        if (const auto date = entry->identifiers.find("date"); date != entry->identifiers.end()) text.date = date->second;
      }
      std::uint64_t most = 0;
      for (const auto& [place, count] : x_places[id]) {
        if (count > most) text.stands_in = place;
        most = std::max<std::uint64_t>(most, count);
      }
      texts.push_back(std::move(text));
    }
    return texts;
  }

 private:
  static bool own_symbol(const std::string& id, const std::vector<std::string>& own) {
    return !id.empty() && std::find(own.begin(), own.end(), id) != own.end();
  }

  /// Whether the document is of a time when the named text was not there yet.
  [[nodiscard]] bool is_older(const Document& document, const std::string& id) const {
    const Entry* entry = document.metadata.date ? x_lexicon.entry(id) : nullptr;
    if (entry == nullptr) return false;
    const auto written = entry->identifiers.find("date");
    const auto date = written == entry->identifiers.end() ? std::nullopt : Date::parse(written->second);
    return date && document.metadata.date->end < date->begin;
  }

  /// "S/RES/968" is "S/RES/968 (1994)" when that is the only one of its number.
  void complete_years() {
    std::map<std::string, std::set<std::string>> dated;
    for (const auto& [id, text] : x_texts) {
      if (id.starts_with("S/RES/") && id.ends_with(')')) dated[id.substr(0, id.find(' '))].insert(id);
    }
    for (const auto& [bare, full] : dated) {
      if (full.size() == 1 && x_texts.contains(bare)) join(bare, *full.begin());
    }
  }

  void merge() {
    std::vector<std::string> aliases;
    for (const auto& [id, text] : x_texts) {
      if (main_id(id) != id) aliases.push_back(id);
    }
    for (const std::string& alias : aliases) {
      CitedText text = std::move(x_texts[alias]);
      x_texts.erase(alias);
      CitedText& whole = x_texts[main_id(alias)];
      whole.id = main_id(alias);
      whole.citations.insert(whole.citations.end(), std::make_move_iterator(text.citations.begin()), std::make_move_iterator(text.citations.end()));
    }
    for (const auto& [alias, id] : x_same) {
      const auto text = x_texts.find(main_id(id));
      if (text != x_texts.end()) text->second.also.push_back(alias);
    }
  }

  struct Numbered {
    int number = 0;
    int year = 0;
    CitedText* text = nullptr;
  };
  static std::optional<std::pair<int, int>> number_and_year(std::string_view id) {
    if (!id.starts_with("S/RES/") || !id.ends_with(')')) return std::nullopt;
    const std::string_view number = id.substr(6, id.find(' ') - 6);
    const std::string_view year = id.substr(id.find('(') + 1, 4);
    int n = 0;
    int y = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), n).ec != std::errc{}) return std::nullopt;
    if (std::from_chars(year.data(), year.data() + year.size(), y).ec != std::errc{}) return std::nullopt;
    return std::pair(n, y);
  }

  /// A resolution is in doubt when two others at least contradict its place, and each of them is contradicted less.
  void doubt_order() {
    std::vector<Numbered> all;
    for (auto& [id, text] : x_texts) {
      if (const auto parsed = number_and_year(id)) all.push_back({parsed->first, parsed->second, &text});
    }
    const auto disagree = [](const Numbered& a, const Numbered& b) { return (a.number < b.number && a.year > b.year) || (a.number > b.number && a.year < b.year); };
    std::vector<std::size_t> against(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const Numbered& other : all) against[i] += disagree(all[i], other) ? 1 : 0;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      bool worst = against[i] >= 2;
      for (std::size_t j = 0; j < all.size(); ++j) worst = worst && (!disagree(all[i], all[j]) || against[j] < against[i]);
      if (worst) all[i].text->doubt = "its number and year disagree with the order of " + std::to_string(against[i]) + " other resolutions that are cited";
    }
  }

  const SideLexicon& x_lexicon;
  std::map<std::string, CitedText> x_texts;
  std::map<std::string, std::string> x_same;  // alias -> id
  std::map<std::string, std::map<std::string, std::uint64_t>> x_places;
};

/// Citations of a document to the text that it is are dropped; documents that are a text become its holders.
void find_holders(CitationGraph& graph, const Collector& collector) {
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> holders;
  for (std::uint32_t i = 0; i < graph.documents.size(); ++i) {
    for (const std::string& id : graph.documents[i].own) {
      auto& held = holders[collector.main_id(id)];
      if (held.empty() || held.back() != i) held.push_back(i);
    }
  }
  for (CitedText& text : graph.texts) {
    if (const auto held = holders.find(text.id); held != holders.end()) text.held = held->second;
    std::erase_if(text.citations, [&text](const Citation& one) { return std::binary_search(text.held.begin(), text.held.end(), one.document); });
    std::sort(text.citations.begin(), text.citations.end(), [](const Citation& a, const Citation& b) { return std::pair(a.document, a.span) < std::pair(b.document, b.span); });
    std::uint32_t last = UINT32_MAX;
    for (const Citation& one : text.citations) {
      if (one.document == last) continue;
      last = one.document;
      ++text.citing_documents;
      ++graph.documents[one.document].cites;
    }
  }
  std::erase_if(graph.texts, [](const CitedText& text) { return text.citations.empty() && text.held.empty() && text.before == 0; });
}

}  // namespace

Result<CitationGraph> find_citations(const Snapshot& snapshot, const DocumentSet& documents, ReferenceFinder& finder) {
  CitationGraph graph;
  Collector collector(finder.texts());
  SideLexicon texts = finder.texts();
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (!documents.contains(number)) continue;
    auto document = snapshot.document(number, Part::all);
    if (!document) return document.error();
    const auto index = static_cast<std::uint32_t>(graph.documents.size());
    const Metadata& metadata = document->metadata;
    CitingDocument citing{number, metadata.id, metadata.title, metadata.date ? metadata.date->to_string() : "", metadata.kind, {}, false, 0};
    OwnTexts own = own_texts(*document, texts);
    citing.own = std::move(own.ids);
    citing.excerpt = own.excerpt;
    // The symbols of one document are one text; the Security Council's, last in the order of bytes, is its main one.
    const auto symbols_end = std::partition_point(citing.own.begin(), citing.own.end(), [](const std::string& id) { return id < "text:"; });
    for (auto id = citing.own.begin(); id != symbols_end; ++id) collector.join(*id, *std::prev(symbols_end));
    graph.documents.push_back(std::move(citing));
    collector.add(*document, index, graph.documents.back().own, finder.find(*document));
  }
  graph.texts = collector.texts();
  find_holders(graph, collector);
  std::sort(graph.texts.begin(), graph.texts.end(), [](const CitedText& a, const CitedText& b) {
    if (a.citing_documents != b.citing_documents) return a.citing_documents > b.citing_documents;
    if (a.citations.size() != b.citations.size()) return a.citations.size() > b.citations.size();
    return a.id < b.id;
  });
  return graph;
}

}  // namespace concord
