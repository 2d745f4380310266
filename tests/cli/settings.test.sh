# Changed settings are a new generation: built beside, read back, switched to as a whole; the state before answers until then and
# stays until the next run. --max-time ends a run in good order.
source "$(dirname "$0")/support.sh"
mkdir docs
for i in $(seq 300); do
  for j in $(seq 60); do echo "Session $i, item $j: the Government and the UTO spoke of refugees, ceasefire and national reconciliation."; done >docs/$i.txt
done
touch -d '1 hour ago' docs/*
collection set "$work/docs"
reports() { concord export --all "$@" | grep -c '"kind":"report"'; }
[ "$(reports)" -eq 0 ] || wrong "there are reports before any rule says so"
printf 'kinds: [{path: "*.txt", kind: report}]\n' >>concord.yaml

# A run that its time ends, here because it is held up once it has the lock.
"$CONCORD" reindex --max-time 1 --workers 1 >"$work/out" 2>"$work/err" &
writer=$!
for _ in $(seq 500); do
  if grep -qs "$writer" .concord/index/write.lock; then break; fi
  sleep 0.01
done
kill -STOP $writer 2>/dev/null || wrong "the run was over before it was held up"
sleep 1.3
kill -CONT $writer
wait $writer || wrong "stopped by --max-time: exit $?"
says err "left for the next run"
[ "$(reports)" -eq 0 ] || wrong "a part of the new generation is shown"
expect 0 concord search reconciliation --count;            says out 300
expect 0 concord snapshot list;                            says out before-new-settings
expect 2 concord snapshot drop before-new-settings;        says err "concord reindex"
expect 2 concord snapshot keep before-new-settings
expect 0 concord check --deep
expect 0 concord check --quick --quiet

expect 0 concord reindex;                                  says err "concord diff before-new-settings"
[ "$(reports)" -eq 300 ] || wrong "$(reports) of 300 were read with the new settings"
[ "$(reports --snapshot before-new-settings)" -eq 0 ] || wrong "the state before is not what it was"
expect 0 concord diff before-new-settings
expect 0 concord check --deep
expect 0 concord reindex --quiet;                          silent out; silent err
expect 0 concord snapshot list;                            says_not out before-new-settings
[ "$(reports)" -eq 300 ] || wrong "letting the old generation go took the new one along"
expect 0 concord check --deep
finish
