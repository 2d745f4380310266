# Output on a terminal: colours unless they are not wanted, lines within its width.
source "$(dirname "$0")/support.sh"
can_make_terminals || skip "no pseudo-terminal can be made here (a chroot without /dev/pts)"
collection p "$SOURCE/corpus/sample"
escape=$'\e['

coloured() { grep -qF "$escape" "$work/out"; }
terminal() { TERM=xterm PAGER=cat script -qec "stty cols ${columns:-80}; $*" /dev/null >"$work/out" 2>"$work/err" </dev/null; }
terminal "'$CONCORD' search reconciliation";               coloured || wrong "no colours on a terminal"
NO_COLOR=1 terminal "'$CONCORD' search reconciliation";    ! coloured || wrong "colours in spite of NO_COLOR"
for columns in 100 160; do
  NO_COLOR=1 terminal "'$CONCORD' kwic reconciliation --limit 20 --no-provenance"
  widest=$(grep -a '¶' "$work/out" | python3 -c 'import re, sys; print(max(len(re.sub("\x1b[^a-zA-Z]*[a-zA-Z]", "", line.rstrip("\r\n"))) for line in sys.stdin))')
  [ "$widest" -le "$columns" ] || wrong "kwic is $widest columns wide on a terminal of $columns"
done
finish
