# Each run leaves a line in the log of the collection, the idle and the failed ones too; --metrics writes what a monitor reads.
source "$(dirname "$0")/support.sh"
mkdir docs
for i in 1 2 3; do echo "Paper $i on the ceasefire of the UTO." >docs/$i.txt; done
touch -d '1 hour ago' docs/*
collection logged
expect 1 concord log;                                      says out "no run yet"
expect 0 concord ingest ../docs --quiet;                   silent out
expect 0 concord reindex --quiet --metrics "$work/c.prom" --nice
expect 0 concord log --format csv --no-provenance
[ "$(cut -d, -f2,4-6,8,11 "$work/out" | tail -n 2 | tr '\n' ';')" = "ingest,3,0,0,0,0;reindex,0,0,0,3,0;" ] || wrong "the log: $(cat "$work/out")"
says_not out error,,
for name in last_run_timestamp_seconds last_run_exit_code last_success_timestamp_seconds index_documents index_bytes; do
  grep -qE "^concord_$name\{collection=\"logged\"\} [0-9]+" "$work/c.prom" || wrong "no concord_$name in the metrics"
done
grep -q '^concord_last_run_files{collection="logged",state="unchanged"} 3$' "$work/c.prom" || wrong "the metrics do not count files"

# A run that failed is there with its error; the time of the last good one stays.
good=$(grep -o 'last_success_timestamp_seconds{.*' "$work/c.prom")
mv ../docs ../away
expect 78 concord reindex --quiet --metrics "$work/c.prom"
expect 0 concord log --troubled;                           says out "indexed files are gone"
grep -qF "$good" "$work/c.prom" || wrong "a failed run moved the time of the last good one"
grep -q '^concord_last_run_exit_code{.*} 78$' "$work/c.prom" || wrong "the metrics do not say that the run failed"
mv ../away ../docs

# Bounded: an old log of more than a megabyte loses its older half, and only that.
line=$(head -n 1 .concord/runs.jsonl)
for i in $(seq 6000); do echo "$line"; done >>.concord/runs.jsonl
expect 0 concord reindex --quiet
[ "$(stat -c %s .concord/runs.jsonl)" -lt 1000000 ] || wrong "the log grows without bound"
expect 0 concord log --last 1 --format json;               says out '"command": "reindex"'
# A log that cannot be written does not spoil a run.
if [ "$(id -u)" -ne 0 ]; then chmod 400 .concord/runs.jsonl; expect 0 concord reindex --quiet; fi
finish
