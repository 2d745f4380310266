// concord citations: who cites what: key texts, texts that are missing, symbols in doubt, the graph.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "corpus/text/fold.h"
#include "pipeline/chronicle/citations.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/query_arguments.h"
#include "pipeline/cli/side_lexicons.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/render/citation_formats.h"
#include "pipeline/render/reading.h"
#include "pipeline/render/statistics_table.h"
#include "pipeline/search/passages.h"

namespace concord {
namespace {

struct Arguments {
  std::string text;
  std::string document;
  bool missing = false;
  bool doubtful = false;
  std::uint64_t limit = 30;
  std::vector<std::string> exports;
  FilterArguments filters;
};

std::string held_by(const CitationGraph& graph, const CitedText& text) {
  if (text.held.empty()) return "";
  std::string ids = graph.documents[text.held[0]].id;
  if (text.held.size() > 1) ids += fmt::format(" and {} more", text.held.size() - 1);
  return ids;
}

/// First and last date of the documents that cite.
std::pair<std::string, std::string> years_of(const CitationGraph& graph, const CitedText& text) {
  std::pair<std::string, std::string> years;
  for (const Citation& one : text.citations) {
    const std::string& date = graph.documents[one.document].date;
    if (date.empty()) continue;
    if (years.first.empty() || date < years.first) years.first = date;
    years.second = std::max(years.second, date);
  }
  return years;
}

bool is_wanted(const CitedText& text, const Arguments& typed) {
  if (typed.doubtful) return !text.doubt.empty();
  if (!text.doubt.empty() || text.citations.empty()) return false;
  return !typed.missing || text.held.empty();
}

Table text_table(const CitationGraph& graph, const Arguments& typed) {
  Table table;
  table.name = typed.missing ? "missing" : typed.doubtful ? "doubtful" : "texts";
  table.columns = {{"text", Align::left, 0}, {"name", Align::left, 0, true}, {"date"}, {"documents", Align::right}, {"passages", Align::right}, {"before", Align::right}};
  for (const char* name : {"first_cited", "last_cited"}) table.columns.push_back({name});
  if (typed.doubtful) {
    table.columns.push_back({"doubt", Align::left, 0, true});
    table.columns.push_back({"perhaps"});
    table.columns.push_back({"cited_by", Align::left, 0, true});
  } else {
    table.columns.push_back({"stands_in"});
    if (!typed.missing) table.columns.push_back({"held", Align::left, 0, true, Overflow::cut_begin});
  }
  std::uint64_t all = 0;
  for (const CitedText& text : graph.texts) {
    if (!is_wanted(text, typed)) continue;
    if (++all > typed.limit && typed.limit != 0) continue;
    std::string name = text.name;
    for (const std::string& also : text.also) name += (name.empty() ? "also " : "; also ") + also;
    const auto [first, last] = years_of(graph, text);
    std::vector<Value> row = {text.id, name, text.date, std::int64_t{text.citing_documents}, static_cast<std::int64_t>(text.citations.size()), std::int64_t{text.before}, first, last};
    if (typed.doubtful) {
      row.insert(row.end(), {text.doubt, text.perhaps, text.citations.empty() ? std::string() : graph.documents[text.citations[0].document].id});
    } else {
      row.emplace_back(text.stands_in);
      if (!typed.missing) row.emplace_back(text.held.empty() ? "(missing)" : held_by(graph, text));
    }
    table.rows.push_back(std::move(row));
  }
  note_limit(table, typed.doubtful ? "symbols in doubt" : "texts", table.rows.size(), all);
  return table;
}

const CitedText* find_text(const CitationGraph& graph, const std::string& typed) {
  const std::string wanted = fold_term(typed);
  for (const CitedText& text : graph.texts) {
    const auto is = [&](const std::string& id) { return fold_term(id) == wanted || fold_term("text:" + typed) == fold_term(id); };
    if (is(text.id) || fold_term(text.name) == wanted || std::any_of(text.also.begin(), text.also.end(), is)) return &text;
  }
  return nullptr;
}

/// The passages that cite one text.
Result<Table> passage_table(const CitationGraph& graph, const CitedText& text, const Snapshot& snapshot, std::uint64_t limit) {
  Table table;
  table.name = "passages";
  table.columns = {{"date"}, {"id", Align::left, 0, false, Overflow::cut_begin}, {"place"}, {"part"}, {"concluded"}, {"passage", Align::left, 0, true, Overflow::below}};
  for (std::size_t i = 0; i < text.citations.size();) {
    const std::uint32_t number = text.citations[i].document;
    auto document = snapshot.document(graph.documents[number].number, Part::metadata | Part::text | Part::tokens);
    if (!document) return document.error();
    for (; i < text.citations.size() && text.citations[i].document == number; ++i) {
      if (limit != 0 && table.rows.size() >= limit) continue;
      const Citation& one = text.citations[i];
      if (one.sentence >= document->sentences.size()) continue;
      const Sentence& sentence = document->sentences[one.sentence];
      table.rows.push_back({graph.documents[number].date, graph.documents[number].id, citation_text(place_of(*document, sentence.tokens.begin)), one.part, one.resolved,
                            passage(*document, sentence.span, {{one.span, Style::match}})});
    }
  }
  note_limit(table, "passages", table.rows.size(), text.citations.size());
  return table;
}

/// What one document cites.
Result<Table> document_table(const CitationGraph& graph, const std::string& typed) {
  const std::string wanted = fold_term(typed);
  std::vector<std::uint32_t> fitting;
  for (std::uint32_t i = 0; i < graph.documents.size(); ++i) {
    const std::string id = fold_term(graph.documents[i].id);
    if (id == wanted) fitting = {i};
    if (id == wanted) break;
    if (id.find(wanted) != std::string::npos) fitting.push_back(i);
  }
  if (fitting.size() != 1) {
    return Error{ErrorCode::usage, "--from", fmt::format("{} documents have '{}' in their id", fitting.size(), typed), "'concord search \"*\"' lists documents"};
  }
  Table table;
  table.name = "cited";
  table.columns = {{"text"}, {"name", Align::left, 0, true}, {"passages", Align::right}, {"written", Align::left, 0, true}, {"held", Align::left, 0, true, Overflow::cut_begin}};
  for (const CitedText& text : graph.texts) {
    std::int64_t passages = 0;
    std::string written;
    for (const Citation& one : text.citations) {
      if (one.document != fitting[0]) continue;
      if (passages++ == 0) written = one.written + (one.part.empty() ? "" : ", " + one.part);
    }
    if (passages > 0) table.rows.push_back({text.id, text.name, passages, written, !text.doubt.empty() ? "(in doubt)" : text.held.empty() ? "(missing)" : held_by(graph, text)});
  }
  return table;
}

Result<Table> make_table(const Arguments& typed, const CitationGraph& graph, const Snapshot& snapshot) {
  if (!typed.document.empty()) return document_table(graph, typed.document);
  if (typed.text.empty()) return text_table(graph, typed);
  const CitedText* text = find_text(graph, typed.text);
  if (text == nullptr) return Error{ErrorCode::usage, "TEXT", fmt::format("nothing cites '{}'", typed.text), "'concord citations --limit 0' lists the texts"};
  return passage_table(graph, *text, snapshot, typed.limit);
}

Status write_exports(const Arguments& typed, const CitationGraph& graph) {
  for (const std::string& path : typed.exports) {
    const auto content = export_citations(graph, path);
    if (!content) return Error{ErrorCode::usage, path, "the ending does not name a format", "known: .graphml .dot .gv .csv .json"};
    if (Status status = write_file(path, *content); !status) return status;
  }
  return {};
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters);
  if (!session) return context.fail(session.error());
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  auto texts = side_lexicon(*collection, "texts");
  if (!texts) return context.fail(texts.error());
  const auto documents = session->documents(session->filter);
  if (!documents) return context.fail(documents.error());
  ReferenceFinder finder(std::move(*texts));
  const auto graph = find_citations(*session->snapshot, *documents, finder);
  if (!graph) return context.fail(graph.error());
  if (Status status = write_exports(typed, *graph); !status) return context.fail(status.error());
  auto table = make_table(typed, *graph, *session->snapshot);
  if (!table) return context.fail(table.error());
  const auto doubtful = std::count_if(graph->texts.begin(), graph->texts.end(), [](const CitedText& text) { return !text.doubt.empty(); });
  const auto missing = std::count_if(graph->texts.begin(), graph->texts.end(), [](const CitedText& text) { return text.doubt.empty() && text.held.empty(); });
  const auto held = std::count_if(graph->texts.begin(), graph->texts.end(), [](const CitedText& text) { return text.doubt.empty() && !text.held.empty(); });
  if (typed.text.empty() && typed.document.empty()) {
    if (!typed.doubtful) table->notes.push_back("before = passages of documents that are older than the text: it was spoken of, not cited");
    table->notes.push_back(fmt::format("{} texts: {} held, {} cited but missing (--missing), {} in doubt and left out (--doubtful)", held + missing, held, missing, doubtful));
  }
  Provenance entries = provenance_of(*session->snapshot, context.command_line(), session->filter);
  entries.emplace_back("documents", std::to_string(graph->documents.size()));
  add_provenance(*table, entries);
  return answer_table(context, *session, std::move(*table));
}

}  // namespace

Command citations_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "citations";
  command.group = "Chronicle";
  command.summary = "Who cites what: the key texts, texts that are missing, the graph";
  command.details =
      "A text is cited by its symbol (S/1996/754, S/RES/968 (1994), A/52/219-S/1997/510, PC.DEC/97), by its number in words (resolution 968 (1994)) "
      "or by its name (General Agreement; lexicons/texts). All are one text. Texts are ranked by the documents that cite them, then by passages; what a "
      "document says of itself does not count. Symbols that cannot be right are listed by --doubtful, never repaired.\n\n"
      "Which text a document is follows from the column `symbol` of the manifest, its file's name (UNMOT_S_1996_754.pdf) or its head.";
  command.options = {
      {"TEXT", "", "Show the passages that cite this text", &typed->text},
      {"--from-document,--document", "ID", "Show what this document cites", &typed->document},
      {"--missing", "", "Only texts that are cited and not in the collection: what to acquire", &typed->missing},
      {"--doubtful", "", "Only symbols that cannot be right, with the reason", &typed->doubtful},
      {"--export", "FILE", "Write the graph: .graphml .dot .csv .json (may be repeated)", &typed->exports, {}, false, "file"},
      {"--limit", "N", "Rows shown; 0 for all", &typed->limit},
  };
  for (Option& option : filter_options(typed->filters)) command.options.push_back(std::move(option));
  command.examples = {
      {"concord citations", "the key texts of the collection"},
      {"concord citations --missing --format csv", "the acquisition list, for a spreadsheet"},
      {"concord citations 'S/RES/968 (1994)'", "every passage that cites resolution 968"},
      {"concord citations --kind report --export reports.graphml", "what reports cite, as a graph"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
