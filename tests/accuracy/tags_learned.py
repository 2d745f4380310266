"""Learned themes: what `concord lexicon learn` says of its own held-out texts, and whether the file that it writes keeps the promise."""
import json
import re

import tags_labels
import tags_measure
import tags_themes

FIGURES = re.compile(r"^(?P<label>.*): (\d+) texts, (\d+) with the label; held out: precision ([\d.]+), recall ([\d.]+), F1 ([\d.]+), average precision ([\d.]+); (\d+) patterns")


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")


def learn(tool, path, labels, group, output):
    """label -> (precision, recall, F1, average precision, patterns), as the program reports them."""
    chosen = [word for label in labels for word in ("--label", label)]
    grouped = ["--group", group] if group else []
    figures = {}
    for line in tool.report("lexicon", "learn", "--from", path, *chosen, *grouped, "--lexicon", "bundled", "-o", output).splitlines():
        met = FIGURES.match(line.removeprefix("concord: "))
        if met:
            figures[met.group("label")] = tuple(float(met.group(i)) for i in range(4, 9))
    return figures


def cross_validated(name, what, rows, labels, groups, tool, options):
    """Figures of the folds: texts dealt one by one, and then whole groups, so that no fold has seen a sister of its texts."""
    path = tool.path(name + ".jsonl")
    write_rows(path, rows)
    print("\nlearn-%s: %d %s, 5 folds; F1 of each fold at the threshold that is best on the others" % (name, len(rows), what))
    found = {group: learn(tool, path, labels, group, tool.path("%s-%s.yaml" % (name, group or "none"))) for group in groups}
    heads = ["one by one" if not group else "whole '%s'" % group for group in groups]
    print("%-46s %6s" % ("label", "n") + "".join("  %-22s" % head for head in heads))
    for label in labels:
        count = sum(label in row["labels"] for row in rows)
        print("%-46s %6d" % (label, count) + "".join("  F1 %.3f  AP %.3f      " % (found[group][label][2], found[group][label][3]) for group in groups))
    scores = {}
    for group, head in zip(groups, heads):
        scores[head, "F1"] = sum(found[group][label][2] for label in labels) / len(labels)
        scores[head, "AP"] = sum(found[group][label][3] for label in labels) / len(labels)
        print("macro, %-20s F1 %.3f  AP %.3f" % (head, scores[head, "F1"], scores[head, "AP"]))
    kept = keeps_its_promise(name, rows, labels, tool, options)
    return {"%s %s" % key: value for key, value in scores.items()} | {"file": kept}


def keeps_its_promise(name, rows, labels, tool, options):
    """Learns from four fifths, tags the last fifth with the written file alone, and compares what is tagged with the codes."""
    group = sorted({row["group"] for row in rows})
    last = set(group[::5])
    path, output = tool.path(name + "-train.jsonl"), tool.path(name + "-train.yaml")
    write_rows(path, [row for row in rows if row["group"] not in last])
    learn(tool, path, labels, "group", output)
    test = [row for row in rows if row["group"] in last]
    mentions = tool.tag([row["text"] for row in test], ["bundled", output])
    ids = tool.names(output)
    pairs = []
    for row, found in zip(test, mentions):
        tagged = {ids.get(mention["label"]) for mention in found}
        pairs.append((frozenset(label for label in labels if label in tagged), frozenset(label for label in labels if label in row["labels"])))
    scores, ranges = tags_measure.measure(pairs, labels, options.seed, options.resamples)
    print("the written file, on a fifth of the groups that it has not seen (%d texts): macro P %.3f R %.3f F1 %.3f [%.3f, %.3f]" % (
        len(test), scores["macro", "P"], scores["macro", "R"], scores["macro", "F1"], *ranges["macro", "F1"]))
    return scores["macro", "F1"]


def upr(options, tool):
    rows = tags_themes.rows(options.gold, "upr_recommendations")[:: options.sample or 1]
    for row in rows:
        row["labels"], row["group"] = row["issues"], row["to"]
    frequent = sorted(tags_labels.UPR, key=lambda label: -sum(label in row["labels"] for row in rows))[:20]
    return cross_validated("upr", "recommendations", rows, frequent, [None, "group"], tool, options)


def pact(options, tool):
    rows = [row for row in tags_themes.rows(options.gold, "pact_paragraphs") if row["coded"]]
    for row in rows:
        row["labels"], row["group"] = list(row["codes"]), row["report"]
    return cross_validated("pact", "paragraphs of mission reports", rows, list(tags_labels.PACT), [None, "report"], tool, options)
