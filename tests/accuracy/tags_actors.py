"""Actors: UN speeches, signatories of agreements through an imported table, abbreviations, and the two studies of the seeds."""
import collections
import csv
import glob
import hashlib
import json
import os
import re
import unicodedata

import tags_measure
import tags_themes

HERE = os.path.dirname(os.path.abspath(__file__))


def report(name, pairs, options, groups=None):
    """Prints one line for pairs of (claimed, true) frozensets and returns the figures."""
    def micro(chosen):
        both = sum(len(claimed & true) * weight for (claimed, true), weight in chosen.items())
        return tags_measure.prf(both, sum(len(c) * w for (c, _), w in chosen.items()), sum(len(t) * w for (_, t), w in chosen.items()))

    value = micro(collections.Counter(pairs))
    drawn = [micro(each) for each in tags_measure.resamples(pairs, options.seed, options.resamples, groups)]
    ranges = [tags_measure.interval([each[i] for each in drawn]) for i in range(3)] if drawn else [(0, 0)] * 3
    print("%-44s P %.3f [%.3f, %.3f]  R %.3f [%.3f, %.3f]  F1 %.3f [%.3f, %.3f]" % (
        name, *(number for score, (low, high) in zip(value, ranges) for number in (score, low, high))))
    return dict(zip(("P", "R", "F1"), value))


# ---- UN speeches: code-point spans of PER, ORG, LOC, MISC

CLAIMED_TYPES = {"state", "igo", "mission", "armed-organisation", "party", "movement", "civil-society", "ethnic-or-regional-group",
                 "government-body", "company", "media"}


def plain(name):
    return re.sub(r"[\s-]+", " ", re.sub(r"^the ", "", unicodedata.normalize("NFC", name).replace("\u2019", "'"), flags=re.I)).lower()


def read_speeches(folder):
    """(name, text, annotated part, spans of code points) of each; texts that normal form C would change are left out, with a word."""
    for path in sorted(glob.glob(os.path.join(folder, "*.ann.tsv"))):
        with open(path.replace(".ann.tsv", ".txt"), encoding="utf-8", newline="") as file:
            text = file.read()
        with open(path, encoding="utf-8") as file:
            head, *lines = file.read().split("\n")
        if unicodedata.normalize("NFC", text) != text:
            print("speeches: %s is not in normal form C: left out" % os.path.basename(path))
            continue
        low, high = (int(number) for number in re.search(r"(\d+)-(\d+)", head).groups())
        spans = [(int(a), int(b), kind, words) for a, b, kind, words in (line.split("\t") for line in lines if line.count("\t") == 3)]
        yield os.path.basename(path), text, (low, high), spans


def speeches(options, tool):
    found = list(read_speeches(os.path.join(options.gold, "uner")))
    dates = [re.search(r"_(\d{4})_", name).group(1) for name, *_ in found]
    mentions = tool.tag([text for _, text, *_ in found], ["bundled"], dates)
    entries = tool.entries("actor")
    types = {"actor:" + name: rows[0]["type"] for name, rows in entries.items()}
    names = {plain(word) for rows in entries.values() for row in rows for word in [row["name"], row["alias"]]
             if row["metonym"] != "true" and row["type"] in CLAIMED_TYPES}
    pairs, missed, wrong = [], collections.Counter(), collections.Counter()
    kinds, exact, right = collections.defaultdict(lambda: [0, 0]), 0, 0
    for (_, text, (low, high), spans), tagged in zip(found, mentions):
        points = [0] * (len(text.encode()) + 1)
        at = 0
        for number, sign in enumerate(text):
            points[at] = number
            at += len(sign.encode())
        points[at] = len(text)
        all_spans = {(points[m["span"][0]], points[m["span"][1]]) for m in tagged if m["label"].startswith("actor:")}
        ours = {(points[m["span"][0]], points[m["span"][1]]) for m in tagged if types.get(m["label"]) in CLAIMED_TYPES and m["confidence"] > 60}
        ours = {span for span in ours if span[0] >= low and span[1] <= high}

        def meets(a, b):
            return a[0] < b[1] and b[0] < a[1]

        claimed, true = set(), set()
        for span in ours:
            hits = [gold for gold in spans if meets(span, gold)]
            exact += any(gold[:2] == span for gold in hits)
            right += bool(hits)
            claimed.add(("gold", hits[0][:2]) if hits else ("nothing", span))
            if hits:
                true.add(("gold", hits[0][:2]))
            else:
                wrong[text[slice(*span)]] += 1
        for gold in spans:
            kinds[gold[2]][1] += 1
            kinds[gold[2]][0] += any(meets(span, gold) for span in all_spans)
            if plain(gold[3]) not in names:
                continue
            true.add(("gold", gold[:2]))
            if any(meets(span, gold) for span in ours):
                claimed.add(("gold", gold[:2]))
            else:
                missed[gold[3]] += 1
        pairs.append((frozenset(claimed), frozenset(true)))
    print("\nspeeches: %d UN speeches; a mention is right when it meets a coded span; intervals over speeches" % len(found))
    scores = report("organisations, states, nationals we name", pairs, options)
    print("with exactly the coded borders: %d of %d right mentions (%.1f %%; the coding leaves out offices and 'Government of')" % (exact, right, 100 * exact / right))
    for kind, (hit, all_of) in sorted(kinds.items()):
        print("recall of everything coded %-5s %5d of %5d  %.3f" % (kind, hit, all_of, hit / all_of))
    print("missed most: " + "; ".join("%s %d" % pair for pair in missed.most_common(12)))
    print("claimed most, not coded: " + "; ".join("%s %d" % (" ".join(word.split()), count) for word, count in wrong.most_common(12)))
    return scores


# ---- signatories: coded actors of an agreement against what is found in its list of parties and third parties

class NaiveTable:
    """The baseline: longest match of every name as it stands in the table, without case, at word borders; a name of several actors is
    the first one's, as in any dictionary of name to actor. `abbreviations`: also the table's column of them."""

    def __init__(self, path, abbreviations):
        self.names = {}
        self.longest = 1
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                names = [row["actor_name"], *(row.get("alternative_names") or row.get("alt_names") or "").split("|")]
                for name in names + ([row.get("abbreviation") or ""] if abbreviations else []):
                    words = tuple(self.words(name))
                    if words:
                        self.names.setdefault(words, row["id_paax"])
                        self.longest = max(self.longest, len(words))

    @staticmethod
    def words(text):
        return re.findall(r"\w+", text.casefold())

    def find(self, text):
        words, found, at = self.words(text), set(), 0
        while at < len(words):
            for length in range(min(self.longest, len(words) - at), 0, -1):
                if tuple(words[at:at + length]) in self.names:
                    found.add(self.names[tuple(words[at:at + length])])
                    at += length - 1
                    break
            at += 1
        return found


def looked_at(agreement):
    """Whether errors of this agreement were read when the importer's rules were written: every second one, by the hash of its number."""
    return int(hashlib.sha256(str(agreement["id"]).encode()).hexdigest(), 16) % 2 == 0


def signatories(options, tool):
    """What counts: all actors that PA-X codes for an agreement, in either role, as a set, against all that is found in both passages. The role is
    not judged, since an actor may stand in either passage; a coded actor that no passage names counts as missed."""
    if not options.actor_table:
        print("\nsignatories: skipped, no --actor-table")
        return None
    agreements = [row for row in tags_themes.rows(options.gold, "pax_agreements") if row["actors"]]
    texts = [row["parties"] + "\n\n" + row["third_parties"] for row in agreements]
    truth = [frozenset(actor["id_paax"] for actor in row["actors"]) for row in agreements]
    table = tool.path("paax.yaml")
    if not os.path.exists(table):
        tool.run("lexicon", "import", "paax", options.actor_table, "--with", "bundled", "-o", table)
    known = {"actor:paax-" + name.lower().replace("_", "-"): name for true in truth for name in true}
    mentions = tool.tag(texts, [table])
    claimed = [frozenset(known.get(m["label"], m["label"]) for m in found) for found in mentions]
    print("\nsignatories: %d agreements, %d coded actors, parties and third parties; intervals over agreements" % (len(texts), sum(map(len, truth))))
    scores = report("imported and repaired table", list(zip(claimed, truth)), options)
    for name, seen in (("  agreements whose errors were read", True), ("  the others", False)):
        report(name, [pair for pair, row in zip(zip(claimed, truth), agreements) if looked_at(row) == seen], options)
    for name, abbreviations in (("baseline: longest match of the table", False), ("baseline with the column of abbreviations", True)):
        naive = NaiveTable(options.actor_table, abbreviations)
        report(name, [(frozenset(naive.find(text)), true) for text, true in zip(texts, truth)], options)
    if options.errors:
        write_signatory_errors(agreements, texts, mentions, claimed, truth, known, os.path.join(options.errors, "signatories.txt"), options.worst)
    return scores


def write_signatory_errors(agreements, texts, mentions, claimed, truth, known, path, each):
    names = {actor["id_paax"]: actor["name"] for row in agreements for actor in row["actors"]}
    missed, wrong = collections.defaultdict(list), collections.defaultdict(list)
    for number, (found, true) in enumerate(zip(claimed, truth)):
        for name in true - found:
            missed[name].append(number)
        for mention in mentions[number]:
            name = known.get(mention["label"], mention["label"])
            if name not in true:
                wrong[name, mention["text"]].append(number)
    with open(path, "w", encoding="utf-8") as file:
        for (name, words), numbers in sorted(wrong.items(), key=lambda row: -len(row[1]))[:each * 20]:
            file.write("claimed %4d  %s (%s)  '%s'  e.g. %s coded %s\n" % (len(numbers), name, names.get(name, ""), " ".join(words.split()), agreements[numbers[0]]["id"],
                                                                  ", ".join(names[n] for n in truth[numbers[0]])))
        for name, numbers in sorted(missed.items(), key=lambda row: -len(row[1]))[:each * 20]:
            file.write("missed  %4d  %s (%s)  e.g. %s: %s\n" % (len(numbers), name, names[name], agreements[numbers[0]]["id"], " ".join(texts[numbers[0]].split())[:300]))


# ---- spans that people marked, kept in data/ as offsets and labels

def marked(name):
    with open(os.path.join(HERE, "data", name), encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]


def seeds(options, tool):
    """The two studies: the spans of all actors, and the sentences that hold the three named themes."""
    if not options.seeds:
        print("\nseeds: skipped, no --seeds")
        return None
    paths = {}
    for path in sorted(glob.glob(os.path.join(options.seeds, "*"))):
        with open(path, "rb") as file:
            paths[hashlib.sha256(file.read()).hexdigest()[:16]] = path
    truth = collections.defaultdict(set)
    for document, begin, end, label in marked("tajik-studies.spans.tsv"):
        truth[document].add((int(begin), int(end), label))
    missing = [document for document in truth if document not in paths]
    if missing:
        print("\nseeds: skipped, no file in %s has the hash %s" % (options.seeds, ", ".join(missing)))
        return None
    themes = {label for spans in truth.values() for _, _, label in spans if label.startswith("theme:")}
    print("\nseeds: %d spans marked in %d studies" % (sum(map(len, truth.values())), len(truth)))
    pairs, misses, wider = {"actor": [], "theme": []}, [], tool.wider()
    for document, true in truth.items():
        lines = tool.run("tag", "--document", "--lexicon", "bundled", paths[document]).splitlines()
        claimed = set()
        for line in lines:
            tagged = json.loads(line)
            for mention in tagged["mentions"]:
                begin, end = mention["source"]
                if mention["label"].startswith("actor:"):
                    claimed.add((begin, end, mention["label"]))
                    continue
                for theme in wider.get(mention["label"].split(":", 1)[1], set()):
                    if "theme:" + theme in themes:
                        claimed.add(sentence_around(begin, end, "theme:" + theme, true))
        for family in pairs:
            pairs[family].append((frozenset(s for s in claimed if s[2].startswith(family)), frozenset(s for s in true if s[2].startswith(family))))
        with open(paths[document], "rb") as file:
            content = file.read()
        for kind, spans in (("claimed", claimed - true), ("missed ", true - claimed)):
            misses += ["%s %s %d-%d %s '%s'" % (kind, document, b, e, label, " ".join(content[b:e].decode(errors="ignore").split())[:160]) for b, e, label in sorted(spans)]
    scores = {}
    for family, each in pairs.items():
        scores[family] = report("spans of actors" if family == "actor" else "sentences of the three themes", each, options)
    both = [(a | c, b | d) for (a, b), (c, d) in zip(pairs["actor"], pairs["theme"])]
    scores["all"] = report("together", both, options)
    if options.errors:
        with open(os.path.join(options.errors, "seeds.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(misses) + "\n")
    return scores["all"]


def sentence_around(begin, end, theme, true):
    """The marked sentence that holds the mention; the mention itself where none does."""
    return next((span for span in sorted(true) if span[2] == theme and span[0] <= begin < span[1]), (begin, end, theme))


def bare(long_form):
    """A long form without its line ends, article and "Office of the"."""
    return re.sub(r"^(the |office of the )+", "", " ".join(long_form.split()).lower())


def abbreviations(options, tool):
    """Brackets of mission reports, marked by hand: does the document teach this short form, and for the right words?"""
    texts = {row["id"]: row["text"] for row in tags_themes.rows(options.gold, "pact_reports")}
    sample = [row for row in marked("abbreviations.tsv") if row[0] in texts]
    reports = sorted({row[0] for row in sample})
    taught = collections.defaultdict(dict)
    for row in tool.tagged_rows([texts[report] for report in reports], ["bundled"], options=["--learned"]):
        if row["kind"] == "abbreviation":
            taught[reports[int(row["id"])]].setdefault(row["text"], row)
    pairs, wrong = [], []
    for report_id, begin, end, long_begin, long_end in sample:
        text, short = texts[report_id], texts[report_id][int(begin):int(end)]
        true = frozenset() if long_begin == "-" else frozenset([(report_id, short, bare(text[int(long_begin):int(long_end)]))])
        learned = taught[report_id].get(short)
        claimed = frozenset() if learned is None else frozenset([(report_id, short, bare(learned["long_form"]))])
        pairs.append((claimed, true))
        if claimed != true:
            wrong.append("%s %s  taught: %s  marked: %s" % (report_id, short, [long for _, _, long in claimed], [long for _, _, long in true]))
    print("\nabbreviations: %d brackets of %d mission reports, marked by hand; intervals over brackets" % (len(sample), len(reports)))
    scores = report("short and long form", pairs, options)
    if options.errors:
        with open(os.path.join(options.errors, "abbreviations.txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(wrong) + "\n")
    return scores
