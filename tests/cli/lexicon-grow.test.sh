# What a user does to grow a lexicon: propose, keep rows in a spreadsheet, accept, check, tag again; and what the commands say of mistakes.
source "$(dirname "$0")/support.sh"
mkdir docs
for name in one two three; do
  printf 'The leader of the Meadow Reform Party met the Council in July. The Meadow Reform Party agreed with the Garden Veterans Association.\n\nOn Monday the Prime Minister spoke in Orlovo. MAIN DEVELOPMENTS OF THE YEAR\n' >docs/$name.txt
done
collection grow
expect 0 concord ingest ../docs --quiet

expect 0 concord lexicon suggest --no-provenance --format csv
says out "Meadow Reform Party"; says out "Garden Veterans Association"
for word in Monday July Orlovo MAIN "Prime Minister"; do says_not out "name,$word"; done
expect 0 concord lexicon suggest --weak --no-provenance --format csv;  says out Orlovo

concord lexicon suggest --format csv >names.csv 2>/dev/null
grep -v Veterans names.csv >kept.csv
echo "unknown name,Nobody At All,,1,1,1,x" >>kept.csv
expect 0 concord lexicon suggest --accept kept.csv -o accepted.yaml
says err "1 accepted"; says err "'Nobody At All' (unknown name) is not suggested here"
expect 0 cat accepted.yaml
says out "meadow-reform-party"; says out "evidence: \"6 times in 3 documents"; says_not out Veterans
expect 0 concord lexicon check accepted.yaml;  says out "0 errors, 0 warnings"
sed -i 's/^lexicons:/lexicons:\n  - accepted.yaml/' concord.yaml
expect 0 concord ingest;                       says out "3 documents"
expect 0 concord search actor:meadow-reform-party --format csv --no-provenance;  says out three
expect 0 concord lexicon suggest --accept names.csv;  says err "'Meadow Reform Party' (unknown name) is not suggested here"
expect 65 concord lexicon suggest --accept accepted.yaml;  says err "this is no table of suggestions"

# A command with others below it lists them, and helps when one is mistyped.
expect 0 concord lexicon --help;          says out "Usage: concord lexicon"; says out "suggest       Propose"
expect 0 concord lexicon check --help;    says out "Usage: concord lexicon check"
expect 2 concord lexicon;                 says err "'concord lexicon' needs to know what to do; write one of: check, import, export"
expect 2 concord lexicon chek;            says err "there is no command 'lexicon chek'; did you mean 'concord lexicon check'?"
expect 2 concord lexicon suggest --limt 3; says err "did you mean '--limit'?"
finish
