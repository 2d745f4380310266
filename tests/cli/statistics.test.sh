# The seven commands that count, on the sample collection: what they print is in tests/golden, what they write is read back.
source "$(dirname "$0")/support.sh"
collection tajikistan "$SOURCE/corpus/sample"

# --- what is printed -------------------------------------------------------------------------------------------------
expect 0 concord cooccur --rows actor --cols theme --unit paragraph --measure npmi,llr,logdice --significance fisher --min-count 2
golden statistics-cooccur.txt
expect 0 concord cooccur --rows actor:uto,actor:osce --cols theme --by kind --limit 3;       golden statistics-cooccur-by.txt
expect 0 concord cooccur --rows actor --cols theme --unit window --window 12 --limit 8;      golden statistics-cooccur-window.txt
expect 0 concord cooccur --rows actor:osce --cols theme:ombudsman --explain --passages 2;    golden statistics-explain.txt
expect 0 concord cooccur --rows actor --cols theme --bootstrap 200 --seed 3 --limit 4;       golden statistics-bootstrap.txt
expect 0 concord cooccur actor theme --apart --limit 6;                                      golden statistics-apart.txt
expect 0 concord collocates opposition --stop-words en --limit 12;                           golden statistics-collocates.txt
expect 0 concord collocates opposition --to 1996 --against-filter date:1997.. --stop-words en --limit 5
golden statistics-collocates-against.txt
expect 0 concord keyness kind:report kind:treaty --stop-words en --limit 12;                 golden statistics-keyness.txt
expect 0 concord keyness kind:study --of theme --min-count 1;                               golden statistics-keyness-themes.txt
expect 0 concord freq words --stop-words en --limit 8;                                       golden statistics-freq.txt
expect 0 concord freq theme --by kind --limit 3;                                             golden statistics-freq-by.txt
expect 0 concord trend theme:ombudsman,theme:reconciliation --rolling 2;                     golden statistics-trend.txt
expect 0 concord dispersion ombudsman;                                                       golden statistics-dispersion.txt
expect 0 concord network --rows actor --cols theme --unit paragraph --max-p 1 --min-count 1; golden statistics-network.txt

# Sides of one table, and parts of one whole.
concord cooccur --rows actor --cols theme --format csv --no-provenance --limit 0 --measure llr | cut -d, -f 1-2,3-6 | sed 1d | sort >rows
concord cooccur --rows theme --cols actor --format csv --no-provenance --limit 0 --measure llr | sed 1d |
  awk -F, '{ print $2 "," $1 "," $3 "," $5 "," $4 "," $6 }' | sort >columns
same rows columns

# --- what is written -------------------------------------------------------------------------------------------------
network=(--rows actor --cols theme --unit paragraph --max-p 1 --min-count 1)
expect 0 concord network "${network[@]}" --export n.graphml --export n.gexf --export n.net --export n.dot --export n.csv --export n.json --vosviewer n
expect 0 python3 "$SOURCE/tests/cli/network-files.py" n.graphml n.gexf n.net n.dot n.csv n.json n
says out "the same in 7 formats"
expect 0 concord network --rows words:60 --cols words:60 --max-edges 80 --export w.graphml --export w.gexf --export w.net --export w.dot --export w.csv --export w.json --vosviewer w
expect 0 python3 "$SOURCE/tests/cli/network-files.py" w.graphml w.gexf w.net w.dot w.csv w.json w
if command -v xmllint >/dev/null; then expect 0 xmllint --noout n.graphml n.gexf; fi
if command -v dot >/dev/null; then expect 0 dot -Tplain n.dot; fi

expect 0 concord cooccur --svg map.svg --limit 1
expect 0 concord cooccur --unit window --svg windows.svg --limit 1
expect 0 concord trend theme --svg trend.svg
expect 0 concord network "${network[@]}" --svg network.svg
for picture in map windows trend network; do
  expect 0 python3 - "$picture.svg" <<'PY'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == "{http://www.w3.org/2000/svg}svg", root.tag
width, height = float(root.get("width")), float(root.get("height"))
texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
assert len(texts) > 3, "a picture without labels"
for text in texts:
    assert 0 <= float(text.get("x")) <= width and 0 <= float(text.get("y")) <= height, text.text
PY
done

expect 0 concord cooccur --rows words:40 --cols words:40 --fcm fcm --window 3
expect 0 concord cooccur --rows words:40 --cols words:40 --fcm ordered --window 3 --ordered
expect 0 python3 - <<'PY'
# An ordered matrix and its transpose add up to the unordered one.
def read(name):
    lines = [line for line in open(name + ".mtx", encoding="utf-8") if not line.startswith("%")]
    size = tuple(map(int, lines[0].split()))
    cells = {(int(a), int(b)): int(c) for a, b, c in map(str.split, lines[1:])}
    assert size[2] == len(cells) > 100 and size[0] == size[1] == len(open(name + ".names").read().splitlines())
    return cells
unordered, ordered = read("fcm"), read("ordered")
assert all(row >= column for row, column in unordered)
sums = {}
for (row, column), count in ordered.items():
    for cell in ((row, column), (column, row)):
        sums[cell] = sums.get(cell, 0) + count
assert unordered == {cell: count for cell, count in sums.items() if cell[0] >= cell[1]}
PY

# --- a text that is there twice ------------------------------------------------------------------------------------
mkdir -p "$work/twice" && cd "$work/twice" || exit 1
cp "$SOURCE/corpus/sample/reports/1995-02-progress-report.txt" first.txt
{ cat first.txt; echo; } >again.txt
cp "$SOURCE/corpus/sample/reports/2000-05-final-report.txt" other.txt
cd "$work" && collection repeats "$work/twice"
once() { concord "$@" --format csv --no-provenance 2>/dev/null; }
expect 0 concord freq word:opposition;                                 says out "1 of 3 documents repeat the text of another"
expect 0 concord freq word:opposition --with-duplicates;               says_not out "repeat"
single=$(once freq word:opposition --where path=first.txt | sed -n 2p | cut -d, -f 2)
other=$(once freq word:opposition --where path=other.txt | sed -n 2p | cut -d, -f 2)
[ "$(once freq word:opposition | sed -n 2p | cut -d, -f 2)" -eq $((single + other)) ] || wrong "a repeated text counts twice"
[ "$(once freq word:opposition --with-duplicates | sed -n 2p | cut -d, -f 2)" -eq $((2 * single + other)) ] || wrong "--with-duplicates does not count all"
for command in "cooccur --rows word:the --cols word:opposition" "collocates opposition" "keyness path:other.txt" "trend word:opposition" \
  "dispersion word:opposition" "network --rows words:20 --cols words:20 --max-p 1 --min-count 1"; do
  # shellcheck disable=SC2086  # a command and its options
  expect 0 concord $command;                                           says out "repeat the text of another"
  expect 0 concord $command --with-duplicates;                         says_not out "repeat the text"
done

# --- what is refused -------------------------------------------------------------------------------------------------
expect 2 concord cooccur --unit window --matrix m.mtx;                 says err "--fcm"
expect 2 concord cooccur --unit window --by year;                      says err "--by"
expect 2 concord cooccur --rows actor --cols theme --fcm x;            says err "no single word"
expect 2 concord cooccur --ordered;                                    says err "--fcm"
expect 2 concord cooccur --measure npmy;                               says err "npmi"
expect 2 concord cooccur --rows actors;                                says err "did you mean actor"
expect 2 concord network --export n.pdf;                               says err ".graphml"
expect 2 concord cooccur --explain;                                    says err "one pair"
finish
