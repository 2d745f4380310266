#include "pipeline/search/query.h"

#include <algorithm>
#include <utility>

namespace concord {
namespace {

bool same_trees(const std::vector<Query>& a, const std::vector<Query>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_tree);
}

// One overload a form that holds other queries; the plain ones have operator==.
template <class Form>
bool same_form(const Form& a, const Form& b) { return a == b; }
bool same_form(const Sequence& a, const Sequence& b) { return a.gaps == b.gaps && same_trees(a.items, b.items); }
bool same_form(const And& a, const And& b) { return same_trees(a.parts, b.parts); }
bool same_form(const Or& a, const Or& b) { return same_trees(a.parts, b.parts); }
bool same_form(const Not& a, const Not& b) { return same_trees(a.part, b.part); }
bool same_form(const Near& a, const Near& b) {
  return a.distance == b.distance && a.ordered == b.ordered && same_trees(a.parts, b.parts);
}
bool same_form(const Enclosed& a, const Enclosed& b) {
  return a.unit == b.unit && a.outside == b.outside && same_trees(a.parts, b.parts);
}

void append_parts(std::vector<Query>& parts, Query query) {
  if (auto* all = std::get_if<And>(&query.form)) {
    for (Query& part : all->parts) parts.push_back(std::move(part));
  } else {
    parts.push_back(std::move(query));
  }
}

}  // namespace

bool same_tree(const Query& a, const Query& b) {
  if (a.form.index() != b.form.index()) return false;
  return std::visit(
      [&b](const auto& form) { return same_form(form, std::get<std::decay_t<decltype(form)>>(b.form)); }, a.form);
}

const std::vector<std::string_view>& unit_names() {
  static const std::vector<std::string_view> names = {"sentence", "paragraph", "page",     "article",   "section",
                                                      "annex",    "preamble",  "signatures", "numbered_paragraph"};
  return names;
}

bool is_unit(std::string_view name) {
  const auto& names = unit_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

Query both(Query a, Query b) {
  if (std::holds_alternative<AllDocuments>(a.form)) return b;
  if (std::holds_alternative<AllDocuments>(b.form)) return a;
  const QuerySpan source = {a.source.begin, b.source.end};
  And all;
  append_parts(all.parts, std::move(a));
  append_parts(all.parts, std::move(b));
  return {std::move(all), source};
}

}  // namespace concord
