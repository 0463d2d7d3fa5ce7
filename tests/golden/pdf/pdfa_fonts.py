"""Embedded fonts: complete, of the widths that the document says, and every code that is shown stands for a glyph (6.2.11)."""
import io
import re

from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

TOLERANCE = 1.0  # thousandths of an em (6.2.11.5)


class Program:
    """Glyphs by index: which there are, and how wide."""

    def __init__(self, pdf, descriptor):
        self.truetype = self.cff = None
        if "/FontFile2" in descriptor:
            self.truetype = TTFont(io.BytesIO(pdf.data(descriptor["/FontFile2"])), lazy=True)
            self.count = self.truetype["maxp"].numGlyphs
        elif "/FontFile3" in descriptor:
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(pdf.data(descriptor["/FontFile3"])), None)
            self.cff = fonts[0]
            self.count = len(self.cff.CharStrings)
        else:
            raise ValueError("not embedded")

    def width(self, glyph):
        if self.truetype:
            metrics = self.truetype["hmtx"].metrics
            return metrics[self.truetype.getGlyphName(glyph)][0] * 1000 / self.truetype["head"].unitsPerEm
        name = self.cff.charset[glyph]
        string = self.cff.CharStrings[name]
        string.draw(NullPen())
        matrix = self.cff.rawDict.get("FontMatrix", [0.001])
        if hasattr(self.cff, "FDArray"):
            part = self.cff.FDArray[self.cff.FDSelect[glyph] if hasattr(self.cff, "FDSelect") else 0].rawDict.get("FontMatrix")
            matrix = part if "FontMatrix" not in self.cff.rawDict and part else matrix
        return string.width * matrix[0] * 1000


def widths_of(array, pdf):
    """/W of a CIDFont (ISO 32000-1 §9.7.4.3)."""
    widths, at = {}, 0
    array = pdf.get(array) or []
    while at < len(array):
        first, second = array[at], pdf.get(array[at + 1])
        if isinstance(second, list):
            widths.update((first + i, width) for i, width in enumerate(second))
            at += 2
        else:
            widths.update((code, array[at + 2]) for code in range(first, second + 1))
            at += 3
    return widths


def check_composite(pdf, font, shown):
    descendant = pdf.get(pdf.get(font["/DescendantFonts"])[0])
    if font.get("/Encoding") not in ("/Identity-H", "/Identity-V"):
        yield "encoding is no identity"
    system = pdf.get(descendant.get("/CIDSystemInfo")) or {}
    if not {"/Registry", "/Ordering", "/Supplement"} <= set(system):
        yield "6.2.11.3 no CIDSystemInfo"
    descriptor = pdf.get(descendant["/FontDescriptor"])
    if "/CIDSet" in descriptor:
        yield "CIDSet: complete ones only, and nobody needs them"
    program = Program(pdf, descriptor)
    if descendant["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in descendant:
        yield "6.2.11.3.2 no CIDToGIDMap"
    if descendant.get("/CIDToGIDMap", "/Identity") != "/Identity":
        yield "CIDToGIDMap is no identity"
    widths, default = widths_of(descendant.get("/W"), pdf), descendant.get("/DW", 1000)
    by_cid = {}
    if program.cff is not None and hasattr(program.cff, "ROS"):
        by_cid = {int(name[3:]): i for i, name in enumerate(program.cff.charset) if name.startswith("cid")}
    for code in {int.from_bytes(text[i:i + 2], "big") for text in shown for i in range(0, len(text), 2)}:
        glyph = by_cid.get(code, 0 if by_cid else code)
        yield from check_glyph(program, code, glyph, widths.get(code, default))


def check_glyph(program, code, glyph, width):
    if glyph == 0:
        yield f"6.2.11.8 code {code} shows .notdef"
    elif glyph >= program.count:
        yield f"6.2.11.4 glyph {glyph} is not in the font"
    elif abs(program.width(glyph) - width) > TOLERANCE:
        yield f"6.2.11.5 width of code {code}: {width}, in the font {program.width(glyph)}"


def glyph_of_truetype(program, code, symbolic):
    tables = {(t.platformID, t.platEncID): t.cmap for t in program.truetype["cmap"].tables}
    if symbolic:
        for names in ((3, 0), (1, 0)):
            for candidate in (code, 0xF000 + code):
                if names in tables and candidate in tables[names]:
                    return program.truetype.getGlyphID(tables[names][candidate])
        return 0
    character = bytes([code]).decode("cp1252", "replace")
    if (3, 1) in tables and ord(character) in tables[3, 1]:
        return program.truetype.getGlyphID(tables[3, 1][ord(character)])
    if (1, 0) in tables and code < 128 and code in tables[1, 0]:
        return program.truetype.getGlyphID(tables[1, 0][code])
    return 0


def encoding_of(pdf, font, program):
    """Glyph names by code of a Type 1 font."""
    names = {}
    encoding = pdf.get(font.get("/Encoding"))
    inner = program.cff.Encoding if not isinstance(program.cff.Encoding, str) else StandardEncoding
    names.update((code, name) for code, name in enumerate(inner) if name != ".notdef")
    if isinstance(encoding, dict):
        code = 0
        for item in encoding.get("/Differences", []):
            if isinstance(item, int):
                code = item
            else:
                names[code] = item[1:]
                code += 1
    return names, isinstance(encoding, str) and encoding or (encoding or {}).get("/BaseEncoding")


def check_simple(pdf, font, shown):
    descriptor = pdf.get(font["/FontDescriptor"])
    program = Program(pdf, descriptor)
    widths = pdf.get(font["/Widths"])
    codes = {code for text in shown for code in text}
    symbolic = bool(descriptor["/Flags"] & 4)
    if symbolic == bool(descriptor["/Flags"] & 32):
        yield "6.2.11.6 flags"
    if program.truetype:
        tables = program.truetype["cmap"].tables if "cmap" in program.truetype else []
        if not symbolic and font.get("/Encoding") not in ("/WinAnsiEncoding", "/MacRomanEncoding"):
            yield "6.2.11.6 encoding of a non-symbolic font"
        if symbolic and ("/Encoding" in font or len(tables) != 1 and not any((t.platformID, t.platEncID) == (3, 0) for t in tables)):
            yield "6.2.11.6 encoding of a symbolic font"
    for code in codes:
        if program.truetype:
            glyph = glyph_of_truetype(program, code, symbolic)
        else:
            names, base = encoding_of(pdf, font, program)
            if base == "/WinAnsiEncoding":
                from fontTools.agl import UV2AGL
                names = {**names, **{c: UV2AGL.get(ord(bytes([c]).decode("cp1252", "replace")), ".notdef") for c in codes}}
            charset = program.cff.charset
            name = names.get(code, ".notdef")
            glyph = charset.index(name) if name in charset else 0
        yield from check_glyph(program, code, glyph, widths[code - font["/FirstChar"]])


def check_type3(pdf, font, shown):
    names, code = {}, 0
    for item in pdf.get(font["/Encoding"])["/Differences"]:
        if isinstance(item, int):
            code = item
        else:
            names[code] = item
            code += 1
    procedures = pdf.get(font["/CharProcs"])
    for code in {code for text in shown for code in text}:
        procedure = procedures.get(names.get(code))
        if procedure is None:
            yield f"6.2.11.4 no procedure of code {code}"
            continue
        said = re.match(rb"\s*([-\d.]+)\s+[-\d.]+\s+(?:d0|(?:[-\d.]+\s+){4}d1)", pdf.data(procedure))
        width = pdf.get(font["/Widths"])[code - font["/FirstChar"]]
        if not said or abs(float(said.group(1)) - width) > TOLERANCE * 0.001 / pdf.get(font["/FontMatrix"])[0]:
            yield f"6.2.11.5 width of code {code}"


def check_font(pdf, reference, shown):
    font = pdf.get(reference)
    kinds = {"/Type0": check_composite, "/TrueType": check_simple, "/Type1": check_simple, "/Type3": check_type3}
    try:
        for problem in kinds[font["/Subtype"]](pdf, font, shown):
            yield f"font {reference} {font.get('/BaseFont', '')}: {problem}"
    except (KeyError, ValueError) as problem:
        yield f"6.2.11.4 font {reference} {font.get('/BaseFont', '')}: {problem}"
