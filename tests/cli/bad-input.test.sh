# Files that cannot be read are reported by name with a remedy; the run goes on, exits 3, remembers them, and loses nothing else.
source "$(dirname "$0")/support.sh"
mkdir docs
cp "$SOURCE"/corpus/sample/treaties/1997-06-27-general-agreement.md "$SOURCE"/corpus/sample/reports/2000-05-final-report.txt docs/
: >docs/empty.txt
printf ' \n\t\n ' >docs/blank.txt
python3 -c 'import random, sys; sys.stdout.buffer.write(b"~" + random.Random(7).randbytes(5000))' >docs/binary.txt
head -c 3000 /bin/ls >docs/program
gzip -c docs/2000-05-final-report.txt | head -c 900 >docs/truncated.txt.gz
printf '%%PDF-1.4\n1 0 obj\n<< /Type /Catalog' >docs/truncated.pdf
printf 'PK\003\004broken' >docs/broken.docx
printf '{"text": "whole"}\n{"text": "bro\n{"text": "whole too"}\n' >docs/lines.jsonl
ln -s /etc/passwd docs/outside.txt
ln -s docs docs/loop
printf 'The Joint Commission met. \xe0\xf1\xf2 \xff\xfe odd bytes in a line.\n' >docs/mixed.txt
printf '\xcf\xee\xeb\xe8\xf2\xe8\xea\xe0 \xed\xe0\xf6\xe8\xee\xed\xe0\xeb\xfc\xed\xee\xe3\xee \xef\xf0\xe8\xec\xe8\xf0\xe5\xed\xe8\xff \xe2 \xf0\xe5\xf1\xef\xf3\xe1\xeb\xe8\xea\xe5.\n' >docs/cyrillic.txt
name=$'docs/escape\e[31mred.txt'
cp docs/2000-05-final-report.txt "$name"
: >"docs/"$'\xff\xfe'"-name.txt"

touch -h -d '1 hour ago' docs/*  # older than the clock's grain: trusted by the next run
collection bad
expect 3 concord ingest ../docs
for file in empty.txt blank.txt truncated.txt.gz truncated.pdf broken.docx; do says err "$file"; done
says_not err $'\e['
cp "$work/err" "$work/complaints"
expect 0 concord failures --format csv
for file in empty.txt blank.txt binary.txt truncated.txt.gz truncated.pdf broken.docx lines.jsonl; do says out "$file"; done
says out outside.txt
expect 0 concord search '"general agreement"' --count
expect 0 concord search примирения;                        says out cyrillic
expect 0 concord search '"whole too"';                     says out lines.jsonl
expect 0 concord check

# A link that leads out is not followed; it is told once, and again when it leads elsewhere.
expect 1 concord search root --count
expect 0 concord reindex --quiet;                          silent err
ln -sfn /etc/group ../docs/outside.txt
expect 3 concord reindex --quiet;                          says err "outside.txt"; says err "/etc/group"; says_not err loop
rm ../docs/outside.txt ../docs/loop
expect 0 concord reindex --quiet
expect 0 concord failures --format csv;                    says_not out outside.txt; says_not out loop

# The next run does not trip over them again, and tells nothing new; one that is mended is read.
expect 0 concord reindex --quiet;                          silent out
cp ../docs/2000-05-final-report.txt ../docs/empty.txt
expect 0 concord reindex
expect 0 concord failures --format csv;                    says_not out empty.txt

# A source that has vanished, or lost most of its files, is not a deletion.
mv ../docs ../away
expect 78 concord reindex --quiet;                         says err docs; says err "the folder itself"
expect 0 concord search '"general agreement"' --count
mkdir ../docs
expect 78 concord reindex --quiet;                         says err docs; says err --allow-mass-delete
expect 0 concord search '"general agreement"' --count
rmdir ../docs
mv ../away ../docs
expect 66 concord ingest ../not-there;                     says err not-there

# Files that the user may not read.
if [ "$(id -u)" -ne 0 ]; then
  chmod 000 ../docs/mixed.txt ../docs/cyrillic.txt
  touch ../docs/cyrillic.txt
  expect 3 concord reindex;                                says err cyrillic.txt
fi
finish
