// concord search: where something is said.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/query_arguments.h"
#include "pipeline/index/duplicates.h"
#include "pipeline/render/reading.h"
#include "pipeline/search/facets.h"
#include "pipeline/search/passages.h"
#include "pipeline/search/query_printer.h"
#include "pipeline/search/ranking.h"

namespace concord {
namespace {

struct Arguments {
  QueryArguments query;
  std::string sort = "relevance";
  std::uint64_t limit = 10;
  std::uint64_t offset = 0;
  std::uint64_t passages = 3;
  std::uint64_t around = 0;
  std::uint64_t sample = 0;
  std::uint64_t seed = 1;
  std::vector<std::string> facets;
  std::uint64_t facet_limit = 25;
  std::string group;
  bool count = false;
  bool explain = false;
  bool with_duplicates = false;
};

constexpr std::size_t most_named = 5;  // ids after "also in"

/// One document of the page with what is shown of it.
struct Hit {
  std::uint64_t rank = 0;
  RankedDocument ranked;
  Document document;
  std::vector<Passage> passages;
  ScoreExplanation explanation;
  std::vector<std::string> also_in;  ///< ids of the others of its group, the first few
};

RankingOptions ranking_options(const Arguments& typed) {
  RankingOptions options;
  const std::pair<std::string_view, Order> orders[] = {{"relevance", Order::relevance}, {"date", Order::date}, {"newest", Order::newest},
                                                       {"title", Order::title},         {"hits", Order::hits}, {"index", Order::index}};
  for (const auto& [name, order] : orders) {
    if (typed.sort == name) options.order = order;
  }
  options.offset = typed.offset;
  options.limit = typed.count ? 0 : typed.limit;
  options.sample = typed.sample;
  options.seed = typed.seed;
  options.count_passages = true;
  options.group_by = typed.group;
  return options;
}

/// Documents and passages of the page. The answer is asked again, in the order of the index.
Result<std::vector<Hit>> read_hits(const Question& question, const Ranking& ranking, const Arguments& typed) {
  std::vector<Hit> hits(ranking.page.size());
  std::vector<std::size_t> order(hits.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ranking.page[a].document < ranking.page[b].document; });
  auto answer = question.open();
  if (!answer) return answer.error();
  for (const std::size_t i : order) {
    Hit& hit = hits[i];
    hit.rank = typed.offset + i + 1;
    hit.ranked = ranking.page[i];
    auto document = question.snapshot->document(hit.ranked.document, Part::metadata | Part::text | Part::spans);
    if (!document) return document.error();
    hit.document = std::move(*document);
    Occurrences occurrences;
    Occurrences marks;
    if (answer->advance(hit.ranked.document) == hit.ranked.document) {
      answer->occurrences(occurrences);
      answer->marks(marks);
    }
    for (const DocNo other : hit.ranked.also_in) {
      if (hit.also_in.size() == most_named) break;
      const auto known = question.snapshot->document(other, Part::metadata);
      if (!known) return known.error();
      hit.also_in.push_back(known->metadata.id);
    }
    hit.passages = best_passages(hit.document, occurrences, marks, {typed.passages, static_cast<std::uint32_t>(typed.around), true});
    if (!typed.explain) continue;
    auto again = question.open();
    if (!again) return again.error();
    hit.explanation = explain_score(*question.snapshot, *again, hit.ranked.document, ranking_options(typed));
  }
  return hits;
}

StyledText shown(const Document& document, const Passage& passage_found) {
  std::vector<Emphasis> emphases;
  for (const TextSpan mark : passage_found.marks) emphases.push_back({mark, Style::match});
  return passage(document, passage_found.span, emphases);
}

std::string head_line(const Metadata& metadata) {
  std::vector<std::string> parts;
  if (metadata.date) parts.push_back(metadata.date->to_string());
  parts.push_back(std::string(name(metadata.kind)) + (metadata.kind_origin == Origin::guess ? " (guessed)" : ""));
  if (!metadata.publisher.empty()) parts.push_back(metadata.publisher);
  parts.push_back(metadata.id);
  return fmt::format("{}", fmt::join(parts, " · "));
}

/// The others of its group, the first few by name: "b.pdf, c.html and 3 more".
std::string also_in(const Hit& hit) {
  const std::size_t unnamed = hit.ranked.also_in.size() - hit.also_in.size();
  return fmt::format("{}{}", fmt::join(hit.also_in, ", "), unnamed > 0 ? fmt::format(" and {} more", unnamed) : "");
}

void print_hit(const Hit& hit, const Question& question, bool scored, Context& context) {
  const Terminal& terminal = context.terminal();
  const bool colour = terminal.colour();
  const Metadata& metadata = hit.document.metadata;
  StyledText title;
  title.append(metadata.title.empty() ? metadata.id : metadata.title, Style::strong);
  title.link = question.links.of(metadata);
  StyledText head;
  head.append(head_line(metadata), Style::dim);
  if (hit.ranked.hits > 0) head.append(fmt::format("  {} hit{}", hit.ranked.hits, hit.ranked.hits == 1 ? "" : "s"), Style::dim);
  if (scored && hit.ranked.score > 0) head.append(fmt::format("  score {:.2f}", hit.ranked.score), Style::dim);
  const std::size_t width = terminal.width() > 20 ? terminal.width() - 6 : 0;
  std::string lead = fmt::format("{:>3}  ", hit.rank);
  for (StyledText& part : wrapped(made_safe(title), width)) {
    part.link = title.link;
    terminal.print(std::exchange(lead, "     ") + painted(part, colour) + "\n");
  }
  for (const StyledText& part : wrapped(made_safe(head), width)) terminal.print("     " + painted(part, colour) + "\n");
  for (const Passage& found : hit.passages) {
    StyledText line;
    const std::string place = citation_text(found.place);
    if (!place.empty()) line.append(place + "  ", Style::dim);
    const StyledText text = shown(hit.document, found);
    const std::size_t shift = line.text.size();
    line.text += text.text;
    for (const StyledSpan span : text.spans) line.spans.push_back({span.begin + shift, span.end + shift, span.style});
    for (const StyledText& part : wrapped(made_safe(line), width)) terminal.print("     " + (colour ? painted(part, true) : with_marks(part)) + "\n");
  }
  for (const ScorePart& part : hit.explanation.parts) {
    terminal.print(fmt::format("     {:.4f} = idf {:.4f} (in {} of {} documents) x tf {:.4f} ({} times, {} tokens, mean {:.0f})  {}\n", part.score, part.idf,
                               part.documents, hit.explanation.documents, part.saturation, part.frequency, hit.explanation.length,
                               hit.explanation.mean_length, part.leaf));
  }
  if (!hit.also_in.empty()) terminal.print("     also in " + also_in(hit) + "\n");
  terminal.print("\n");
}

std::string totals(const Ranking& ranking, const Arguments& typed) {
  const auto counted = [](std::uint64_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); };
  std::string line = counted(ranking.documents, "document");
  if (ranking.hits > 0) line += fmt::format(", {} in {}", counted(ranking.hits, "hit"), counted(ranking.passages, "sentence"));
  if (ranking.repeated > 0) line += fmt::format("; {} shown with another of the same text", ranking.repeated);
  if (!typed.group.empty()) line += fmt::format("; {} groups by {}", ranking.groups, typed.group);
  if (typed.sample > 0) return line + fmt::format("; {} drawn by chance (seed {})", ranking.page.size(), typed.seed);
  if (ranking.page.empty()) return line;
  return line + fmt::format("; {} to {} by {}", typed.offset + 1, typed.offset + ranking.page.size(), typed.sort);
}

/// A row a passage.
Table hit_table(const std::vector<Hit>& hits, bool explain) {
  Table table;
  table.name = "hits";
  table.columns = {{"rank", Align::right}, {"id"}, {"title"}, {"date"}, {"kind"}, {"source"}, {"hits", Align::right}, {"score", Align::right, 4},
                   {"page"}, {"article"}, {"note"}, {"paragraph", Align::right}, {"sentence", Align::right}, {"also_in"}, {"passage", Align::left, 3, true}};
  if (explain) table.columns.push_back({"explanation"});
  for (const Hit& hit : hits) {
    const Metadata& metadata = hit.document.metadata;
    std::string explanation;
    for (const ScorePart& part : hit.explanation.parts) {
      explanation += fmt::format("{}{}={:.4f}*{:.4f}", explanation.empty() ? "" : "; ", part.leaf, part.idf, part.saturation);
    }
    for (const Passage& found : hit.passages) {
      table.rows.push_back({static_cast<std::int64_t>(hit.rank), metadata.id, metadata.title, metadata.date ? metadata.date->to_string() : "",
                            std::string(name(metadata.kind)), metadata.publisher, std::int64_t{hit.ranked.hits}, hit.ranked.score, found.place.page,
                            found.place.article, found.place.note, std::int64_t{found.place.paragraph}, std::int64_t{found.place.sentence},
                            also_in(hit), shown(hit.document, found)});
      if (explain) table.rows.back().emplace_back(explanation);
    }
  }
  return table;
}

/// For readers a name that only repeats the value is left out, and of a long facet the most frequent values are shown.
Result<Table> facet_table(const Snapshot& snapshot, const Ranking& ranking, const std::vector<std::string>& fields, bool for_readers, std::uint64_t most) {
  Table table;
  table.name = "facets";
  table.columns = {{"facet"}, {"value"}, {"name", Align::left, 3, true}, {"documents", Align::right}, {"hits", Align::right}, {"mentions", Align::right}};
  for (const std::string& field : fields) {
    const auto facet = count_facet(snapshot, ranking.matched, ranking.matched_hits, field);
    if (!facet) return facet.error();
    const bool in_time = facet->field == "year" || facet->field == "date";  // these ascend: the first are not the most frequent
    const std::size_t all = facet->values.size();
    const std::size_t shown_values = for_readers && most > 0 && !in_time ? std::min<std::size_t>(most, all) : all;
    for (const FacetValue& value : std::span(facet->values).first(shown_values)) {
      table.rows.push_back({facet->field, value.value, for_readers && value.name == value.value ? "" : value.name, static_cast<std::int64_t>(value.documents),
                            static_cast<std::int64_t>(value.hits),
                            value.mentions > 0 ? Value(static_cast<std::int64_t>(value.mentions)) : Value()});
    }
    if (shown_values < all) table.notes.push_back(fmt::format("{}: {} of {} values shown; --facet-limit 0 shows all", facet->field, shown_values, all));
    if (facet->without > 0) table.rows.push_back({facet->field, std::string(), std::string("(without)"), static_cast<std::int64_t>(facet->without), Value(), Value()});
  }
  return table;
}

/// "actor,theme" and "--facet actor --facet theme" alike.
std::vector<std::string> facet_names(const std::vector<std::string>& typed) {
  std::vector<std::string> names;
  for (const std::string& list : typed) {
    for (std::size_t begin = 0; begin <= list.size();) {
      const std::size_t end = std::min(list.find(',', begin), list.size());
      if (end > begin) names.push_back(list.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return names;
}

void add_provenance(Table& table, const Question& question, const Ranking& ranking, const Answer& answer, Context& context) {
  table.provenance = context.provenance(*question.snapshot);
  table.provenance.emplace_back("query", print_query(question.query));
  if (question.filter) table.provenance.emplace_back("filter", print_query(*question.filter));
  table.provenance.emplace_back("documents", static_cast<std::int64_t>(ranking.documents));
  table.provenance.emplace_back("hits", static_cast<std::int64_t>(ranking.hits));
  table.provenance.emplace_back("sentences", static_cast<std::int64_t>(ranking.passages));
  for (const std::string& note : answer.notes()) table.notes.push_back(note);
  for (const std::string& note : form_notes(answer, 8)) table.notes.push_back(note);
}

int print_text(const Arguments& typed, const Question& question, const Ranking& ranking, const Answer& answer, Context& context) {
  auto hits = read_hits(question, ranking, typed);
  if (!hits) return context.fail(hits.error());
  for (const Hit& hit : *hits) {
    print_hit(hit, question, typed.sort == "relevance" && typed.sample == 0, context);
    if (context.shown != nullptr) context.shown->rows.push_back({hit.rank, hit.document.metadata.id, 0});
  }
  const auto fields = facet_names(typed.facets);
  if (!fields.empty()) {
    const auto table = facet_table(*question.snapshot, ranking, fields, true, typed.facet_limit);
    if (!table) return context.fail(table.error());
    context.answer(*table);
    context.terminal().print("\n");
  }
  context.terminal().print(totals(ranking, typed) + "\n");
  for (const std::string& note : answer.notes()) context.note("note: " + note);
  for (const std::string& note : form_notes(answer, 8)) context.note(note);
  return exit_found;
}

int print_tables(const Arguments& typed, const Question& question, const Ranking& ranking, const Answer& answer, Context& context) {
  const auto fields = facet_names(typed.facets);
  Result<Table> table = Table();
  if (fields.empty()) {
    auto hits = read_hits(question, ranking, typed);
    if (!hits) return context.fail(hits.error());
    table = hit_table(*hits, typed.explain);
  } else {
    table = facet_table(*question.snapshot, ranking, fields, false, 0);
  }
  if (!table) return context.fail(table.error());
  add_provenance(*table, question, ranking, answer, context);
  context.answer(*table);
  return exit_found;
}

int run(const Arguments& typed, Context& context) {
  const auto question = ask(typed.query, context);
  if (!question) return context.fail(question.error());
  auto answer = question->open();
  if (!answer) return context.fail(answer.error());
  if (typed.query.explain_query) {
    print_explanation(*question, *answer, context);
    return exit_found;
  }
  RankingOptions options = ranking_options(typed);
  std::optional<Duplicates> duplicates;
  if (!typed.with_duplicates && typed.sample == 0 && !typed.count) {
    auto found = Duplicates::find(*question->snapshot);
    if (!found) return context.fail(found.error());
    options.duplicates = &duplicates.emplace(std::move(*found));
  }
  const auto ranking = rank(*question->snapshot, *answer, options);
  if (!ranking) return context.fail(ranking.error());
  if (const Status health = question->snapshot->health(); !health) return context.fail(health.error());
  if (typed.count) {
    context.terminal().print(fmt::format("{}\n", ranking->documents));
    return ranking->documents > 0 ? exit_found : exit_nothing_found;
  }
  if (ranking->documents == 0) return tell_nothing_found(*question, context);
  return context.common.format == "text" ? print_text(typed, *question, *ranking, *answer, context)
                                         : print_tables(typed, *question, *ranking, *answer, context);
}

std::vector<Option> options_of(Arguments& typed) {
  std::vector<Option> options = query_options(typed.query);
  const std::vector<Option> own = {
      {"-n,--limit", "N", "Documents to show (10)", &typed.limit},
      {"--offset", "N", "Documents to pass over first", &typed.offset},
      {"--sort", "ORDER", "relevance (BM25), date, newest, title, hits, index (as ingested)", &typed.sort,
       {"relevance", "date", "newest", "title", "hits", "index"}},
      {"--passages", "N", "Passages to show of each document (3)", &typed.passages},
      {"--around", "N", "Sentences to show before and after each passage (0)", &typed.around},
      {"--facet", "FIELDS", "Count all documents found by these fields: actor,theme,kind,year,...", &typed.facets, {}, false, "field"},
      {"--facet-limit", "N", "Values to show of each facet in a table for reading; 0 for all (25)", &typed.facet_limit},
      {"--group", "FIELD", "Show one document for each value of this column; the others are counted as 'also in'", &typed.group, {}, false, "field"},
      {"--sample", "N", "Draw so many of the documents by chance", &typed.sample},
      {"--seed", "N", "Of the sample: the same seed draws the same documents (1)", &typed.seed},
      {"--with-duplicates", "", "Show each document, also those that are the same text as another", &typed.with_duplicates},
      {"--count", "", "Print the number of documents only", &typed.count},
      {"--explain", "", "Show how each score comes about", &typed.explain}};
  options.insert(options.end(), own.begin(), own.end());
  return options;
}

}  // namespace

Command search_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "search";
  command.group = "Finding";
  command.summary = "Find where something is said: documents and their best passages";
  command.details =
      "Words are joined by AND; AND, OR, NOT, NEAR/5, BEFORE/5 and IN sentence are written in capitals. \"...\" is a phrase, * any letters, "
      "word~1 a near spelling, /.../ a pattern, =Word the exact spelling, stem:word all forms, actor:uto and theme:ceasefire labels, "
      "[actor:*] \"signed\" [theme:ceasefire] a sequence, kind:report date:1994..1997-06 conditions, @name a saved query. "
      "The whole language with examples: docs/query-language.md.\n\n"
      "Totals are exact. Documents are ranked by BM25 (k1 1.2, b 0.75). Without a hit the command says why and exits with 1.";
  command.options = options_of(*typed);
  command.examples = {{"concord search 'ombudsman AND \"draft law\" IN sentence' --kind report", "both in one sentence of a report"},
                      {"concord search 'elite* NEAR/10 \"power sharing\"' --to 1997-06 --facet actor,year", "with counts by actor and year"},
                      {"concord search '[actor:*] ~3 [sign* OR initial*] ~5 [theme:ceasefire]' --format csv", "who signs a ceasefire, as a table"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
