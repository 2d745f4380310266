#include "pipeline/chronicle/reference_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "corpus/text/ascii.h"
#include "corpus/text/fold.h"
#include "pipeline/chronicle/short_names.h"
#include "pipeline/chronicle/symbol.h"

namespace concord {
namespace {

RE2::Options options() {
  RE2::Options made;
  made.set_max_mem(8 << 20);
  made.set_log_errors(false);
  return made;
}

TextSpan span_of(std::string_view text, const re2::StringPiece& piece) {
  const auto begin = static_cast<std::uint32_t>(piece.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(piece.size())};
}

bool is_out_of_the_text(MarkKind kind) {
  return kind == MarkKind::running_head || kind == MarkKind::running_foot || kind == MarkKind::page_number || kind == MarkKind::boilerplate;
}

bool in_furniture(const Document& document, TextSpan span) {
  return std::any_of(document.marks.begin(), document.marks.end(),
                     [&](const Mark& mark) { return is_out_of_the_text(mark.kind) && mark.span.overlaps(span); });
}

void add(std::vector<Reference>& references, Reference reference, const Document& document) {
  if (in_furniture(document, reference.span)) return;
  const bool taken = std::any_of(references.begin(), references.end(), [&](const Reference& other) { return other.span.overlaps(reference.span); });
  if (!taken) references.push_back(std::move(reference));
}

std::string lower(std::string_view text) { return fold_term(text); }

}  // namespace

struct ReferenceFinder::Patterns {
  void add_numbers(const Document& document, std::vector<Reference>& found) const;

  RE2 words{R"((?i)(?:^|[^\p{L}\p{N}])((?:(security council|general assembly|conseil de sécurité|assemblée générale|consejo de seguridad|asamblea general|совета безопасности)(?:'s)?\s+)?)"
            R"((?:resolutions?|résolutions?|resoluci[óo]n(?:es)?|резолюци\p{L}*)\s+(no\.?\s*|nos\.?\s*|n[°º]\s*|№\s*)?(\d{1,4}(?:/\d{1,4}(?: [A-F]\b)?)?)(?:\s*\(\s*((?:19|20)\d\d|[IVXLC]{1,7})\s*\))?))",
            options()};
  RE2 next_in_list{R"((?:\s+(?:of|du|de|del|от)\s+\d{1,2}\s+(?:de\s+)?\p{L}+\s+(?:de\s+)?\d{4}(?:\s+года)?)?(?:\s*,\s*(?:and\s+)?|\s+(?:and|et|y|и)\s+)((\d{1,4})\s*\(\s*((?:19|20)\d\d|[IVXLC]{1,7})\s*\)))", options()};
  RE2 next_of_assembly{R"((?:\s+of\s+\d{1,2}\s+\p{L}+\s+\d{4})?(?:\s*,\s*(?:and\s+)?|\s+and\s+)((\d{2,3}/\d{1,4}(?: [A-F]\b)?)))", options()};
  RE2 year_behind{R"(\s+(?:of|du|de|от)\s+(?:\d{1,2}\s+)?(?:de\s+)?(?:\p{L}+\s+)?(?:de\s+)?((?:19|20)\d\d))", options()};
  RE2 osce{R"(\b((?:PC|FSC|CIO|SEC|ODIHR|MC|CSO|CPC)\(\d{1,2}\)\.(?:DEC|JOUR|GAL|DEL|DOC)/\d+(?:/\d{2,4})?))", options()};
  RE2 osce_dotted{R"(\b((?:PC|FSC|MC|CIO|SEC|ODIHR|SUM|HCNM|REF|DOC)(?:\.[A-Z]{1,6})+/\d+(?:/\d{2,4})?))", options()};
  RE2 torn{R"(\b(A/\d{2,3}/) (PV\.\d+)\b)", options()};                 // A/63/ PV.1
  RE2 small{R"((?:^|[\s(])(s/(?:19|20)\d\d/\d{1,4}\b))", options()};  // s/1994/1067
  RE2 csce{R"((?:^|[\s(])((?:CSCE/)?\d{1,2}-(?:CSO|PC|C)/(?:Dec\.|Journal(?: No\.)?) ?\d{1,3}))", options()};  // of 1992 to 1995
  RE2 garbled{R"((?:^|[\s(])([S5$§]{1,2}/(?:(?:RES|PRST|PV)/)?[0-9IlOo$:]{1,5}(?:/[0-9IlOo$:.,]*[0-9IlOo])?(?:/[A-Z0-9][\w.]*)?))", options()};
  RE2 part{R"((?i)\s*,?\s*((?:annex(?:es)?|appendix)(?:\s+[IVX\d]+)?(?:\s+(?:and|to)\s+[IVX\d]+)?(?:,\s*(?:appendix|paras?\.)\s*[IVX\d]+)?|paras?\.\s*\d+(?:\s*[-–]\s*\d+|\s+and\s+\d+)?))", options()};
};

ReferenceFinder::ReferenceFinder(SideLexicon texts) : x_patterns(std::make_unique<Patterns>()), x_texts(std::move(texts)) {}
ReferenceFinder::~ReferenceFinder() = default;
ReferenceFinder::ReferenceFinder(ReferenceFinder&&) noexcept = default;
ReferenceFinder& ReferenceFinder::operator=(ReferenceFinder&&) noexcept = default;
const SideLexicon& ReferenceFinder::texts() const { return x_texts; }

namespace {

std::string resolution_id(std::string_view body, std::string_view number, std::string_view year) {
  const std::string folded = lower(body);
  const bool assembly = folded.starts_with("general") || folded.starts_with("asamblea") || folded.starts_with("assemblee");
  if (number.find('/') != std::string_view::npos) return "A/RES/" + std::string(number);
  const bool roman = !year.empty() && (year[0] < '0' || year[0] > '9');
  if (assembly || roman) return "A/RES/" + std::string(number) + (year.empty() ? "" : " (" + std::string(year) + ")");
  return resolution_symbol(number, year);
}

/// Months by name: of a date that stands right behind a symbol.
int month_behind(std::string_view rest) {
  static const RE2 pattern{R"((?i)[\s,)]*(?:of\s+)?(?:\d{1,2}\s+)?(january|february|march|april|may|june|july|august|september|october|november|december)\s+(\d{4}))"};
  static constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  re2::StringPiece input(rest.data(), std::min<std::size_t>(rest.size(), 60));
  std::string month;
  if (!RE2::Consume(&input, pattern, &month)) return 0;
  return static_cast<int>(months.find(lower(month).substr(0, 3)) / 3) + 1;
}

/// Documents of a year are numbered as they come in: a low number cannot be of autumn.
std::string doubt_of_month(std::string_view id, std::string_view rest) {
  static const RE2 yearly{R"(S/\d{4}/(\d+))"};
  int number = 0;
  const int month = month_behind(rest);
  if (month < 3 || !RE2::FullMatch(re2::StringPiece(id.data(), id.size()), yearly, &number) || number >= 25 * (month - 1)) return {};
  return "number " + std::to_string(number) + " of a year is of its first weeks, the text says month " + std::to_string(month);
}

}  // namespace

namespace {

using Found = std::vector<Reference>;

re2::StringPiece piece_of(const Document& document) { return {document.text.utf8.data(), document.text.utf8.size()}; }
std::string_view view(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

void add_symbols(const Document& document, Found& found) {
  const std::string_view text = document.text.utf8;
  for (const Token& token : document.tokens) {
    if (token.kind != TokenKind::symbol) continue;
    auto symbol = parse_symbol(document.text_of(token.span));
    if (!symbol) continue;
    if (symbol->doubt.empty()) symbol->doubt = doubt_of_month(symbol->id, text.substr(token.span.end));
    add(found, {token.span, std::move(symbol->id), std::move(symbol->also), {}, std::move(symbol->doubt), {}}, document);
  }
}

/// Symbols of the CSCE of 1992 to 1995.
void add_csce(const Document& document, const RE2& pattern, Found& found) {
  re2::StringPiece rest = piece_of(document);
  re2::StringPiece all;
  while (RE2::FindAndConsume(&rest, pattern, &all)) {
    std::string id(view(all));
    std::erase(id, ' ');
    add(found, {span_of(document.text.utf8, all), id.starts_with("CSCE/") ? id : "CSCE/" + id, {}, {}, {}, {}}, document);
  }
}

void add_osce(const Document& document, const RE2& pattern, Found& found) {
  re2::StringPiece rest = piece_of(document);
  re2::StringPiece all;
  while (RE2::FindAndConsume(&rest, pattern, &all)) {
    if (auto symbol = parse_symbol(view(all))) add(found, {span_of(document.text.utf8, all), symbol->id, {}, {}, {}, {}}, document);
  }
}

void add_garbled(const Document& document, const RE2& pattern, Found& found) {
  re2::StringPiece rest = piece_of(document);
  re2::StringPiece all;
  while (RE2::FindAndConsume(&rest, pattern, &all)) {
    const std::string written(view(all));
    if (std::count_if(written.begin(), written.end(), is_ascii_digit) < 3) continue;
    if (const auto right = parse_symbol(written); right && right->doubt.empty()) continue;
    add(found, {span_of(document.text.utf8, all), written, {}, {}, "no symbol has this form", reread_symbol(written).value_or("")}, document);
  }
}

/// "PC.SHDM.DEC/3", "ODIHR.GAL/12/99".
void add_dotted(const Document& document, const RE2& pattern, Found& found) {
  re2::StringPiece rest = piece_of(document);
  re2::StringPiece all;
  while (RE2::FindAndConsume(&rest, pattern, &all)) add(found, {span_of(document.text.utf8, all), std::string(view(all)), {}, {}, {}, {}}, document);
}

/// What is one symbol to every reader: a blank inside, a small letter.
void add_torn(const Document& document, const RE2& torn, const RE2& small, Found& found) {
  re2::StringPiece rest = piece_of(document);
  re2::StringPiece first, second;
  while (RE2::FindAndConsume(&rest, torn, &first, &second)) {
    const TextSpan span{span_of(document.text.utf8, first).begin, span_of(document.text.utf8, second).end};
    add(found, {span, std::string(view(first)) + std::string(view(second)), {}, {}, {}, {}}, document);
  }
  rest = piece_of(document);
  while (RE2::FindAndConsume(&rest, small, &first)) add(found, {span_of(document.text.utf8, first), "S" + std::string(view(first).substr(1)), {}, {}, {}, {}}, document);
}

/// "annex I", "para. 12" behind a symbol.
void add_parts(const Document& document, const RE2& pattern, Found& found) {
  const std::string_view text = document.text.utf8;
  for (Reference& reference : found) {
    re2::StringPiece behind(text.data() + reference.span.end, std::min<std::size_t>(text.size() - reference.span.end, 60));
    re2::StringPiece part;
    if (reference.id.find('/') != std::string::npos && RE2::Consume(&behind, pattern, &part)) reference.part = std::string(view(part));
  }
}

}  // namespace

/// "resolutions 968 (1994) and 999 (1995)", "resolution 49/240".
void ReferenceFinder::Patterns::add_numbers(const Document& document, Found& found) const {
  const std::string_view text = document.text.utf8;
  re2::StringPiece rest = piece_of(document);
  re2::StringPiece all, body, sign, number, year;
  while (RE2::FindAndConsume(&rest, words, &all, &body, &sign, &number, &year)) {
    std::string_view year_text = view(year);
    if (year_text.empty()) {
      // Without a year it is a number only where something says so.
      if (body.empty() && sign.empty() && number.find('/') == re2::StringPiece::npos) continue;
      re2::StringPiece after = rest;
      re2::StringPiece dated;
      if (RE2::Consume(&after, year_behind, &dated)) year_text = view(dated);
    }
    add(found, {span_of(text, all), resolution_id(view(body), view(number), year_text), {}, {}, {}, {}}, document);
    re2::StringPiece each, next_number, next_year;
    while (number.find('/') != re2::StringPiece::npos && RE2::Consume(&rest, next_of_assembly, &each, &next_number)) {
      add(found, {span_of(text, each), resolution_id({}, view(next_number), {}), {}, {}, {}, {}}, document);
    }
    while (!year.empty() && RE2::Consume(&rest, next_in_list, &each, &next_number, &next_year)) {
      add(found, {span_of(text, each), resolution_id(view(body), view(next_number), view(next_year)), {}, {}, {}, {}}, document);
    }
  }
}

std::vector<Reference> ReferenceFinder::find(Document& document) {
  Found found;
  add_csce(document, x_patterns->csce, found);
  add_torn(document, x_patterns->torn, x_patterns->small, found);
  add_symbols(document, found);
  x_patterns->add_numbers(document, found);
  add_osce(document, x_patterns->osce, found);
  add_dotted(document, x_patterns->osce_dotted, found);
  add_garbled(document, x_patterns->garbled, found);
  for (const SideMention& mention : x_texts.find(document)) {
    add(found, {mention.span, x_texts.entries()[mention.entry].label(), {}, {}, {}, {}}, document);
  }
  add_parts(document, x_patterns->part, found);
  std::sort(found.begin(), found.end(), [](const Reference& a, const Reference& b) { return a.span < b.span; });
  add_short_names(document, x_texts, found);
  return found;
}

namespace {

/// S/1996/754 out of "UNMOT_S_1996_754.pdf" or "S_RES_968_1994.txt"; what stands behind it makes the file an excerpt.
std::optional<std::string> symbol_of_name(std::string_view path, bool& excerpt) {
  static const RE2 report{R"((?:^|[_\-/ ])([SA])_(\d{2,4})_(\d{1,4})((?:_Add[._]?\d+)?)([_\-][^.]*)?(?:\.[a-z]+)?$)"};
  static const RE2 resolution{R"((?:^|[_\-/ ])S_RES_(\d{1,4})_?\(?((?:19|20)\d\d)\)?[^/]*$)"};
  const re2::StringPiece input(path.data(), path.size());
  std::string organ, year, number, addendum, more;
  if (RE2::PartialMatch(input, resolution, &number, &year)) return resolution_symbol(number, year);
  if (!RE2::PartialMatch(input, report, &organ, &year, &number, &addendum, &more)) return std::nullopt;
  excerpt = !more.empty();
  const auto symbol = parse_symbol(organ + "/" + year + "/" + number);
  return symbol && symbol->doubt.empty() ? std::optional(symbol->id) : std::nullopt;
}

/// The symbol at the head of a text: in its first line, or alone on one of its first lines.
std::optional<DocumentSymbol> symbol_at_head(const Document& document) {
  const std::string_view text = document.text.utf8;
  std::size_t line_begin = 0;
  for (int line = 0; line < 14 && line_begin < text.size(); ++line) {
    const std::size_t line_end = std::min(text.find('\n', line_begin), text.size());
    for (const Token& token : document.tokens) {
      if (token.span.begin >= line_end) break;
      if (token.kind != TokenKind::symbol || token.span.begin < line_begin) continue;
      const bool alone = text.substr(line_begin, token.span.begin - line_begin).find_first_not_of(" \t") == std::string_view::npos &&
                         text.substr(token.span.end, line_end - std::min<std::size_t>(line_end, token.span.end)).find_first_not_of(" \t\r") == std::string_view::npos;
      if (!alone && line > 0) continue;
      if (auto symbol = parse_symbol(document.text_of(token.span)); symbol && symbol->doubt.empty()) return symbol;
    }
    line_begin = line_end + 1;
  }
  return std::nullopt;
}

/// Named texts in the title whose date is the document's.
void add_named(Document& document, SideLexicon& texts, std::set<std::string>& ids) {
  if (!document.metadata.date) return;
  const std::string day = document.metadata.date->to_string();
  const std::size_t opening = std::min<std::size_t>(document.text.utf8.size(), 400);
  for (const SideMention& mention : texts.find(document)) {
    if (mention.span.begin > opening) break;
    const Entry& entry = texts.entries()[mention.entry];
    const auto date = entry.identifiers.find("date");
    if (date != entry.identifiers.end() && date->second == day) ids.insert(entry.label());
  }
}

}  // namespace

OwnTexts own_texts(Document& document, SideLexicon& texts) {
  OwnTexts own;
  std::set<std::string> ids;
  const Metadata& metadata = document.metadata;
  const auto add_symbol = [&](const std::optional<DocumentSymbol>& symbol) {
    if (!symbol) return;
    ids.insert(symbol->id);
    if (!symbol->also.empty()) ids.insert(symbol->also);
  };
  const auto typed = metadata.fields.find("symbol");
  if (typed != metadata.fields.end()) {
    add_symbol(parse_symbol(typed->second));
  } else if (const auto named = symbol_of_name(metadata.file.path, own.excerpt)) {
    if (!own.excerpt) ids.insert(*named);
  } else {
    add_symbol(symbol_at_head(document));
  }
  if (metadata.kind == Kind::treaty || metadata.kind == Kind::statement || metadata.kind == Kind::resolution) add_named(document, texts, ids);
  own.ids.assign(ids.begin(), ids.end());
  return own;
}

}  // namespace concord
