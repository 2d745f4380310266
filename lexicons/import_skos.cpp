// SKOS vocabularies through raptor: no network, no other files.
//
// Raptor is loaded when the first vocabulary is read, not with the program: it brings forty libraries along (XML, HTTP,
// Kerberos, ...), and to load them would take longer than most searches do.
#include <dlfcn.h>
#include <raptor2.h>

#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "lexicons/import.h"

namespace concord {
namespace {

struct Concept {
  std::map<std::string, std::string> preferred;  // language -> label
  std::vector<std::pair<std::string, std::string>> others;
  std::vector<std::string> broader;
  std::string definition;
  std::string notation;
};

struct Graph {
  std::map<std::string, Concept> concepts;  // by address: the output does not depend on the order of the file
  std::string fault;
  int fault_line = 0;
};

constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";

/// The functions of raptor that are used here, by their names without "raptor_".
struct Raptor {
  decltype(&::raptor_free_parser) free_parser = nullptr;
  decltype(&::raptor_free_uri) free_uri = nullptr;
  decltype(&::raptor_free_world) free_world = nullptr;
  decltype(&::raptor_new_parser) new_parser = nullptr;
  decltype(&::raptor_new_uri) new_uri = nullptr;
  decltype(&::raptor_new_world_internal) new_world = nullptr;
  decltype(&::raptor_parser_parse_chunk) parser_parse_chunk = nullptr;
  decltype(&::raptor_parser_parse_start) parser_parse_start = nullptr;
  decltype(&::raptor_parser_set_option) parser_set_option = nullptr;
  decltype(&::raptor_parser_set_statement_handler) parser_set_statement_handler = nullptr;
  decltype(&::raptor_uri_as_string) uri_as_string = nullptr;
  decltype(&::raptor_world_guess_parser_name) world_guess_parser_name = nullptr;
  decltype(&::raptor_world_open) world_open = nullptr;
  decltype(&::raptor_world_set_log_handler) world_set_log_handler = nullptr;
  bool whole = true;

  static const Raptor& loaded() {
    static const Raptor raptor;
    return raptor;
  }

 private:
  Raptor() : x_library(dlopen("libraptor2.so.0", RTLD_NOW | RTLD_LOCAL)) {
    find("raptor_free_parser", free_parser);
    find("raptor_free_uri", free_uri);
    find("raptor_free_world", free_world);
    find("raptor_new_parser", new_parser);
    find("raptor_new_uri", new_uri);
    find("raptor_new_world_internal", new_world);
    find("raptor_parser_parse_chunk", parser_parse_chunk);
    find("raptor_parser_parse_start", parser_parse_start);
    find("raptor_parser_set_option", parser_set_option);
    find("raptor_parser_set_statement_handler", parser_set_statement_handler);
    find("raptor_uri_as_string", uri_as_string);
    find("raptor_world_guess_parser_name", world_guess_parser_name);
    find("raptor_world_open", world_open);
    find("raptor_world_set_log_handler", world_set_log_handler);
  }
  template <class Function>
  void find(const char* name, Function& function) {
    function = x_library == nullptr ? nullptr : reinterpret_cast<Function>(dlsym(x_library, name));
    whole = whole && function != nullptr;
  }
  void* x_library;  // for as long as the program runs
};

const Raptor& raptor() { return Raptor::loaded(); }

std::string text_of(const raptor_term* term) {
  if (term->type == RAPTOR_TERM_TYPE_URI) return reinterpret_cast<const char*>(raptor().uri_as_string(term->value.uri));
  if (term->type == RAPTOR_TERM_TYPE_LITERAL) return reinterpret_cast<const char*>(term->value.literal.string);
  return reinterpret_cast<const char*>(term->value.blank.string);
}

void take(void* data, raptor_statement* statement) {
  auto& graph = *static_cast<Graph*>(data);
  const std::string predicate = text_of(statement->predicate);
  const std::string subject = text_of(statement->subject);
  const std::string object = text_of(statement->object);
  const bool is_type = predicate.ends_with("22-rdf-syntax-ns#type");
  if (is_type && object == std::string(skos) + "Concept") graph.concepts[subject];
  if (!predicate.starts_with(skos)) return;
  const std::string what = predicate.substr(skos.size());
  const bool literal = statement->object->type == RAPTOR_TERM_TYPE_LITERAL;
  const unsigned char* tag = literal ? statement->object->value.literal.language : nullptr;
  const std::string language = tag == nullptr ? "" : reinterpret_cast<const char*>(tag);
  if (what == "prefLabel" && literal) graph.concepts[subject].preferred[language] = object;
  if ((what == "altLabel" || what == "hiddenLabel") && literal) graph.concepts[subject].others.emplace_back(language, object);
  if (what == "broader") graph.concepts[subject].broader.push_back(object);
  if (what == "narrower") graph.concepts[object].broader.push_back(subject);
  if (what == "definition" && (language.empty() || language == "en")) graph.concepts[subject].definition = object;
  if (what == "notation") graph.concepts[subject].notation = object;
}

void log(void* data, raptor_log_message* message) {
  auto& graph = *static_cast<Graph*>(data);
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || !graph.fault.empty()) return;
  graph.fault = message->text;
  graph.fault_line = message->locator == nullptr ? 0 : message->locator->line;
}

struct Freed {
  void operator()(raptor_world* world) const { raptor().free_world(world); }
  void operator()(raptor_parser* parser) const { raptor().free_parser(parser); }
  void operator()(raptor_uri* uri) const { raptor().free_uri(uri); }
};

Status parse(std::string_view bytes, const std::string& where, const std::string& syntax, Graph& graph) {
  if (!raptor().whole) {
    return Error{ErrorCode::helper_missing, where, "the library that reads SKOS is not installed", "install raptor 2 (Debian: libraptor2-0)"};
  }
  const std::unique_ptr<raptor_world, Freed> world(raptor().new_world(RAPTOR_VERSION));
  if (world == nullptr || raptor().world_open(world.get()) != 0) return Error{ErrorCode::internal, where, "raptor cannot start", ""};
  raptor().world_set_log_handler(world.get(), &graph, log);
  std::string name = syntax;
  if (syntax == "guess") {
    const char* guessed = raptor().world_guess_parser_name(world.get(), nullptr, nullptr, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                                                         reinterpret_cast<const unsigned char*>(where.c_str()));
    name = guessed == nullptr ? "turtle" : guessed;
  }
  const std::unique_ptr<raptor_parser, Freed> parser(raptor().new_parser(world.get(), name.c_str()));
  if (parser == nullptr) return Error{ErrorCode::usage, where, "unknown syntax '" + name + "'", "use turtle, rdfxml or ntriples"};
  raptor().parser_set_option(parser.get(), RAPTOR_OPTION_NO_NET, nullptr, 1);
  raptor().parser_set_option(parser.get(), RAPTOR_OPTION_NO_FILE, nullptr, 1);
  raptor().parser_set_option(parser.get(), RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, nullptr, 0);
  raptor().parser_set_statement_handler(parser.get(), &graph, take);
  const std::unique_ptr<raptor_uri, Freed> base(raptor().new_uri(world.get(), reinterpret_cast<const unsigned char*>("http://localhost/")));
  raptor().parser_parse_start(parser.get(), base.get());
  raptor().parser_parse_chunk(parser.get(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), 1);
  if (graph.fault.empty()) return {};
  return Error{ErrorCode::bad_data, fmt::format("{}:{}", where, graph.fault_line), graph.fault, "mend the file, or name its syntax (turtle, rdfxml, ntriples)"};
}

std::string preferred_name(const Concept& entry) {
  for (const char* language : {"en", ""}) {
    if (const auto at = entry.preferred.find(language); at != entry.preferred.end()) return at->second;
  }
  return entry.preferred.empty() ? std::string() : entry.preferred.begin()->second;
}

// "http://metadata.un.org/thesaurus/01.01.00" -> "01-01-00", or the name where the address tells nothing.
std::string id_for(const std::string& address, const Concept& entry) {
  const std::string last = address.substr(address.find_last_of("/#") + 1);
  const std::string from_name = id_of(preferred_name(entry));
  return from_name.empty() ? id_of(last) : from_name;
}

}  // namespace

Result<ImportReport> import_skos(std::string_view bytes, const std::string& where, const std::string& family, const std::string& syntax) {
  Graph graph;
  if (const Status parsed = parse(bytes, where, syntax, graph); !parsed) return parsed.error();
  ImportReport report;
  report.draft.family = family;
  report.draft.title = "Imported from " + where;
  std::map<std::string, std::string> ids;
  std::set<std::string> used;
  for (const auto& [address, entry] : graph.concepts) {
    std::string id = id_for(address, entry);
    for (int copy = 2; !used.insert(id).second; ++copy) id = fmt::format("{}-{}", id_for(address, entry), copy);
    ids[address] = id;
  }
  for (const auto& [address, entry] : graph.concepts) {
    const std::string name = preferred_name(entry);
    if (name.empty()) {
      report.findings.push_back({Severity::warning, where, fmt::format("<{}> has no prefLabel", address), "left out"});
      continue;
    }
    DraftEntry draft;
    draft.entry.family = family;
    draft.entry.id = ids[address];
    draft.entry.name = name;
    draft.entry.polarity = family == "theme";
    draft.entry.identifiers["skos"] = address;
    if (!entry.notation.empty()) draft.entry.identifiers["notation"] = entry.notation;
    draft.entry.definition = entry.definition.empty() && family == "theme" ? name : entry.definition;
    std::set<std::string> parents;
    for (const std::string& parent : entry.broader) {
      if (graph.concepts.contains(parent) && !preferred_name(graph.concepts[parent]).empty()) {
        parents.insert(ids[parent]);
      } else {
        report.findings.push_back({Severity::note, where, fmt::format("'{}' is below <{}>, which is not in the file", name, parent), "that parent is left out"});
      }
    }
    draft.entry.parents.assign(parents.begin(), parents.end());
    const auto add = [&](const std::string& text, const std::string& language) {
      if (const Result<Phrase> phrase = parse_phrase(text); !phrase) {
        report.findings.push_back({Severity::warning, where, phrase.error().message, "left out"});
        return;
      }
      Rule rule;
      rule.text = text;
      rule.language = language == "en" ? "" : language;
      rule.is_name = family == "actor" && text == name;
      draft.rules.push_back(std::move(rule));
    };
    for (const auto& [language, label] : entry.preferred) add(label, language);
    for (const auto& [language, label] : entry.others) add(label, language);
    report.draft.entries.push_back(std::move(draft));
  }
  if (report.draft.entries.empty()) return Error{ErrorCode::bad_data, where, "no SKOS concepts found", "the file must have skos:prefLabel statements"};
  return report;
}

}  // namespace concord
