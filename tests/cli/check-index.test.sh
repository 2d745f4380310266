# Java's CheckIndex, which has never seen our code, finds nothing wrong with an index; our own check agrees, and sees damage.
source "$(dirname "$0")/support.sh"
collection judged "$SOURCE/corpus/sample"
expect 0 concord check
expect 0 concord check --quick

jar=$(ls /usr/share/java/lucene3-core-3.6*.jar 2>/dev/null | head -n 1)
judge() {
  expect 0 java -ea:org.apache.lucene... -cp "$jar" org.apache.lucene.index.CheckIndex .concord/index
  says out "No problems were detected with this index."
}
if [ -n "$jar" ] && command -v java >/dev/null; then
  judge
  mkdir more
  for i in $(seq 40); do echo "Document $i of the Joint Commission; refugees and reconciliation." >more/$i.txt; done
  expect 0 concord ingest more --quiet; judge            # a second commit
  rm more/1*.txt
  expect 0 concord reindex --quiet; judge                # deletions
fi

# A flipped byte, a missing and a short file: said, with exit 65, and no crash of a query.
for damage in flip truncate remove; do
  for file in $(find .concord/index -type f -size +100c -printf '%f\n' | sort); do
    rm -rf "$work/copy"; cp -r . "$work/copy"
    victim=$work/copy/.concord/index/$file
    case $damage in
      flip) python3 - "$victim" <<'PY'
import sys
data = bytearray(open(sys.argv[1], "rb").read()); data[len(data) // 2] ^= 16
open(sys.argv[1], "wb").write(data)
PY
      ;;
      truncate) truncate -s -7 "$victim" ;;
      remove) rm "$victim" ;;
    esac
    case $file in *lock*) continue ;; esac
    expect 65 concord check --collection "$work/copy"
    [[ $damage-$file == remove-segments_* ]] || says err "$file"  # without the list of segments nothing has a name
    concord search reconciliation --collection "$work/copy" >"$work/out" 2>"$work/err"
    case $? in 0|65|74) ;; *) wrong "search on an index with $file damaged ($damage): exit $?" ;; esac
  done
done
finish
