# Search as it is typed: hits and their places, filters, facets, formats, KWIC, and what is said when nothing is found.
source "$(dirname "$0")/support.sh"
mkdir documents
cat >documents/report.txt <<'TEXT'
Report on the inter-Tajik talks, 21 July 1996

The United Tajik Opposition signed the cease-fire agreement. Regional elites kept their power.

An ombudsman was proposed. The delegations spoke of a draft law on the ombudsman.
TEXT
cat >documents/study.txt <<'TEXT'
A study of elites

The inter Tajik dialogue began early. Nobody spoke of amnesty.
TEXT
collection talks
expect 0 concord ingest "$work/documents"

expect 0 concord search 'ombudsman AND "draft law" IN sentence'
says out '«draft law» on the «ombudsman»'
says out '1 document, 2 hits in 1 sentence'
expect 0 concord search 'inter-tajik' --sort index --format csv
says out 'report.txt'
says out 'study.txt'
expect 0 concord search '[unite* OR united] "tajik opposition" ~2 [sign* OR initial*]'
says out '«United Tajik Opposition signed»'
expect 0 concord search 'elites' --count
says out '2'
expect 0 concord search 'elites' --facet kind --format json
says out '"facet"'
expect 0 concord search 'ombudsman' --explain
says out 'idf'
expect 0 concord search 'elit*' --explain-query
says out 'documents with a word like “elit*”'
says out 'elites'
expect 0 concord kwic 'elites' --sort left1 --width 2
says out '2 lines in 2 documents'
expect 0 concord kwic 'ombudsman' --context sentence --format csv --annotate
says out 'keep,note'

# Plain words need no quotes; a facet shows its most frequent values.
expect 0 concord search draft law
says out '1 document, 2 hits'
expect 0 concord search 'elites' --facet actor --facet-limit 1

# A document around a hit, its words marked.
expect 0 concord show report --around 'ombudsman' --hit 2
says out '«ombudsman»'
says err 'hit 2 of 2'
expect 1 concord show study --around 'ombudsman'
says err 'stands nowhere in it'
expect 2 concord show report --around 'ombudsman' --hit 3
says err 'has 2 in it'

# What the shells propose.
expect 0 concord generate words query ki
says out 'kind:'
expect 0 concord generate words query actor:uto
says out 'actor:uto'
expect 0 concord generate words document rep
says out 'report'

# Nothing found says why, and exits with 1.
expect 1 concord search 'ombudsmen'
says err 'near: ombudsman (1 document)'
expect 1 concord search 'ombudsman' --from 2001
says err 'without the filter date:2001..'
says err 'the only value is'
expect 1 concord search 'lang:ru'
says err 'no document has lang:ru; the only value is en (2)'
expect 1 concord search '=OMBUDSMAN'
says err 'not in this spelling'
expect 1 concord search 'power IN annex'
says err 'no document has an annex'
expect 1 concord search '"elites power"'
says err 'not as asked, but in one sentence: 1 document'
expect 2 concord search 'elites --from 1994'
says err 'looks like an option'
# A bad query is pointed at, and exits with 2.
expect 2 concord search 'elites AND (power OR'
says err 'query:19: OR has nothing on its right'
says err '                    ^^'
expect 2 concord search 'draft "law'
says err 'this quote is never closed'
expect 2 concord search 'elites' --kind reprot
says err 'did you mean report?'
expect 2 concord search "$(printf '(%.0s' $(seq 20000))"
says err 'more than 250 deep'
finish
