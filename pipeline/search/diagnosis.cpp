#include "pipeline/search/diagnosis.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "pipeline/search/query_printer.h"

namespace concord {
namespace {

constexpr std::size_t max_parts = 50;

/// The parts of an AND, or the query itself.
std::vector<Query> parts_of(const Query& query) {
  const auto* all = std::get_if<And>(&query.form);
  return all != nullptr ? all->parts : std::vector<Query>{query};
}

Query all_but(const std::vector<Query>& parts, std::size_t left_out) {
  Query rest = {AllDocuments{}, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != left_out) rest = both(std::move(rest), parts[i]);
  }
  return rest;
}

std::string documents(std::uint64_t count) { return fmt::format("{} document{}", count, count == 1 ? "" : "s"); }

/// "an annex", "a numbered paragraph", "signatures".
std::string with_article(std::string noun) {
  std::replace(noun.begin(), noun.end(), '_', ' ');
  if (noun.ends_with('s')) return noun;
  return fmt::format("{} {}", std::string_view("aeiou").find(noun.front()) != std::string_view::npos ? "an" : "a", noun);
}

/// The query without "this spelling only"; nothing when it has no such word.
std::optional<Query> in_any_spelling(const Query& query) {
  Query any = query;
  bool changed = false;
  if (auto* word = std::get_if<WordTest>(&any.form); word != nullptr && word->form == WordForm::exact) {
    word->form = WordForm::plain;
    changed = true;
  }
  if (auto* sequence = std::get_if<Sequence>(&any.form)) {
    for (Query& item : sequence->items) {
      if (auto loose = in_any_spelling(item)) {
        item = std::move(*loose);
        changed = true;
      }
    }
  }
  return changed ? std::optional(std::move(any)) : std::nullopt;
}

/// The words of a phrase or NEAR, or what stands before IN, to be asked for in the whole document; nothing for other forms.
std::optional<Query> loosened(const Query& query) {
  const std::vector<Query>* parts = nullptr;
  if (const auto* sequence = std::get_if<Sequence>(&query.form)) parts = &sequence->items;
  if (const auto* near = std::get_if<Near>(&query.form)) parts = &near->parts;
  if (const auto* enclosed = std::get_if<Enclosed>(&query.form)) return enclosed->parts[0];
  if (parts == nullptr || parts->size() < 2) return std::nullopt;
  Query loose = {AllDocuments{}, {}};
  for (const Query& part : *parts) loose = both(std::move(loose), part);
  return loose;
}

class Examiner {
 public:
  Examiner(const Snapshot& snapshot, const Query* filter, const AnswerOptions& options)
      : x_snapshot(snapshot), x_filter(filter), x_options(options) {}

  /// Fills `lines` until something explains the empty answer.
  Status examine(const Query& query) {
    if (x_snapshot.postings(Field::state, "document")->next() == no_more_documents) {
      lines.emplace_back("the collection holds no document yet; 'concord ingest' reads them");
      return {};
    }
    if (Status words = unknown_words(query); !words) return words;
    if (!lines.empty()) return parts_of(query).size() > 1 ? emptying_parts(query, false) : Status();
    if (x_filter != nullptr) {
      if (Status values = unknown_words(*x_filter); !values) return values;
      if (Status filters = emptying_filters(query); !filters) return filters;
    }
    if (lines.empty()) return emptied_by_itself(query);
    return {};
  }

  std::vector<std::string> lines;

 private:
  [[nodiscard]] Result<std::uint64_t> count(const Query& query, const Query* filter) const {
    auto answer = Answer::open(x_snapshot, query, filter, x_options);
    if (!answer) return answer.error();
    std::uint64_t found = 0;
    while (answer->next() != no_more_documents) ++found;
    if (!answer->status()) return answer->status().error();
    return found;
  }

  /// Says how many documents a changed query has, if any.
  Status tell(std::string_view how, const Query& query, const Query* filter) {
    const auto found = count(query, filter);
    if (!found) return found.error();
    if (*found > 0) lines.push_back(fmt::format("{}: {}", how, documents(*found)));
    return {};
  }

  /// Words, labels and values of the query that no document has.
  Status unknown_words(const Query& query) {
    auto answer = Answer::open(x_snapshot, query, nullptr, x_options);
    if (!answer) return answer.error();
    const std::vector<std::string>& notes = answer->notes();
    for (const Leaf& leaf : answer->leaves()) {
      const Field field = leaf.kind == LeafKind::title ? Field::title : Field::word;
      for (const std::string& word : leaf.unknown) lines.push_back(unknown_word(field, word));
      const bool pattern = leaf.kind == LeafKind::word || leaf.kind == LeafKind::title;
      if (leaf.unknown.empty() && leaf.forms.empty() && pattern) lines.push_back(fmt::format("no word is like {}", leaf.text));
      const bool told = std::any_of(notes.begin(), notes.end(), [&](const std::string& note) { return note.find(leaf.text) != std::string::npos; });
      if (leaf.forms.empty() && leaf.kind == LeafKind::label && !told) lines.push_back(never_met(leaf.text));
    }
    lines.insert(lines.end(), notes.begin(), notes.end());
    return {};
  }

  /// Filters without which something is found.
  Status emptying_filters(const Query& query) {
    const std::size_t before = lines.size();
    const auto parts = parts_of(*x_filter);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Query rest = all_but(parts, i);
      if (Status told = tell("without the filter " + print_query(parts[i]), query, &rest); !told) return told;
    }
    return lines.size() > before || parts.size() < 2 ? Status() : tell("without any filter", query, nullptr);
  }

  /// No filter and no unknown word empties it: its parts do, each or together.
  Status emptied_by_itself(const Query& query) {
    if (const auto* negated = std::get_if<Not>(&query.form)) {
      lines.push_back(fmt::format("every document{} has {}", x_filter != nullptr ? " that the filter leaves" : "", print_query(negated->part[0])));
      return {};
    }
    if (const auto any = in_any_spelling(query)) {
      if (Status told = tell("not in this spelling; " + print_query(*any), *any, x_filter); !told || !lines.empty()) return told;
    }
    if (parts_of(query).size() > 1) return emptying_parts(query, true);
    return not_together(query);
  }

  /// Parts of an AND without which something is found; else, when wanted, how many documents each part alone has.
  Status emptying_parts(const Query& query, bool alone) {
    const std::size_t before = lines.size();
    const auto parts = parts_of(query);
    if (parts.size() < 2 || parts.size() > max_parts) return {};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (Status told = tell("without " + print_query(parts[i]), all_but(parts, i), x_filter); !told) return told;
    }
    if (!alone || lines.size() > before) return {};
    for (const Query& part : parts) {
      const auto found = count(part, x_filter);
      if (!found) return found.error();
      lines.push_back(fmt::format("{} alone: {}", print_query(part), documents(*found)));
    }
    return {};
  }

  /// The same words in the whole document, where they were asked for together.
  Status not_together(const Query& query) {
    const auto loose = loosened(query);
    if (!loose) return {};
    const auto found = count(*loose, x_filter);
    if (!found) return found.error();
    if (*found == 0) return emptied_by_itself(*loose);
    if (const auto* enclosed = std::get_if<Enclosed>(&query.form)) {
      if (Status region = missing_region(*enclosed); !region || !lines.empty()) return region;
    }
    for (const char* unit : {"sentence", "paragraph"}) {
      if (Status told = tell(fmt::format("not as asked, but in one {}", unit), Query{Enclosed{{*loose}, unit, false}, {}}, x_filter); !told) return told;
    }
    lines.push_back(fmt::format("the words stand nowhere together as asked; {}: {}", print_query(*loose), documents(*found)));
    return {};
  }

  /// A unit that no document has, or a region that nothing matches: x IN annex, x IN article:5.
  Status missing_region(const Enclosed& enclosed) {
    if (enclosed.outside) return {};
    if (!enclosed.unit.empty()) {
      const bool none = x_snapshot.postings(Field::unit, enclosed.unit)->next() == no_more_documents;
      if (none) lines.push_back(fmt::format("no document has {} that was recognised", with_article(enclosed.unit)));
      return {};
    }
    const auto found = count(enclosed.parts[1], x_filter);
    if (!found) return found.error();
    if (*found == 0) lines.push_back(fmt::format("no document has {}", print_query(enclosed.parts[1])));
    return {};
  }

  [[nodiscard]] std::string unknown_word(Field field, const std::string& word) const {
    const std::string line = fmt::format("no {} has {}", field == Field::title ? "title" : "document", word);
    std::string near;
    for (const Form& form : nearest_terms(x_snapshot, field, word, 3)) {
      near += fmt::format("{}{} ({})", near.empty() ? "" : ", ", form.term, documents(form.documents));
    }
    return near.empty() ? line + "; no word is near it" : line + "; near: " + near;
  }

  /// A label that is looked for and was met nowhere: by its name, so that one sees whether it is the right one.
  [[nodiscard]] std::string never_met(const std::string& label) const {
    const Label* known = x_snapshot.catalogue().find(label);
    return known != nullptr && !known->name.empty() ? fmt::format("no document carries {} ({})", label, known->name)
                                                    : fmt::format("no document carries {}", label);
  }

  const Snapshot& x_snapshot;
  const Query* x_filter;
  const AnswerOptions& x_options;
};

}  // namespace

Result<std::vector<std::string>> diagnose(const Snapshot& snapshot, const Query& query, const Query* filter, const AnswerOptions& options) {
  Examiner examiner(snapshot, filter, options);
  if (Status done = examiner.examine(query); !done) return done.error();
  return std::move(examiner.lines);
}

}  // namespace concord
