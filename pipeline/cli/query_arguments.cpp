#include "pipeline/cli/query_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/cli/exit_code.h"
#include "pipeline/search/diagnosis.h"
#include "pipeline/search/query_printer.h"

namespace concord {

std::vector<Option> query_options(QueryArguments& typed) {
  std::vector<Option> options = {
      {"QUERY", "QUERY", "What to look for: see concord-search(1); put it in single quotes", &typed.words, {}, true, "query"},
      {"--stem", "", "Plain words stand for all their forms (negotiate: negotiated, negotiating)", &typed.stem},
      {"--explain-query", "", "Say how the query is understood and which words it stands for, and stop", &typed.explain_query}};
  for (Option& option : filter_options(typed.filter)) options.push_back(std::move(option));
  return options;
}

Result<Question> ask(const QueryArguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return collection.error();
  ParseOptions parse = parse_options(*collection);
  auto filter = filter_query(typed.filter, parse);
  if (!filter) return filter.error();
  parse.stem = typed.stem;
  auto query = parse_query(fmt::format("{}", fmt::join(typed.words, " ")), parse);
  if (!query) return query.error();
  auto snapshot = context.snapshot(*collection);
  if (!snapshot) return snapshot.error();
  AnswerOptions options;
  if (!collection->config().languages.empty()) options.stem_languages = collection->config().languages;
  SourceLinks links(collection->config(), context.terminal().links() && !context.common.no_links);
  return Question{std::move(*snapshot), std::move(*query), std::move(*filter), std::move(options), std::move(links)};
}

void print_explanation(const Question& question, const Answer& answer, Context& context) {
  Table table;
  table.name = "words";
  table.columns = {{"part"}, {"stands_for", Align::left, 3, true}, {"documents", Align::right}};
  for (const Leaf& leaf : answer.leaves()) {
    if (leaf.forms.empty()) table.rows.push_back({leaf.text, std::string(leaf.kind == LeafKind::word ? "nothing in this collection" : ""), {}});
    for (const Form& form : leaf.forms) table.rows.push_back({leaf.text, form.term, std::int64_t{form.documents}});
  }
  table.notes = answer.notes();
  table.provenance = {{"query", print_query(question.query)}, {"meaning", explain_query(question.query)}};
  if (question.filter) table.provenance.emplace_back("filter", print_query(*question.filter));
  if (context.common.format == "text") {
    context.terminal().print(fmt::format("{}\n{}\n", print_query(question.query), explain_query(question.query)));
    if (question.filter) context.terminal().print(fmt::format("filter: {}\n", print_query(*question.filter)));
    context.terminal().print("\n");
    table.provenance.clear();
  }
  context.answer(table);
}

int tell_nothing_found(const Question& question, Context& context) {
  context.note(fmt::format("nothing found for {}{}", print_query(question.query), question.filter ? " with " + print_query(*question.filter) : ""));
  const auto lines = diagnose(*question.snapshot, question.query, question.filter ? &*question.filter : nullptr, question.options);
  if (!lines) return context.fail(lines.error());
  for (const std::string& line : *lines) context.note("  " + line);
  return exit_nothing_found;
}

namespace {

/// Whether the reader cannot see from the query which words it stands for: a phrase or actor:* needs no list.
bool needs_note(const Leaf& leaf) {
  if (leaf.kind == LeafKind::condition || leaf.kind == LeafKind::phrase || leaf.forms.size() < 2) return false;
  if (leaf.kind == LeafKind::title) return leaf.text.find_first_of("*?") != std::string::npos;
  return leaf.kind != LeafKind::label || !leaf.text.ends_with(":*");
}

}  // namespace

std::vector<std::string> form_notes(const Answer& answer, std::size_t shown) {
  std::vector<std::string> notes;
  for (const Leaf& leaf : answer.leaves()) {
    if (!needs_note(leaf)) continue;
    std::vector<Form> forms = leaf.forms;
    std::stable_sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return a.documents > b.documents; });
    std::string line;
    for (std::size_t i = 0; i < std::min(forms.size(), shown); ++i) line += fmt::format("{}{} ({})", i == 0 ? "" : ", ", forms[i].term, forms[i].documents);
    if (forms.size() > shown) line += fmt::format(", and {} more (--explain-query shows all)", forms.size() - shown);
    notes.push_back(fmt::format("{} stands for: {}", leaf.text, line));
  }
  return notes;
}

std::string citation_text(const Locus& place) {
  std::vector<std::string> parts;
  if (!place.page.empty()) parts.push_back("p. " + place.page);
  if (!place.article.empty()) parts.push_back("art. " + place.article);
  if (!place.section.empty()) parts.push_back("para. " + place.section);
  if (!place.note.empty()) parts.push_back("n. " + place.note);
  if (parts.empty() && place.paragraph > 0) parts.push_back(fmt::format("¶ {}", place.paragraph));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace concord
