#include "pipeline/render/html_page.h"

#include "pipeline/render/markup.h"

namespace concord {
namespace {

constexpr std::string_view head = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
)";

constexpr std::string_view styles = R"(<style>
:root { --ink: #1b1d21; --soft: #5a6069; --paper: #ffffff; --line: #d9dce1; --panel: #f5f6f8; --accent: #0b5cad; --mark: #ffe08a; --mark-ink: #1b1d21; --warn: #a03c00; --bar: #3b7ab8; --bar2: #c9772b; --pill: #e6edf5; --pill2: #eef0e3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a2a9b3; --paper: #16181c; --line: #363b43; --panel: #1f2227; --accent: #7db7f0; --mark: #6b5310; --mark-ink: #fff6d8; --warn: #f2a36b; --bar: #5f9bd6; --bar2: #d99a5b; --pill: #24324260; --pill2: #2f342260; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.2rem clamp(.8rem, 3vw, 2rem) 3rem; font: 16px/1.5 "Noto Sans", "DejaVu Sans", system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; border-bottom: 2px solid var(--line); padding-bottom: .2rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; } h4 { font-size: .93rem; margin: 1rem 0 .3rem; color: var(--soft); }
p { margin: .4rem 0; } a { color: var(--accent); } .soft, footer { color: var(--soft); font-size: .88rem; } .lead { margin: 0 0 1rem; color: var(--soft); }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 .12em; border-radius: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; } th, td { padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } th { font-weight: 600; color: var(--soft); } td.n, th.n { text-align: right; padding-right: 1.1rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
th { overflow-wrap: normal; } td.d { white-space: nowrap; }
.scroll { overflow-x: auto; }
form.filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: end; padding: .6rem .8rem; margin: .8rem 0 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; }
form.filters label { display: flex; flex-direction: column; font-size: .8rem; color: var(--soft); flex: 1 1 9rem; min-width: 7rem; } form.filters label.check { flex-direction: row; gap: .4rem; align-items: center; flex: 0 1 auto; min-width: 0; }
input, select, button { font: inherit; font-size: .93rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: .25rem .4rem; min-width: 0; } input[type=checkbox] { width: 1.1rem; height: 1.1rem; }
.count { flex: 1 0 100%; font-size: .85rem; color: var(--soft); }
.pill { display: inline-block; font-size: .8rem; padding: .02rem .45rem; margin: .1rem .25rem .1rem 0; border-radius: 9px; background: var(--pill); } .pill.theme { background: var(--pill2); } .pill.place { background: none; border: 1px solid var(--line); }
.warn { color: var(--warn); font-weight: 600; }
summary { cursor: pointer; } details > summary:hover { color: var(--accent); }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .6rem; } footer dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .4rem 0; } footer dd { margin: 0; }
svg { max-width: 100%; height: auto; } .scroll > svg { min-width: 40rem; max-width: none; width: 100%; } svg text { fill: var(--ink); }
)";

}  // namespace

std::string html_marked(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin >= end || end > text.size()) return markup_escaped(text);
  return markup_escaped(text.substr(0, begin)) + "<mark>" + markup_escaped(text.substr(begin, end - begin)) + "</mark>" + markup_escaped(text.substr(end));
}

std::string render_page(const HtmlPage& page) {
  std::string html(head);
  html += "<title>" + markup_escaped(page.title) + "</title>\n";
  html += styles;
  html += "</style></head>\n<body>\n<header><h1>" + markup_escaped(page.title) + "</h1>\n<div class=\"lead\">" + page.lead + "</div></header>\n<main>\n" + page.body + "</main>\n<footer><dl>";
  for (const auto& [key, value] : page.provenance) html += "<dt>" + markup_escaped(key) + "</dt><dd>" + markup_escaped(value) + "</dd>";
  html += "</dl></footer>\n";
  if (!page.script.empty()) html += "<script>\n" + page.script + "</script>\n";
  return html + "</body></html>\n";
}

}  // namespace concord
