# `concord tag` is what others pipe through: JSON Lines, byte spans that cut what they say, no collection needed.
source "$(dirname "$0")/support.sh"
cat >text.txt <<'TEXT'
The UTO and the Government agreed on a ceasefire. No ombudsman was appointed.
Ш. Султонов: refugees came home to Қӯрғонтеппа; UTO fighters disarmed.
TEXT
expect 0 concord tag --lexicon "$SOURCE/tests/cli/lexicons" text.txt
golden tag.jsonl
python3 - text.txt "$work/out" <<'CHECK' || wrong "the spans do not cut what they say"
import json, sys
text = open(sys.argv[1], "rb").read()
mentions = [json.loads(line) for line in open(sys.argv[2])]
assert len(mentions) >= 7, mentions
for m in mentions:
    begin, end = m.get("source", m["span"])
    assert text[begin:end].decode() == m["text"], m
assert any(m["negated"] for m in mentions if m["label"] == "theme:ombudsman"), "'No ombudsman was appointed' is negated"
CHECK

# A pipe gives the same as a file; many documents in one stream, one after the other; nothing found is silence.
expect 0 concord tag --lexicon "$SOURCE/tests/cli/lexicons" text.txt
sed 's/"id":"[^"]*"//' "$work/out" >from-file
concord tag --lexicon "$SOURCE/tests/cli/lexicons" <text.txt 2>"$work/err" | sed 's/"id":"[^"]*"//' >from-pipe
same from-file from-pipe
expect 0 concord tag --lexicon "$SOURCE/tests/cli/lexicons" text.txt "$SOURCE/corpus/sample/treaties/1997-06-27-general-agreement.md"
[ "$(cut -d, -f1 "$work/out" | sort -u | wc -l)" -eq 2 ] || wrong "two files are not two ids"
echo 'Nothing to see.' | concord tag --lexicon "$SOURCE/tests/cli/lexicons" >"$work/out" 2>"$work/err" || wrong "exit $? for a text without mentions"
silent out
silent err

# What the document itself defines, with the bytes that say so; a name in no lexicon has no label.
echo 'The United Tajik Opposition (UTO) and the Valley Water Board (VWB) met. UTO left.' >taught.txt
expect 0 concord tag --lexicon "$SOURCE/tests/cli/lexicons" --learned taught.txt
python3 - taught.txt "$work/out" <<'CHECK' || wrong "the learned names are not what the text defines"
import json, sys
text = open(sys.argv[1], "rb").read()
learned = {row["text"]: row for row in map(json.loads, open(sys.argv[2]))}
assert set(learned) == {"UTO", "VWB"}, learned
assert learned["UTO"]["label"] == "actor:uto" and learned["VWB"]["label"] is None, learned
begin, end = learned["VWB"]["source"]
assert text[begin:end] == b"Valley Water Board (VWB", text[begin:end]
CHECK
expect 2 concord tag --learned --no-learning taught.txt

expect 66 concord tag not-there.txt;                                          says err not-there.txt
expect 2 concord tag --date 31.31.1999 text.txt;                              says err 31.31.1999
expect 66 concord tag --lexicon no-such-lexicon text.txt;                     says err no-such-lexicon
finish
