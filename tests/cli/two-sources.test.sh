#!/usr/bin/env bash
# Two folders that hold the same path are two documents, also after a changed lexicon has tagged them again.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
export CONCORD_LEXICONS=$SOURCE/lexicons
mkdir -p "$folder/un" "$folder/osce"
echo 'The mission of the United Nations wrote about a ceasefire.' > "$folder/un/report.txt"
echo 'The mission of the OSCE wrote about an ombudsman.' > "$folder/osce/report.txt"
touch -d '2020-01-01' "$folder"/*/report.txt
"$CONCORD" init -q "$folder/c" && cd "$folder/c"
cp concord.yaml before.yaml
"$CONCORD" ingest --dry-run "$folder/un" | grep -q report.txt || { echo "a dry run does not say what would be done"; exit 1; }
cmp concord.yaml before.yaml || { echo "a dry run wrote its path into concord.yaml"; exit 1; }
"$CONCORD" ingest -q "$folder/un"
"$CONCORD" ingest -q "$folder/osce"
[ "$("$CONCORD" search '*' --count)" = 2 ] || { echo "not two documents"; "$CONCORD" search '*'; exit 1; }
"$CONCORD" show osce/report.txt | grep -q ombudsman
"$CONCORD" show report.txt --json | grep -q ceasefire
[ "$("$CONCORD" show report.txt --json)" = "$("$CONCORD" show report.txt --format json)" ] || { echo "show --format json is not show --json"; exit 1; }

printf 'lexicon: actor\ntitle: mine\nentries:\n  - {id: scribes, name: The scribes, type: civil-society, aliases: [wrote]}\n' > mine.yaml
sed -i 's|^  - bundled|  - bundled\n  - mine.yaml|' concord.yaml
"$CONCORD" reindex | grep -q '2 documents tagged again'
[ "$("$CONCORD" search 'actor:scribes' --count)" = 2 ] || { echo "a document was lost by tagging again"; exit 1; }
# Tagged again without a difference: the documents stay, the commit names the new lexicon, and the next run has nothing to do.
echo '# a remark' >> mine.yaml
"$CONCORD" reindex | grep -q '2 documents tagged again (no mention differs)'
[ "$("$CONCORD" search 'actor:scribes' --count)" = 2 ] || { echo "a document was lost by tagging again for nothing"; exit 1; }
"$CONCORD" reindex | grep -q 'nothing changed' || { echo "an unchanged lexicon tags again"; exit 1; }
"$CONCORD" check --deep -q
