#!/usr/bin/env python3
"""Prints a text as a scan: scan-pdf.py FILE [DOTS-AN-INCH] <text, pages parted by form feeds

The pages are set in a PDF of our own, rendered by pdftoppm, and put into a second PDF as grey pictures: no text layer.
"""
import pathlib
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from pdf_file import pdf_file


def pdf_of(pages):
    """pages: (content stream, resources and their objects as bytes by name)"""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for content, kind, thing in pages:
        objects.append(thing)
        resources = b"<< /%s << /R1 %d 0 R >> >>" % (kind, len(objects))
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources " + resources + b" /Contents %d 0 R >>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    return pdf_file(objects)


def set_text(page):
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
    content = b""
    for number, line in enumerate(page.strip("\n").split("\n")):
        shown = line.encode("windows-1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        content += b"BT /R1 12 Tf 72 %d Td (%s) Tj ET\n" % (700 - 16 * number, shown)
    return content, b"Font", font


def picture(pgm):
    magic, size, depth, pixels = pgm.split(b"\n", 3)
    assert magic == b"P5" and depth == b"255", (magic, depth)
    width, height = size.split()
    data = zlib.compress(pixels)
    head = b"<< /Type /XObject /Subtype /Image /Width %s /Height %s /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>" % (width, height, len(data))
    return b"q 612 0 0 792 0 0 cm /R1 Do Q", b"XObject", head + b"\nstream\n" + data + b"\nendstream"


resolution = sys.argv[2] if len(sys.argv) > 2 else "200"
pages = sys.stdin.read().split("\f")
with tempfile.NamedTemporaryFile(suffix=".pdf") as clean:
    clean.write(pdf_of([set_text(page) for page in pages]))
    clean.flush()
    scans = [subprocess.run(["pdftoppm", "-f", str(n), "-l", str(n), "-r", resolution, "-gray", "-singlefile", clean.name],
                            check=True, capture_output=True).stdout for n in range(1, len(pages) + 1)]
with open(sys.argv[1], "wb") as out:
    out.write(pdf_of([picture(scan) for scan in scans]))
