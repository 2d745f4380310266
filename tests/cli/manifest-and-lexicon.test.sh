# A broken row of a manifest costs that row; a broken lexicon stops before anything is read. Both name line and remedy.
source "$(dirname "$0")/support.sh"
mkdir docs
for name in one two three; do echo "The ceasefire of $name held." >docs/$name.txt; done
cat >docs/manifest.csv <<'ROWS'
path,title,date,kind
one.txt,First,1996-07-21,treaty
two.txt,Second,the 31st of June,report
three.txt,Third,1997-02-30,speech
four.txt,Fourth,1997,report
ROWS
collection rows
expect 3 concord ingest ../docs
says err "manifest.csv:3"; says err "31st of June"
says err "manifest.csv:4"; says err "manifest.csv:5"; says err "four.txt"
expect 0 concord search ceasefire --format csv --no-provenance;   says out First; says out two
printf 'path,title\n"unclosed,First\n' >../docs/manifest.csv
expect 3 concord reindex;                                         says err "manifest.csv:2"
rm ../docs/manifest.csv
cd ..

mkdir lexicons
broken() {
  printf '%s\n' "$2" >lexicons/own.yaml
  expect 78 concord lexicon check lexicons
  says out "own.yaml:$1"
  expect 78 concord reindex --collection lex
  says err "own.yaml:$1"
}
collection lex
sed -i 's#^  - /.*#  - ../lexicons#' concord.yaml
cd ..
printf 'lexicon: actor\ntitle: T\nentries:\n  - {id: a, name: Alpha, type: party, aliases: [Alpha]}\n' >lexicons/own.yaml
expect 0 concord ingest docs --collection lex --quiet
expect 0 concord lexicon check lexicons
broken 4 $'lexicon: actor\ntitle: T\nentries:\n  - {id: a, name: Alpha, type: parti, aliases: [Alpha]}';      says err party
broken 4 $'lexicon: actor\ntitle: T\nentries:\n  - {id: a, name: Alpha, type: party, alises: [Alpha]}';      says err aliases
broken 4 $'lexicon: theme\ntitle: T\nentries:\n  - {id: a, name: A, definition: d, patterns: [{regex: "/a(b/"}]}'
broken 5 $'lexicon: actor\ntitle: T\nentries:\n  - {id: a, name: Alpha'
# Nothing was lost meanwhile.
expect 0 concord search ceasefire --collection lex --count
finish
