#!/usr/bin/python3
"""Tags that are painted as a colour (ISO 32000-1 8.7.3), written by hand: no office program does it, drawing programs do."""
import os
import tempfile

from common import Book, keep

HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(entries, data):
    return f"<<{entries}/Length {len(data)}>>\nstream\n{data}\nendstream"


def pattern(text, colour, more="", width=160, height=30):
    shown = "%.4f %.4f %.4f rg BT /F1 11 Tf 8 10 Td (%s) Tj ET" % (*(c / 255 for c in colour), text)
    return stream(f"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 {width} {height}]/XStep {width}/YStep {height}"
                  f"/Resources<</Font<</F1 4 0 R>>>>{more}", shown)


def written(objects):
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in range(1, size))
    return out + f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode()


def document():
    book = Book()
    notes = ("fills a box, one cell of it is seen", "moved by its matrix", "turned by its matrix", "in a form that is scaled",
             "strokes a thick line", "in a pattern")
    # MuPDF repeats a pattern in a pattern where Poppler shows it once: its place is not measured.
    cells = [book.tag("{{sig:%s}}", note, "any" if note == notes[-1] else "") for note in notes]
    p = {1: pattern(*cells[0]), 2: pattern(*cells[1], "/Matrix[1 0 0 1 20 5]"), 3: pattern(*cells[2], "/Matrix[0 1 -1 0 40 30]"),
         4: pattern(*cells[3]), 5: pattern(*cells[4]), 6: pattern(*cells[5])}
    outer = stream("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 60]/XStep 200/YStep 60"
                   "/Resources<</Pattern<</P6 15 0 R>>>>", "/Pattern cs /P6 scn 0 0 160 30 re f")
    contents = ("0 0 0 rg BT /F1 11 Tf 50 800 Td (Painted with patterns) Tj ET /Pattern cs "
                "/P1 scn 160 690 160 30 re f /P1 scn 162 692 100 20 re f "
                "/P2 scn 180 605 160 30 re f "
                "/P3 scn 310 350 30 160 re f "
                "q 1.5 0 0 1.5 50 250 cm /X Do Q "
                "/Pattern CS /P5 SCN 28 w 320 195 m 480 195 l S "
                "/P7 scn 200 60 200 60 re f")
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>/XObject<</X 6 0 R>>"
                  "/Pattern<</P1 10 0 R/P2 11 0 R/P3 12 0 R/P5 14 0 R/P7 16 0 R>>>>>>",
               4: HELVETICA, 5: stream("", contents),
               6: stream("/Type/XObject/Subtype/Form/BBox[0 0 160 30]/Resources<</Pattern<</P4 13 0 R>>>>",
                         "/Pattern cs /P4 scn 0 0 160 30 re f"),
               7: "null", 8: "null", 9: "null", 16: outer}
    objects.update({9 + number: body for number, body in p.items()})
    return written(objects), book


if __name__ == "__main__":
    data, made = document()
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "patterns.pdf")
        with open(name, "wb") as out:
            out.write(data)
        keep("trap", "t08_patterns", name, made)
