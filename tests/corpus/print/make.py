#!/usr/bin/python3
"""Makes pscript5.ps and letter.xps beside itself, from subsets of Liberation Sans (needs python3-fonttools)."""
import io
import pathlib
import zipfile

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"


def subset_of(text):
    font = TTFont(FONT)
    options = subset.Options(drop_tables=["GSUB", "GPOS", "GDEF", "kern", "FFTM", "DSIG", "name", "post"], glyph_names=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    return font


def saved(font):
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def pscript5(text):
    """As the Windows driver writes TrueType: Type 42, letters without names, their characters in GlyphNames2Unicode."""
    font = subset_of(text)
    order, characters = font.getGlyphOrder(), font.getBestCmap()
    glyph_of = {chr(code): order.index(name) for code, name in characters.items()}
    data = saved(font)
    strings, at = [], 0
    while at < len(data):  # a string ends where a table's 4-byte step does, and holds a null byte more
        strings.append("<" + data[at:at + 60000].hex() + "00>")
        at += 60000
    used = sorted(set(text))
    codes = {c: 33 + i for i, c in enumerate(used)}
    encoding = "\n".join(f"dup {codes[c]} /g{glyph_of[c]:02X} put" for c in used)
    chars = "\n".join(f"/g{glyph_of[c]:02X} {glyph_of[c]} def" for c in used)
    unicode = "\n".join(f"/g{glyph_of[c]:02X} <{ord(c):04X}> def" for c in used)
    shown = "".join(f"{codes[c]:02x}" for c in text)
    return f"""%!PS-Adobe-3.0
%%Title: Pogodba
%%Creator: PScript5.dll Version 5.2.2
%%Pages: 1
%%EndComments
%%BeginFont: LiberationSans
10 dict begin
/FontName /MSTT31c3a7 def /FontType 42 def /PaintType 0 def /FontMatrix [1 0 0 1 0 0] def /FontBBox [0 0 0 0] def
/FontInfo 2 dict dup begin /GlyphNames2Unicode {len(used) + 1} dict dup begin
{unicode}
end def end def
/Encoding 256 array 0 1 255 {{1 index exch /.notdef put}} for
{encoding}
def
/CharStrings {len(used) + 1} dict dup begin /.notdef 0 def
{chars}
end def
/sfnts [{" ".join(strings)}] def
FontName currentdict end definefont pop
%%EndFont
%%Page: 1 1
/MSTT31c3a7 findfont 12 scalefont setfont 72 720 moveto <{shown}> show showpage
%%EOF
"""


def xps(lines):
    glyphs = "".join(
        f'<Glyphs FontUri="/Resources/Fonts/f.ttf" FontRenderingEmSize="16" StyleSimulations="None" OriginX="96" OriginY="{y}" '
        f'Fill="#ff000000" UnicodeString="{text}"/>' for y, text in lines)
    page = ('<FixedPage xmlns="http://schemas.microsoft.com/xps/2005/06" Width="793.7" Height="1122.5" xml:lang="sl">'
            + glyphs + "</FixedPage>")
    with zipfile.ZipFile(HERE / "hand.xps") as model, zipfile.ZipFile(HERE / "letter.xps", "w", zipfile.ZIP_DEFLATED) as out:
        for name in model.namelist():
            data = model.read(name)
            if name.endswith("1.fpage"):
                data = page.encode()
            if name.endswith("f.ttf"):
                data = saved(subset_of("".join(text for _, text in lines)))
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


(HERE / "pscript5.ps").write_text(pscript5("Pogodba {{sig:1}} Ž"))
# A string that begins with a brace is written with {} in front (ECMA-388 §12.1.3).
xps([(96, "Smlouva č. 5, Žaneta Šimůnková"), (128, "{}{{sig:buyer}}"), (160, "{}{{date:buyer}}")])
