"""Precision, recall, F1, average precision, and their bootstrap intervals over documents. Standard library only.

A document is a pair (claimed labels, true labels). Documents with equal pairs are drawn together, which is the same as drawing
them one by one and much quicker. Ranked scores keep their documents; a resample weights them.
"""
import collections
import random

RESAMPLES = 400


def prf(both, claimed, true):
    """Precision, recall, F1 of counts; 0 where nothing was claimed or true."""
    precision = both / claimed if claimed else 0.0
    recall = both / true if true else 0.0
    return precision, recall, (2 * both / (claimed + true) if claimed + true else 0.0)


def interval(values):
    """The middle 95 % of resampled values."""
    ordered = sorted(values)
    return ordered[int(0.025 * (len(ordered) - 1))], ordered[int(round(0.975 * (len(ordered) - 1)))]


def counts_of(profiles):
    """label -> [both, claimed, true] of a Counter of (claimed, true) profiles."""
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for (claimed, true), weight in profiles.items():
        for label in claimed:
            counts[label][1] += weight
            if label in true:
                counts[label][0] += weight
        for label in true:
            counts[label][2] += weight
    return counts


def scores_of(profiles, labels):
    """What is reported, by key: (label, 'P'|'R'|'F1'), ('macro', ..), ('micro', ..)."""
    counts = counts_of(profiles)
    scores = {}
    total = [0, 0, 0]
    for label in labels:
        cells = counts[label]
        total = [a + b for a, b in zip(total, cells)]
        for key, value in zip(("P", "R", "F1"), prf(*cells)):
            scores[label, key] = value
    for key, value in zip(("P", "R", "F1"), prf(*total)):
        scores["micro", key] = value
        scores["macro", key] = sum(scores[label, key] for label in labels) / len(labels)
    return scores


def resamples(pairs, seed, times=RESAMPLES, groups=None):
    """Counters of profiles, drawn with replacement: of documents, or of groups of them (the reports of paragraphs)."""
    chance = random.Random(seed)
    if groups is None:
        profiles = collections.Counter(pairs)
        kinds, weights = list(profiles), list(profiles.values())
        for _ in range(times):
            yield collections.Counter(chance.choices(kinds, weights, k=len(pairs)))
        return
    members = collections.defaultdict(collections.Counter)
    for pair, group in zip(pairs, groups):
        members[group][pair] += 1
    names = sorted(members)
    for _ in range(times):
        drawn = collections.Counter()
        for group, weight in collections.Counter(chance.choices(names, k=len(names))).items():
            for profile, count in members[group].items():
                drawn[profile] += weight * count
        yield drawn


def measure(pairs, labels, seed=1, times=RESAMPLES, groups=None):
    """(scores, intervals by the same keys) of (claimed, true) pairs of frozensets."""
    scores = scores_of(collections.Counter(pairs), labels)
    drawn = [scores_of(profiles, labels) for profiles in resamples(pairs, seed, times, groups)]
    return scores, {key: interval([each[key] for each in drawn]) for key in scores} if drawn else {}


def average_precision(ranked, weights=None):
    """Mean precision at each true item of [(score, is_true)] sorted by falling score; equal scores are one step, so that the
    order of the file does not matter. weights: how often each item was drawn."""
    right = seen = total = 0.0
    at = 0
    while at < len(ranked):
        end, here, met = at, 0.0, 0.0
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            weight = 1 if weights is None else weights[end]
            met += weight
            here += weight if ranked[end][1] else 0
            end += 1
        right += here
        seen += met
        total += here * right / seen if seen else 0
        at = end
    return total / right if right else 0.0


def ranking(scores, truth, groups, seed, times):
    """(average precision, interval) of one label, over resampled groups."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    ranked = [(scores[i], truth[i]) for i in order]
    owners = [groups[i] for i in order]
    names = sorted(set(groups))
    chance = random.Random(seed)
    drawn = []
    for _ in range(times):
        weight = collections.Counter(chance.choices(names, k=len(names)))
        drawn.append(average_precision(ranked, [weight[owner] for owner in owners]))
    return average_precision(ranked), interval(drawn) if drawn else (0.0, 0.0)
