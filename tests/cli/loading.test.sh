# docs/loading.md keeps its word: the columns it names are those that are printed, its files load, its snippets run.
#
# A snippet runs where its language and libraries are installed (python3-pandas, python3-scipy, python3-networkx, r-base with
# Matrix and igraph); the rest is said and left out. The check of columns and of the CSV itself needs only Python.
source "$(dirname "$0")/support.sh"
collection tajikistan "$SOURCE/corpus/sample"
page=$SOURCE/docs/loading.md

expect 0 concord cooccur --unit paragraph --measure npmi --limit 0 --format csv;            cp "$work/out" pairs.csv
expect 0 concord cooccur --unit paragraph --measure npmi --matrix pairs.mtx --limit 1
expect 0 concord cooccur --rows words:40 --cols words:40 --fcm near --window 3 --limit 1
expect 0 concord network --unit paragraph --max-p 1 --min-count 1 --export process.graphml
expect 0 concord cooccur --by kind --bootstrap 20 --measure npmi --format csv --limit 5;    cp "$work/out" cooccur.csv
expect 0 concord collocates peace --measure logdice --format csv --limit 20;                cp "$work/out" collocates.csv
expect 0 concord keyness kind:report kind:treaty --measure log-ratio --format csv;          cp "$work/out" keyness.csv
expect 0 concord freq theme --by kind --format csv;                                         cp "$work/out" freq.csv
expect 0 concord trend theme --rolling 2 --format csv;                                      cp "$work/out" trend.csv
expect 0 concord dispersion ombudsman --format csv;                                         cp "$work/out" dispersion.csv
expect 0 concord network --unit paragraph --max-p 1 --min-count 1 --format csv;             cp "$work/out" network.csv

expect 0 python3 - "$page" <<'PY'
import csv, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
documented = {"cooccur": "slice row column both row_total column_total total expected npmi p p_adjusted low high change change_z change_p".split()}
for name, columns in re.findall(r"^`(\w+)`: (.*)\.$", page, re.M):
    columns = re.sub(r"at_minus_3 \.\.\. at_plus_3", "at_minus_3, at_minus_2, at_minus_1, at_plus_1, at_plus_2, at_plus_3", columns)
    documented[name] = re.split(r", ", columns)
for row in re.findall(r"^\| ([a-z_, ]+) \|", page.split("`collocates`")[0], re.M):
    for column in row.split(", "):
        assert column in ("column", "npmi", "...") or column in documented["cooccur"], f"docs name a column {column} of cooccur"
measures = {"collocates": ["logdice"], "keyness": ["log_ratio"]}
for name, columns in documented.items():
    expected = [c for column in columns for c in (measures[name] if column == "measures" else [column])]
    with open(name + ".csv", encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = list(csv.reader(lines, strict=True))
    assert rows[0] == expected, f"{name}: {rows[0]} printed, {expected} documented"
    assert len(rows) > 3, f"{name}: too few rows to tell"
    assert all(len(row) == len(expected) for row in rows), name
    for row in rows[1:]:
        for column, cell in zip(expected, row):
            if column in ("both", "total", "count", "documents", "p", "p_adjusted", "tokens", "degree"):
                float(cell)
PY

# The blocks of one language, each in a file of its own.
blocks() { awk -v language="$1" '$0 == "```" language { n++; open = 1; next } /^```/ { open = 0 } open { print > language "-" n }' "$page"; }
blocks python
blocks r
for block in python-*; do
  needs=$(grep -oE '^(import|from) [a-z]+' "$block" | awk '{ print $2 }' | sort -u)
  for module in $needs; do
    python3 -c "import $module" 2>/dev/null || { echo "not run: $block needs $module"; continue 2; }
  done
  expect 0 python3 "$block"
done
for block in r-*; do
  command -v Rscript >/dev/null || { echo "not run: no Rscript"; break; }
  for library in $(sed -nE 's/^library\((\w+)\).*/\1/p' "$block"); do
    Rscript -e "library($library)" >/dev/null 2>&1 || { echo "not run: $block needs $library"; continue 2; }
  done
  expect 0 Rscript "$block"
done
finish
