"""What all generators share: tags with a colour of their own, and the truth that a rendering tells.

Every tag has the colour (180, 4n, 20). Its ink is found in a rendering by MuPDF without anti-aliasing, so that no
text extraction has a part in the truth.
"""
import json
import os
import re
import subprocess
import sys

import numpy

CORPUS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DPI = 216


class Book:
    """The tags of one document. `%s` in a tag's text becomes its id."""

    def __init__(self):
        self.tags = {}

    def tag(self, text, note="", expect="", opacity=1.0):
        """Text and colour (r, g, b) of a new tag; `opacity` is how much of the colour is left over white paper."""
        number = len(self.tags) + 1
        assert number < 63, "a document has colours for 62 tags"
        name = "s%03d" % number
        text = text.replace("%s", name)
        colour = (180, 4 * number, 20)
        seen = [round(c * opacity + 255 * (1 - opacity)) for c in colour]
        self.tags[name] = {"text": text, "color": seen, "note": note}
        if expect:
            self.tags[name]["expect"] = expect
        return text, colour

    def runs(self, source):
        """"Sign here: ⟦sig:%s⟧" -> [("Sign here: ", None), ("{{sig:s001}}", (180, 4, 20))]; ⟦#sig %s⟧ is ##sig s001##."""
        out = []
        for part in re.split("(⟦[^⟧]*⟧)", source):
            if part.startswith("⟦#"):
                out.append(self.tag("##" + part[2:-1] + "##"))
            elif part.startswith("⟦"):
                out.append(self.tag("{{" + part[1:-1] + "}}"))
            elif part:
                out.append((part, None))
        return out

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            json.dump(self.tags, out, indent=0)
            out.write("\n")


def run(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **more).stdout


def picture(pdf, page, dpi):
    data = run("mutool", "draw", "-q", "-A", "0", "-r", str(dpi), "-F", "ppm", "-o", "-", pdf, str(page), stderr=subprocess.DEVNULL)
    head = re.match(rb"P6\s+(?:#[^\n]*\n)?(\d+)\s+(\d+)\s+255\s", data)
    return numpy.frombuffer(data[head.end():], numpy.uint8).reshape(int(head[2]), int(head[1]), 3).astype(int)


def painted_in(pixels, colour):
    """Which of the pixels are ink of this colour. Bitmaps (Type 3) are blended with the paper also without anti-aliasing: then
    one tag's pale green is another one's full green unless how pale it is counts."""
    red, green, blue = colour
    if (red, blue) != (180, 20):  # not opaque: no blend of it is known
        return numpy.all(numpy.abs(pixels - numpy.array(colour)) <= [2, 1, 2], axis=1)
    cover = numpy.maximum((255 - pixels[:, 2]) / 235, 0.01)
    full = 255 - (255 - pixels[:, 1]) / cover
    return (cover > 0.7) & (numpy.abs(full - green) < 1.8) & (numpy.abs(255 - 75 * cover - pixels[:, 0]) < 3)


def measure(pdf, tags):
    pages = int(re.search(rb"Pages:\s+(\d+)", run("pdfinfo", pdf))[1])
    places = []
    for page in range(1, pages + 1):
        dpi = 36 if picture(pdf, page, 9).shape[0] > 1000 else DPI
        image = picture(pdf, page, dpi)
        near = numpy.abs(image[:, :, 0] - image[:, :, 1]) + numpy.abs(image[:, :, 0] - image[:, :, 2]) > 20
        ys, xs = numpy.nonzero(near)
        pixels = image[ys, xs]
        for name, tag in tags.items():
            mine = painted_in(pixels, tag["color"])
            if mine.sum() < 3:
                continue
            x, y = xs[mine], ys[mine]
            places.append([page, name] + [round(float(v) * 72 / dpi, 2) for v in (x.min(), y.min(), x.max() + 1, y.max() + 1)])
    return places


def keep(producer, name, pdf, book):
    """Puts a finished document with its tags and its truth into the corpus."""
    folder = os.path.join(CORPUS, producer)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".pdf")
    with open(pdf, "rb") as source:
        data = source.read()
    with open(path, "wb") as out:
        out.write(data)
    book.write(os.path.join(folder, name + ".tags.json"))
    places = measure(path, book.tags)
    with open(path + ".truth.json", "w", encoding="utf-8") as out:
        json.dump(places, out)
        out.write("\n")
    lost = sorted(set(book.tags) - {place[1] for place in places})
    print(f"{producer}/{name}: {len(data)} bytes, {len(book.tags)} tags, {len(places)} places" +
          (f", no ink: {' '.join(lost)}" if lost else ""), file=sys.stderr)


def load(producer, name):
    """The book of a document of the corpus, for producers that work on another's output."""
    book = Book()
    with open(os.path.join(CORPUS, producer, name + ".tags.json"), encoding="utf-8") as source:
        book.tags = json.load(source)
    return book, os.path.join(CORPUS, producer, name + ".pdf")
