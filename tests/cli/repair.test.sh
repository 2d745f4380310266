# Damage is mended from what is whole: stored texts first, then the sources; what neither has is named. An index of another
# format is built anew by the next run.
source "$(dirname "$0")/support.sh"
mkdir docs
for i in $(seq 40); do for j in $(seq 30); do echo "Paper $i, part $j: $RANDOM families of refugees, ceasefire number $RANDOM."; done >docs/$i.txt; done
touch -d '1 hour ago' docs/*
collection mended
concord ingest ../docs --quiet
concord export --all >"$work/whole"
expect 0 concord check --deep --repair;                    says out "the index is whole"
flip() { printf '\377\376\375' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; }

# A list of postings: every record is whole, so every document is saved from its record.
flip "$(ls .concord/index/*.prx | head -n 1)" 100
expect 65 concord check
expect 0 concord check --repair;                           says err "40 documents saved"
expect 0 concord check --deep
concord export --all | cmp -s - "$work/whole" || wrong "the mended index is another"
[ -d .concord/index.damaged ] || wrong "the damaged index was thrown away"

# A record: its document is read again from the source; with the source gone it is lost, and named.
flip "$(ls .concord/index/*.fdt | head -n 1)" 1500
expect 65 concord check
expect 0 concord check --repair;                           says err "unreadable"
concord export --all | cmp -s - "$work/whole" || wrong "the mended index is another"
flip "$(ls .concord/index/*.fdt | head -n 1)" 1500
rm ../docs/*.txt
echo "One is left." >../docs/1.txt
expect 3 concord check --repair;                           says err "lost: docs/"
expect 0 concord check --deep
expect 0 concord search refugees --count

# The list of segments itself.
collection broken "$SOURCE/corpus/sample/treaties"
concord export --all >"$work/whole"
flip "$(ls .concord/index/segments_* | tail -n 1)" 20
expect 65 concord search ceasefire;                        says err --repair
expect 65 concord reindex;                                 says err --repair
expect 0 concord check --repair;                           says err "nothing could be saved"
concord export --all | cmp -s - "$work/whole" || wrong "the rebuilt index is another"

# Another format: the number stands in the list of segments, after its key; its checksum is made right again.
python3 - .concord/index <<'PY'
import pathlib, struct, sys, zlib
path = max(pathlib.Path(sys.argv[1]).glob("segments_*"))
data = bytearray(path.read_bytes())
at = data.index(b"concord.format") + len(b"concord.format") + 1
data[at:at + 1] = b"9"
data[-8:] = struct.pack(">q", zlib.crc32(bytes(data[:-8])))
path.write_bytes(bytes(data))
PY
expect 65 concord search ceasefire;                        says err "format 9"; says err "concord reindex"
expect 0 concord reindex;                                  says err "format 9"; says err "built anew"
concord export --all | cmp -s - "$work/whole" || wrong "the index built anew is another"
[ ! -e .concord/index.other-format ] || wrong "the old index was not removed"
finish
