# Queries that are broken or enormous get an error that points at the place, and exit 2; none takes long.
source "$(dirname "$0")/support.sh"
collection q "$SOURCE/corpus/sample/treaties"
repeat() { local text; printf -v text "%*s" "$2" ""; printf '%s' "${text// /$1}"; }

expect 2 concord search '"general agreement';                says err '"general agreement'; says err '^'
expect 2 concord search '(ceasefire AND';                    says err '^'
expect 2 concord search 'ceasefire AND AND peace';           says err '^'
expect 2 concord search '/a(b/';                             says err 'a(b'
expect 2 concord search 'date:1999..1990';                   says err '1990'
expect 2 concord search "$(repeat '(' 20000)peace$(repeat ')' 20000)"
says err '^'
[ "$(wc -c <"$work/err")" -lt 2000 ] || wrong "the message repeats the whole query"
printf 'peace' >long
for i in $(seq 100000); do printf ' OR w%s' "$i"; done >>long
start=$SECONDS
expect 2 concord search "$(head -c 120000 long)";            says err "more than 10000 words"
[ $((SECONDS - start)) -lt 10 ] || wrong "a long query took $((SECONDS - start)) s"
expect 2 concord search '';                                  silent out
expect 2 concord search $'\xff\xfe'
expect 2 concord search 'aktor:uto';                         says err 'actor'
expect 1 concord search 'actor:utoo';                        says err 'uto'
expect 2 concord cooccur --rows actr --cols theme;           says err actor
expect 2 concord cooccur --rows actor --cols theme --measure pmii; says err pmi
expect 2 concord cooccur --rows actor --cols theme --unit sentense; says err sentence
expect 2 concord kwic peace --limit -3
expect 2 concord search peace --from 31.6.1994;              says err 31.6.1994
finish
