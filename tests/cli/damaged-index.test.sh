#!/usr/bin/env bash
# A flipped byte anywhere in the index: commands answer rightly or say that it is damaged (65); check always sees it.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
export CONCORD_LEXICONS=$SOURCE/lexicons
"$CONCORD" init -q "$folder/c" && cd "$folder/c"
"$CONCORD" ingest -q "$SOURCE/corpus/sample/studies"
ask() { "$CONCORD" search 'ombudsman AND law' --format csv --no-provenance && "$CONCORD" stats --format csv --no-provenance; }
ask > "$folder/whole"
cp -r .concord/index "$folder/index"
for file in "$folder"/index/*; do
  name=$(basename "$file"); size=$(stat -c %s "$file")
  [ "$size" -gt 0 ] && [ "$name" != write.lock ] || continue
  for share in 1 5 9; do
    rm -rf .concord/index; cp -r "$folder/index" .concord/index
    offset=$((size * share / 10))
    byte=$(od -An -tu1 -j "$offset" -N 1 "$file" | tr -d ' ')
    printf "\\x$(printf %02x $((byte ^ 32)))" | dd of=".concord/index/$name" bs=1 seek="$offset" conv=notrunc status=none
    status=0; ask > "$folder/answer" 2> "$folder/said" || status=$?
    case $status in
      0) cmp -s "$folder/whole" "$folder/answer" || { echo "$name byte $offset: a wrong answer"; exit 1; } ;;
      65) ;;
      *) echo "$name byte $offset: exit $status"; cat "$folder/said"; exit 1 ;;
    esac
    status=0; "$CONCORD" check --deep -q 2> /dev/null || status=$?
    [ "$status" = 65 ] || { echo "$name byte $offset: check exits $status"; exit 1; }
  done
done
