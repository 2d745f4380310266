#include "pipeline/render/profile_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipeline/render/html_page.h"
#include "pipeline/render/markup.h"
#include "pipeline/render/profile_table.h"
#include "pipeline/render/timeline_table.h"

namespace concord {
namespace {

constexpr std::string_view page_styles = R"(<style>
.actors { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0; margin: .4rem 0; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; } dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; }
ol.passages, ul.events { padding: 0; list-style: none; } .passages li, .events li { padding: .45rem 0 .45rem .8rem; border-left: 3px solid var(--line); margin: .5rem 0; }
.bar { display: inline-block; height: .7rem; background: var(--bar); vertical-align: baseline; border-radius: 1px; } td.meter { width: 30%; min-width: 5rem; }
table.stances td:has(details) { min-width: 9.5rem; } table.stances .n { padding-left: .3rem; padding-right: .5rem; }
.plot { overflow-x: auto; } .plot svg { min-width: 26rem; }
.words span { display: inline-block; margin: .1rem .6rem .1rem 0; }
</style>
)";

std::string place_of_passage(const Profile& profile, const ProfilePassage& passage) {
  const ProfileDocument& document = profile.documents[passage.document];
  const std::string place = locus_text(passage.place);
  return markup_escaped((document.date.empty() ? "" : document.date + " · ") + document.id + (place.empty() ? "" : ", " + place));
}

std::string marked(const Quote& quote) { return html_marked(quote.text, quote.mark_begin, quote.mark_end); }

std::string facts(const Profile& profile, const Catalogue& catalogue) {
  std::string html = "<dl class=\"facts\">";
  const auto add = [&](std::string_view what, const std::string& value) {
    if (!value.empty()) html += fmt::format("<dt>{}</dt><dd>{}</dd>", what, markup_escaped(value));
  };
  add("type", profile.label.type);
  std::string parents;
  for (const std::string& parent : profile.label.parents) parents += (parents.empty() ? "" : ", ") + label_name(catalogue, parent);
  add("part of", parents);
  add("country", profile.label.country);
  add("track", profile.label.track);
  add("", profile.label.definition);
  add("mentions", fmt::format("{}{}", profile.mentions, profile.negated > 0 ? fmt::format(", {} of them negated", profile.negated) : ""));
  add("documents", fmt::format("{} of {}", profile.documents_with, profile.documents_all));
  add("sentences", fmt::format("{} of {}", profile.sentences, profile.all_sentences));
  add("existed", period_text(profile.existed_from, profile.existed_to));
  add("speaks in", stance_text(profile));
  if (!profile.first.empty()) add("spoken of", profile.first + " to " + profile.last);
  return html + "</dl>\n";
}

/// From and to one below the other.
std::string period_lines(const ProfileOffice& office) {
  if (office.from.empty() || office.to.empty()) return markup_escaped(period_text(office.from, office.to));
  return markup_escaped(office.from) + "<br>to " + markup_escaped(office.to);
}

std::string offices(const Profile& profile, const Catalogue& catalogue) {
  if (profile.offices.empty()) return {};
  std::string html = "<h4>Offices</h4><div class=\"scroll\"><table><thead><tr><th>office</th><th>held by</th><th>years</th><th class=\"n\">mentions</th></tr></thead><tbody>";
  for (const ProfileOffice& one : profile.offices) {
    html += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"d\">{}</td><td class=\"n\">{}</td></tr>", markup_escaped(one.role), markup_escaped(label_name(catalogue, one.holder)),
                        period_lines(one), one.mentions);
  }
  return html + "</tbody></table></div><p class=\"soft\">Offices and years are the lexicon's; mentions by the name of the office alone.</p>\n";
}

std::string learned(const Profile& profile) {
  if (profile.learned.empty()) return {};
  std::string html = "<h4>Short names that documents explain</h4><div class=\"scroll\"><table><thead><tr><th>written</th><th>stands for</th><th class=\"n\">documents</th><th>first</th><th>last</th></tr></thead><tbody>";
  for (const ProfileLearned& one : profile.learned) {
    const std::string place = locus_text(one.place);
    html += fmt::format("<tr><td>{}</td><td>{} <span class=\"soft\">{}{}{}</span></td><td class=\"n\">{}</td><td class=\"d\">{}</td><td class=\"d\">{}</td></tr>", markup_escaped(one.written), markup_escaped(one.stands_for),
                        one.defined ? "" : "concluded; ", markup_escaped(profile.documents[one.document].id), markup_escaped(place.empty() ? "" : ", " + place), one.documents, markup_escaped(one.first), markup_escaped(one.last));
  }
  return html + "</tbody></table></div>\n";
}

/// What it asks for and offers, by theme, then in passages.
std::string interests(const Profile& profile, const Catalogue& catalogue) {
  if (profile.stance_sentences == 0) return "<p class=\"soft\">In no sentence does it ask, offer, refuse, accuse or state.</p>\n";
  std::string html = "<div class=\"scroll\"><table class=\"stances\"><thead><tr><th>theme</th>";
  for (std::size_t i = 0; i < stance_count; ++i) html += fmt::format("<th class=\"n\">{}</th>", name(static_cast<Stance>(i)));
  html += "</tr></thead><tbody>";
  for (const ProfileInterest& one : profile.interests) {
    html += fmt::format("<tr><td><details><summary>{}</summary>", markup_escaped(label_name(catalogue, one.label)));
    for (const ProfilePassage& passage : one.passages) html += fmt::format("<p>{} <span class=\"soft\">{}</span></p>", marked(passage.quote), place_of_passage(profile, passage));
    html += "</details></td>";
    for (const std::uint64_t count : one.by_stance) html += count == 0 ? "<td class=\"n soft\">·</td>" : fmt::format("<td class=\"n\">{}</td>", count);
    html += "</tr>";
  }
  return html + "</tbody></table></div><p class=\"soft\">Sentences in which it speaks, by theme; read from the words beside its name.</p>\n";
}

std::string voice(const Profile& profile) {
  std::string html;
  std::optional<Stance> last;
  for (const ProfileStance& one : profile.voice) {
    if (last != one.stance) html += fmt::format("{}<h4>{}</h4><ol class=\"passages\">", last ? "</ol>" : "", name(one.stance));
    last = one.stance;
    html += fmt::format("<li>{}<br><span class=\"soft\">{}</span></li>", marked(one.passage.quote), place_of_passage(profile, one.passage));
  }
  return last ? html + "</ol>\n" : html;
}

std::string support(const Profile& profile) {
  if (profile.support.empty()) return "<p class=\"soft\">Nothing stands with it more often than chance.</p>\n";
  std::string html = "<div class=\"scroll\"><table class=\"stances\"><thead><tr><th>what</th><th>name</th><th>npmi</th><th class=\"n\">together</th><th class=\"n\">cues</th></tr></thead><tbody>";
  for (const ProfileSupport& one : profile.support) {
    html += fmt::format("<tr><td class=\"soft\">{}</td><td><details><summary>{} <span class=\"soft\">{}</span></summary>", name(one.kind), markup_escaped(one.name), markup_escaped(one.note));
    for (const ProfilePassage& passage : one.passages) html += fmt::format("<p>{} <span class=\"soft\">{}</span></p>", marked(passage.quote), place_of_passage(profile, passage));
    const std::string bar = one.alone == 0 ? "" : fmt::format("<span class=\"bar\" style=\"width:{:.0f}%\"></span> {:.2f}", 70 * std::clamp(one.npmi, 0.0, 1.0), one.npmi);
    html += fmt::format("</details></td><td class=\"meter\">{}</td><td class=\"n\">{}{}</td><td class=\"n\">{}</td></tr>", bar, one.together, one.alone == 0 ? "" : fmt::format(" of {}", one.alone), one.cues);
  }
  return html + "</tbody></table></div><p class=\"soft\">Cues: sentences that speak of support, control or loyalty beside the actor.</p>\n";
}

/// Every year from the first to the last; those without documents are there with nothing in them.
std::vector<ProfileShare> without_gaps(const std::vector<ProfileShare>& years) {
  std::vector<ProfileShare> all;
  for (const ProfileShare& year : years) {
    while (!all.empty() && year.name.size() == 4 && std::stoi(all.back().name) + 1 < std::stoi(year.name) && all.size() < 120) {
      all.push_back({std::to_string(std::stoi(all.back().name) + 1), 0, 0, 0, 0});
    }
    all.push_back(year);
  }
  return all;
}

/// Bars by year: mentions per million tokens. A year without documents is an empty place, not a bar of height 0 among others.
/// `largest`: the height of all plots of the page, so that two can be compared.
std::string year_plot(const std::vector<ProfileShare>& with_documents, double largest) {
  const std::vector<ProfileShare> years = without_gaps(with_documents);
  if (years.empty() || largest <= 0) return {};
  constexpr double left = 46, top = 22, height = 130, width = 560;
  const double step = (width - left - 6) / static_cast<double>(years.size());
  std::string svg = fmt::format("<div class=\"plot\"><svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" font-family=\"Noto Sans, DejaVu Sans, sans-serif\"><title>Mentions per million words by year</title>", width, top + height + 34);
  svg += fmt::format("<text x=\"{}\" y=\"13\" font-size=\"12\">mentions per million words, by year of the document</text>", left);
  for (const double share : {0.5, 1.0}) {
    const double y = top + height * (1 - share);
    svg += fmt::format("<line x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#888888\" stroke-opacity=\"0.35\"/><text x=\"{3}\" y=\"{4:.1f}\" font-size=\"11\" text-anchor=\"end\">{5:.0f}</text>", left, width - 6, y, left - 4, y + 4, largest * share);
  }
  const std::size_t every = std::max<std::size_t>(1, (years.size() + 13) / 14);
  for (std::size_t i = 0; i < years.size(); ++i) {
    const double x = left + step * static_cast<double>(i);
    const double tall = height * years[i].per_million() / largest;
    svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" style=\"fill:var(--bar)\"><title>{}: {} mentions in {} of {} documents, {} words</title></rect>", x + 1, top + height - tall, std::max(1.0, step - 2),
                       tall, markup_escaped(years[i].name), years[i].mentions, years[i].documents_with, years[i].documents, years[i].tokens);
    if (i % every == 0) svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\">{}</text>", x + step / 2, top + height + 15, markup_escaped(years[i].name));
  }
  return svg + "</svg></div>\n";
}

std::string kinds(const Profile& profile) {
  std::string html = "<div class=\"scroll\"><table><thead><tr><th>kind</th><th class=\"n\">mentions</th><th class=\"n\">per million</th><th class=\"n\">documents</th></tr></thead><tbody>";
  for (const ProfileShare& kind : profile.kinds) {
    html += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{:.0f}</td><td class=\"n\">{} of {}</td></tr>", markup_escaped(kind.name), kind.mentions, kind.per_million(), kind.documents_with, kind.documents);
  }
  return html + "</tbody></table></div>\n";
}

std::string variants(const ProfileName& one) {
  std::string html;
  for (const std::string& variant : one.variants) html += (html.empty() ? " <span class=\"soft\">also " : ", ") + markup_escaped(variant);
  return html.empty() ? html : html + "</span>";
}

std::string names(const Profile& profile) {
  std::string html = "<div class=\"scroll\"><table><thead><tr><th>written</th><th class=\"n\">times</th><th class=\"n\">documents</th><th>first</th><th>last</th></tr></thead><tbody>";
  for (const ProfileName& one : profile.names) {
    html += fmt::format("<tr><td title=\"{}\">{}{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"d\">{}</td><td class=\"d\">{}</td></tr>", markup_escaped(one.rule), markup_escaped(one.written),
                        (one.confidence < 100 ? fmt::format(" <span class=\"soft\">({} %)</span>", one.confidence) : "") + variants(one), one.count, one.documents, markup_escaped(one.first), markup_escaped(one.last));
  }
  return html + "</tbody></table></div>\n";
}

std::string bonds(const Profile& profile, const std::vector<ProfileBond>& list, const Catalogue& catalogue, std::string_view first) {
  if (list.empty()) return "<p class=\"soft\">none that is significant</p>\n";
  std::string html = fmt::format("<div class=\"scroll\"><table><thead><tr><th>{}</th><th>npmi</th><th class=\"n\">together</th></tr></thead><tbody>", first);
  for (const ProfileBond& bond : list) {
    html += fmt::format("<tr><td><details><summary>{}</summary>", markup_escaped(label_name(catalogue, bond.label)));
    for (const ProfilePassage& passage : bond.passages) html += fmt::format("<p>{} <span class=\"soft\">{}</span></p>", marked(passage.quote), place_of_passage(profile, passage));
    html += fmt::format("<p class=\"soft\">G² {:.1f}, adjusted p {:.2g}; in {} documents</p></details></td><td class=\"meter\"><span class=\"bar\" style=\"width:{:.0f}%\"></span> {:.2f}</td><td class=\"n\">{} of {}</td></tr>", bond.llr,
                        bond.p_adjusted, bond.documents, 70 * std::clamp(bond.npmi, 0.0, 1.0), bond.npmi, bond.together, bond.alone);
  }
  return html + "</tbody></table></div>\n";
}

std::string words(const Profile& profile) {
  std::string html = "<p class=\"words\">";
  for (const ProfileWord& word : profile.words) {
    html += fmt::format("<span title=\"{} here, {} elsewhere; log ratio {:.1f}, G² {:.0f}\">{}</span> ", word.here, word.elsewhere, word.log_ratio, word.llr, markup_escaped(word.word));
  }
  return html + "</p>\n<p class=\"soft\">Words of its sentences against all others, by G² (p below 0.001).</p>\n";
}

std::string roles(const Profile& profile) {
  if (profile.roles.empty()) return "<p class=\"soft\">In no block of signatures of this collection.</p>\n";
  std::string html = "<div class=\"scroll\"><table><thead><tr><th>date</th><th>text</th><th>role</th><th>signed by</th></tr></thead><tbody>";
  for (const ProfileRole& role : profile.roles) {
    const ProfileDocument& document = profile.documents[role.document];
    html += fmt::format("<tr><td class=\"d\">{}</td><td>{}</td><td>{}</td><td>{} <span class=\"soft\">{}</span></td></tr>", markup_escaped(document.date), markup_escaped(document.title.empty() ? document.id : document.title), name(role.role),
                        markup_escaped(role.name), markup_escaped(role.capacity));
  }
  return html + "</tbody></table></div>\n";
}

std::string passages(const Profile& profile) {
  std::string html = "<ol class=\"passages\">";
  for (const ProfilePassage& passage : profile.passages) {
    html += fmt::format("<li>{}<br><span class=\"soft\">{}{}</span></li>", marked(passage.quote), place_of_passage(profile, passage), passage.shows.empty() ? "" : " · shows " + markup_escaped(passage.shows));
  }
  return html + "</ol>\n";
}

std::string events(const ProfileView& view) {
  if (view.timeline == nullptr || view.events.empty()) return "<p class=\"soft\">No dated sentence.</p>\n";
  std::string html = "<ul class=\"events\">";
  for (const std::uint32_t number : view.events) {
    const Event& event = view.timeline->events[number];
    html += fmt::format("<li><strong>{}</strong>{} {}<br><span class=\"soft\">{} document{}, {}</span></li>", markup_escaped(date_text(event)), event.conflicts.empty() ? "" : " <span class=\"warn\">sources differ on the day</span>",
                        marked(event.sources[0].quote), event.documents, event.documents == 1 ? "" : "s", markup_escaped(view.timeline->documents[event.sources[0].document].id));
  }
  return html + "</ul>\n";
}

std::string only_here(const Profile& profile, const Catalogue& catalogue) {
  if (profile.only_here.empty()) return "<p class=\"soft\">Nothing that is told twice or more.</p>\n";
  std::string html = "<ul>";
  for (std::size_t i = 0; i < std::min<std::size_t>(profile.only_here.size(), 12); ++i) {
    const ProfileBond& bond = profile.only_here[i];
    html += fmt::format("<li><details><summary>{} <span class=\"soft\">{} sentences</span></summary>", markup_escaped(label_name(catalogue, bond.label)), bond.together);
    for (const ProfilePassage& passage : bond.passages) html += fmt::format("<p>{} <span class=\"soft\">{}</span></p>", marked(passage.quote), place_of_passage(profile, passage));
    html += "</details></li>";
  }
  return html + "</ul>\n";
}

}  // namespace

static double largest_rate(const std::vector<ProfileView>& views) {
  double largest = 0;
  for (const ProfileView& view : views) {
    for (const ProfileShare& year : view.profile->years) largest = std::max(largest, year.per_million());
  }
  return largest;
}

std::string render_profile_page(const std::vector<ProfileView>& views, const Catalogue& catalogue, const std::vector<std::pair<std::string, std::string>>& provenance) {
  HtmlPage page;
  for (const ProfileView& view : views) page.title += (page.title.empty() ? "" : " against ") + view.profile->label.name;
  page.lead = "Each line opens to the passages behind it. Counts are of mentions that the lexicon found; bonds are counted in sentences.";
  std::string& body = page.body;
  body = page_styles;
  struct Chapter {
    const char* id;
    const char* title;
  };
  static constexpr Chapter parts[] = {{"who", "Who"}, {"years", "When spoken of"}, {"wants", "What it asks for and offers"}, {"rests", "On whom it rests"}, {"themes", "Themes"}, {"companions", "Companions"}, {"events", "Events"}, {"roles", "At the table"},
                                   {"words", "Typical words"}, {"passages", "Passages"}, {"names", "Names met"}, {"one-source", "Told by one document only"}};
  const double largest = largest_rate(views);
  body += "<nav aria-label=\"Sections\"><ul>";
  for (const Chapter& part : parts) body += fmt::format("<li><a href=\"#{}\">{}</a></li>", part.id, part.title);
  body += "</ul></nav>\n";
  for (const Chapter& part : parts) {
    body += fmt::format("<section aria-labelledby=\"{0}\"><h2 id=\"{0}\">{1}</h2><div class=\"actors\">\n", part.id, part.title);
    for (const ProfileView& view : views) {
      const Profile& profile = *view.profile;
      const std::string_view id = part.id;
      body += "<div>";
      if (views.size() > 1) body += "<h3>" + markup_escaped(profile.label.name) + "</h3>";
      if (id == "who") body += facts(profile, catalogue) + offices(profile, catalogue) + learned(profile);
      if (id == "wants") body += interests(profile, catalogue) + voice(profile);
      if (id == "rests") body += support(profile);
      if (id == "years") body += year_plot(profile.years, largest) + kinds(profile);
      if (id == "themes") body += bonds(profile, profile.themes, catalogue, "theme");
      if (id == "companions") body += bonds(profile, profile.companions, catalogue, "actor");
      if (id == "events") body += events(view);
      if (id == "roles") body += roles(profile);
      if (id == "words") body += words(profile);
      if (id == "passages") body += passages(profile);
      if (id == "names") body += names(profile);
      if (id == "one-source") body += only_here(profile, catalogue);
      body += "</div>\n";
    }
    body += "</div></section>\n";
  }
  page.provenance = provenance;
  return render_page(page);
}

}  // namespace concord
