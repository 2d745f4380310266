#include "pipeline/search/binder.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "corpus/text/words.h"
#include "pipeline/search/query_printer.h"
#include "pipeline/search/stem.h"

namespace concord {
namespace {

/// The parts of a hyphenated term; one part when there is no hyphen inside.
std::vector<std::string> hyphen_parts(std::string_view term) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= term.size();) {
    const std::size_t end = std::min(term.find('-', begin), term.size());
    if (end > begin) parts.emplace_back(term.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool covers_every_token(std::string_view unit) { return unit == "sentence" || unit == "paragraph" || unit == "page"; }

bool is_plain_word(const Query& query, WordForm form) {
  const auto* word = std::get_if<WordTest>(&query.form);
  return word != nullptr && word->form == form;
}

}  // namespace

Result<ClausePtr> Binder::bind(const Query& query, bool scored) {
  x_scored = scored;
  auto bound = bind_node(query);
  if (!bound) return bound.error();
  return std::move(bound->clause);
}

Binder::Binding Binder::bind_node(const Query& query) {
  return std::visit([&](const auto& form) { return bind_form(query, form); }, query.form);
}

std::uint32_t Binder::add_leaf(const Query& query, LeafKind kind) {
  Leaf leaf;
  leaf.kind = kind;
  leaf.source = query.source;
  leaf.text = print_query(query);
  leaf.scored = x_scored;
  leaves.push_back(std::move(leaf));
  return static_cast<std::uint32_t>(leaves.size() - 1);
}

/// The leaf weighs what its clause weighs.
Binder::Bound Binder::joined(Bound bound, std::uint32_t leaf) {
  leaves[leaf].document_counts = bound.document_counts;
  return bound;
}

Binder::Binding Binder::bind_form(const Query&, const AllDocuments&) { return Bound{make_everything(x_snapshot), {}, false}; }

// --- Words ---------------------------------------------------------------------------------------------------------------

Binder::Binding Binder::bind_form(const Query& query, const WordTest& word) {
  if (word.form == WordForm::plain) return bind_words(query, word.text, false);
  if (word.form == WordForm::exact) return bind_words(query, word.text, true);
  return bind_pattern(query, word);
}

/// One term with, if it is hyphenated, its other spellings: closed up, or as words of their own.
Binder::Bound Binder::bind_term(Field field, const std::string& term, std::uint32_t leaf) {
  std::vector<TermChoice> choices = {{field, term, x_counts.of(field, term)}};
  const auto parts = hyphen_parts(term);
  std::string closed;
  for (const std::string& part : parts) closed += part;
  if (parts.size() > 1) choices.push_back({field, closed, x_counts.of(field, closed)});
  std::uint64_t most = 0;
  for (const TermChoice& choice : choices) {
    if (choice.documents == 0) continue;
    most = std::max(most, choice.documents);
    leaves[leaf].forms.push_back({choice.term, static_cast<std::uint32_t>(choice.documents)});
  }
  leaves[leaf].forms_found = leaves[leaf].forms.size();
  Bound bound = {make_terms(x_snapshot, std::move(choices), leaf), {most}, true};
  std::vector<ClausePtr> items;
  bool all_parts = parts.size() > 1;
  for (const std::string& part : parts) {
    const std::uint64_t documents = parts.size() > 1 ? x_counts.of(field, part) : 0;
    all_parts = all_parts && documents > 0;
    items.push_back(make_terms(x_snapshot, {{field, part, documents}}, leaf));
  }
  if (most == 0 && !all_parts) leaves[leaf].unknown.push_back(term);
  if (parts.size() < 2) return bound;

  std::vector<ClausePtr> spellings;
  spellings.push_back(std::move(bound.clause));
  spellings.push_back(make_sequence(std::move(items), std::vector<Gap>(parts.size() - 1), leaf));
  bound.clause = make_or(std::move(spellings));
  return bound;
}

/// Text as it would be tokenised: one term, or several one after the other ("Rabbani's" is two).
Binder::Binding Binder::bind_words(const Query& query, const std::string& text, bool exact) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::word);
  std::vector<std::string> surfaces;
  for (const Word& word : words_of(text)) surfaces.emplace_back(slice(text, word.span));
  if (surfaces.empty()) surfaces.push_back(text);
  std::vector<ClausePtr> items;
  Bound bound;
  for (const std::string& surface : surfaces) {
    std::string term;
    append_term(surface, term);
    if (exact) {
      const std::uint64_t documents = x_counts.of(Field::word, term);
      if (documents > 0) leaves[leaf].forms.push_back({term, static_cast<std::uint32_t>(documents)});
      if (documents == 0) leaves[leaf].unknown.push_back(term);
      items.push_back(make_terms(x_snapshot, {{Field::word, term, documents}}, leaf));
      bound.document_counts.push_back(documents);
    } else {
      Bound item = bind_term(Field::word, term, leaf);
      items.push_back(std::move(item.clause));
      bound.document_counts.insert(bound.document_counts.end(), item.document_counts.begin(), item.document_counts.end());
    }
  }
  if (items.size() == 1) {
    bound.clause = std::move(items.front());
  } else {
    leaves[leaf].kind = LeafKind::phrase;
    const std::size_t gaps = items.size() - 1;
    bound.clause = make_sequence(std::move(items), std::vector<Gap>(gaps), leaf);
  }
  if (exact) bound.clause = make_exact(std::move(bound.clause), x_stored, std::move(surfaces), leaf);
  leaves[leaf].forms_found = leaves[leaf].forms.size();
  return joined(std::move(bound), leaf);
}

Result<Expansion> Binder::expand(Field field, const WordTest& word) const {
  const std::string term = fold_term(word.text);
  switch (word.form) {
    case WordForm::wildcard: return expand_wildcard(x_snapshot, field, term, x_options.max_forms);
    case WordForm::fuzzy: return expand_fuzzy(x_snapshot, field, term, word.edits, x_options.max_fuzzy);
    case WordForm::regex: return expand_regex(x_snapshot, field, word.text, x_options.max_forms);
    case WordForm::stem: return expand_stem(x_snapshot, field, term, x_options.stem_languages, x_options.max_forms);
    case WordForm::plain:
    case WordForm::exact: break;
  }
  return Expansion{{{term, x_counts.of(field, term)}}, 1};
}

Binder::Binding Binder::bind_pattern(const Query& query, const WordTest& word) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::word);
  auto expansion = expand(Field::word, word);
  if (!expansion) {
    Error error = expansion.error();
    error.where = "query: " + leaves[leaf].text;
    return error;
  }
  return bind_expansion(Field::word, std::move(*expansion), leaf);
}

Binder::Bound Binder::bind_expansion(Field field, Expansion expansion, std::uint32_t leaf) {
  x_counts.correct(field, expansion);
  std::vector<TermChoice> choices;
  std::uint64_t most = 0;
  for (const Form& form : expansion.forms) {
    choices.push_back({field, form.term, form.documents});
    most = std::max<std::uint64_t>(most, form.documents);
  }
  if (expansion.found > expansion.forms.size()) {
    notes.push_back(fmt::format("{} stands for {} words; only {} of them were searched", leaves[leaf].text, expansion.found, expansion.forms.size()));
  }
  leaves[leaf].forms = std::move(expansion.forms);
  leaves[leaf].forms_found = expansion.found;
  return joined({make_terms(x_snapshot, std::move(choices), leaf), {most}, true}, leaf);
}

// --- Sequences and booleans ----------------------------------------------------------------------------------------------

/// The items of a sequence; plain words that follow each other directly are read as one text, so that what the
/// tokeniser makes one token (S/RES/968 (1994)) is one here. `gaps` gets those that remain.
Result<std::vector<Binder::Bound>> Binder::bind_items(const Sequence& form, std::vector<Gap>& gaps) {
  std::vector<Bound> items;
  for (std::size_t i = 0; i < form.items.size(); ++i) {
    if (i > 0) gaps.push_back(form.gaps[i - 1]);
    Query item = form.items[i];
    for (const WordForm word_form : {WordForm::plain, WordForm::exact}) {
      while (is_plain_word(item, word_form) && i + 1 < form.items.size() && is_plain_word(form.items[i + 1], word_form) &&
             form.gaps[i] == Gap{}) {
        std::get<WordTest>(item.form).text += " " + std::get<WordTest>(form.items[++i].form).text;
      }
    }
    auto bound = bind_node(item);
    if (!bound) return bound.error();
    if (!bound->positional) {
      return Error{ErrorCode::usage, "query", fmt::format("{} is a condition on whole documents and cannot stand in a sequence", print_query(item)),
                   "join it with AND"};
    }
    items.push_back(std::move(*bound));
  }
  return items;
}

Binder::Binding Binder::bind_form(const Query& query, const Sequence& form) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::phrase);
  std::vector<Gap> gaps;
  const bool scored = std::exchange(x_scored, false);  // the phrase is scored, its words are not
  auto items = bind_items(form, gaps);
  x_scored = scored;
  if (!items) return items.error();
  Bound bound;
  std::vector<ClausePtr> clauses;
  for (Bound& item : *items) {
    clauses.push_back(std::move(item.clause));
    bound.document_counts.insert(bound.document_counts.end(), item.document_counts.begin(), item.document_counts.end());
  }
  bound.clause = make_sequence(std::move(clauses), std::move(gaps), leaf);
  return joined(std::move(bound), leaf);
}

Binder::Binding Binder::bind_form(const Query&, const And& form) {
  std::vector<ClausePtr> parts;
  std::vector<ClausePtr> excluded;
  Bound bound;
  bound.positional = false;
  for (const Query& part : form.parts) {
    const auto* none = std::get_if<Not>(&part.form);
    const bool scored = std::exchange(x_scored, x_scored && none == nullptr);
    auto clause = bind_node(none == nullptr ? part : none->part.front());
    x_scored = scored;
    if (!clause) return clause;
    (none == nullptr ? parts : excluded).push_back(std::move(clause->clause));
    if (none == nullptr) bound.document_counts.insert(bound.document_counts.end(), clause->document_counts.begin(), clause->document_counts.end());
  }
  bound.clause = make_and(std::move(parts), std::move(excluded), x_snapshot);
  return bound;
}

Binder::Binding Binder::bind_form(const Query&, const Or& form) {
  std::vector<ClausePtr> parts;
  Bound bound;
  std::uint64_t most = 0;
  for (const Query& part : form.parts) {
    auto clause = bind_node(part);
    if (!clause) return clause;
    bound.positional = bound.positional && clause->positional;
    for (const std::uint64_t count : clause->document_counts) most = std::max(most, count);
    parts.push_back(std::move(clause->clause));
  }
  bound.document_counts = {most};
  bound.clause = make_or(std::move(parts));
  return bound;
}

Binder::Binding Binder::bind_form(const Query&, const Not& form) {
  const bool scored = std::exchange(x_scored, false);
  auto part = bind_node(form.part.front());
  x_scored = scored;
  if (!part) return part;
  return Bound{make_not(std::move(part->clause), x_snapshot), {}, false};
}

Binder::Binding Binder::bind_form(const Query& query, const Near& form) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::near);
  const bool scored = std::exchange(x_scored, false);
  auto first = bind_node(form.parts[0]);
  auto second = first ? bind_node(form.parts[1]) : Binding(first.error());
  x_scored = scored;
  if (!second) return second;
  for (std::size_t i = 0; i < 2; ++i) {
    if ((i == 0 ? first : second)->positional) continue;
    return Error{ErrorCode::usage, "query",
                 fmt::format("{} cannot stand beside {}: it has no single place in the text", print_query(form.parts[i]), form.ordered ? "BEFORE" : "NEAR"),
                 "use a word, phrase, label or an OR of these, or IN sentence"};
  }
  Bound bound;
  bound.document_counts = std::move(first->document_counts);
  bound.document_counts.insert(bound.document_counts.end(), second->document_counts.begin(), second->document_counts.end());
  bound.clause = make_near(std::move(first->clause), std::move(second->clause), form.distance, form.ordered, leaf);
  return joined(std::move(bound), leaf);
}

Binder::Binding Binder::bind_form(const Query&, const Enclosed& form) {
  auto bound = bind_node(form.parts[0]);
  if (!bound) return bound;
  std::unique_ptr<RegionSource> source;
  if (form.unit.empty()) {
    const bool scored = std::exchange(x_scored, false);
    auto region = bind_node(form.parts[1]);
    x_scored = scored;
    if (!region) return region;
    if (!region->positional) {
      return Error{ErrorCode::usage, "query", fmt::format("{} has no place in the text that IN could look into", print_query(form.parts[1])),
                   "IN takes a unit, a phrase, a label, or article:5"};
    }
    source = regions_of(std::move(region->clause));
  } else {
    source = regions_of_unit(x_snapshot, form.unit);
  }
  if (!form.outside) {
    bound->clause = make_inside(std::move(bound->clause), std::move(source));
  } else if (covers_every_token(form.unit)) {
    bound->clause = make_never_inside(std::move(bound->clause), std::move(source));
  } else {
    bound->clause = make_outside(std::move(bound->clause), std::move(source));
  }
  return bound;
}

}  // namespace concord
