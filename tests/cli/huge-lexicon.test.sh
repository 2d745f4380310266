# A lexicon of 200,000 aliases finds the last of them; without memory for it there is an error that says so, and no crash.
source "$(dirname "$0")/support.sh"
python3 - >many.yaml <<'P'
print("lexicon: actor\nentries:")
for entry in range(20000):
    print(f"  - id: e{entry}\n    name: Front {entry}\n    aliases:")
    for alias in range(9):
        print(f"      - Union {entry} of Region {alias}")
P
printf 'Then the Union 19999 of Region 8 and the Union 19999 of Region 9 met.\n' >text.txt
expect 0 concord tag --lexicon many.yaml text.txt
says out 'Union 19999 of Region 8'
says_not out 'Union 19999 of Region 9'

# Sanitizers reserve all addresses there are: no limit can be set.
nm -D "$CONCORD" 2>/dev/null | grep -q __asan_init && finish
nm "$CONCORD" 2>/dev/null | grep -q '__[at]san_init' && finish
limited() { (ulimit -v 350000; exec "$CONCORD" "$@"); }
expect 65 limited tag --lexicon many.yaml text.txt
says err 'many.yaml: the lexicon needs more memory than there is'
says err 'load fewer files'
expect 78 limited lexicon check many.yaml
says out 'the lexicon needs more memory than there is'
finish
