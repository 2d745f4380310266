#!/usr/bin/env python3
"""Measures the tags of `concord` against coded collections that are given by path: themes, actors, signatories, learned themes.

    tests/accuracy/tags_run.py --concord build/release/concord --gold FOLDER [--task upr ...] [--errors FOLDER]

The collections are not part of this project (several owners and licences); docs/accuracy.md says what they are and what came out.
Tasks without their data are said to be skipped. Nothing but Python 3's standard library is needed.
"""
import argparse
import json
import os
import sys

sys.dont_write_bytecode = True  # the source folder stays clean

import tags_actors
import tags_learned
import tags_themes
import tags_tool


def coded(build, name):
    return (name, lambda options, tool: tags_themes.run(build(options.gold, options.sample), tool, options))


TASKS = {
    "upr": coded(tags_themes.upr, "upr_recommendations.jsonl"),
    "ucdp": coded(tags_themes.ucdp, "ucdp_agreements.jsonl"),
    "pax": coded(tags_themes.pax, "pax_agreements.jsonl"),
    "pact": ("pact_paragraphs.jsonl", lambda options, tool: tags_themes.pact(options.gold, tool, options)),
    "speeches": ("uner", tags_actors.speeches),
    "signatories": ("pax_agreements.jsonl", tags_actors.signatories),
    "abbreviations": ("pact_reports.jsonl", tags_actors.abbreviations),
    "seeds": (".", tags_actors.seeds),
    "learn-upr": ("upr_recommendations.jsonl", tags_learned.upr),
    "learn-pact": ("pact_paragraphs.jsonl", tags_learned.pact),
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True, help="the program")
    parser.add_argument("--lexicons", help="where the bundled lexicons are, when the program is not installed")
    parser.add_argument("--gold", required=True, help="folder of the coded collections")
    parser.add_argument("--actor-table", help="PAA-X actor table (CSV), for the signatories")
    parser.add_argument("--seeds", help="folder of the two studies whose spans are in data/")
    parser.add_argument("--task", action="append", choices=sorted(TASKS), help="may be repeated; default: all")
    parser.add_argument("--errors", help="write the worst errors as passages into this folder")
    parser.add_argument("--worst", type=int, default=12, help="so many errors of each kind a label (default 12)")
    parser.add_argument("--resamples", type=int, default=400, help="of the bootstrap (default 400)")
    parser.add_argument("--sample", type=int, help="only every so-manieth recommendation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", help="write the figures here, too")
    return parser.parse_args()


def main():
    options = arguments()
    tool = tags_tool.Tool(options.concord, options.lexicons)
    if options.errors:
        os.makedirs(options.errors, exist_ok=True)
    figures, skipped = {}, 0
    for name in options.task or TASKS:
        needed, run = TASKS[name]
        if not options.gold or not os.path.exists(os.path.join(options.gold, needed)):
            print("\n%s: skipped, %s is not there" % (name, os.path.join(options.gold, needed)))
            skipped += 1
            continue
        figures[name] = run(options, tool)
        skipped += figures[name] is None
        sys.stdout.flush()
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(figures, file, indent=1, sort_keys=True)
    print("\n%d tasks measured, %d skipped" % (len(options.task or TASKS) - skipped, skipped))
    return 77 if skipped == len(options.task or TASKS) else 0


if __name__ == "__main__":
    sys.exit(main())
