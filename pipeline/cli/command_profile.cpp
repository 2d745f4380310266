// concord profile: who an actor is in a collection; two side by side.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "pipeline/chronicle/profile.h"
#include "pipeline/chronicle/timeline.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/side_lexicons.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/render/profile_page.h"
#include "pipeline/render/profile_table.h"
#include "pipeline/render/statistics_table.h"

namespace concord {
namespace {

struct Arguments {
  std::string actor;
  std::string against;
  std::string html;
  std::uint64_t passages = 12;
  std::uint64_t events = 12;
  FilterArguments filters;
};

/// One actor with its dated sentences.
struct Portrait {
  Profile profile;
  Timeline timeline;
};

Result<Portrait> portrait_of(const Arguments& typed, const std::string& actor, Session& session, const DocumentSet& documents, Context& context) {
  const auto label = find_actor(session.snapshot->catalogue(), actor);
  if (!label) return label.error();
  const auto collection = context.collection();
  if (!collection) return collection.error();
  auto places = side_lexicon(*collection, "places");
  if (!places) return places.error();
  const auto paths = lexicon_paths(collection->config());
  if (!paths) return paths.error();
  const auto lexicon = Lexicon::load(*paths);
  if (!lexicon) return lexicon.error();
  if (lexicon->hash() != session.snapshot->catalogue().hash()) {
    context.note("concord: offices are those of the lexicon as it is now; it has changed since the documents were tagged ('concord reindex')");
  }
  ProfileOptions options;
  options.passages = typed.passages;
  auto profile = build_profile(*session.snapshot, label->id, documents, {&*lexicon, &*places}, options);
  if (!profile) return profile.error();
  Portrait portrait{std::move(*profile), {}};
  if (typed.html.empty()) return portrait;
  auto texts = side_lexicon(*collection, "texts");
  if (!texts) return texts.error();
  const auto matches = session.matches(label->id);
  if (!matches) return matches.error();
  ReferenceFinder references(std::move(*texts));
  auto timeline = build_timeline(*session.snapshot, documents, *matches, references, *places);
  if (!timeline) return timeline.error();
  portrait.timeline = std::move(*timeline);
  return portrait;
}

Status write_page(const Arguments& typed, const std::vector<Portrait>& portraits, const Snapshot& snapshot, const Provenance& provenance) {
  std::vector<ProfileView> views;
  for (const Portrait& portrait : portraits) views.push_back({&portrait.profile, &portrait.timeline, leading_events(portrait.timeline, typed.events)});
  return write_file(typed.html, render_profile_page(views, snapshot.catalogue(), provenance));
}

int print_text(std::vector<ProfileSection> sections, const Provenance& provenance, Context& context) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    context.heading(sections[i].name);
    if (i + 1 == sections.size()) add_provenance(sections[i].table, provenance);
    context.answer(sections[i].table);
  }
  return exit_found;
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters);
  if (!session) return context.fail(session.error());
  const auto documents = session->documents(session->filter);
  if (!documents) return context.fail(documents.error());
  std::vector<Portrait> portraits;
  for (const std::string& actor : {typed.actor, typed.against}) {
    if (actor.empty()) continue;
    auto portrait = portrait_of(typed, actor, *session, *documents, context);
    if (!portrait) return context.fail(portrait.error());
    if (portrait->profile.mentions == 0) {
      context.note(fmt::format("concord: {} is not met in these {} documents", portrait->profile.label.id, portrait->profile.documents_all));
      return exit_nothing_found;
    }
    portraits.push_back(std::move(*portrait));
  }
  if (Status status = session->snapshot->health(); !status) return context.fail(status.error());
  Provenance provenance = provenance_of(*session->snapshot, context.command_line(), session->filter);
  provenance.emplace_back("unit", "sentence");
  provenance.emplace_back("N", std::to_string(portraits[0].profile.all_sentences));
  const ProfileOptions options;
  provenance.emplace_back("bonds", fmt::format("npmi above 0, at least {} sentences, adjusted p of G2 at most {}", options.min_together, options.max_p));
  provenance.emplace_back("words", "G2 of four cells, at least 10.83");
  if (!typed.html.empty()) {
    if (Status status = write_page(typed, portraits, *session->snapshot, provenance); !status) return context.fail(status.error());
  }
  const Catalogue& catalogue = session->snapshot->catalogue();
  auto sections = portraits.size() == 1 ? profile_sections(portraits[0].profile, catalogue) : compared_sections(portraits[0].profile, portraits[1].profile, catalogue);
  if (context.common.format == "text") return print_text(std::move(sections), provenance, context);
  Table table = tidy_sections(sections);
  add_provenance(table, provenance);
  return answer_table(context, *session, std::move(table));
}

}  // namespace

Command profile_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "profile";
  command.group = "Chronicle";
  command.summary = "Who an actor is: names, offices, years, interests, base, themes, companions, signatures, telling passages";
  command.details =
      "Names met with their spellings; offices with holders and years; short names that documents explain; what it asks for, offers and refuses, by theme and in its "
      "words; the groups, places and backers on which it rests; mentions by year and kind with what they are counted in; themes and other actors that stand in its sentences more often than "
      "chance (npmi, G2, adjusted p) with a passage each; blocks of signatures that name it; words typical of its sentences against all others; passages chosen so that "
      "each shows something that the ones before do not; what only one document tells of it. With --html also its events.";
  command.options = {
      {"ACTOR", "", "Id or name of an actor: uto, actor:uto, 'United Tajik Opposition'", &typed->actor, {}, true, "actor"},
      {"--against", "ACTOR", "A second one, side by side", &typed->against, {}, false, "actor"},
      {"--html", "FILE", "Write a page with plots, events and passages", &typed->html, {}, false, "file"},
      {"--passages", "N", "Passages chosen (12)", &typed->passages},
      {"--events", "N", "Events on the page (12)", &typed->events},
  };
  for (Option& option : filter_options(typed->filters)) command.options.push_back(std::move(option));
  command.examples = {
      {"concord profile uto --html uto.html", "a page about the United Tajik Opposition"},
      {"concord profile uto --against government-of-tajikistan", "two actors side by side"},
      {"concord profile osce --kind report --format csv", "every figure as one tidy table"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
