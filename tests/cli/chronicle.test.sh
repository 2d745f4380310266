# Key texts, chronology, profiles and the structure of treaties, as they are typed on the sample collection.
source "$(dirname "$0")/support.sh"
collection tajikistan "$SOURCE/corpus/sample"

expect 0 concord citations
says out 'S/RES/968 (1994)'
says out 'cited but missing (--missing)'
expect 0 concord citations 'S/RES/968 (1994)' --format csv;     says out 'sample-'
expect 0 concord citations general-agreement --limit 0;         says out 'named before it'
expect 0 concord citations --missing --export graph.graphml --export graph.dot --export graph.csv --export graph.json
grep -q 'edgedefault="directed"' graph.graphml || wrong "no directed graph in graph.graphml"
python3 -c 'import json, sys, xml.dom.minidom; json.load(open("graph.json")); xml.dom.minidom.parse("graph.graphml")' || wrong "an export cannot be read"
expect 2 concord citations --export graph.xyz;                  says err 'the ending does not name a format'
expect 2 concord citations 'S/1066/1';                          says err "nothing cites 'S/1066/1'"

expect 0 concord timeline --limit 0 --format csv --html page.html --svg picture.svg --ics calendar.ics
says out '1994-09-17'
says out '1997-06-27'
grep -q 'Content-Security-Policy' page.html || wrong "the page has no policy"
[ "$(grep -c 'BEGIN:VEVENT' calendar.ics)" -eq "$(grep -c 'END:VEVENT' calendar.ics)" ] || wrong "the calendar is not closed"
python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("picture.svg")' || wrong "the picture cannot be read"
expect 0 concord timeline 'ombudsman' --grain year;             says out '1996'
expect 1 concord timeline 'ombudsman' --since 2030
expect 2 concord timeline --since yesterday;                    says err "'yesterday' is no date"
expect 0 concord timeline --conflicts --limit 0

expect 0 concord profile uto --html uto.html;                   says out 'names met'; says out 'typical words'
says out 'what it asks for and offers'; says out 'on whom it rests'; says out 'short names that documents explain'
grep -q 'id="wants"' uto.html || wrong "the page does not say what it wants"
expect 0 concord profile uto --against osce --format csv; says out 'per_million'
expect 0 concord profile uto --against government; says out 'on whom they rest'
expect 2 concord profile utoo;                                  says err 'did you mean'

expect 0 concord search 'article:1' --kind treaty --count
expect 0 concord search 'ceasefire IN article';                 says out 'art. '
finish
