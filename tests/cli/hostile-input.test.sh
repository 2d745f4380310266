# Documents and names made to do harm: what they say reaches no terminal as a command, what they hold unpacks nowhere and
# stops at a limit, and the run goes on.
source "$(dirname "$0")/support.sh"
command -v python3 >/dev/null || skip "python3 is not installed"
mkdir docs
python3 - <<'MAKE' || wrong "the hostile files could not be made"
import io, os, sys, zipfile, zlib
sys.path.insert(0, os.environ["SOURCE"] + "/tests/support")
from pdf_file import pdf_file
esc = "\x1b"
text = (f"The Joint Commission{esc}]0;owned\x07 met {esc}[31mtwice{esc}[0m in{esc}[2J Dushanbe \u202egnp.exe\u202c and \u009b31m agreed{esc}[6n on "
        "reconciliation.\r\n\r\nThe reconciliation" + esc + "]8;;http://example.org/" + esc + "\\ went on \x08\x08\x08well.\n")
open("docs/escapes.txt", "w", encoding="utf-8", newline="").write(text)
open(f"docs/{esc}[2J{esc}]0;name\x07\u202etxt.escapes.txt", "w", encoding="utf-8").write("A second paper on reconciliation and its name.\n")
open("docs/line\nend.txt", "w").write("A third paper on reconciliation.\n")
open("docs/page.html", "w", encoding="utf-8").write(f"<title>A page &#27;[31m on {esc}[5m paper</title><p>It tells of reconciliation &#27;]0;x&#7; here.")

def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in members:
            z.writestr(name, content)
    return out.getvalue()

open("docs/traversal.zip", "wb").write(zipped([("../../outside-1.txt", "Unpacked reconciliation."), ("/tmp/concord-outside-2.txt", "Absolute reconciliation."), (f"a{esc}[31m.txt", "Red reconciliation.")]))
open("docs/bomb.zip", "wb").write(zipped([("zeros.txt", b"0" * (64 << 20)), ("after.txt", "after the bomb")]))
nested = zipped([("deep.txt", "deep")])
for _ in range(6):
    nested = zipped([("inner.zip", nested)])
open("docs/nested.zip", "wb").write(nested)
laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
open("docs/laughs.xml", "w").write(f'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY l0 "ha">{laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]><t><p>&l9; &file; reconciliation</p></t>')
open("docs/deep.html", "w").write("<div>" * 200000 + "x")
open("docs/deep.xml", "w").write("<a>" * 200000 + "x" + "</a>" * 200000)
open("docs/deep.rtf", "w").write("{\\rtf1 " + "{" * 200000 + "x" + "}" * 200000 + "}")
open("docs/deep.jsonl", "w").write('{"text": "flat reconciliation", "extra": ' + "[" * 200000 + "]" * 200000 + "}\n" + '{"text": "the line after it"}\n')
open("docs/ld.html", "w").write('<script type="application/ld+json">' + "[" * 200000 + "]" * 200000 + "</script><p>A page with reconciliation.")

# Seven levels of ten times the same child: ten million pages in two kilobytes, said and not said.
for name, said in (("docs/millions.pdf", 10**7), ("docs/millions-unsaid.pdf", 10)):
    tree = [b"<< /Type /Pages /Kids [" + b" ".join([b"%d 0 R" % (n + 3)] * 10) + b"] /Count %d >>" % (said if n == 0 else 10 ** (7 - n)) for n in range(7)]
    content = b"BT /F1 11 Tf 72 700 Td (The Commission met and spoke of reconciliation in the spring.) Tj ET"
    page = b"<< /Type /Page /Parent 8 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 11 0 R >> >> /Contents 10 0 R >>"
    stream = b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream"
    open(name, "wb").write(pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", *tree, page, stream, b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]))
MAKE
ln -s ../docs docs/loop

collection c
begin=$SECONDS
expect 3 timeout 120 "$CONCORD" ingest ../docs
[ $((SECONDS - begin)) -lt 60 ] || wrong "the run took $((SECONDS - begin)) s"
says_not err $'\e'
expect 0 concord failures --format csv
for name in bomb.zip nested.zip deep.html deep.rtf deep.xml; do says out "$name"; done
says out 300; says_not out $'\e'
expect 0 concord search '"line after"';                    says out deep.jsonl
expect 1 concord search hahaha
expect 1 concord search root --count                       # /etc/passwd was not read
ls "$work"/../outside-1.txt /tmp/concord-outside-2.txt "$work/outside-1.txt" >/dev/null 2>&1 && wrong "an archive wrote outside"

# Whatever is asked, in a pipe and on a terminal: no escape sequence, no turned text, one line a name.
harmless() { # WHERE
  ! LC_ALL=C grep -qaP '[\x1b\x07\x08]|\xc2[\x80-\x9f]' "$work/out" || wrong "$1: a control character: $(LC_ALL=C grep -aP '[\x1b\x07\x08]' "$work/out" | head -n 1 | cat -v | cut -c 1-200)"
  ! grep -qa $'\u202e' "$work/out" || wrong "$1: text that is turned about"
}
on_terminal() {
  can_make_terminals || return
  printf '%q ' "$CONCORD" "$@" >"$work/command"
  TERM=xterm NO_COLOR=1 PAGER=cat script -qec "stty cols 100; bash '$work/command' 2>'$work/err'" /dev/null >"$work/out" 2>/dev/null </dev/null
  harmless "on a terminal, $*"
  cp "$work/err" "$work/out"
  harmless "complaints, $*"
}
ask() {
  expect "$1" concord "${@:2}"
  harmless "in a pipe, ${*:2}"
  on_terminal "${@:2}"
}
ask 0 search reconciliation
on_terminal search reconciliation --format csv             # in a pipe tables for machines say what is there
on_terminal show escapes.txt --raw
ask 0 kwic reconciliation
ask 0 show escapes.txt
ask 0 show page.html
ask 0 failures
ask 0 stats
ask 0 extract ../docs/escapes.txt
on_terminal extract ../docs/escapes.txt --json
ask 0 extract ../docs/*name*
on_terminal tag ../docs/escapes.txt
ask 66 extract $'../docs/not\e[31mthere.txt'
ask 1 search $'nowhere\x07\x08'
expect 0 concord check
finish
