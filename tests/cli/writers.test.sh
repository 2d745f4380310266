# A second writer is told so at once and leaves with 75; readers go on; a run that was killed is taken up by the next.
source "$(dirname "$0")/support.sh"
mkdir docs
for i in $(seq 300); do
  for j in $(seq 60); do echo "Session $i, item $j: the Government and the UTO spoke of refugees, ceasefire and national reconciliation."; done >docs/$i.txt
done
collection busy "$SOURCE/corpus/sample/treaties"
"$CONCORD" ingest ../docs --quiet --workers 1 &
writer=$!
# Stopped while it holds the lock.
for _ in $(seq 500); do
  if grep -qs "$writer" .concord/index/write.lock; then break; fi
  sleep 0.01
done
kill -STOP $writer 2>/dev/null || wrong "the first run was over before the second began"
expect 75 concord reindex;                               says err "$writer"; silent out
expect 75 concord reindex --quiet --lock-wait 1;         says err "$writer"
expect 0 concord search reconciliation --count           # a reader does not wait
kill -CONT $writer
wait $writer || wrong "the first run failed"
expect 0 concord search 'session AND 300' --count

# Killed in the middle: the last state is whole, and the next run finishes the work.
for i in $(seq 300); do echo "Another line." >>../docs/$i.txt; done
"$CONCORD" reindex --quiet --workers 1 &
writer=$!
sleep 0.15
kill -KILL $writer 2>/dev/null
wait $writer 2>/dev/null
expect 0 concord check
expect 0 concord search reconciliation --count
expect 0 concord reindex --quiet
expect 0 concord search '"another line"' --count;        says out 300
expect 0 concord check

# Asked to stop: what is in hand is committed, what is left is said, and done by the next run.
for i in $(seq 300); do echo "A third line." >>../docs/$i.txt; done
"$CONCORD" reindex --workers 1 >"$work/out" 2>"$work/err" &
writer=$!
sleep 0.15
kill -TERM $writer 2>/dev/null
wait $writer
status=$?
[ $status -eq 143 ] || [ $status -eq 0 ] || wrong "stopped by SIGTERM: exit $status"
expect 0 concord check
expect 0 concord reindex --quiet
expect 0 concord search '"third line"' --count;          says out 300
finish
