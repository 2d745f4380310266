# concord repl through a pipe and at a terminal; and hyperlinks, which only a terminal gets.
source "$(dirname "$0")/support.sh"
mkdir documents
printf 'An ombudsman was proposed. The elites did not want one.\n' >documents/first.txt
printf 'A second ombudsman, and a third ombudsman, were refused.\n' >documents/second.txt
collection talks
expect 0 concord ingest "$work/documents"
repl() { concord repl --no-provenance <"$work/lines"; }

# A pipe: no prompt, no greeting; results by number, pages, settings, the commands of the command line.
cat >"$work/lines" <<'LINES'
# a remark

ombudsman AND "was proposed"
show 1
set limit 1
ombudsman
show 1
next
show 2
previous
unset limit
kwic 'elites' --width 2
search "ombudsman" --count
LINES
expect 0 repl
silent err
says_not out 'concord>'
says out '«ombudsman was proposed»'
says out '1 document, 2 hits in 1 sentence'
says out '2 documents, 3 hits in 2 sentences; 1 to 1 by relevance'
says out '2 documents, 3 hits in 2 sentences; 2 to 2 by relevance'
[ "$(grep -c 'first.txt · other (a guess)' "$work/out")" = 2 ] && [ "$(grep -c 'second.txt · other (a guess)' "$work/out")" = 1 ] || wrong "show 1 and show 2 show the results of the answer before"
says out '1  proposed. The  «elites»  did not'
[ "$(tail -n 1 "$work/out")" = 2 ] || wrong "the last answer should be 2"
# What a shell is told: the code of the first line that failed.
echo 'elites AND OR' >"$work/lines";     expect 2 repl; says err 'query:12'
echo 'ombudsmann' >"$work/lines";       expect 0 repl; says err 'near: ombudsman'
echo 'show 7' >"$work/lines";           expect 2 repl; says err "no document '7'"
printf 'ombudsman\nshow 7\n' >"$work/lines"; expect 2 repl; says err 'shows no result 7'
echo "search 'a" >"$work/lines";        expect 2 repl; says err 'never closed'
echo 'set limt 3' >"$work/lines";       expect 2 repl; says err "did you mean 'set limit'?"
echo 'next' >"$work/lines";             expect 2 repl; says err 'ask something first'
expect 66 sh -c "cd / && '$CONCORD' repl </dev/null"

# A terminal.
command -v python3 >/dev/null && can_make_terminals || { [ "$faults" -gt 0 ] || skip "at a terminal: there is no python3, or no pseudo-terminal (a chroot without /dev/pts)"; finish; }
typing() { TERM=xterm PAGER=cat python3 "$SOURCE/tests/cli/at-a-terminal.py" "$work/script" "$@"; }
cat >"$work/script" <<'SCRIPT'
see concord> 
type ombudsmen and elites
see elites
type \x03
see ^C
see concord> 
type ombudsman AND elites\r
see 1 document, 2 hits
see concord> 
type show 1\r
see first.txt
see concord> 
type \x1b[A\x1b[A
see ombudsman AND elites
type \r
see 1 document, 2 hits
see concord> 
type \x04
end
SCRIPT
expect 0 typing "$CONCORD" repl
grep -q 'ombudsman' .concord/history || wrong "the history keeps what was typed"
! grep -q 'ombudsmen' .concord/history || wrong "a line that was dropped is in the history"

# Links: to the file, at a terminal with colours only.
echo end >"$work/script"
link=$'\e]8;;file://'
expect 0 typing "$CONCORD" search ombudsman;                       says out "$link"; says out "$work/documents/first.txt"
expect 0 typing "$CONCORD" kwic ombudsman;                         says out "$link"
expect 0 typing "$CONCORD" show first.txt;                         says out "$link"
expect 0 typing "$CONCORD" search ombudsman --no-links;            says_not out "$link"
expect 0 typing env NO_COLOR=1 "$CONCORD" search ombudsman;        says_not out "$link"
expect 0 typing env TERM=dumb "$CONCORD" search ombudsman;         says_not out "$link"
expect 0 typing "$CONCORD" search ombudsman --format json;         says_not out "$link"
expect 0 concord search ombudsman --color always;                  says_not out "$link"
finish
