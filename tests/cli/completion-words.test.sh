#!/usr/bin/env bash
# What the shell completions ask for: ids of the collection's actors and themes, names of its fields; silent outside one.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
export CONCORD_LEXICONS=$SOURCE/lexicons
cd "$folder"
status=0; "$CONCORD" generate words actor > out 2>&1 || status=$?
[ "$status" = 1 ] && [ ! -s out ] || { echo "outside a collection: exit $status"; cat out; exit 1; }
"$CONCORD" init -q c && cd c
"$CONCORD" ingest -q "$SOURCE/corpus/sample/studies"
"$CONCORD" generate words actor | grep -qx uto
"$CONCORD" generate words theme | grep -qx ombudsman
"$CONCORD" generate words field | grep -qx kind
