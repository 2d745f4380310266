#!/usr/bin/env python3
"""Whole ingest of many small PDFs beside pdftotext alone: pdf-speed.py CONCORD [FILES] [RUNS]

Sets FILES (1,000) PDFs of one to three pages out of the sample collection's text, each with a sentence of its own. Then, RUNS (3)
times in turn: `xargs -P CORES pdftotext FILE -` over all, the same with -bbox-layout (what Concord asks for), and `concord ingest`
into a new collection with as many workers, index and commit included. Prints the best times and what ingest takes as a
multiple of pdftotext alone.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from pdf_file import pdf_file

LINES = 46  # a page
concord = pathlib.Path(sys.argv[1]).resolve()
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
cores = len(os.sched_getaffinity(0))
sample = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "sample"


def sample_lines():
    words = []
    for path in sorted(sample.rglob("*")):
        if path.suffix in (".txt", ".md"):
            words += path.read_text(encoding="utf-8", errors="ignore").encode("windows-1252", "ignore").decode("windows-1252").split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 88:
            lines.append(line)
            line = ""
        line += (" " if line else "") + word
    return lines


def stream(lines):
    text = b""
    for number, line in enumerate(lines):
        shown = line.encode("windows-1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        text += b"BT /F1 11 Tf 72 %d Td (%s) Tj ET\n" % (730 - 14 * number, shown)
    return text


def pdf(pages):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        content = stream(lines)
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    return pdf_file(objects)


def seconds(command, **options):
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    return time.monotonic() - begin


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    folder = scratch / "pdf"
    folder.mkdir()
    lines = sample_lines()
    names = []
    for number in range(count):
        begin = number * 37
        pages = [[lines[(begin + page * LINES + row) % len(lines)] for row in range(LINES)] for page in range(1 + number % 3)]
        pages[0][0] = f"Record {number} of the meetings of the year {1990 + number % 17}."
        path = folder / f"record-{number:05}.pdf"
        path.write_bytes(pdf(pages))
        names.append(str(path))
    listed = ("\n".join(names) + "\n").encode()
    ways = {"pdftotext": [], "pdftotext -bbox-layout": [], "concord ingest": []}
    for run in range(runs):
        for way, option in (("pdftotext", ""), ("pdftotext -bbox-layout", "-bbox-layout ")):
            ways[way].append(seconds(["xargs", "-P", str(cores), "-I", "{}", "pdftotext", *option.split(), "{}", "-"], input=listed))
        collection = scratch / f"c{run}"
        subprocess.run([concord, "init", collection], check=True, stdout=subprocess.DEVNULL)
        ways["concord ingest"].append(seconds([concord, "ingest", "-C", collection, "--workers", str(cores), "--quiet", folder]))
        shutil.rmtree(collection)
    base = min(ways["pdftotext"])
    print(f"{count} PDFs, {sum(os.path.getsize(n) for n in names) / 1e6:.1f} MB, {cores} at a time, best of {runs}")
    for way, times in ways.items():
        print(f"{way:<24} {min(times):7.2f} s  {min(times) / base:5.2f} times pdftotext   ({', '.join(f'{t:.2f}' for t in times)})")
