#!/usr/bin/python3
"""Documents of groff: -Tpdf, and -Tps through Ghostscript's ps2pdf."""
import os
import subprocess
import tempfile

import documents
from common import Book, keep


def escaped(text):
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")


def inline(book, source):
    out = []
    for text, colour in book.runs(source):
        if colour:
            name = "c%d" % (colour[1] // 4)
            out.append(r"\m[%s]%s\m[]" % (name, escaped(text)))
        else:
            out.append(escaped(text))
    return "".join(out)


def source(book, blocks, macros):
    out = []
    for kind, *rest in blocks:
        if kind == "table":
            shares, rows = rest
            out += [".TS", "allbox expand tab(\t);", " ".join("lw(%.1fc)x" % (15 * share / sum(shares)) for share in shares) + "."]
            out += ["\t".join("T{\n%s\nT}" % inline(book, cell) for cell in row) for row in rows]
            out.append(".TE")
        elif kind == "title":
            out += [".LP", r"\s[16]\fB%s\fP\s0" % inline(book, rest[0])]
        elif kind == "head":
            out += [".LP", r"\fB%s\fP" % inline(book, rest[0])]
        elif kind == "small":
            out += [".LP", r"\s[6]%s\s0" % inline(book, rest[0])]
        else:
            out += [".LP" if len(out) % 2 else ".PP", inline(book, rest[0])]
    colours = [".defcolor c%d rgb #%02x%02x%02x" % (n, 180, 4 * n, 20) for n in range(1, 63)]
    return "\n".join(colours + [".nr PS 11", ".nr VS 13", ".nr LL 16c", ".nr PO 2.2c", macros] + out) + "\n"


def turned(book):
    """PostScript and PDF know letters of any slant, height and spacing; groff sets them one by one."""
    out = [".LP"]
    for escape, note in ((r"\S'15'", "slanted"), (r"\H'16'", "tall"), (r"\f[CR]", "Courier"), (r"\f[HB]", "Helvetica bold"), (r"\s[4]", "4 pt"), (r"\s[28]", "28 pt")):
        text, colour = book.tag("{{signature:%s}}", note)
        out.append(r"%s: %s\m[c%d]%s\m[]\S'0'\H'0'\fP\s0 end" % (note, escape, colour[1] // 4, escaped(text)))
        out.append(".br")
    for track in (1, 3):
        text, colour = book.tag("{{signature:%s}}", f"tracked {track}")
        out += [f".tkf R 8 {track}p 12 {track}p", r"Tracked \m[c%d]%s\m[] end" % (colour[1] // 4, escaped(text)), ".tkf R 8 0 12 0", ".br"]
    for note, shape in (("emboldened", ".bd R 3"), ("constant width", ".cs R 30")):
        text, colour = book.tag("{{signature:%s}}", note)
        out += [shape, r"%s: \m[c%d]%s\m[] end" % (note, colour[1] // 4, escaped(text)), ".br", shape.rsplit(" ", 1)[0]]
    return out


def typeset(name, text, book, device):
    with tempfile.TemporaryDirectory() as folder:
        first = os.path.join(folder, "a." + device)
        with open(first, "wb") as out:
            subprocess.run(["groff", "-Kutf8", "-t", "-ms", "-P-pa4", "-T" + device], input=text.encode(), stdout=out, check=True, stderr=subprocess.DEVNULL)
        last = os.path.join(folder, "b.pdf")
        if device == "ps":
            subprocess.run(["ps2pdf", first, last], check=True)
        keep("groff", f"{name}_{device}", last if device == "ps" else first, book)


for device in ("pdf", "ps"):
    for name, lang, blocks in (documents.dense(), documents.INVOICE, documents.ORDER):
        book = Book()
        head = ".hla de\n.hpf hyphen.de" if lang == "de" else ""
        typeset(name, source(book, blocks, head), book, device)
    book = Book()
    typeset("shapes", source(book, [], "\n".join(turned(book))), book, device)
