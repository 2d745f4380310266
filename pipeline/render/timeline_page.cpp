#include "pipeline/render/timeline_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pipeline/render/html_page.h"
#include "pipeline/render/markup.h"
#include "pipeline/render/svg_timeline.h"
#include "pipeline/render/timeline_table.h"

namespace concord {
namespace {

constexpr std::string_view page_styles = R"(<style>
.event { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1rem; padding: .55rem 0; border-bottom: 1px solid var(--line); scroll-margin-top: 8rem; }
.event time { font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; } .event .said { margin: 0; } .event .told { display: block; font-weight: 400; font-size: .8rem; color: var(--soft); }
.event ul { margin: .4rem 0 .2rem; padding: 0; list-style: none; } .event li { padding: .35rem 0 .35rem .7rem; border-left: 3px solid var(--line); margin: .3rem 0; }
.event details { margin-top: .2rem; font-size: .93rem; } .context { color: var(--soft); }
.conflict { border-left: 4px solid var(--warn); padding-left: .6rem; } .versus { margin: .4rem 0; padding: .4rem .7rem; background: var(--panel); border-radius: 4px; font-size: .93rem; }
.hidden { display: none; } button.pill { border: 0; color: inherit; line-height: inherit; cursor: pointer; text-align: left; } button.pill.place { border: 1px solid var(--line); } button.pill:hover { outline: 1px solid var(--accent); }
.told strong { color: var(--ink); } .key { font-size: .8rem; color: var(--accent); }
nav.years { display: flex; flex-wrap: wrap; gap: .1rem .8rem; margin: .2rem 0; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { .event { grid-template-columns: 1fr; } form.filters { position: static; } }
@media print { form.filters { display: none; } }
</style>
)";

// Reads only attributes and text that stand in the page; builds no markup.
constexpr std::string_view script = R"js((function () {
  "use strict";
  var form = document.querySelector("form.filters"), events = Array.prototype.slice.call(document.querySelectorAll(".event"));
  var years = Array.prototype.slice.call(document.querySelectorAll("section.year")), count = document.querySelector(".count");
  form.hidden = false;
  function chosen(name) { return form.elements[name].value; }
  // #actor=...&words=...: what is chosen stands in the address, so that a view can be passed on.
  function read() {
    new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
      var field = form.elements[name];
      if (!field) return;
      if (field.type === "checkbox") field.checked = value === "1"; else field.value = value;
    });
  }
  function write() {
    var wishes = new URLSearchParams();
    ["words", "actor", "theme", "place"].forEach(function (name) { if (chosen(name)) wishes.set(name, chosen(name)); });
    if (Number(chosen("least")) > 1) wishes.set("least", chosen("least"));
    ["days", "conflicts"].forEach(function (name) { if (form.elements[name].checked) wishes.set(name, "1"); });
    try { history.replaceState(null, "", wishes.toString() ? "#" + wishes : location.pathname + location.search); } catch (refused) { /* a viewer without addresses */ }
  }
  function apply() {
    var words = chosen("words").toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    events.forEach(function (event) {
      var text = event.textContent.toLowerCase(), data = event.dataset;
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; });
      ["actor", "theme", "place"].forEach(function (kind) {
        var wish = chosen(kind);
        if (wish && ("|" + data[kind] + "|").indexOf("|" + wish + "|") < 0) fits = false;
      });
      if (Number(data.documents) < Number(chosen("least") || 1)) fits = false;
      if (form.elements.conflicts.checked && !data.conflict) fits = false;
      if (form.elements.days.checked && data.grain !== "day") fits = false;
      event.classList.toggle("hidden", !fits);
      if (fits) shown += 1;
    });
    years.forEach(function (year) { year.classList.toggle("hidden", !year.querySelector(".event:not(.hidden)")); });
    count.textContent = shown + " of " + events.length + " events";
  }
  function change() { apply(); write(); }
  form.addEventListener("input", change);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { window.setTimeout(change, 0); });
  window.addEventListener("hashchange", function () { if (location.hash.indexOf("=") > 0) { read(); apply(); } });
  document.querySelector("main").addEventListener("click", function (event) {
    var pill = event.target.closest("button.pill");
    if (!pill) return;
    var field = form.elements[pill.dataset.kind];
    field.value = field.value === pill.textContent ? "" : pill.textContent;
    change();
    pill.closest(".event").scrollIntoView({ block: "center" });
  });
  read();
  apply();
})();
)js";

std::string name_of(const Catalogue& catalogue, const std::string& id) {
  const Label* label = catalogue.find(id);
  return label != nullptr ? label->name : id;
}

std::string pills(const std::vector<std::string>& names, std::string_view kind) {
  std::string html;
  for (const std::string& name : names) html += fmt::format("<button type=\"button\" class=\"pill {0}\" data-kind=\"{0}\" title=\"only events with this {0}\">{1}</button>", kind, markup_escaped(name));
  return html;
}

std::vector<std::string> names_of(const Catalogue& catalogue, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids) names.push_back(name_of(catalogue, id));
  return names;
}

std::string joined(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, "|")); }

std::string marked(const Quote& quote) { return html_marked(quote.text, quote.mark_begin, quote.mark_end); }

std::string source_item(const Timeline& timeline, const EventSource& source) {
  const TimelineDocument& document = timeline.documents[source.document];
  std::string html = fmt::format("<li><strong>{}</strong>{} <span class=\"soft\">{}{} · {}</span>", markup_escaped(document.id),
                                 document.title.empty() ? "" : " " + markup_escaped(document.title), markup_escaped(document.date.empty() ? "undated" : document.date),
                                 markup_escaped(locus_text(source.place).empty() ? "" : ", " + locus_text(source.place)), name(source.outlook));
  html += "<p>";
  if (!source.before.empty()) html += "<span class=\"context\">" + markup_escaped(source.before) + " </span>";
  html += marked(source.quote);
  if (!source.after.empty()) html += "<span class=\"context\"> " + markup_escaped(source.after) + "</span>";
  html += "</p>";
  if (!source.resolved.empty()) html += "<p class=\"soft\">date concluded: " + markup_escaped(source.resolved) + "</p>";
  return html + "</li>\n";
}

/// "tehran agreement" of "text:tehran-agreement"; a symbol as it is.
std::string text_name(const std::string& id) {
  if (!id.starts_with("text:")) return id;
  std::string name = "Text: " + id.substr(5);
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

/// An interval is two lines: its days are not broken.
std::string date_lines(const Event& event) {
  std::string html = markup_escaped(date_text(event));
  for (const char sign : {'/', ' '}) {
    if (const std::size_t at = html.find(sign); at != std::string::npos) html.insert(at + 1, "<br>");
  }
  return html;
}

std::string year_links(const Timeline& timeline, const std::vector<std::uint32_t>& shown) {
  std::string html = "<nav class=\"years\" aria-label=\"Years\">";
  int last = 0;
  for (const std::uint32_t number : shown) {
    const int year = timeline.events[number].date.begin_year();
    if (year != last) html += fmt::format("<a href=\"#y{0}\">{0}</a>", year);
    last = year;
  }
  return html + "</nav>\n";
}

std::string event_article(const Timeline& timeline, std::uint32_t number, const Catalogue& catalogue) {
  const Event& event = timeline.events[number];
  const auto actors = names_of(catalogue, event.actors);
  const auto themes = names_of(catalogue, event.themes);
  std::string html = fmt::format(
      "<article class=\"event{}\" id=\"e{}\" data-actor=\"{}\" data-theme=\"{}\" data-place=\"{}\" data-documents=\"{}\" data-grain=\"{}\"{}>\n<div><time datetime=\"{}\">{}</time><span class=\"told\">{}{}</span></div>\n<div>",
      event.conflicts.empty() ? "" : " conflict", number, markup_escaped(joined(actors)), markup_escaped(joined(themes)), markup_escaped(joined(event.places)), event.documents,
      event.date.precision == DatePrecision::day ? "day" : "vague", event.conflicts.empty() ? "" : " data-conflict=\"yes\"", Date{event.date.begin, event.date.begin, DatePrecision::day}.to_string(),
      date_lines(event), event.documents > 1 ? fmt::format("<strong>{} documents</strong> · ", event.documents) : "", markup_escaped(outlooks_text(event)));
  if (!event.text.empty()) html += fmt::format("<div class=\"key\">{}</div>", markup_escaped(text_name(event.text)));
  html += "<p class=\"said\">" + marked(event.sources[0].quote) + "</p>";
  for (const std::uint32_t other : event.conflicts) {
    html += fmt::format("<p class=\"versus\"><span class=\"warn\">Another source says</span> <a href=\"#e{}\">{}</a>: {}</p>", other, timeline.events[other].date.to_string(),
                        marked(timeline.events[other].sources[0].quote));
  }
  html += pills(actors, "actor") + pills(themes, "theme") + pills(event.places, "place");
  html += fmt::format("<details><summary>{} source{} in {} document{}</summary><ul>\n", event.sources.size(), event.sources.size() == 1 ? "" : "s", event.documents,
                      event.documents == 1 ? "" : "s");
  for (const EventSource& source : event.sources) html += source_item(timeline, source);
  return html + "</ul></details></div></article>\n";
}

/// A list to choose from: what the shown events have, most frequent first.
std::string choice(std::string_view name, std::string_view label, const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string html = fmt::format("<label>{}<select name=\"{}\"><option value=\"\">any</option>", label, name);
  for (const auto& [value, count] : order) html += fmt::format("<option value=\"{0}\">{0} ({1})</option>", markup_escaped(value), count);
  return html + "</select></label>";
}

std::string filters(const Timeline& timeline, const std::vector<std::uint32_t>& shown, const Catalogue& catalogue) {
  std::map<std::string, std::size_t> actors, themes, places;
  for (const std::uint32_t number : shown) {
    for (const std::string& id : timeline.events[number].actors) ++actors[name_of(catalogue, id)];
    for (const std::string& id : timeline.events[number].themes) ++themes[name_of(catalogue, id)];
    for (const std::string& place : timeline.events[number].places) ++places[place];
  }
  return "<form class=\"filters\" hidden><label>Words<input name=\"words\" type=\"search\"></label>" + choice("actor", "Actor", actors) + choice("theme", "Theme", themes) +
         choice("place", "Place", places) +
         "<label>Documents, at least<input name=\"least\" type=\"number\" min=\"1\" value=\"1\"></label><label class=\"check\"><input type=\"checkbox\" name=\"days\">whole days only</label>"
         "<label class=\"check\"><input type=\"checkbox\" name=\"conflicts\">conflicts only</label><button type=\"reset\">Clear</button><div class=\"count\" aria-live=\"polite\"></div></form>\n";
}

}  // namespace

std::string render_timeline_page(const Timeline& timeline, const std::vector<std::uint32_t>& shown, const Catalogue& catalogue, const std::string& title,
                                 const std::vector<std::pair<std::string, std::string>>& provenance) {
  HtmlPage page;
  page.title = title;
  std::size_t conflicts = 0;
  for (const std::uint32_t number : shown) conflicts += timeline.events[number].conflicts.empty() ? 0 : 1;
  page.lead = fmt::format("{} events from {} documents; {} of them in conflict with another source. A vague date is shown as it was written; open an event for its passages.", shown.size(),
                          timeline.documents.size(), conflicts);
  std::string& body = page.body;
  body = page_styles;
  body += "<div class=\"scroll\">" + svg_timeline(timeline, shown, Period::month, SvgFrame::inside_page) + "</div>\n";
  body += year_links(timeline, shown);
  body += filters(timeline, shown, catalogue);
  int year = 0;
  for (const std::uint32_t number : shown) {
    const int begins = timeline.events[number].date.begin_year();
    if (begins != year) body += fmt::format("{}<section class=\"year\" aria-labelledby=\"y{}\"><h2 id=\"y{}\">{}</h2>\n", year == 0 ? "" : "</section>\n", begins, begins, begins);
    year = begins;
    body += event_article(timeline, number, catalogue);
  }
  if (year != 0) body += "</section>\n";
  page.script = script;
  page.provenance = provenance;
  return render_page(page);
}

}  // namespace concord
