#!/usr/bin/env python3
"""Damages an index in thousands of ways and asks the real program: is it seen, and does no question crash or answer wrongly?

    damage.py --concord BUILD/concord --faults LIBRARY [--flips 10000] [--seconds S] [--seed N] [--jobs 2]

Random bits are flipped, as many as asked for, over all bytes of all files of an index of two commits (one of them kept) with
removed documents; every file is cut at each class of length (nothing, one byte, half, the borders of the blocks that have
checksums and a byte to each side, the last bytes), and removed. After each damage

  seen      'concord check --deep' ends with 65
  harmless  a question (of four kinds in turn; after a cut all four) either ends with 65, with a message that the index is damaged, or gives the bytes of the answer before
            the damage; nothing ends with a signal

The program is loaded once and forks for each run (--exec begins it anew). Exit 1 when something went unseen.
"""
import argparse
import collections
import concurrent.futures
import os
import random
import shutil
import sys
import tempfile
import pathlib
import threading
import time

from stage import Stage, scratch_folder

BLOCK = 16384  # manifest.h
QUESTIONS = [["search", "ceasefire"], ["kwic", "refugees OR commission"], ["cooccur"], ["search", "uto", "--snapshot", "kept", "--count"]]


class Judge:
    """One index of its own, damaged and put back again and again."""

    def __init__(self, stage, template, answers):
        self.stage, self.answers = stage, answers
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=stage.work, prefix="judge-")) / "c"
        shutil.copytree(template, self.folder)

    def path(self, name):
        return self.folder / ".concord/index" / name

    def look(self, what, questions):
        """What is wrong after a damage, and how its questions ended."""
        wrong, codes = [], collections.Counter()
        check = self.stage.run(self.folder, "check", "--deep", "--quiet")
        if check.returncode != 65:
            wrong.append(f"check --deep: exit {check.returncode}")
        for question in questions:
            done = self.stage.run(self.folder, *question, "--quiet")
            codes[done.returncode] += 1
            if done.returncode == 65:
                if b"damaged" not in done.stderr:
                    wrong.append(f"{question[0]}: exit 65 without a word of damage: {done.stderr[:200]}")
            elif done.returncode != 0 or done.stdout != self.answers[tuple(question)]:
                wrong.append(f"{question[0]}: exit {done.returncode}, {'the same' if done.stdout == self.answers[tuple(question)] else 'another'} answer: {done.stderr[:200]}")
        return [f"{what}: {one}" for one in wrong], codes

    def flip(self, name, bit):
        path = self.path(name)
        before = path.read_bytes()
        data = bytearray(before)
        data[bit // 8] ^= 1 << bit % 8
        path.write_bytes(data)
        try:
            return self.look(f"bit {bit} of {name}", [QUESTIONS[bit % len(QUESTIONS)]])
        finally:
            path.write_bytes(before)

    def cut(self, name, size):
        path = self.path(name)
        before = path.read_bytes()
        path.unlink() if size < 0 else path.write_bytes(before[:size])
        try:
            return self.look(f"{name} removed" if size < 0 else f"{name} cut to {size}", QUESTIONS)
        finally:
            path.write_bytes(before)


def cuts_of(size):
    """Every class of length that a file can be cut to."""
    borders = {border + shift for border in range(0, size + 1, BLOCK) for shift in (-1, 0, 1)}
    return sorted(length for length in {0, 1, 7, 8, size // 4, size // 2, size - 9, size - 8, size - 7, size - 2, size - 1} | borders if 0 <= length < size)


def build(stage):
    stage.begin()
    for path in (pathlib.Path(__file__).resolve().parents[2] / "corpus/sample/treaties").rglob("*"):
        if path.is_file():
            shutil.copy(path, stage.docs / f"sample-{path.name}")
    (stage.docs / "sample-manifest.csv").unlink(missing_ok=True)
    stage.age()
    folder = stage.collection("whole")
    stage.good(folder, "ingest", "--quiet", allowed=(0, 3))
    stage.good(folder, "snapshot", "keep", "kept", "--quiet")
    (stage.docs / "4.txt").unlink()
    (stage.docs / "new.txt").write_text("The refugees and the commission, anew.\n")
    stage.age()
    stage.good(folder, "reindex", "--quiet", allowed=(0, 3))
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True, type=os.path.abspath)
    parser.add_argument("--faults", type=os.path.abspath, help="the library of the fault sweep: only for its way to start programs fast")
    parser.add_argument("--flips", type=int, default=10000)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long and say how far it came; 0 = no limit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-cuts", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    work = scratch_folder("damage")
    begin, lock, mine = time.time(), threading.Lock(), threading.local()
    codes, tried, wrong = collections.Counter(), collections.Counter(), []
    try:
        stage = Stage(work, arguments.concord, arguments.faults, served=arguments.faults is not None)
        template = build(stage)
        answers = {tuple(question): stage.good(template, *question, "--quiet") for question in QUESTIONS}
        # The lock holds no data.
        sizes = {path.name: path.stat().st_size for path in sorted((template / ".concord/index").iterdir()) if path.name != "write.lock" and path.stat().st_size > 0}
        names, rng = list(sizes), random.Random(arguments.seed)
        # A note of duplicates that is missing is made again: only a changed one is damage.
        damages = [] if arguments.no_cuts else [("cut", name, size) for name in names for size in [-1, *cuts_of(sizes[name])] if size >= 0 or not name.startswith("duplicates_")]
        # Half of the flips by file, so that small ones are hit too, half by byte.
        for number in range(arguments.flips):
            name = rng.choice(names) if number % 2 else rng.choices(names, list(sizes.values()))[0]
            damages.append(("flip", name, rng.randrange(sizes[name] * 8)))

        def one(damage):
            if arguments.seconds and time.time() - begin > arguments.seconds:
                return
            if not hasattr(mine, "judge"):
                mine.judge = Judge(stage, template, answers)
            kind, name, where = damage
            faults, ended = getattr(mine.judge, kind)(name, where)
            with lock:
                tried[kind] += 1
                codes.update(ended)
                wrong.extend(faults)
                for fault in faults:
                    print("WRONG:", fault, flush=True)

        with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
            list(pool.map(one, damages))
        stage.end()
        print(f"{len(names)} files, {sum(sizes.values())} bytes: {tried['flip']} bits flipped, {tried['cut']} times cut or removed; "
              f"{sum(codes.values())} questions, {codes[65]} of them refused with 65, {codes[0]} answered as before; {len(wrong)} wrong; {time.time() - begin:.0f} s")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if wrong else 0)


main()
