// concord stats: what the collection holds.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cooccur/overview.h"

namespace concord {
namespace {

struct Arguments {
  std::vector<std::string> by;
  std::uint64_t top = 10;
};

/// One heading with its lines; machines get all sections as one tidy table.
struct Section {
  std::string name;
  Table table;
};

Table section_table(std::string first_column, bool mentions) {
  Table table;
  table.columns = {{std::move(first_column), Align::left, 0, true}};
  if (mentions) {
    table.columns.push_back({"name", Align::left, 0, true});
    table.columns.push_back({"mentions", Align::right, 0});
    table.columns.push_back({"negated", Align::right, 0});
  }
  table.columns.push_back({"documents", Align::right, 0});
  table.columns.push_back({"share", Align::right, 3});
  return table;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

Section totals(const Overview& counts) {
  Table table;
  table.columns = {{"what", Align::left, 0}, {"count", Align::right, 0}};
  const auto add = [&](const char* what, std::uint64_t number) {
    table.rows.push_back({std::string(what), static_cast<std::int64_t>(number)});
  };
  std::uint64_t mentions = 0;
  for (const LabelCount& label : counts.labels) mentions += label.mentions;
  add("documents", counts.documents);
  add("tokens", counts.tokens);
  add("sentences", counts.sentences);
  add("paragraphs", counts.paragraphs);
  add("mentions", mentions);
  add("failures", counts.failed);
  return {"totals", std::move(table)};
}

Section by_field(const Snapshot& snapshot, const std::string& field, std::uint32_t documents) {
  Table table = section_table(field, false);
  std::uint32_t told = 0;
  for (const auto& [value, count] : documents_by(snapshot, field)) {
    told += count;
    table.rows.push_back({value.empty() ? std::string("(empty)") : value, std::int64_t{count}, share(count, documents)});
  }
  // A document may have several values of a column; only where each has one at most can the rest be told.
  if (told < documents) table.rows.push_back({std::string("(not known)"), std::int64_t{documents - told}, share(documents - told, documents)});
  return {"by " + field, std::move(table)};
}

Section top_labels(const Snapshot& snapshot, const Overview& counts, const std::string& family, std::uint64_t top) {
  Table table = section_table(family, true);
  std::uint64_t met = 0;
  for (const LabelCount& label : counts.labels) {
    if (!label.label.starts_with(family + ":")) continue;
    if (++met > top) continue;
    const Label* known = snapshot.catalogue().find(label.label);
    table.rows.push_back({label.label, known != nullptr ? known->name : std::string(), static_cast<std::int64_t>(label.mentions),
                          static_cast<std::int64_t>(label.negated), std::int64_t{label.documents}, share(label.documents, counts.documents)});
  }
  if (met > top) table.notes.push_back(fmt::format("{} more {}s: --top {}", met - top, family, met));
  return {fmt::format("{}s", family), std::move(table)};
}

/// section, item, measure, value: one row a number.
Table tidy(const std::vector<Section>& sections) {
  Table table;
  table.name = "stats";
  table.columns = {{"section"}, {"item"}, {"measure"}, {"value"}};
  for (const Section& section : sections) {
    for (const auto& row : section.table.rows) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        table.rows.push_back({section.name, show(row[0], 0), section.table.columns[i].name, row[i]});
      }
    }
  }
  return table;
}

int run(const Arguments& typed, Context& context) {
  const auto snapshot = context.snapshot();
  if (!snapshot) return context.fail(snapshot.error());

  const Overview counts = overview(**snapshot, {"actor", "theme"});
  std::vector<Section> sections = {totals(counts)};
  for (const std::string& field : typed.by) sections.push_back(by_field(**snapshot, field, counts.documents));
  sections.push_back(top_labels(**snapshot, counts, "actor", typed.top));
  sections.push_back(top_labels(**snapshot, counts, "theme", typed.top));

  if (const Status health = (*snapshot)->health(); !health) return context.fail(health.error());
  if (context.common.format == "text") {
    for (Section& section : sections) {
      if (&section == &sections.back()) section.table.provenance = context.provenance(**snapshot);
      context.heading(section.name);
      context.answer(section.table);
    }
  } else {
    Table table = tidy(sections);
    table.provenance = context.provenance(**snapshot);
    context.answer(table);
  }
  return counts.documents > 0 ? exit_found : exit_nothing_found;
}

}  // namespace

Command stats_command() {
  const auto typed = std::make_shared<Arguments>();
  typed->by = {"kind", "year", "lang"};
  Command command;
  command.name = "stats";
  command.group = "Count and compare";
  command.summary = "What the collection holds: documents by kind, year, language; tokens; top actors and themes; failures";
  command.options = {{"--by", "FIELD", "Count documents by this field (kind, year, lang, source or a manifest column); may be repeated", &typed->by, {}, false, "field"},
                     {"-n,--top", "N", "How many actors and themes (default 10)", &typed->top}};
  command.examples = {{"concord stats", "the whole collection"},
                      {"concord stats --by source --by country", "by publisher and by the manifest's column 'country'"},
                      {"concord stats --format csv", "the same for a spreadsheet: section, item, measure, value"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
