# A disk that fills up: a clear message, exit 74, the state before it whole and searchable; with room again the run succeeds.
source "$(dirname "$0")/support.sh"
mkdir docs
for i in $(seq 200); do
  for j in $(seq 100); do echo "Paper $i.$j $RANDOM$RANDOM: refugees of $RANDOM families, ceasefire number $RANDOM."; done >docs/$i.txt
done

# A limit on the size of files stands for a disk that refuses; it needs no rights.
collection limited "$SOURCE/corpus/sample/treaties"
concord search ceasefire --format csv --no-provenance >"$work/before"
(ulimit -f 40; exec "$CONCORD" ingest ../docs) >"$work/out" 2>"$work/err"
status=$?
[ $status -eq 74 ] || wrong "exit $status instead of 74 on a limit of file size: $(head -n 3 "$work/err")"
expect 0 concord check
concord search ceasefire --format csv --no-provenance >"$work/after"
same "$work/before" "$work/after"
expect 0 concord ingest ../docs --quiet
expect 0 concord search paper --count;  says out 200
cd ..

# A small file system that fills up: the run stops before it is full, and says how much is left.
if [ "$(id -u)" -ne 0 ] || ! mkdir small || ! mount -t tmpfs -o size=160m tmpfs small 2>/dev/null; then
  echo "not tried: a full tmpfs (needs root and mount)"
  finish
fi
trap 'cd /; umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
cd small
collection full "$SOURCE/corpus/sample/treaties"
concord search ceasefire --format csv --no-provenance >"$work/before"
head -c 130M /dev/zero >../filler
expect 74 concord ingest "$work/docs";  says err "free"
expect 0 concord check
concord search ceasefire --format csv --no-provenance >"$work/after"
same "$work/before" "$work/after"
rm ../filler
expect 0 concord reindex --quiet
expect 0 concord search paper --count;  says out 200
expect 0 concord check
cd "$work"
finish
