#!/usr/bin/env python3
"""Makes pairs for accuracy_reading_pairs: reading_pairs_make.py FOLDER [SEED]

Writes own text as plain text in several encodings, Markdown, HTML with furniture, DOCX, ODT, EPUB, RTF, PDF in one and
two columns with running heads, hyphens and footnotes, and scans of these at 200 dots an inch (rendered by pdftoppm; grey and
noisy, or cut to black and white with specks; turned a little), each with its true text beside it.
"""
import html
import pathlib
import random
import subprocess
import sys
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from pdf_file import pdf_file

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 7)

WHO = ["the Government", "the opposition", "the Joint Commission", "the observers", "the Special Envoy", "both delegations",
       "the guarantor States", "the Commission on National Reconciliation", "the refugees", "field commanders"]
DID = ["agreed to extend", "reported on", "deplored violations of", "undertook to respect", "discussed at length", "postponed",
       "signed", "called for the implementation of", "monitored", "condemned the failure of"]
WHAT = ["the cease-fire agreement", "the exchange of prisoners", "the protocol on refugees", "the general amnesty",
        "the registration of political parties", "the integration of armed units", "the draft constitutional amendments",
        "the confidence-building measures", "the memorandum of understanding", "the law on an ombudsman"]
WHEN = ["on 23 December 1996", "in the first week of August", "at the meeting in Tehran", "under resolution S/RES/968 (1994)",
        "without further delay", "in accordance with article 7", "during the third round of talks", "by 30 per cent"]
TAIL = ["", ", notwithstanding considerable organizational difficulties", ", which had been \u201cfrozen\u201d for months",
        " (see S/1996/754, annex II)", "; no casualties were recorded", ", as Mr. Piriz-Ball\u00f3n had proposed",
        " and encouraged the international community to provide humanitarian assistance"]


def sentence():
    text = f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHEN)}{rng.choice(TAIL)}."
    return text[0].upper() + text[1:]


def paragraph():
    return " ".join(sentence() for _ in range(rng.randint(2, 5)))


def document(paragraphs):
    return "Report on the talks", [f"{n}. {paragraph()}" for n in range(1, paragraphs + 1)]


def truth(path, parts, furniture=()):
    lines = [f"#furniture {f}" for f in furniture] + list(parts)
    pathlib.Path(str(path) + ".true.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


RUSSIAN = ("Стороны договорились продлить соглашение о прекращении огня.", "Комиссия по национальному примирению собралась в Душанбе.",
           "Наблюдатели сообщили о возвращении беженцев и вынужденных переселенцев.", "Правительство объявило всеобщую амнистию.")


def plain(n):
    title, paragraphs = document(6)
    path = folder / f"plain-{n}.txt"
    path.write_bytes("\r\n\r\n".join([title, *paragraphs]).encode("windows-1252"))
    truth(path, [title, *paragraphs])
    for encoding in ("windows-1251", "koi8_r", "cp866", "iso8859_5", "utf_16"):
        path = folder / f"russian-{encoding}-{n}.txt"
        text = [" ".join(rng.choice(RUSSIAN) for _ in range(4)) for _ in range(4)]
        path.write_bytes("\n\n".join(text).encode(encoding))
        truth(path, text)


def markdown(n):
    title, paragraphs = document(5)
    path = folder / f"markdown-{n}.md"
    marked = [p.replace("the", "*the*", 1).replace("The", "**The**", 1) for p in paragraphs]
    path.write_text(f"# {title}\n\n" + "\n\n".join(p.replace("S/1996/754", "[S/1996/754](http://example.org/a_(b))") for p in marked), encoding="utf-8")
    truth(path, [title, *paragraphs])


def page(n):
    title, paragraphs = document(7)
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs)
    variants = [
        ("<nav><ul><li><a href='/'>Home page</a><li><a href='/a'>Mission archive</a></ul></nav>", ["Mission archive"]),
        ("<div class='top-menu'><a href='/'>Start</a> <a href='/x'>Publications</a> <a href='/y'>Staff</a></div>", ["Publications"]),
        ("<table><tr><td><a href='/'>Index</a></td><td><a href='/b'>Volumes</a></td><td><a href='/c'>Imprint</a></td></tr></table>", ["Volumes"]),
    ]
    menu, menu_words = rng.choice(variants)
    foot = ("<div id='comments'><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>"
            "<div class='share-buttons'>Share on Facebook</div><footer>All rights reserved.</footer>"
            "<div>We use cookies to give you the best experience.</div>")
    path = folder / f"page-{n}.html"
    path.write_text(f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>x</title></head><body>{menu}<div class='content'>"
                    f"<h1>{title}</h1>{body}</div>{foot}</body></html>", encoding="utf-8")
    truth(path, [title, *paragraphs], [*menu_words, "Leave a Reply", "Your email address", "Share on Facebook", "All rights reserved", "We use cookies"])


def zipped(path, members):
    with zipfile.ZipFile(path, "w") as out:
        for name, content in members:
            out.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)


def office(n):
    title, paragraphs = document(6)
    runs = lambda text: "".join(f"<w:r><w:t xml:space='preserve'>{html.escape(piece)}</w:t></w:r>" for piece in (text[:9], text[9:40], text[40:]))
    path = folder / f"office-{n}.docx"
    zipped(path, [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document xmlns:w='w'><w:body>" + "".join(
        f"<w:p>{runs(p)}</w:p>" for p in [title, *paragraphs]) + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Party</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Seats</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>")])
    truth(path, [title, *paragraphs, "Party", "Seats"])
    path = folder / f"office-{n}.odt"
    zipped(path, [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<d><office:text><text:h text:outline-level='1'>" + title + "</text:h>" + "".join(
        f"<text:p>{html.escape(p[:20])}<text:span>{html.escape(p[20:])}</text:span></text:p>" for p in paragraphs) + "</office:text></d>")])
    truth(path, [title, *paragraphs])
    path = folder / f"office-{n}.epub"
    zipped(path, [("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<c><rootfile full-path='a.opf'/></c>"),
                  ("a.opf", "<package><metadata><dc:title>t</dc:title></metadata><manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>"),
                  ("a.xhtml", f"<html><body><h1>{title}</h1>" + "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs) + "</body></html>")])
    truth(path, [title, *paragraphs])
    path = folder / f"office-{n}.rtf"
    escape = lambda text: "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    path.write_text("{\\rtf1\\ansi " + "\\par ".join(escape(p) for p in [title, *paragraphs]) + "\\par}", encoding="ascii")
    truth(path, [title, *paragraphs])


# ---- PDF: Courier, whose letters are all 0.6 of the size wide, so that lines can be set without metrics.

def wrap(text, width):
    lines, line = [], ""
    for word in text.split(" "):
        while word:
            room = width - len(line) - (1 if line else 0)
            if len(word) <= room:
                line += (" " if line else "") + word
                break
            cut = min(room - 1, len(word) - 3)
            if cut >= 3 and word.isalpha() and len(word) > 7:
                line += (" " if line else "") + word[:cut] + "-"
                word = word[cut:]
            lines.append(line)
            line = ""
    return lines + ([line] if line else [])


def show(x, y, size, text):
    data = text.encode("windows-1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET\n" % (size, x, 792 - y, data)


def write_pdf(path, contents, images=None):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"]
    kids = []
    for i, content in enumerate(contents):
        resources = b"<< /Font << /F1 3 0 R >> >>"
        if images:
            width, height, packed, data = images[i]
            objects.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /%s /Length %d >>\nstream\n" % (width, height, packed, len(data)) + data + b"\nendstream")
            resources = b"<< /XObject << /I1 %d 0 R >> >>" % len(objects)
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources " + resources + b" /Contents %d 0 R >>" % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    path.write_bytes(pdf_file(objects))


def set_pages(columns):
    """Pages of content streams, the true text and the furniture."""
    title, paragraphs = document(12)
    symbol = f"S/1997/{rng.randint(100, 999)}"
    size, leading = (9, 11) if columns == 2 else (10, 12)
    width = 52 if columns == 2 else 78
    if columns == 2:
        width = 41
    notes = [f"See the text of the protocol in document {rng.randint(1, 99)}."]
    pages, content = [], b""
    number, column, y = 1, 0, 120.0

    def head():
        return show(72, 40, 9, symbol) + show(72, 52, 9, f"Page {number}") + show(500, 752, 9, "/...")

    content = head()
    x_of = lambda c: 72 if c == 0 else 318
    content += show(306 - len(title) * 3, 90, 10, title)
    for p in paragraphs:
        for line in wrap(p, width):
            if y > 690:
                if column + 1 < columns:
                    column, y = column + 1, 120.0
                else:
                    if number == 1:
                        content += show(72, 715, 7, "1 " + notes[0])
                    pages.append(content)
                    number, column, y = number + 1, 0, 120.0
                    content = head()
            content += show(x_of(column), y, size, line)
            y += leading
        y += leading
    pages.append(content)
    printed = [title, *paragraphs]
    if number > 1:
        printed.append("#note 1 " + notes[0])
    return pages, printed, [symbol, "/...", "Page 2"] if number > 1 else [symbol[:0] or "\u0000"]


def pixels_of(pdf, page):
    return subprocess.run(["pdftoppm", "-f", str(page), "-l", str(page), "-r", "200", "-gray", "-singlefile", str(pdf)],
                          check=True, capture_output=True).stdout.split(b"\n", 3)[3]


def photographed(pdf, page):
    """Grey on grey: low contrast in five steps, with 20,000 dots of noise."""
    pixels = bytearray(pixels_of(pdf, page).translate(bytes(70 + shade // 52 * 32 for shade in range(256))))
    for _ in range(20000):
        pixels[rng.randrange(len(pixels))] = rng.choice((90, 130, 170, 220))
    return 1700, 2200, b"FlateDecode", zlib.compress(bytes(pixels))


def faxed(pdf, page):
    """Black and white only, cut so low that strokes get thin, with 1,500 specks and scratches."""
    pixels = bytearray(pixels_of(pdf, page).translate(bytes(0 if shade < 110 else 255 for shade in range(256))))
    for _ in range(1500):
        at = rng.randrange(len(pixels) - 3)
        for dot in range(rng.randint(1, 3)):
            pixels[at + dot] = rng.choice((0, 0, 255))
    return 1700, 2200, b"FlateDecode", zlib.compress(bytes(pixels))


def pdf(n, columns, scan=None, turn=0.0044):
    pages, printed, furniture = set_pages(columns)
    kind = "" if scan is None else "scan-" if scan is photographed else "scan-fax-"
    path = folder / f"{kind}{'columns' if columns == 2 else 'report'}-{n}.pdf"
    if scan is None:
        write_pdf(path, pages)
    else:
        clean = folder / "clean.tmp"
        write_pdf(clean, pages)
        images = [scan(clean, page + 1) for page in range(len(pages))]
        clean.unlink()
        turned = b"q 0.99999 %.4f %.4f 0.99999 3 -2 cm 612 0 0 792 0 0 cm /I1 Do Q\n" % (turn, -turn)
        write_pdf(path, [turned] * len(pages), images)
    truth(path, printed, [f for f in furniture if f.strip("\u0000")])


for n in range(4):
    plain(n)
    markdown(n)
    page(n)
    office(n)
    pdf(n, 1)
    pdf(n, 2)
for n in range(4):
    pdf(n, 1, photographed)
for n in range(2):
    pdf(n, 1, faxed, turn=0.006)
    pdf(n, 2, photographed)
