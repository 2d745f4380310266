"""Drives `concord`: tags texts, reads the catalogue of themes, imports and learns lexicons. Standard library only."""
import csv
import io
import json
import os
import subprocess
import tempfile


class Tool:
    """One concord program; `lexicons` overrides where the bundled lexicons are found."""

    def __init__(self, program, lexicons=None):
        self.program = program
        self.environment = dict(os.environ, NO_COLOR="1")
        if lexicons:
            self.environment["CONCORD_LEXICONS"] = os.path.abspath(lexicons)
        self.folder = tempfile.TemporaryDirectory(prefix="concord-accuracy-")

    def run(self, *arguments, allowed=(0,)):
        done = subprocess.run([self.program, *arguments], env=self.environment, capture_output=True)
        if done.returncode not in allowed:
            raise SystemExit("concord %s\n%s" % (" ".join(arguments), done.stderr.decode(errors="replace")))
        return done.stdout.decode()

    def report(self, *arguments):
        """What a command says on standard error."""
        done = subprocess.run([self.program, *arguments], env=self.environment, capture_output=True)
        if done.returncode != 0:
            raise SystemExit("concord %s\n%s" % (" ".join(arguments), done.stderr.decode(errors="replace")))
        return done.stderr.decode()

    def names(self, lexicon):
        """label -> name of the themes of one file."""
        rows = csv.DictReader(io.StringIO(self.run("lexicon", "export", "--family", "theme", lexicon)))
        return {"theme:" + row["id"]: row["name"] for row in rows}

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def tagged_rows(self, texts, lexicons=(), dates=None, options=()):
        """What `concord tag` prints of texts, whose ids are their numbers; spans are bytes of the text as UTF-8, normal form C."""
        path = self.path("texts.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for number, text in enumerate(texts):
                row = {"id": str(number), "text": text}
                if dates and dates[number]:
                    row["date"] = dates[number]
                file.write(json.dumps(row) + "\n")
        chosen = [word for lexicon in lexicons for word in ("--lexicon", lexicon)]
        return [json.loads(line) for line in self.run("tag", *chosen, *options, path).splitlines()]

    def tag(self, texts, lexicons=(), dates=None):
        """A list of mentions for each text."""
        mentions = [[] for _ in texts]
        for mention in self.tagged_rows(texts, lexicons, dates):
            mentions[int(mention["id"])].append(mention)
        return mentions

    def entries(self, family):
        """id -> row of `lexicon export`, the first of each entry."""
        rows = csv.DictReader(io.StringIO(self.run("lexicon", "export", "--family", family, "bundled")))
        found = {}
        for row in rows:
            found.setdefault(row["id"], []).append(row)
        return found

    def wider(self):
        """theme id -> set of itself and all themes above it."""
        parents = {name: rows[0]["part_of"].split(" | ") for name, rows in self.entries("theme").items()}
        above = {}

        def climb(name):
            if name not in above:
                above[name] = {name}
                for parent in parents.get(name, []):
                    if parent:
                        above[name] |= climb(parent)
            return above[name]

        for name in parents:
            climb(name)
        return above
