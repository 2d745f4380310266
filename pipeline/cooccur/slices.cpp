#include "pipeline/cooccur/slices.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "pipeline/cooccur/axis.h"

namespace concord {
namespace {

constexpr std::string_view none = "(none)";

int number_in(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// Periods of one kind numbered through, and back.
int ordinal_of(int year, int month, Period period) {
  switch (period) {
    case Period::month: return year * 12 + month - 1;
    case Period::quarter: return year * 4 + (month - 1) / 3;
    case Period::year: return year;
    case Period::decade: return year / 10;
  }
  return year;
}

std::string name_of(int ordinal, Period period) {
  switch (period) {
    case Period::month: return std::to_string(ordinal / 12) + "-" + two_digits(ordinal % 12 + 1);
    case Period::quarter: return std::to_string(ordinal / 4) + "-Q" + std::to_string(ordinal % 4 + 1);
    case Period::year: return std::to_string(ordinal);
    case Period::decade: return std::to_string(ordinal) + "0s";
  }
  return {};
}

int ordinal_of(std::string_view name, Period period) {
  const int year = number_in(name.substr(0, 4));
  if (period == Period::month) return ordinal_of(year, number_in(name.substr(5)), period);
  if (period == Period::quarter) return ordinal_of(year, number_in(name.substr(6)) * 3, period);
  return ordinal_of(year, 1, period);
}

// Value of each document, from the terms "key=value".
using Values = std::map<std::string, std::vector<DocNo>>;

void add_documents(const Snapshot& snapshot, std::string_view term, std::vector<DocNo>& out) {
  const auto postings = snapshot.postings(Field::meta, term);
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) out.push_back(number);
}

Values values_of(const Snapshot& snapshot, std::string_view key) {
  Values values;
  for (const std::string& term : metadata_values(snapshot, key)) {
    add_documents(snapshot, term, values[term.substr(key.size() + 1)]);
  }
  return values;
}

Values periods_of(const Snapshot& snapshot, Period period) {
  Values values;
  for (const std::string& term : metadata_values(snapshot, "date")) {
    const auto date = Date::parse(std::string_view(term).substr(5));
    const auto name = date ? period_name(*date, period) : std::nullopt;
    if (name) add_documents(snapshot, term, values[*name]);
  }
  return values;
}

}  // namespace

std::optional<std::string> period_name(const Date& date, Period period) {
  const auto ordinal = [&](Day day) { return ordinal_of(day / 10000, day / 100 % 100, period); };
  if (ordinal(date.begin) != ordinal(date.end)) return std::nullopt;
  return name_of(ordinal(date.begin), period);
}

std::vector<std::string> periods_between(std::string_view first, std::string_view last, Period period) {
  std::vector<std::string> names;
  for (int ordinal = ordinal_of(first, period); ordinal <= ordinal_of(last, period); ++ordinal) {
    names.push_back(name_of(ordinal, period));
  }
  return names;
}

std::optional<Period> parse_period(std::string_view name) {
  if (name == "month") return Period::month;
  if (name == "quarter") return Period::quarter;
  if (name == "year") return Period::year;
  if (name == "decade") return Period::decade;
  return std::nullopt;
}

Slices Slices::whole(const Snapshot& snapshot) { return {"", {""}, std::vector<SliceNo>(snapshot.end(), 0)}; }

Result<Slices> Slices::by_column(const Snapshot& snapshot, std::string_view by) {
  const std::string key = fold_term(by);
  const auto period = parse_period(key);
  const Values values = period && *period != Period::year ? periods_of(snapshot, *period) : values_of(snapshot, key);
  if (values.empty()) {
    return Error{ErrorCode::usage, std::string(by), "no document has a value to slice by",
                 "columns of the metadata (kind, year, source, lang, ...), month, quarter or decade"};
  }
  Slices slices;
  slices.by = key;
  const auto unset = static_cast<SliceNo>(values.size());
  slices.of_document.assign(snapshot.end(), unset);
  for (const auto& [name, documents] : values) {
    for (const DocNo number : documents) slices.of_document[number] = static_cast<SliceNo>(slices.names.size());
    slices.names.push_back(name);
  }
  // A gap in the numbers has no value either; only a document that lives makes "(none)" necessary.
  const auto postings = snapshot.postings(Field::state, "document");
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    if (slices.of_document[number] != unset) continue;
    slices.names.emplace_back(none);
    return slices;
  }
  std::replace(slices.of_document.begin(), slices.of_document.end(), unset, SliceNo{0});
  return slices;
}

Result<Slices> Slices::two_sets(const DocumentSet& one, const DocumentSet& other) {
  DocumentSet shared = one;
  shared &= other;
  if (shared.size() != 0) {
    return Error{ErrorCode::usage, "comparison", std::to_string(shared.size()) + " documents are in both collections",
                 "exclude one from the other, for example with AND NOT"};
  }
  Slices slices;
  slices.by = "collection";
  slices.names = {"1", "2"};
  slices.of_document.assign(one.end(), no_slice);
  for (DocNo number = 0; number < one.end(); ++number) {
    if (one.contains(number)) slices.of_document[number] = 0;
    if (other.contains(number)) slices.of_document[number] = 1;
  }
  return slices;
}

void Slices::restrict_to(const DocumentSet& documents) {
  for (DocNo number = 0; number < of_document.size(); ++number) {
    if (!documents.contains(number)) of_document[number] = no_slice;
  }
}

}  // namespace concord
