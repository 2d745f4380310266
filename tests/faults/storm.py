#!/usr/bin/env python3
"""Several reindex at once and many queries meanwhile: nobody waits for ever, loses, or answers wrongly.

    storm.py --concord BUILD/concord [--seconds 60] [--writers 4] [--readers 50]

A document after the other is added; after each, all writers run `concord reindex` at once. One of them does it, the others
do it too or leave with 75. What a run that ended with 0 has acknowledged must be in the answer to every question that is
asked from then on; no answer may hold more than was ever added. Exit 1 when an answer was wrong or a process hung.
"""
import argparse
import collections
import concurrent.futures
import os
import shutil
import subprocess
import sys
import threading
import time

from stage import Stage, scratch_folder


class Storm:
    def __init__(self, stage, until):
        self.stage, self.until = stage, until
        stage.begin()
        self.folder = stage.collection("storm")
        self.stage.good(self.folder, "ingest", "--quiet")
        self.added = self.acknowledged = 0
        self.codes, self.wrong, self.lock = collections.Counter(), [], threading.Lock()

    def fault(self, what):
        with self.lock:
            self.wrong.append(what)

    def add(self):
        number = self.added + 1
        spare = self.stage.work / "spare"
        spare.write_text(f"Stormy paper number{number} on the ceasefire.\n")
        self.added = number
        spare.rename(self.stage.docs / f"storm{number}.txt")
        return number

    def reindex(self, number):
        try:
            run = self.stage.run(self.folder, "reindex", "--quiet")
        except subprocess.TimeoutExpired:
            return self.fault("a reindex hung")
        with self.lock:
            self.codes[f"reindex {run.returncode}"] += 1
            if run.returncode == 0:
                self.acknowledged = max(self.acknowledged, number)
        if run.returncode not in (0, 75):
            self.fault(f"reindex: exit {run.returncode}: {run.stderr.decode()[:200]}")

    def write(self, writers):
        with concurrent.futures.ThreadPoolExecutor(writers) as pool:
            while time.time() < self.until:
                number = self.add()
                list(pool.map(self.reindex, [number] * writers))

    def read(self):
        while time.time() < self.until:
            least = self.acknowledged
            try:
                run = self.stage.run(self.folder, "search", "stormy", "--count")
            except subprocess.TimeoutExpired:
                return self.fault("a query hung")
            answer = run.stdout.decode().split()
            count = int(answer[0]) if run.returncode == 0 and answer and answer[0].isdigit() else 0
            with self.lock:
                self.codes[f"query {run.returncode}"] += 1
            if run.returncode not in (0, 1):
                self.fault(f"query: exit {run.returncode}: {run.stderr.decode()[:200]}")
            elif not least <= count <= self.added:
                self.fault(f"a query counts {count}: {least} were acknowledged before it, {self.added} added after it")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True, type=os.path.abspath)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--readers", type=int, default=50)
    arguments = parser.parse_args()
    work = scratch_folder("storm")
    try:
        storm = Storm(Stage(work, arguments.concord), time.time() + arguments.seconds)
        threads = [threading.Thread(target=storm.read) for _ in range(arguments.readers)]
        threads.append(threading.Thread(target=storm.write, args=(arguments.writers,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check = storm.stage.run(storm.folder, "check", "--deep", "--quiet")
        if check.returncode != 0:
            storm.fault(f"check: {check.stderr.decode()[:200]}")
        for what in storm.wrong[:20]:
            print("WRONG:", what)
        counts = ", ".join(f"{count} x {what}" for what, count in sorted(storm.codes.items()))
        print(f"{arguments.writers} writers, {arguments.readers} readers, {arguments.seconds:.0f} s: {storm.added} documents added; {counts}; {len(storm.wrong)} wrong")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if storm.wrong else 0)


main()
