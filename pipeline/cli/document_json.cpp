#include "pipeline/cli/document_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "corpus/text/footnotes.h"
#include "lexicons/learned_aliases.h"
#include "pipeline/annotate/paragraph_languages.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

Json span_json(TextSpan span) { return {span.begin, span.end}; }

void add_source(Json& object, const Document& document, TextSpan span) {
  if (!document.text.map.has_source()) return;
  const SourceSpan source = document.text.map.to_source(span);
  object["source"] = {source.begin, source.end};
}

std::string_view mark_name(MarkKind kind) {
  static constexpr std::string_view names[] = {"running-head", "running-foot", "page-number", "footnote-mark", "boilerplate", "line-hyphen", "soft-hyphen"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view division_name(DivisionKind kind) {
  static constexpr std::string_view names[] = {"page", "article", "section", "numbered-paragraph", "annex", "preamble", "signatures"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view token_name(TokenKind kind) {
  static constexpr std::string_view names[] = {"word", "number", "symbol"};
  return names[static_cast<std::size_t>(kind)];
}

Json metadata_json(const Metadata& known) {
  Json json = {{"id", known.id}, {"title", known.title}, {"title_origin", name(known.title_origin)}};
  json["date"] = known.date ? Json(known.date->to_string()) : Json(nullptr);
  json["date_origin"] = name(known.date_origin);
  json["kind"] = name(known.kind);
  json["kind_origin"] = name(known.kind_origin);
  if (!known.kind_evidence.empty()) json["kind_evidence"] = known.kind_evidence;
  json["language"] = known.language;
  json["language_confidence"] = known.language_confidence;
  json["publisher"] = known.publisher;
  json["format"] = known.format;
  const EncodingDecision& encoding = known.encoding;
  json["encoding"] = {{"name", encoding.name}, {"reason", encoding.reason}, {"confidence", encoding.confidence}, {"second", encoding.second}, {"replaced", encoding.replaced}};
  json["path"] = known.file.path;
  if (!known.member.empty()) json["member"] = known.member;
  if (!known.fields.empty()) json["fields"] = known.fields;
  if (!known.warnings.empty()) json["warnings"] = known.warnings;
  return json;
}

Json mention_json(const Document& document, const Annotation& mention) {
  Json json = {{"label", document.labels[mention.label]}, {"text", document.text_of(mention.span)}, {"span", span_json(mention.span)}};
  add_source(json, document, mention.span);
  json["tokens"] = {mention.tokens.begin, mention.tokens.end};
  json["rule"] = document.rules[mention.rule];
  json["negated"] = mention.negated;
  json["confidence"] = mention.confidence;
  return json;
}

template <class Items, class ToJson>
Json list(const Items& items, ToJson to_json) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(to_json(item));
  return array;
}

std::string dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string document_json(const Document& document, DocumentJson form) {
  Json json = {{"metadata", metadata_json(document.metadata)}, {"text", document.text.utf8}};
  json["divisions"] = list(document.divisions, [](const Division& d) {
    return Json{{"kind", division_name(d.kind)}, {"label", d.label}, {"span", span_json(d.span)}, {"confidence", d.confidence}};
  });
  const std::vector<Footnote> notes = footnotes_of(document);
  json["marks"] = list(document.marks, [&](const Mark& mark) {
    Json one = {{"kind", mark_name(mark.kind)}, {"span", span_json(mark.span)}, {"note", mark.note}};
    if (const Footnote* note = footnote_of(notes, document, mark)) one["footnote"] = {{"label", note->label}, {"span", span_json(note->span)}};
    return one;
  });
  json["footnotes"] = list(notes, [&](const Footnote& note) {
    return Json{{"label", note.label}, {"span", span_json(note.span)}, {"text", document.text_of(note.span)}};
  });
  json["languages"] = list(languages_of(document), [](const LanguageRun& run) {
    return Json{{"span", span_json(run.span)}, {"language", run.tag}, {"confidence", run.confidence}};
  });
  json["paragraphs"] = list(document.paragraphs, [](const Paragraph& p) { return span_json(p.span); });
  json["sentences"] = list(document.sentences, [](const Sentence& s) { return span_json(s.span); });
  json["tokens"] = list(document.tokens, [&](const Token& token) {
    return Json{{"span", span_json(token.span)}, {"term", document.term(token)}, {"kind", token_name(token.kind)}};
  });
  json["mentions"] = list(document.annotations, [&](const Annotation& mention) { return mention_json(document, mention); });
  return dump(json, form == DocumentJson::pretty ? 1 : -1);
}

std::string mention_lines(const Document& document) {
  std::string lines;
  for (const Annotation& mention : document.annotations) {
    Json json = {{"id", document.metadata.id}};
    json.update(mention_json(document, mention));
    const auto sentence = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                               [&](const Sentence& s) { return s.tokens.end <= mention.tokens.begin; });
    if (sentence != document.sentences.end()) json["sentence"] = span_json(sentence->span);
    lines += dump(json, -1) + "\n";
  }
  return lines;
}

std::string learned_lines(const Document& document, const std::vector<LearnedAlias>& learned) {
  static constexpr std::string_view kinds[] = {"abbreviation", "quoted-name", "surname", "head-noun"};
  std::string lines;
  for (const LearnedAlias& alias : learned) {
    Json json = {{"id", document.metadata.id}, {"kind", kinds[static_cast<std::size_t>(alias.kind)]}, {"text", alias.text}, {"long_form", alias.long_form}};
    json["label"] = alias.label.empty() ? Json(nullptr) : Json(alias.label);
    json["span"] = span_json(alias.evidence);
    add_source(json, document, alias.evidence);
    json["mentions"] = alias.mentions;
    lines += dump(json, -1) + "\n";
  }
  return lines;
}

}  // namespace concord
