# Scanned pages through pdftoppm and tesseract themselves: listed without OCR, read with it, each page once, with progress.
source "$(dirname "$0")/support.sh"
for program in pdftoppm tesseract python3; do
  command -v "$program" >/dev/null || skip "$program is not installed (scripts/setup run installs it)"
done
tesseract --list-langs 2>/dev/null | grep -qx eng || skip "tesseract has no English (package tesseract-ocr-eng)"

mkdir scans
python3 "$SOURCE/tests/cli/scan-pdf.py" scans/protocol.pdf <<'PAGES' || wrong "no scan could be made"
PROTOCOL ON THE EXCHANGE OF PRISONERS

The two delegations agreed on the exchange of prisoners of war
in equal numbers before the end of the month of August. The
Joint Commission shall meet once a week in the northern valley.

It registers refugees and reports on the safe return of refu-
gees and on the reconciliation of the communities.

The Commission shall have its seat in the town of Garm and may
PAGES
# A second scan, of two pages.
printf 'The ombudsman shall hear complaints against the ministries.\n\fThe registration of the political parties begins in spring.\n' |
  python3 "$SOURCE/tests/cli/scan-pdf.py" scans/law.pdf || wrong "no scan could be made"

# A tesseract that counts how often it is called, and one that is not there: only what Concord needs is on the way.
mkdir counting bare
printf '#!/bin/sh\necho "$@" >>"%s/calls"\nexec %s "$@"\n' "$work" "$(command -v tesseract)" >counting/tesseract
chmod +x counting/tesseract
for program in pdftotext pdfimages pdftoppm; do ln -s "$(command -v "$program")" bare/; ln -s "$(command -v "$program")" counting/; done
calls() { [ -f "$work/calls" ] && wc -l <"$work/calls" || echo 0; }

collection c
scans=$work/scans

# Without OCR nothing is indexed as empty: both are listed, with the remedy.
expect 3 concord ingest "$scans"
expect 0 concord failures
says out no-text-layer; says out '2 of 2 pages'; says out -- --ocr

# With OCR but without tesseract the package is named.
PATH=$work/bare expect 3 "$CONCORD" reindex --ocr          # asking for OCR is asking again
expect 0 concord failures; says out helper-missing; says out tesseract-ocr

# A helper that appears later is noticed: nobody has to ask for the retry.
PATH=$work/bare expect 0 "$CONCORD" reindex --ocr          # nothing came: not tried again, nothing told
says out "nothing changed"
PATH=$work/counting:/bin:/usr/bin expect 0 "$CONCORD" reindex --ocr
[ "$(calls)" -eq 3 ] || wrong "tesseract was called $(calls) times for 3 pages"
expect 1 concord failures
expect 0 concord search '"exchange of prisoners"'; says out protocol.pdf
expect 0 concord search 'refugees';                says out protocol.pdf # broken over a line of the scan
expect 0 concord search '"registration of the political parties"'; says out 'p. 2'
expect 0 concord show law.pdf;                     says out OCR

# Each page once: neither a new index nor another name reads it again.
mv "$scans/law.pdf" "$scans/ombudsman.pdf"
PATH=$work/counting:/bin:/usr/bin expect 0 "$CONCORD" reindex --ocr --full
[ "$(calls)" -eq 3 ] || wrong "pages were read again: tesseract was called $(calls) times"
expect 0 concord search '"registration of the political parties"'; says out ombudsman.pdf
# A cache that is gone costs time only.
rm -r .concord/ocr
PATH=$work/counting:/bin:/usr/bin expect 0 "$CONCORD" reindex --ocr --full
[ "$(calls)" -eq 6 ] || wrong "tesseract was called $(calls) times after the cache was deleted, not 6"

# On a terminal: how far it has come, and how long it will take.
if can_make_terminals; then
  rm -r .concord/ocr
  TERM=xterm script -qec "stty cols 100; '$CONCORD' reindex --ocr --full --workers 1" /dev/null >"$work/out" 2>&1 </dev/null || wrong "reindex on a terminal"
  says out 'OCR: page 1 of 2'
  grep -qE 'OCR: page 2 of 2, [0-9]+ s left  ombudsman.pdf' "$work/out" || wrong "no time left in $(tr -d '\r' <"$work/out" | tail -c 600)"
  TERM=xterm script -qec "stty cols 100; '$CONCORD' extract --ocr '$scans/ombudsman.pdf'" /dev/null >"$work/out" 2>&1 </dev/null || wrong "extract on a terminal"
  grep -qE 'OCR: page 2 of 2, [0-9]+ s left' "$work/out" || wrong "extract shows no progress"
fi
finish
