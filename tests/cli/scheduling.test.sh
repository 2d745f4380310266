# The crontab line and the systemd units in scripts/ are what cron and systemd accept, and name what the program knows.
source "$(dirname "$0")/support.sh"
crontab=$SOURCE/scripts/cron/concord.crontab
units=$SOURCE/scripts/systemd

# Five fields of time, then a command that this program understands: with its collection's path in place, in cron's bare
# environment and in one whose locale does not exist.
line=$(grep -vE '^(#|$|[A-Z]+=)' "$crontab")
[ "$(wc -l <<<"$line")" -eq 1 ] || wrong "one line in $crontab runs something"
[[ $line =~ ^([0-9*/,-]+\ +){5}concord\  ]] || wrong "not five fields of time and a command: $line"
collection set "$SOURCE/corpus/sample/treaties"
command=$(sed -E 's/^([0-9*\/,-]+ +){5}//; s#/srv/concord/tajikistan#'"$work/set#" <<<"$line")
ln -s "$CONCORD" "$work/concord"
for environment in "" "HOME=/nonexistent" "LANG=xx_YY.UTF-8 LC_ALL=de_XX"; do
  expect 0 env -i $environment PATH="$work:/usr/bin:/bin" sh -c "cd / && $command"
  silent out
  silent err
done

# Paths that are not ASCII, where nobody set a locale, or one that does not exist: the collection, its documents and the metrics.
count=0
mkdir -p "$work/Душанбе é" && cd "$work/Душанбе é" || exit 1
for environment in "" "LC_ALL=C" "LANG=tg_TJ.KOI8-T"; do
  name=Коллекция$((++count))
  expect 0 env -i $environment "$CONCORD" init "$name"
  cp -r "$SOURCE/corpus/sample/treaties" "$name/Документы"
  expect 0 env -i $environment "$CONCORD" ingest "$name/Документы" --collection "$name" --quiet;  silent out; silent err
  touch "$name/Документы/новый.txt" && echo "Перемирие подписано." >"$name/Документы/новый.txt"
  expect 0 env -i $environment "$CONCORD" reindex --quiet --collection "$name" --metrics "$work/метрики.prom";  silent out; silent err
  expect 0 env -i $environment "$CONCORD" search перемирие --count --collection "$name";  says out 1
  grep -q "collection=\"$name\"" "$work/метрики.prom" || wrong "the metrics do not name $name"
done
cd "$work" || exit 1

# The service runs the same command.
grep -qF 'ExecStart=/usr/local/bin/concord reindex --quiet --collection %f' "$units/concord-reindex@.service" ||
  wrong "the unit does not run concord reindex --quiet"
if command -v systemd-analyze >/dev/null; then
  mkdir "$work/units"
  for unit in service timer; do
    sed -e "s#/usr/local/bin/concord#$work/concord#; /^Documentation=/d" "$units/concord-reindex@.$unit" >"$work/units/concord-reindex@.$unit"
  done
  expect 0 systemd-analyze verify "$work/units/concord-reindex@srv-set.service" "$work/units/concord-reindex@srv-set.timer"
  silent err
fi
finish
