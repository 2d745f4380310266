#!/usr/bin/env bash
# A text that is there again is listed with its similarity, and no longer once its file is gone.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
export CONCORD_LEXICONS=$SOURCE/lexicons
cp -r "$SOURCE/corpus/sample" "$folder/documents"
"$CONCORD" init -q "$folder/c" && cd "$folder/c"
"$CONCORD" ingest -q "$folder/documents"
if "$CONCORD" duplicates -q > "$folder/none"; then echo "the sample holds no duplicates"; cat "$folder/none"; exit 1; fi
grep -q 'no two documents are alike' "$folder/none"

original=$folder/documents/reports/1993-09-csce-fact-finding.txt
{ echo 'Reprinted by the secretariat, copy number four'; echo; cat "$original"; } > "$folder/documents/reports/reprint.txt"
"$CONCORD" reindex -q
"$CONCORD" duplicates --format tsv --no-provenance > "$folder/found"
grep -q $'^1\tsample-report-1993-09\t1\tcounted' "$folder/found"
grep -qE $'^1\treports/reprint.txt\t0\\.9[0-9]*\talike' "$folder/found"
[ "$(wc -l < "$folder/found")" = 3 ] || { cat "$folder/found"; exit 1; }
"$CONCORD" search 'visit CSCE' > "$folder/hits"
grep -q '^     also in reports/reprint.txt$' "$folder/hits"
grep -q '1 shown with another of the same text' "$folder/hits"
[ "$("$CONCORD" search 'visit CSCE' --with-duplicates --format tsv --no-provenance | cut -f 2 | grep -cE '^(sample-report-1993-09|reports/reprint.txt)$')" -gt 1 ]
"$CONCORD" search 'visit CSCE' --with-duplicates --format tsv --no-provenance | cut -f 2 | grep -q '^reports/reprint.txt$'
rm .concord/index/duplicates_*
"$CONCORD" duplicates --format tsv --no-provenance | cmp - "$folder/found"
"$CONCORD" duplicates --threshold 0.2 2> "$folder/error" && exit 1
grep -q 'threshold' "$folder/error"
"$CONCORD" check --deep -q

rm "$folder/documents/reports/reprint.txt"
"$CONCORD" reindex -q
if "$CONCORD" duplicates -q > "$folder/none"; then cat "$folder/none"; exit 1; fi
