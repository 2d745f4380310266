#!/usr/bin/env bash
# A line of a gigabyte, sparse on disk: refused with its name, its place and the remedy; what stands beside it is read.
set -euo pipefail
(ulimit -v 3000000; "$CONCORD" version >/dev/null 2>&1) || { echo "skipped: this build (a sanitizer?) does not start in 3 GB of addresses"; exit 77; }
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
many=$(head -c 8192 /dev/zero | tr '\0' x)  # the first bytes decide what a file is: they are text
printf '%s' "$many" > "$folder/line.txt"
printf '{"text": "Before."}\n{"text": "%s' "$many" > "$folder/line.jsonl"
printf 'From a@b Sun Jul 21 10:00:00 1996\nSubject: One\n\nBefore.\n\nFrom a@b Sun Jul 21 10:00:00 1996\n\n%s' "$many" > "$folder/line.mbox"
truncate -s 1G "$folder"/line.*
printf '\n{"text": "After."}\n' >> "$folder/line.jsonl"
printf '\n\nFrom a@b Sun Jul 21 10:00:00 1996\n\nAfter.\n' >> "$folder/line.mbox"
for name in line.txt line.jsonl line.mbox; do
  status=0
  (ulimit -v 3000000; "$CONCORD" extract "$folder/$name") > "$folder/out" 2> "$folder/err" || status=$?
  [ "$status" = 65 ] || { echo "$name: exit $status"; cat "$folder/err"; exit 1; }
  grep -q "$name" "$folder/err" || { echo "$name: the name is missing"; cat "$folder/err"; exit 1; }
  grep -qE 'limit|larger|longer' "$folder/err" || { echo "$name: the reason is missing"; cat "$folder/err"; exit 1; }
  [ "$name" = line.txt ] || { grep -q 'Before' "$folder/out" && grep -q 'After' "$folder/out"; } || { echo "$name: its neighbours were lost"; cat "$folder/out" "$folder/err"; exit 1; }
done
