#include "pipeline/annotate/segmenter.h"

#include <algorithm>

#include "corpus/text/ascii.h"
#include "pipeline/annotate/paragraph_finder.h"

namespace concord {
namespace {

bool has_letter_or_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_ascii_alnum(c) || static_cast<unsigned char>(c) >= 0x80; });
}

constexpr std::size_t stops_at_once = 4096;
const std::vector<Mark> no_marks;

// The first mark that ends after `at`.
std::vector<Mark>::const_iterator first_mark(const std::vector<Mark>& marks, std::uint32_t at) {
  return std::partition_point(marks.begin(), marks.end(), [at](const Mark& one) { return one.span.end <= at; });
}

bool has_mark(const std::vector<Mark>& marks, TextSpan span) {
  const auto mark = first_mark(marks, span.begin);
  return mark != marks.end() && mark->span.begin < span.end;
}

bool has_furniture(const std::vector<Mark>& marks, TextSpan span) {
  for (auto mark = first_mark(marks, span.begin); mark != marks.end() && mark->span.begin < span.end; ++mark) {
    if (is_furniture(mark->kind)) return true;
  }
  return false;
}

// True when a block of the reader is the second half of the one before: only furniture between, and the text goes on.
bool continues(const Document& document, const FoundParagraph& before, const FoundParagraph& block) {
  if (before.kind == BlockKind::heading || block.kind != BlockKind::paragraph) return false;
  const TextSpan gap{before.span.end, block.span.begin};
  const std::string_view between = document.text_of(gap);
  const bool page = between.find('\f') != std::string_view::npos || has_furniture(document.marks, gap);
  return page && trimmed(document.text.utf8, document.marks, gap).empty() &&
         !ends_closed(document.text_of(before.span)) && begins_small(document.text_of(block.span));
}

// The paragraphs of the whole document: blocks, and by lines what the blocks leave out.
std::vector<FoundParagraph> find_paragraphs(const Document& document) {
  std::vector<FoundParagraph> found;
  ParagraphFinder by_lines;
  const std::string_view text = document.text.utf8;
  std::vector<Block> blocks = document.blocks;
  std::stable_sort(blocks.begin(), blocks.end(),
                   [](const Block& a, const Block& b) { return a.span.begin < b.span.begin; });
  std::uint32_t at = 0;
  for (const Block& block : blocks) {
    const TextSpan span = trimmed(text, document.marks, {std::max(at, block.span.begin), std::max(at, block.span.end)});
    if (span.empty()) continue;
    if (!trimmed(text, document.marks, {at, span.begin}).empty()) by_lines.find(document, {at, span.begin}, found);
    const FoundParagraph paragraph{span, block.kind};
    if (!found.empty() && continues(document, found.back(), paragraph)) {
      found.back().span.end = span.end;
    } else {
      found.push_back(paragraph);
    }
    at = span.end;
  }
  by_lines.find(document, {at, static_cast<std::uint32_t>(text.size())}, found);
  return found;
}

/// "en, ru": the document's own first. A column of the manifest with this name stays.
void note_languages(const std::vector<LanguageRun>& runs, Metadata& metadata) {
  if (runs.empty()) return;
  std::vector<std::string> tags = {metadata.language};
  for (const LanguageRun& run : runs) {
    if (std::find(tags.begin(), tags.end(), run.tag) == tags.end()) tags.push_back(run.tag);
  }
  std::string all;
  for (const std::string& tag : tags) all += (all.empty() ? "" : ", ") + tag;
  metadata.fields.emplace(languages_field, all);
}

}  // namespace

Status Segmenter::operator()(Document& document) {
  document.paragraphs.clear();
  document.sentences.clear();
  const std::vector<FoundParagraph> paragraphs = find_paragraphs(document);
  std::vector<TextSpan> spans;
  for (const FoundParagraph& found : paragraphs) spans.push_back(found.span);
  const std::vector<LanguageRun> runs = x_languages(document, spans);
  note_languages(runs, document.metadata);
  const SentenceRules own(document.metadata.language);
  auto run = runs.begin();
  SentenceRules foreign("");
  std::uint32_t foreign_end = 0;  // of the run that `foreign` is for
  for (const FoundParagraph& found : paragraphs) {
    if (!has_letter_or_digit(document.text_of(found.span))) continue;
    for (; run != runs.end() && run->span.begin <= found.span.begin; ++run) {
      foreign = SentenceRules(run->tag);
      foreign_end = run->span.end;
    }
    const SentenceRules& rules = found.span.begin < foreign_end ? foreign : own;
    const auto first = static_cast<std::uint32_t>(document.sentences.size());
    if (has_mark(document.marks, found.span)) {
      const std::string_view text = masked(document, found.span);
      add_sentences(document, rules, text, {0, found.span.size()}, found.span.begin);
    } else {
      add_sentences(document, rules, document.text.utf8, found.span, 0);
    }
    const auto last = static_cast<std::uint32_t>(document.sentences.size());
    if (first != last) document.paragraphs.push_back({found.span, {first, last}, found.kind});
  }
  return {};
}

// A copy of the paragraph in which what is marked is spaces, byte for byte.
std::string_view Segmenter::masked(const Document& document, TextSpan span) {
  x_masked.assign(document.text_of(span));
  for (auto mark = first_mark(document.marks, span.begin); mark != document.marks.end() && mark->span.begin < span.end;
       ++mark) {
    const std::uint32_t begin = std::max(mark->span.begin, span.begin) - span.begin;
    const std::uint32_t end = std::min(mark->span.end, span.end) - span.begin;
    std::fill(x_masked.begin() + begin, x_masked.begin() + end, ' ');
  }
  return x_masked;
}

void Segmenter::add_sentences(Document& document, const SentenceRules& rules, std::string_view text, TextSpan paragraph,
                              std::uint32_t shift) {
  std::uint32_t begin = paragraph.begin;
  const auto close = [&](std::uint32_t end) {
    const TextSpan span = trimmed(text, no_marks, {begin, end});
    if (has_letter_or_digit(slice(text, span)))
      document.sentences.push_back({{span.begin + shift, span.end + shift}, {}});
  };
  for (std::uint32_t at = paragraph.begin; at < paragraph.end;) {
    x_stops.clear();
    at = find_stops(text, paragraph, at, LineEnds::space, stops_at_once, x_stops);
    for (const Stop& stop : x_stops) {
      if (stop.begin < begin) continue;  // inside the footnote figure of the last one
      const SentenceRules::Verdict verdict = rules.judge(text, {begin, paragraph.end}, stop);
      if (!verdict.breaks) continue;
      close(verdict.end);
      begin = verdict.next;
    }
  }
  close(paragraph.end);
}

}  // namespace concord
