#include "tests/support/make_document.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <tuple>

#include "corpus/text/fold.h"

namespace concord::test {
namespace {

bool is_word(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return std::isalnum(c) != 0;
  const auto starts = [&](std::string_view sign) { return text.substr(at).starts_with(sign) || (at > 0 && text.substr(at - 1).starts_with(sign)); };
  return !starts("\xC2\xAB") && !starts("\xC2\xBB");  // « »
}

class MarkupParser {
 public:
  MarkupParser(std::string_view markup, const Given& given) : x_markup(markup) {
    Metadata& metadata = x_document.metadata;
    metadata.id = given.id;
    metadata.title = given.title;
    metadata.date = Date::parse(given.date);
    assert(given.date.empty() || metadata.date);
    metadata.kind = given.kind;
    metadata.language = given.language;
    metadata.publisher = given.publisher;
    metadata.fields = given.fields;
    metadata.format = "text";
    metadata.file = {given.id, "test", markup.size(), 1, 1, 1};
  }

  Document parse() {
    strip_markup();
    add_paragraphs();
    add_annotations();
    close_divisions();
    const auto size = static_cast<std::uint32_t>(x_document.text.utf8.size());
    x_document.text.map = OffsetMap::identity(size);
    return std::move(x_document);
  }

 private:
  struct Labelled {
    std::string label;
    TextSpan span;
  };

  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(x_document.text.utf8.size()); }

  void strip_markup() {
    std::vector<Labelled> open;
    for (std::size_t at = 0; at < x_markup.size();) {
      const bool line_start = at == 0 || x_markup[at - 1] == '\n';
      if (line_start && x_markup[at] == '@') {
        at = open_division(at);
      } else if (x_markup[at] == '[' && x_markup.find('|', at) != std::string_view::npos) {
        const std::size_t bar = x_markup.find('|', at);
        open.push_back({std::string(x_markup.substr(at + 1, bar - at - 1)), {here(), here()}});
        at = bar + 1;
      } else if (x_markup[at] == ']' && !open.empty()) {
        open.back().span.end = here();
        x_labelled.push_back(open.back());
        open.pop_back();
        ++at;
      } else {
        x_document.text.utf8 += x_markup[at++];
      }
    }
    assert(open.empty());
  }

  std::size_t open_division(std::size_t at) {
    const std::size_t end = std::min(x_markup.find('\n', at), x_markup.size());
    const std::string_view line = x_markup.substr(at + 1, end - at - 1);
    const std::size_t space = std::min(line.find(' '), line.size());
    const std::string_view kind = line.substr(0, space);
    static constexpr std::string_view kinds[] = {"page",  "article",  "section",   "numbered_paragraph",
                                                 "annex", "preamble", "signatures"};
    const auto found = std::find(std::begin(kinds), std::end(kinds), kind);
    assert(found != std::end(kinds));
    Division division;
    division.kind = static_cast<DivisionKind>(found - std::begin(kinds));
    division.label = line.substr(std::min(space + 1, line.size()));
    division.span = {here(), here()};
    x_document.divisions.push_back(division);
    return std::min(end + 1, x_markup.size());
  }

  void add_paragraphs() {
    const std::string_view text = x_document.text.utf8;
    std::size_t begin = 0;
    while (begin < text.size()) {
      while (begin < text.size() && std::isspace(static_cast<unsigned char>(text[begin])) != 0) ++begin;
      std::size_t end = std::min(text.find("\n\n", begin), text.size());
      if (begin < end) add_paragraph(begin, end);
      begin = end;
    }
  }

  void add_paragraph(std::size_t begin, std::size_t end) {
    Paragraph paragraph;
    paragraph.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    paragraph.sentences.begin = static_cast<std::uint32_t>(x_document.sentences.size());
    const std::string_view text = x_document.text.utf8;
    while (begin < end) {
      std::size_t stop = text.find_first_of(".!?", begin);
      while (stop < end && stop + 1 < end && text[stop + 1] != ' ' && text[stop + 1] != '\n') {
        stop = text.find_first_of(".!?", stop + 1);
      }
      stop = std::min(stop == std::string_view::npos ? end : stop + 1, end);
      add_sentence(begin, stop);
      begin = stop;
      while (begin < end && std::isspace(static_cast<unsigned char>(text[begin])) != 0) ++begin;
    }
    paragraph.sentences.end = static_cast<std::uint32_t>(x_document.sentences.size());
    x_document.paragraphs.push_back(paragraph);
  }

  void add_sentence(std::size_t begin, std::size_t end) {
    Sentence sentence;
    sentence.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    sentence.tokens.begin = static_cast<std::uint32_t>(x_document.tokens.size());
    const std::string_view text = x_document.text.utf8;
    while (begin < end) {
      if (!is_word(text, begin)) {
        ++begin;
        continue;
      }
      std::size_t stop = begin + 1;
      while (stop < end && (is_word(text, stop) || (std::string_view("-'/.").find(text[stop]) != std::string_view::npos &&
                                                    stop + 1 < end && is_word(text, stop + 1)))) {
        ++stop;
      }
      add_token(begin, stop);
      begin = stop;
    }
    sentence.tokens.end = static_cast<std::uint32_t>(x_document.tokens.size());
    x_document.sentences.push_back(sentence);
  }

  void add_token(std::size_t begin, std::size_t end) {
    Token token;
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    const std::string_view surface = x_document.text_of(token.span);
    token.term = x_document.terms.intern(fold_term(surface));
    const bool number = std::all_of(surface.begin(), surface.end(), [](char c) { return c >= '0' && c <= '9'; });
    token.kind = number ? TokenKind::number
                        : surface.find('/') != std::string_view::npos ? TokenKind::symbol : TokenKind::word;
    x_document.tokens.push_back(token);
  }

  [[nodiscard]] std::uint32_t first_token_from(std::uint32_t offset) const {
    const auto& tokens = x_document.tokens;
    const auto at = std::lower_bound(tokens.begin(), tokens.end(), offset,
                                     [](const Token& token, std::uint32_t value) { return token.span.begin < value; });
    return static_cast<std::uint32_t>(at - tokens.begin());
  }

  void add_annotations() {
    for (Labelled& labelled : x_labelled) {
      Annotation annotation;
      annotation.negated = labelled.label.ends_with("!neg");
      if (annotation.negated) labelled.label.resize(labelled.label.size() - 4);
      annotation.span = labelled.span;
      annotation.tokens = {first_token_from(labelled.span.begin), first_token_from(labelled.span.end)};
      assert(!annotation.tokens.empty());
      annotation.label = x_document.labels.intern(labelled.label);
      annotation.rule = x_document.rules.intern("test " + std::string(x_document.text_of(labelled.span)));
      x_document.annotations.push_back(annotation);
    }
    const auto key = [&](const Annotation& a) {
      return std::tuple(a.tokens.begin, ~a.tokens.end, x_document.labels[a.label]);
    };
    std::sort(x_document.annotations.begin(), x_document.annotations.end(),
              [&](const Annotation& a, const Annotation& b) { return key(a) < key(b); });
  }

  void close_divisions() {
    auto& divisions = x_document.divisions;
    std::stable_sort(divisions.begin(), divisions.end(), [](const Division& a, const Division& b) { return a.kind < b.kind; });
    for (std::size_t i = 0; i < divisions.size(); ++i) {
      const bool last = i + 1 == divisions.size() || divisions[i + 1].kind != divisions[i].kind;
      divisions[i].span.end = last ? here() : divisions[i + 1].span.begin;
      divisions[i].tokens = {first_token_from(divisions[i].span.begin), first_token_from(divisions[i].span.end)};
    }
  }

  std::string_view x_markup;
  Document x_document;
  std::vector<Labelled> x_labelled;
};

}  // namespace

Document make_document(std::string_view markup, const Given& given) { return MarkupParser(markup, given).parse(); }

}  // namespace concord::test
