"""The coded collections: UPR recommendations, UCDP summaries, PA-X agreements, paragraphs of mission reports."""
import collections
import json
import os
import re

import tags_labels
import tags_measure


def rows(gold, name):
    with open(os.path.join(gold, name + ".jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Task:
    """Texts with true labels, and for each label the themes that answer to it and the plain pattern."""

    def __init__(self, name, what, texts, truth, labels, goal_labels=None, groups=None, names=None):
        self.name, self.what, self.texts, self.truth, self.labels = name, what, texts, truth, labels
        self.goal_labels = goal_labels or list(labels)
        self.groups, self.names = groups, names or [str(i) for i in range(len(texts))]


def codes_of(row, labels):
    return frozenset(label for label in labels if any(row["codes"].get(code) for code in label.split("|")))


def upr(gold, sample):
    found = rows(gold, "upr_recommendations")[:: sample or 1]
    return Task("upr", "recommendations of the Universal Periodic Review", [row["text"] for row in found],
                [frozenset(row["issues"]) & frozenset(tags_labels.UPR) for row in found], tags_labels.UPR, names=[row["id"] for row in found])


def ucdp(gold, _):
    found = rows(gold, "ucdp_agreements")
    labels = {**tags_labels.UCDP, **tags_labels.UCDP_OTHER}
    return Task("ucdp", "summaries of agreements", [row["text"] for row in found], [codes_of(row, labels) for row in found], labels,
                goal_labels=list(tags_labels.UCDP), names=[row["id"] for row in found])


def quoted(row):
    quotes = [str(p.get("text") or p.get("quote") or list(p.values())[-1]) for p in row["provisions"] or []]
    return "\n\n".join(part for part in [row["title"], row["description"], *quotes] if part)


def pax(gold, _):
    found = [row for row in rows(gold, "pax_agreements") if row.get("has_codes")]
    return Task("pax", "agreements: title, description, quoted provisions", [quoted(row) for row in found],
                [codes_of(row, tags_labels.PAX) for row in found], tags_labels.PAX, names=[str(row["id"]) for row in found])


def claims(task, mentions, wider):
    """For each text the labels that its mentions claim; a negated mention claims nothing."""
    answers = collections.defaultdict(set)
    for label, (themes, _) in task.labels.items():
        for theme in themes:
            answers[theme].add(label)
    claimed = []
    for found in mentions:
        labels = set()
        for mention in found:
            if mention["negated"]:
                continue
            labels |= answers["=" + mention["label"].split(":", 1)[1]]
            for theme in wider.get(mention["label"].split(":", 1)[1], ()):
                labels |= answers[theme]
        claimed.append(frozenset(labels))
    return claimed


def baseline(task):
    patterns = {label: re.compile(r"\b(?:%s)" % pattern, re.I) for label, (_, pattern) in task.labels.items()}
    return [frozenset(label for label, pattern in patterns.items() if pattern.search(text)) for text in task.texts]


def words_of(text):
    words = re.findall(r"[^\W\d_]+", text.lower())
    return set(words) | set(zip(words, words[1:]))


def out_of_reach(task, claimed):
    """label -> texts that have the label, are missed, and hold no word or pair of words that speaks for it in at least five other
    texts (odds at least three times those of a text at random): nothing that a list of words could be made of."""
    missed = {label: [i for i, true in enumerate(task.truth) if label in true and label not in claimed[i]] for label in task.labels}
    needed = {i for numbers in missed.values() for i in numbers}
    bags = {i: words_of(task.texts[i]) for i in needed}
    wanted = set().union(*bags.values()) if bags else set()
    seen, within = collections.Counter(), collections.Counter()
    for text, true in zip(task.texts, task.truth):
        for word in words_of(text) & wanted:
            seen[word] += 1
            for label in true:
                within[word, label] += 1
    lost = {}
    for label, numbers in missed.items():
        positive = sum(label in true for true in task.truth)
        odds = positive / max(1, len(task.texts) - positive)

        def speaks(word):
            others, right = seen[word] - 1, within[word, label] - 1
            return others >= 5 and right >= 3 and right >= 3 * odds * max(0.5, others - right)

        lost[label] = sum(not any(speaks(word) for word in bags[i]) for i in numbers)
    return lost


def confusion(task, claimed):
    """Pairs (claimed though not coded, coded but missed) of one text, most frequent first."""
    pairs = collections.Counter()
    for found, true in zip(claimed, task.truth):
        for wrong in found - true:
            for right in true - found:
                pairs[right, wrong] += 1
    return pairs


def answers_to(mention, themes, wider):
    theme = mention["label"].split(":", 1)[1]
    return not mention["negated"] and ("=" + theme in themes or not wider.get(theme, set()).isdisjoint(themes))


def write_errors(task, mentions, claimed, wider, path, each):
    """The worst: false claims with most mentions, and misses in the shortest texts, with the passages."""
    with open(path, "w", encoding="utf-8") as file:
        for label, (themes, _) in task.labels.items():
            file.write("\n== %s (%s)\n" % (label, ", ".join(themes)))
            wrong = []
            for i, found in enumerate(claimed):
                if label in found and label not in task.truth[i]:
                    why = [m for m in mentions[i] if answers_to(m, themes, wider)]
                    wrong.append((-len(why), i, why[0]))
            for count, i, mention in sorted(wrong, key=lambda row: row[:2])[:each]:
                text = task.texts[i].encode()
                begin, end = mention["span"]
                passage = text[max(0, begin - 100):begin] + b"[[" + text[begin:end] + b"]]" + text[end:end + 100]
                file.write("claimed %s x%d  %s  %s  | coded %s\n" % (task.names[i], -count, mention["rule"].split(" ")[0], " ".join(passage.decode(errors="ignore").split()), ", ".join(sorted(task.truth[i]))))
            missed = sorted((len(task.texts[i]), i) for i, true in enumerate(task.truth) if label in true and label not in claimed[i])
            for _, i in missed[:each]:
                file.write("missed  %s  %s\n" % (task.names[i], " ".join(task.texts[i].split())[:400]))


def run(task, tool, options):
    mentions = tool.tag(task.texts, ["bundled"])
    wider = tool.wider()
    claimed, plain = claims(task, mentions, wider), baseline(task)
    pairs = list(zip(claimed, task.truth))
    scores, ranges = tags_measure.measure(pairs, list(task.labels), options.seed, options.resamples, task.groups)
    base, _ = tags_measure.measure(list(zip(plain, task.truth)), list(task.labels), options.seed, 0)
    lost = out_of_reach(task, claimed)
    print("\n%s: %d %s; 95 %% intervals from %d resamples of documents, seed %d" % (task.name, len(task.texts), task.what, options.resamples, options.seed))
    print("%-46s %6s %6s %6s %6s %15s   %6s %6s %6s %6s" % ("label", "n", "P", "R", "F1", "[95 %]", "base P", "R", "F1", "beyond"))
    for label in sorted(task.labels, key=lambda name: -sum(name in true for true in task.truth)):
        low, high = ranges[label, "F1"]
        print("%-46s %6d %6.3f %6.3f %6.3f [%.3f, %.3f]   %6.3f %6.3f %6.3f %6d" % (
            label, sum(label in true for true in task.truth), scores[label, "P"], scores[label, "R"], scores[label, "F1"], low, high,
            base[label, "P"], base[label, "R"], base[label, "F1"], lost[label]))
    chosen = [("all %d" % len(task.labels), list(task.labels))]
    if set(task.goal_labels) != set(task.labels):
        chosen.append(("the %d of the goal" % len(task.goal_labels), task.goal_labels))
    for name, labels in chosen:
        inside = [(found & set(labels), true & set(labels)) for found, true in pairs]
        some, bounds = tags_measure.measure(inside, labels, options.seed, options.resamples, task.groups)
        plainly, _ = tags_measure.measure([(found & set(labels), true & set(labels)) for found, true in zip(plain, task.truth)], labels, options.seed, 0)
        for kind in ("micro", "macro"):
            print("%s over %-35s P %.3f R %.3f F1 %.3f [%.3f, %.3f]   baseline P %.3f R %.3f F1 %.3f" % (
                kind, name, some[kind, "P"], some[kind, "R"], some[kind, "F1"], *bounds[kind, "F1"], plainly[kind, "P"], plainly[kind, "R"], plainly[kind, "F1"]))
    print("F1 at least 0.80: %d of %d labels; precision at least 0.85: %d" % (
        sum(scores[label, "F1"] >= 0.8 for label in task.labels), len(task.labels), sum(scores[label, "P"] >= 0.85 for label in task.labels)))
    print("precision below 0.85: " + "; ".join("%s %.3f" % (label, scores[label, "P"]) for label in task.labels if scores[label, "P"] < 0.85))
    gained = [label for label in task.labels if scores[label, "R"] >= base[label, "R"] + 0.1 and scores[label, "P"] >= base[label, "P"]]
    print("recall at least 10 points above the baseline at no lower precision: %d of %d labels%s" % (len(gained), len(task.labels), "".join("; " + label for label in gained)))
    true = sum(len(each) for each in task.truth)
    print("beyond any list of words: %d of %d codes (%.1f %%)" % (sum(lost.values()), true, 100 * sum(lost.values()) / true))
    print("confusion, coded and missed > claimed and not coded: " + "; ".join("%s > %s %d" % (*pair, count) for pair, count in confusion(task, claimed).most_common(12)))
    if options.errors:
        write_errors(task, mentions, claimed, wider, os.path.join(options.errors, task.name + ".txt"), options.worst)
    return {"%s %s" % key: value for key, value in scores.items()}


def pact(gold, tool, options):
    """Paragraphs coded for what the mission did. Score: mentions of the activity, plus a tenth of those of its topic, for its length."""
    found = [row for row in rows(gold, "pact_paragraphs") if row["coded"]]
    texts, groups = [row["text"] for row in found], [row["report"] for row in found]
    mentions, wider = tool.tag(texts, ["bundled"]), tool.wider()
    tagged = [[wider.get(m["label"].split(":", 1)[1], set()) for m in each] for each in mentions]
    print("\npact: %d paragraphs of mission reports coded for activities; ranking; intervals over reports" % len(found))
    print("%-34s %5s %7s %15s  %8s %8s %6s" % ("label", "n", "AP", "[95 %]", "base AP", "counted", "ratio"))
    ours, plain = [], []
    for label, (activity, topic, pattern) in tags_labels.PACT.items():
        truth = [label in row["codes"] for row in found]
        scores = [(sum(bool(t & set(activity)) for t in each) + 0.1 * sum(bool(t & set(topic)) for t in each)) / (1 + len(text.split()) / 800)
                  for each, text in zip(tagged, texts)]
        counts = [len(re.findall(r"\b(?:%s)" % pattern, text, re.I)) for text in texts]
        value, (low, high) = tags_measure.ranking(scores, truth, groups, options.seed, min(200, options.resamples))
        present, _ = tags_measure.ranking([min(1, count) for count in counts], truth, groups, options.seed, 0)
        counted, _ = tags_measure.ranking(counts, truth, groups, options.seed, 0)
        ours.append(value)
        plain.append((present, counted))
        print("%-34s %5d %7.3f [%.3f, %.3f]  %8.3f %8.3f %6.2f" % (label, sum(truth), value, low, high, present, counted, value / max(present, counted)))
    top = list(zip(ours, plain))[:10]
    print("of the ten most frequent ahead of the pattern that is present: %d, by 1.5 times %d; of the pattern counted: %d, by 1.5 times %d" % (
        sum(o > p for o, (p, _) in top), sum(o >= 1.5 * p for o, (p, _) in top), sum(o > max(p) for o, p in top), sum(o >= 1.5 * max(p) for o, p in top)))
    print("mean AP %.3f; baseline, present or not %.3f, counted %.3f" % (
        sum(ours) / len(ours), sum(p for p, _ in plain) / len(plain), sum(c for _, c in plain) / len(plain)))
    return {"mAP": sum(ours) / len(ours)}
