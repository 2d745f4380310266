# Output into pipes: colours only where they are asked for, every format well-formed, readers that leave early.
source "$(dirname "$0")/support.sh"
collection p "$SOURCE/corpus/sample"
escape=$'\e['

coloured() { grep -qF "$escape" "$work/out"; }
expect 0 concord search reconciliation;                      ! coloured || wrong "colours in a pipe"
expect 0 concord search reconciliation --color always;       coloured || wrong "no colours with --color always"

# A reader that leaves early is no error, and no message.
for command in "search reconciliation --limit 1000" "kwic the --limit 100000" "cooccur --rows actor --cols theme" "show sample-report-1996-11"; do
  set +o pipefail
  concord $command 2>"$work/err" | head -n 1 >"$work/out"
  set -o pipefail
  silent err
  [ -s "$work/out" ] || wrong "nothing of: $command"
done
concord search reconciliation >/dev/full 2>"$work/err" && wrong "a full standard output is exit 0"
says err "disk full"

# Each format of each answer is what its name says.
cat >"$work/check.py" <<'PY'
import csv, json, sys
form, path = sys.argv[1:3]
text = open(path, encoding="utf-8", newline="").read()
assert text.strip()
if form in ("csv", "tsv"):
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    rows = list(csv.reader(lines, delimiter="," if form == "csv" else "\t", strict=True))
    assert len(rows) > 1 and len({len(row) for row in rows}) == 1, rows[:3]
elif form == "json":
    assert isinstance(json.loads(text), dict)
elif form == "jsonl":
    assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
elif form == "html":
    assert "<table" in text and "</table>" in text
PY
for form in csv tsv json jsonl markdown html; do
  for command in "search reconciliation" "kwic reconciliation" "cooccur --rows actor --cols theme" stats; do
    expect 0 concord $command --format $form
    silent err
    python3 "$work/check.py" $form "$work/out" || wrong "not well-formed $form: concord $command"
  done
done

# Without any environment, and with one that names a locale that does not exist.
concord search reconciliation --format csv >"$work/plain"
for environment in "" "LANG=de_XX.UTF-8 LC_ALL=de_XX.UTF-8" "LC_NUMERIC=de_DE.UTF-8"; do
  expect 0 env -i $environment "$CONCORD" search reconciliation --format csv
  same "$work/out" "$work/plain"
done
finish
