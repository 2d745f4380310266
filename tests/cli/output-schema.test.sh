# What search, kwic and show print for machines is what docs/output.schema.json says; and the check can fail.
source "$(dirname "$0")/support.sh"
command -v python3 >/dev/null || skip "no python3"
collection judged "$SOURCE/corpus/sample"
schema=$SOURCE/docs/output.schema.json
fits() {  # DEFINITION [--lines]: ./out of the last command
  python3 "$SOURCE/tests/cli/validate-json.py" "$schema" "$@" <"$work/out" >"$work/faults" 2>&1 || { wrong "not as the schema says ($*):"; head -n 8 "$work/faults"; }
}
expect 0 concord search 'ombudsman OR theme:ombudsman' --format json;            fits search
expect 0 concord search 'elites AND negotiate' --stem --explain --format json; fits search
expect 0 concord search '*' --limit 100 --sort date --format json;               fits search
expect 0 concord search 'reconciliation' --format json --no-provenance;          fits search
expect 0 concord search 'reconciliation' --format jsonl --no-provenance;         fits hit --lines
expect 0 concord search 'opposition' --facet actor,kind,year,country,track --format json; fits facets
expect 0 concord kwic 'theme:ombudsman OR мир*' --format json --sort left1,date; fits kwic
expect 0 concord kwic 'ombudsman' --format json --annotate --context sentence;   fits kwic
expect 0 concord kwic 'ombudsman' --format jsonl --no-provenance;                fits line --lines
for id in sample-report-1996-11 sample-treaty-1997-06 krugly-stol; do
  concord show "$id" --json >"$work/out" 2>/dev/null && fits document
done

# The spans of matches are bytes of the passage.
expect 0 concord kwic 'мир*' --format json
python3 - "$work/out" <<'PY' || wrong "the match is not the whole node"
import json, sys
lines = json.load(open(sys.argv[1], encoding="utf-8"))["lines"]
sys.exit(0 if lines and all([[0, len(line["node"]["text"].encode())]] == line["node"]["matches"] for line in lines) else 1)
PY

# Columns for a reviewer stand empty at the end, in each format for tables.
expect 0 concord kwic 'ombudsman' --annotate --format csv --no-provenance
[ "$(head -n 1 "$work/out" | tr -d '\r' | grep -c ',labels,keep,note$')" = 1 ] || wrong "the header ends with keep,note"
[ "$(sed -n 2p "$work/out" | tr -d '\r' | grep -c ',,$')" = 1 ] || wrong "keep and note are empty"
expect 0 concord kwic 'ombudsman' --annotate --format tsv --no-provenance;       says out $'\tkeep\tnote'
expect 0 concord kwic 'ombudsman' --annotate --format markdown --no-provenance;  says out '| keep | note |'
expect 0 concord kwic 'ombudsman' --annotate --format html --no-provenance;      says out '>note</th>'

# A missing, an unknown and a wrong value are found.
spoil() {
  concord search 'reconciliation' --format json | python3 -c "import json, sys; d = json.load(sys.stdin); $1; json.dump(d, sys.stdout)" |
    python3 "$SOURCE/tests/cli/validate-json.py" "$schema" search >"$work/faults" && wrong "not noticed: $1"
}
spoil 'del d["hits"][0]["id"]'
spoil 'd["hits"][0]["colour"] = "red"'
spoil 'd["hits"][0]["rank"] = 0'
spoil 'd["hits"][0]["kind"] = "poem"'
spoil 'd["hits"][0]["passage"]["matches"].append([3])'
spoil 'd["provenance"].pop("snapshot")'
finish
