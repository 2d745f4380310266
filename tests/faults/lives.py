#!/usr/bin/env python3
"""Random lives of a collection: after each step the index must hold what one built from scratch holds.

    lives.py --concord BUILD/concord [--faults LIBRARY] [--seconds 60] [--steps 72] [--seed N] [--jobs 2]

A step adds, edits, touches, renames, moves or deletes documents, edits the manifest, a file of records, members of an archive
and a mailbox, the lexicons or the settings, keeps or drops a snapshot, merges, or kills a run at a random moment; then `concord reindex` runs and its
`export --all` is compared, byte for byte, with that of a new collection over the same files. A life that fails is told by
its seed and step. As many lives as the seconds allow; exit 1 when one failed.

With the library of the fault sweep the program is loaded once and forks for each run, which takes a third of the time.
"""
import argparse
import concurrent.futures
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time

from stage import Stage, scratch_folder

WORDS = "ceasefire refugees government opposition reconciliation border session protocol UTO commission observers exchange of prisoners law".split()


class Life:
    def __init__(self, stage, seed):
        self.stage, self.random, self.number = stage, random.Random(seed), 0
        stage.begin()
        self.folder = stage.collection("life")
        self.kept = {}
        self.models = 0

    def text(self):
        return "\n\n".join(" ".join(self.random.choices(WORDS, k=self.random.randint(3, 30))).capitalize() + "." for _ in range(self.random.randint(1, 6))) + "\n"

    def documents(self):
        return sorted(path for path in self.stage.docs.rglob("*.txt"))

    def new_name(self):
        self.number += 1
        folder = self.stage.docs / self.random.choice(["", "a", "a/b", "c"])
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.random.choice('xyz')}{self.number}.{self.random.choice(['txt', 'txt', 'md'])}"

    def add(self):
        for _ in range(self.random.randint(1, 3)):
            self.new_name().write_text(self.text())

    def edit(self):
        for path in self.some():
            if not path.is_symlink():  # never through a link: it may lead out of the collection
                path.write_text(self.text())

    def touch(self):
        for path in self.some():
            os.utime(path, follow_symlinks=False)

    def rename(self):
        for path in self.some():
            path.rename(self.new_name().with_suffix(path.suffix))

    def swap(self):
        pair = self.some(2)
        if len(pair) == 2:
            spare = self.stage.docs / "spare.tmp"
            pair[0].rename(spare)
            pair[1].rename(pair[0])
            spare.rename(pair[1])

    def delete(self):
        for path in self.some():
            path.unlink()

    def some(self, most=3):
        known = self.documents()
        return self.random.sample(known, min(len(known), self.random.randint(1, most)))

    def manifest(self):
        rows = [f"{path.relative_to(self.stage.docs)},Title {self.random.randint(1, 9)},{self.random.choice(['1996', '1997-06-27', ''])}" for path in self.documents() if self.random.random() < 0.5]
        (self.stage.docs / "manifest.csv").write_text("path,title,date\n" + "\n".join(rows) + "\n")

    def no_manifest(self):
        (self.stage.docs / "manifest.csv").unlink(missing_ok=True)

    def archive(self):
        """Members come, go, change and move to another name, in an archive and in a mailbox."""
        papers = getattr(self, "papers", {})
        for name in self.random.sample("abcdef", 2):
            papers[name] = self.text()
        if papers and self.random.random() < 0.5:
            gone = papers.pop(self.random.choice(sorted(papers)))
            if self.random.random() < 0.7:
                papers[self.random.choice("ghi")] = gone
        self.papers = papers
        with tarfile.open(self.stage.docs / "papers.tar", "w") as packed:
            for name, text in sorted(papers.items()):
                member = tarfile.TarInfo(f"in/{name}.txt")
                member.size = len(text.encode())
                packed.addfile(member, io.BytesIO(text.encode()))
        messages = [f"From a@b Mon Jan  1 10:00:00 1996\nSubject: {name}\n\n{text}\n" for name, text in papers.items()]
        (self.stage.docs / "list.mbox").write_text("".join(messages))

    def records(self):
        lines = [json.dumps({"id": f"r{i}", "text": self.text()}) for i in range(self.random.randint(0, 5))]
        if self.random.random() < 0.3:
            lines.append('{"text": "bro')
        (self.stage.docs / "records.jsonl").write_text("\n".join(lines) + "\n")

    def lexicon(self):
        path = self.stage.lexicons / "themes.yaml"
        path.write_text(path.read_text() + f"# {self.random.random()}\n")
        actors = self.stage.lexicons / "actors.yaml"
        name = self.random.choice(["Border", "Session", "Observers", "Exchange"])
        entry = f"entries:\n  - {{id: extra-{self.random.randint(1, 10 ** 9)}, name: {name}, type: office, aliases: [{name.lower()}]}}"
        actors.write_text(actors.read_text().replace("entries:", entry, 1))

    def settings(self):
        path = self.folder / "concord.yaml"
        lines = [line for line in path.read_text().splitlines() if not line.startswith("kinds:")]
        kind = self.random.choice(["report", "treaty", "news"])
        lines.insert(3, f'kinds: [{{path: "**/{self.random.choice("xyz")}*", kind: {kind}}}]')
        path.write_text("\n".join(lines) + "\n")

    def link(self):
        path = self.stage.docs / f"link{self.random.randint(1, 3)}.txt"
        path.unlink(missing_ok=True)
        if self.random.random() < 0.7:
            path.symlink_to(self.random.choice([self.stage.outside, "nowhere", "0.txt"]))

    def keep(self):
        name = f"s{self.random.randint(1, 3)}"
        before = self.stage.export(self.folder)
        if before is None:
            return
        if name in self.kept:
            self.stage.good(self.folder, "snapshot", "drop", name, "--quiet")
            del self.kept[name]
        else:
            self.stage.good(self.folder, "snapshot", "keep", name, "--quiet")
            self.kept[name] = before

    def merge(self):
        self.stage.good(self.folder, "optimize", "--quiet", allowed=(0, 66))

    def kill(self):
        self.add()
        self.edit()
        run = subprocess.Popen([self.stage.concord, "reindex", "--quiet"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.random.uniform(0, 0.08))
        run.send_signal(self.random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        run.wait()

    def model(self):
        """The export of a new collection with the same settings."""
        self.models += 1
        folder = self.stage.work / "model"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(self.folder / "concord.yaml", folder)
        self.stage.good(folder, "ingest", "--quiet", allowed=(0, 3))
        return self.stage.export(folder)

    def step(self):
        """What was done, and what is wrong after it."""
        names = ["add", "edit", "touch", "rename", "swap", "delete", "manifest", "no_manifest", "records", "archive", "lexicon", "settings", "link", "keep", "merge", "kill"]
        weights = [4, 4, 1, 3, 1, 2, 3, 1, 2, 3, 1, 1, 2, 2, 1, 4]
        done = self.random.choices(names, weights, k=self.random.randint(1, 2))
        for name in done:
            getattr(self, name)()
        # The guard refuses what looks like a disk that is gone; here it is meant.
        run = self.stage.run(self.folder, "reindex", "--quiet", "--allow-mass-delete")
        if run.returncode not in (0, 3):
            return done, f"reindex: exit {run.returncode}: {run.stderr.decode()[:300]}"
        found, expected = self.stage.export(self.folder), self.model()
        if found != expected:
            ours, theirs = set(found.splitlines()), set(expected.splitlines())
            show = lambda lines: "".join("\n    " + line.decode()[:600] for line in sorted(lines)[:2])
            return done, f"not what a new collection holds; only here:{show(ours - theirs)}\n  only there:{show(theirs - ours)}"
        for name, export in self.random.sample(sorted(self.kept.items()), min(1, len(self.kept))):
            if self.stage.export(self.folder, "--snapshot", name) != export:
                return done, f"the kept snapshot {name} is not what it was"
        if self.random.random() < 0.6:
            return done, ""
        check = self.stage.run(self.folder, "check", "--deep", "--quiet")
        return done, "" if check.returncode == 0 else f"check: {check.stderr.decode()[:300]}"


def live(concord, faults, seed, steps, until):
    """Steps lived and what went wrong."""
    work = scratch_folder("life")
    try:
        stage = Stage(work, concord, faults, served=faults is not None)
        life = Life(stage, seed)
        for number in range(steps):
            if time.time() > until:
                return number, ""
            done, wrong = life.step()
            if wrong:
                return number + 1, f"seed {seed} step {number} ({', '.join(done)}): {wrong}"
        return steps, ""
    finally:
        stage.end()
        shutil.rmtree(work, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True, type=os.path.abspath)
    parser.add_argument("--faults", type=os.path.abspath)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--steps", type=int, default=72)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lives", type=int, default=10 ** 6)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    until = time.time() + arguments.seconds
    lives = whole = steps = failed = 0

    def line(job):
        results = []
        for seed in range(arguments.seed + job, arguments.seed + arguments.lives, arguments.jobs):
            if time.time() > until:
                break
            results.append(live(arguments.concord, arguments.faults, seed, arguments.steps, until))
        return results

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for results in pool.map(line, range(arguments.jobs)):
            for count, wrong in results:
                lives += 1
                steps += count
                whole += count == arguments.steps
                if wrong:
                    failed += 1
                    print("WRONG:", wrong)
    print(f"{lives} lives ({whole} of {arguments.steps} steps whole), {steps} steps, {failed} failed")
    sys.exit(1 if failed else 0)


main()
