#!/usr/bin/env python3
"""The measures of the accuracy command, against values worked out by hand; and that it says so when there is nothing to measure."""
import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

import tags_labels
import tags_measure
import tags_themes


def pairs(*rows):
    return [(frozenset(claimed.split()), frozenset(true.split())) for claimed, true in rows]


class Measures(unittest.TestCase):
    def test_precision_recall_and_f1_by_hand(self):
        scores, _ = tags_measure.measure(pairs(("a", "a"), ("a b", "a"), ("", "a b"), ("b", "b")), ["a", "b"], times=0)
        self.assertEqual((scores["a", "P"], round(scores["a", "R"], 3), scores["a", "F1"]), (1.0, 0.667, 0.8))
        self.assertEqual((scores["b", "P"], scores["b", "R"], scores["b", "F1"]), (0.5, 0.5, 0.5))
        self.assertAlmostEqual(scores["macro", "F1"], 0.65)
        self.assertAlmostEqual(scores["micro", "F1"], 2 * 3 / (4 + 5))

    def test_nothing_claimed_scores_nothing_and_divides_by_nothing(self):
        self.assertEqual(tags_measure.prf(0, 0, 0), (0, 0, 0))

    def test_average_precision_counts_equal_scores_as_one_step(self):
        self.assertAlmostEqual(tags_measure.average_precision([(3, True), (2, False), (1, True)]), (1 + 2 / 3) / 2)
        self.assertAlmostEqual(tags_measure.average_precision([(1, True), (1, False)]), 0.5)
        self.assertAlmostEqual(tags_measure.average_precision([(1, False), (1, True)]), 0.5)
        self.assertAlmostEqual(tags_measure.average_precision([(2, True), (1, False)], [0, 5]), 0)

    def test_the_bootstrap_is_the_same_for_the_same_seed_and_holds_the_value(self):
        texts = pairs(*[("a", "a")] * 60, *[("a", "")] * 20, *[("", "a")] * 20)
        scores, first = tags_measure.measure(texts, ["a"], seed=3, times=100)
        self.assertEqual(first, tags_measure.measure(texts, ["a"], seed=3, times=100)[1])
        low, high = first["a", "F1"]
        self.assertTrue(0.6 < low < scores["a", "F1"] < high < 0.9)

    def test_a_group_is_drawn_whole(self):
        texts, groups = pairs(*[("a", "a")] * 50, *[("", "a")] * 50), ["first"] * 50 + ["second"] * 50
        _, ranges = tags_measure.measure(texts, ["a"], times=60, groups=groups)
        self.assertEqual(ranges["a", "R"], (0.0, 1.0))


class Labels(unittest.TestCase):
    def test_what_no_word_speaks_for_is_out_of_reach(self):
        texts = ["amnesty for all"] * 20 + ["roads and bridges"] * 40 + ["roads again", "an amnesty"]
        truth = [frozenset(["Amn"])] * 20 + [frozenset()] * 40 + [frozenset(["Amn"])] * 2
        task = tags_themes.Task("t", "texts", texts, truth, {"Amn": (["amnesty"], "amnesty")})
        claimed = [frozenset(["Amn"])] * 20 + [frozenset()] * 42
        self.assertEqual(tags_themes.out_of_reach(task, claimed), {"Amn": 1}, "'roads again', and not 'an amnesty'")

    def test_every_label_names_themes_of_the_bundled_lexicons(self):
        folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "lexicons", "themes")
        known = set()
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                known |= {line.split("id:", 1)[1].strip() for line in file if line.startswith("  - id:")}
        for labels in (tags_labels.UPR, tags_labels.UCDP, tags_labels.UCDP_OTHER, tags_labels.PAX, tags_labels.PACT):
            for row in labels.values():
                for themes in row[:-1]:
                    self.assertLessEqual({theme.removeprefix('=') for theme in themes}, known)


class Command(unittest.TestCase):
    def test_it_says_what_is_skipped(self):
        with tempfile.TemporaryDirectory() as empty:
            run = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tags_run.py")
            done = subprocess.run([sys.executable, run, "--concord", "concord", "--gold", empty], capture_output=True, text=True)
        self.assertEqual(done.returncode, 77, done.stderr)
        self.assertIn("upr: skipped", done.stdout)
        self.assertIn("0 tasks measured", done.stdout)


if __name__ == "__main__":
    unittest.main()
