#!/usr/bin/python3
"""Writes documents that hang, crash or fill most PDF tools. Made by hand after what is published about such files.
Usage: hostile.py FOLDER [worker]      with "worker" only those that the worker's test goes through"""
import os
import sys
import zlib

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Hello {{sig:1}}) Tj ET"
FONT_REFERENCE = b"/Font<</F1 5 0 R>>"
DEEP = 200_000


def stream(data, extra=b""):
    return b"<</Length %d%s>>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def flate(data, extra=b""):
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + extra)


def pdf(objects, trailer=b""):
    out, offsets = b"%PDF-1.7\n", []
    parts = [out]
    at = len(out)
    for number, body in enumerate(objects, 1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table)
    parts.append(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at))
    return b"".join(parts)


def document(content=TEXT, page=PAGE, font=FONT, more=(), catalog=CATALOG, trailer=b""):
    """One page; further objects count from 6."""
    return pdf([catalog, PAGES, page, content if content.startswith(b"<<") else flate(content), font, *more], trailer)


def page_with(resources=b"", entries=b""):
    return PAGE.replace(FONT_REFERENCE, FONT_REFERENCE + resources)[:-2] + entries + b">>"


def shown(text):
    return b"BT /F1 9 Tf 20 700 Td (" + text + b") Tj ET\n"


def form(body, resources=b"", extra=b""):
    return stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + extra + (b"/Resources<<" + resources + b">>" if resources else b""))


def bomb(unit, size, layers):
    """`size` bytes of `unit`, deflated `layers` times."""
    pack = zlib.compressobj(9)
    block = unit * ((1 << 20) // len(unit))
    data = b"".join(pack.compress(block) for _ in range(size >> 20)) + pack.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[" + b"/FlateDecode" * layers + b"]")


def laughs(levels, width=10, body=b"0 0 1 1 re f"):
    """Forms in forms: width ** (levels - 1) paintings."""
    more = []
    for i in range(levels):
        last = i == levels - 1
        more.append(form(body if last else b"/X Do " * width, FONT_REFERENCE if last else b"/XObject<</X %d 0 R>>" % (7 + i)))
    return document(b"/X Do", page_with(b"/XObject<</X 6 0 R>>"), more=more)


def page_tree(depth):
    objects = [CATALOG, b"<</Type/Pages/Kids[6 0 R]/Count 1>>", PAGE.replace(b"2 0 R", b"%d 0 R" % (depth + 5)), stream(TEXT), FONT]
    for i in range(depth):
        parent = 2 if i == 0 else 5 + i
        kid = 3 if i == depth - 1 else 7 + i
        objects.append(b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (parent, kid))
    return pdf(objects)


def many_pages(count, content=TEXT):
    kids = b" ".join(b"%d 0 R" % (6 + i) for i in range(count))
    return pdf([CATALOG, b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count, b"null", flate(content), FONT] + [PAGE] * count)


def same_page(count):
    return pdf([CATALOG, b"<</Type/Pages/Kids[" + b"3 0 R " * count + b"]/Count %d>>" % count, PAGE, flate(TEXT), FONT])


def annotated(count, subtype=b"/FreeText", more=b""):
    """`count` annotations on the page that all show a tag."""
    annotation = b"<</Type/Annot/Subtype" + subtype + b"/Rect[10 10 100 30]/AP<</N 6 0 R>>" + more + b">>"
    references = b"".join(b"%d 0 R " % (7 + i) for i in range(count))
    return document(page=page_with(entries=b"/Annots[" + references + b"]"), more=[form(shown(b"{{sig:1}}"), FONT_REFERENCE)] + [annotation] * count)


def fields(count, nested=False):
    """Form fields: side by side, or each the kid of the one before."""
    more = []
    for i in range(count):
        kids = b"/Kids[%d 0 R]" % (7 + i) if nested and i < count - 1 else b""
        more.append(b"<</FT/Tx/T(f%d)/V(x)/Type/Annot/Subtype/Widget/Rect[10 10 90 20]/P 3 0 R%s>>" % (i, kids))
    references = b"".join(b"%d 0 R " % (6 + i) for i in range(1 if nested else count))
    page = page_with(entries=b"/Annots[" + references + b"]")
    return document(page=page, more=more, catalog=CATALOG[:-2] + b"/AcroForm<</Fields[" + references + b"]>>>>")


def field_circle():
    more = [b"<</FT/Sig/T(a)/Kids[7 0 R 6 0 R]/Parent 7 0 R>>", b"<</T(b)/Kids[6 0 R 7 0 R]/Parent 6 0 R>>"]
    return document(more=more, catalog=CATALOG[:-2] + b"/AcroForm<</Fields[6 0 R 7 0 R]>>>>")


def layers(count):
    more = [b"<</Type/OCG/Name(L)>>"] * count + [b"<</Type/OCMD/VE[/And " + b"[/Not " * DEEP + b"6 0 R" + b"]" * DEEP + b"]>>"]
    references = b"".join(b"%d 0 R " % (6 + i) for i in range(count))
    catalog = CATALOG[:-2] + b"/OCProperties<</OCGs[" + references + b"]/D<</OFF[" + references + b"]>>>>>>"
    content = b"/OC /M BDC " + TEXT + b" EMC " + b"/OC /L BDC EMC " * 50_000
    return document(content, page_with(b"/Properties<</L 6 0 R/M %d 0 R>>" % (6 + count)), more=more, catalog=catalog)


def composite(to_unicode, encoding=b"/Identity-H", content=None, more=()):
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding" + encoding + b"/ToUnicode 7 0 R/DescendantFonts[6 0 R]>>"
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>"
    codes = content or shown(b"x" * 40_000)
    return document(codes, font=font, more=[descendant, to_unicode, *more])


CMAP_HEAD = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"


def giant_cmap():
    rows = b"".join(b"<%04X> <%04X>\n" % (i & 0xFFFF, 0x41 + i % 26) for i in range(100))
    return flate(CMAP_HEAD + (b"100 beginbfchar\n" + rows + b"endbfchar\n") * 20_000 + b"endcmap")


def long_cmap():
    """Every code means 5,000 letters."""
    rows = b"".join(b"<%04X> <" % i + b"0061" * 5_000 + b">\n" for i in range(0x7878, 0x78DC))
    return flate(CMAP_HEAD + b"100 beginbfchar\n" + rows + b"endbfchar\nendcmap")


def range_cmap():
    return flate(CMAP_HEAD + b"100 beginbfrange\n" + b"<00000000> <7FFFFFFF> <0041>\n" * 10_000 + b"endbfrange endcmap")


def cmap_loop():
    use = flate(b"/A usecmap " + CMAP_HEAD + b"endcmap", b"/Type/CMap/CMapName/A/UseCMap 8 0 R")
    return composite(use, b" 8 0 R", more=[use])


def widths(count):
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>/W[" + b"0 65535 500 " * count + b"]>>"
    return document(font=font, more=[descendant])


def differences(count):
    return document(font=b"<</Type/Font/Subtype/Type1/BaseFont/A/Encoding<</Differences[0" + b"/A" * count + b" 2147483647/B -5/C]>>>>")


def type3_loop():
    font = (b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[" + b"1 " * 256 +
            b"]/Encoding<</Differences[65/A 123/braceleft 125/braceright]>>/CharProcs<</A 6 0 R/braceleft 6 0 R/braceright 6 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>")
    return document(shown(b"A{{sig:1}}A" * 2_000), font=font, more=[stream(b"1 0 d0 " + shown(b"AAAA{{") + b"0 0 1 1 re f")])


def pattern_loop():
    pattern = stream(b"/Pattern cs /P scn 0 0 9 9 re f " + TEXT,
                     b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .001/YStep .001/Resources<</Pattern<</P 6 0 R/Q 7 0 R>>" + FONT_REFERENCE + b">>")
    return document(b"/Pattern cs /P scn 0 0 600 700 re f /Q scn 0 0 600 700 re f " + TEXT, page_with(b"/Pattern<</P 6 0 R/Q 7 0 R>>"), more=[pattern, pattern])


def soft_mask_loop():
    group = form(b"/G gs " + TEXT, FONT_REFERENCE + b"/ExtGState<</G 7 0 R>>", b"/Group<</S/Transparency>>")
    return document(b"/G gs " + TEXT, page_with(b"/ExtGState<</G 7 0 R>>"), more=[group, b"<</Type/ExtGState/SMask<</S/Luminosity/G 6 0 R>>>>"])


def image(extra, data):
    """An image behind a tag: whoever renders the page decodes it."""
    image_object = stream(data, b"/Type/XObject/Subtype/Image" + extra)
    return document(b"q 600 0 0 700 0 0 cm /I Do Q " + TEXT, page_with(b"/XObject<</I 6 0 R>>"), more=[image_object])


def raw_image_bomb():
    body = bomb(b"\0" * 16, 1 << 30, 1)
    return document(b"q 600 0 0 700 0 0 cm /I Do Q " + TEXT, page_with(b"/XObject<</I 6 0 R>>"),
                    more=[body.replace(b"<<", b"<</Type/XObject/Subtype/Image/Width 32768/Height 32768/BitsPerComponent 8/ColorSpace/DeviceGray", 1)])


def dct_bomb():
    frame = b"\xff\xd8\xff\xc2\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x00\x03\x11\x00"
    scan = b"\xff\xda\x00\x0c\x03\x01\x00\x02\x00\x03\x00\x00\x3f\x00" + b"\0" * 20
    return image(b"/Width 65535/Height 65535/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", frame + scan * 5_000 + b"\xff\xd9")


def jpx_bomb():
    size = b"\xff\x4f\xff\x51\x00\x2f\x00\x00" + b"\x00\x01\x00\x00" * 2 + b"\0" * 8 + b"\x00\x00\x00\x01" * 2 + b"\0" * 8 + b"\x00\x03" + b"\x07\x01\x01" * 3
    return image(b"/Filter/JPXDecode", size + b"\xff\x52\x00\x0c\x00\x00\x00\x01\x01\x05\x04\x04\x00\x00" + b"\xff\x90\x00\x0a\x00\x00\x00\x00\x00\x00\x00\x01\xff\x93\xff\xd9")


def jbig2_bomb():
    page = b"\x00\x00\x00\x00\x30\x00\x01\x00\x00\x00\x13" + b"\x00\x01\x00\x00" * 2 + b"\0" * 8 + b"\x00\x00\x00"
    region = b"\x00\x00\x00\x01\x26\x00\x01\x00\x00\x00\x30" + b"\x00\x01\x00\x00" * 2 + b"\0" * 9 + b"\x01" + b"\0" * 30
    return image(b"/Width 65536/Height 65536/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", page + region)


def object_stream_loop():
    """An object stream that says it lies in an object stream that lies in it."""
    head = b"%PDF-1.5\n"
    objects = [CATALOG, PAGES, PAGE, stream(TEXT), FONT]
    out, offsets = head, []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = b"\0\0\0\0\0\xff" + b"".join(b"\1" + offset.to_bytes(4, "big") + b"\0" for offset in offsets)
    rows += b"\2" + (7).to_bytes(4, "big") + b"\0" + b"\2" + (6).to_bytes(4, "big") + b"\0"
    start = len(out)
    rows += b"\1" + start.to_bytes(4, "big") + b"\0"
    out += b"8 0 obj\n" + stream(rows, b"/Type/XRef/Size 9/W[1 4 1]/Root 1 0 R/Extra 6 0 R/Info 7 0 R") + b"\nendobj\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def xref_chain(length):
    """Thousands of sections, each pointing to the one before."""
    out = bytearray(pdf([CATALOG, PAGES, PAGE, stream(TEXT), FONT]))
    previous = out.rfind(b"xref\n0", 0, out.rfind(b"startxref"))
    for _ in range(length):
        at = len(out)
        out += b"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % previous
        previous = at
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % previous)


def xref_stream_of_zeros():
    body = bomb(b"\0" * 16, 1 << 28, 1).replace(b"<<", b"<</Type/XRef/Size 2000000000/W[1 2 1]/Root 1 0 R", 1)
    return b"%PDF-1.5\n1 0 obj\n" + CATALOG + b"\nendobj\n2 0 obj\n" + body + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % (17 + len(CATALOG) + 7)


def length_loop():
    return document(b"<</Length 4 0 R>>\nstream\n" + TEXT + b"\nendstream")


def contents_array(count):
    return document(page=PAGE.replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * count + b"]"))


def one_brace_per_string(count):
    return b"BT /F1 9 Tf 20 700 Td " + b"({) Tj (}) Tj " * count + b"ET"


def repainted(count):
    return b"".join(b"BT /F1 9 Tf 20 %d Td (%s) Tj ET\n" % (700 - i % 600, b"{{text:a;label=" + b"long " * 20 + b"}}") for i in range(count))


def placeholders(count):
    """Words of a template that is not filled in: no type of field, closed and not."""
    names = (b"{{ customer.name }}", b"{{ street%d", b"{{ companyname and", b"{{ text.city }}")
    rows = (b"BT /F1 6 Tf 20 %d Td (%s) Tj ET\n" % (700 - i % 600, (names[i % 4] % i) if b"%" in names[i % 4] else names[i % 4]) for i in range(count))
    return b"".join(rows)


def encrypted_unknown():
    return document(trailer=b"/Encrypt<</Filter/Nobody/V 9/R 9/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -1>>/ID[(a)(a)]")


def without_table():
    """No cross-reference table, very many objects: the file must be searched."""
    body = pdf([CATALOG, PAGES, PAGE, stream(TEXT), FONT] + [b"1"] * 300_000)
    return body[: body.rfind(b"xref\n0")]


PLAIN = document()
GARBAGE = bytes(i * 73 % 256 for i in range(50_000))
TABLE = PLAIN.rfind(b"xref\n0", 0, PLAIN.rfind(b"startxref"))
SELF_PAINTING = form(b"/X Do /Y Do", b"/XObject<</X 6 0 R/Y 6 0 R>>")

WORKER = {
    "nested_arrays": lambda: document(more=[b"[" * DEEP + b"]" * DEEP], trailer=b"/X 6 0 R"),
    "nested_dictionaries": lambda: document(page=page_with(entries=b"/Z " + b"<</A " * DEEP + b"0" + b">>" * DEEP)),
    "nested_in_content": lambda: document(b"[" * DEEP + TEXT),
    "unbalanced_saves": lambda: document(b"q " * 1_000_000 + TEXT),
    "form_laughs": lambda: laughs(12),
    "double_flate_bomb": lambda: document(bomb(b"q Q ", 256 << 20, 2)),
    "page_loop": lambda: pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE, stream(TEXT), FONT]),
    "count_2_31": lambda: pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", PAGE, stream(TEXT), FONT]),
    "giant_page": lambda: document(page=PAGE.replace(b"612 792", b"14400000 14400000")),
    "xref_loop": lambda: PLAIN.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % TABLE),
    "self_recursive_form": lambda: document(b"/X Do", page_with(b"/XObject<</X 6 0 R>>"), more=[SELF_PAINTING]),
    "javascript": lambda: document(catalog=CATALOG[:-2] + b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
    "outside_file": lambda: document(b"<</Length 0/F(/etc/passwd)>>\nstream\n\nendstream"),
    "garbage": lambda: GARBAGE,
    "garbage_with_head": lambda: b"%PDF-1.7\n" + GARBAGE,
    "half": lambda: PLAIN[: len(PLAIN) // 2],
    "empty": lambda: b"",
}

MORE = {
    # streams and operators
    "operators_256_mb": lambda: document(bomb(b"q Q ", 256 << 20, 1)),
    "shown_256_mb": lambda: document(bomb(shown(b"{{sig:1}} and more of it"), 256 << 20, 2)),
    "one_string_64_mb": lambda: document(b"BT /F1 9 Tf (" + b"a" * (64 << 20) + b") Tj ET"),
    "dictionary_operand": lambda: document(b"<<" * 1_000_000 + TEXT),
    "marked_content": lambda: document(b"/P BMC " * 3_000_000 + TEXT),
    "numbers": lambda: document(b"1e999 nan inf -inf 99999999999999999999999999999999999999 0 0 cm " + b"BT /F1 1e99 Tf 9e99999 Td (x{{sig:1}}) Tj ET" * 100),
    "huge_numbers": lambda: document(b"9" * 400 + b" 0 0 " + b"9" * 400 + b" 0 0 cm BT /F1 " + b"9" * 310 + b" Tf 5 5 Td ({{sig:1}}) Tj ET"),
    "paths": lambda: document(b"0 0 m " + b"1 1 l 2 2 l " * 2_000_000 + b"S " + TEXT),
    "rules": lambda: document(b"".join(b"%d %d 500 .5 re f " % (i % 90, i % 700) for i in range(400_000)) + repainted(400)),
    "inline_images": lambda: document(b"BI /W 1 /H 1 ID x EIx EIx EI " * 300_000 + TEXT),
    "streams_of_a_page": lambda: contents_array(300_000),
    "bomb_on_every_page": lambda: pdf([CATALOG, b"<</Type/Pages/Kids[" + b" ".join(b"%d 0 R" % (6 + i) for i in range(500)) + b"]/Count 500>>", b"null",
                                       bomb(shown(b"{{sig:1}}"), 60 << 20, 2), FONT] + [PAGE] * 500),
    "fonts_by_the_thousand": lambda: document(b"".join(b"BT /G%d 9 Tf 9 9 Td (x) Tj ET\n" % i for i in range(50_000)) + TEXT,
                                              page_with().replace(FONT_REFERENCE, b"/Font<</F1 5 0 R" + b"".join(b"/G%d %d 0 R" % (i, 6 + i) for i in range(50_000)) + b">>"),
                                              more=[FONT] * 50_000),
    "resource_lookups": lambda: document(b"".join(b"/G%d gs " % i for i in range(300_000)) + TEXT),
    # text
    "tags_1_000_000": lambda: document(b"BT /F1 9 Tf 20 700 Td " + b"({{sig:1}}) Tj " * 1_000_000 + b"ET"),
    "tags_100_000_places": lambda: document(b"".join(b"BT /F1 9 Tf %d %d Td ({{sig:%d}}) Tj ET\n" % (i % 500, i % 700, i % 90) for i in range(100_000))),
    "many_small_tags": lambda: document(repainted(5_000)),
    "placeholders": lambda: many_pages(100, placeholders(2_000)),
    "tag_of_1_mb": lambda: document(shown(b"{{text:a;label=" + b"long " * 200_000 + b"}}")),
    "quoted_1_mb": lambda: document(shown(b'{{text:a;label="' * 60_000)),
    "keys_1_mb": lambda: document(shown(b"{{text:a" + b";k=v" * 250_000 + b"}}")),
    "opening_braces": lambda: document(shown(b"{" * 1_000_000)),
    "closing_braces": lambda: document(shown(b"}" * 1_000_000)),
    "opened_never_closed": lambda: document(shown(b"{{sig:" * 170_000)),
    "single_braces": lambda: document(one_brace_per_string(300_000)),
    "brace_type": lambda: document(shown(b"{sig" * 250_000)),
    "number_signs": lambda: document(shown(b"##sig" * 200_000)),
    "number_signs_apart": lambda: document(shown(b"## # ### " * 100_000)),
    "brackets": lambda: document(shown(b"[[sig|" * 150_000)),
    "definitions": lambda: document(b"".join(b"BT /F1 9 Tf %d %d Td ({{$a%d}}{{#a%d=text:b;label=$a%d}}) Tj ET\n" % (i % 500, i % 700, i, i, i) for i in range(2_000))),
    "combining": lambda: composite(flate(CMAP_HEAD + b"1 beginbfrange\n<7878> <7878> <03010301030103010301>\nendbfrange endcmap")),
    "right_to_left": lambda: composite(flate(CMAP_HEAD + b"1 beginbfrange\n<7878> <7878> <05D005D1007B007B007D>\nendbfrange endcmap")),
    "bidi_controls": lambda: composite(flate(CMAP_HEAD + b"1 beginbfrange\n<7878> <7878> <202E202B2067007B007B>\nendbfrange endcmap")),
    "same_place": lambda: document(b"".join(b"BT /F1 9 Tf 20 700 Td ({{text:a%d}}) Tj ET\n" % i for i in range(20_000))),
    "scattered": lambda: document(b"".join(b"BT /F1 9 Tf %d %d Td (%s) Tj ET\n" % (i * 37 % 600, i * 91 % 780, b"{{}}"[i % 4 : i % 4 + 1]) for i in range(200_000))),
    # structure
    "form_laughs_with_tags": lambda: laughs(6, 10, shown(b"{{sig:1}}")),
    "form_laughs_of_text": lambda: laughs(5, 20, shown(b"a" * 2_000)),
    "page_tree_100_000_deep": lambda: page_tree(100_000),
    "pages_100_000": lambda: many_pages(100_000),
    "same_page_100_000": lambda: same_page(100_000),
    "parent_circle": lambda: pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 6 0 R>>", PAGE.replace(b"/MediaBox[0 0 612 792]", b""), stream(TEXT), FONT,
                                  b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R>>"]),
    "references_in_circle": lambda: document(page=PAGE.replace(b"[0 0 612 792]", b"6 0 R"), more=[b"7 0 R", b"6 0 R"]),
    "boxes_of_nothing": lambda: document(page=PAGE.replace(b"[0 0 612 792]", b"[nan inf 1e400 -99999999999999999999]/UserUnit 1e300/Rotate 1e18")),
    "giant_unit": lambda: document(page=page_with(entries=b"/UserUnit 99999/CropBox[-1e9 -1e9 1e9 1e9]")),
    "annotations_200_000": lambda: annotated(200_000),
    "links_200_000": lambda: annotated(200_000, b"/Link", b"/A<</S/URI/URI(mailto:a@b.test)>>"),
    "fields_100_000": lambda: fields(100_000),
    "fields_nested": lambda: fields(50_000, nested=True),
    "field_circle": field_circle,
    "layers": lambda: layers(20_000),
    "encrypted_unknown": encrypted_unknown,
    # fonts
    "giant_cmap": lambda: composite(giant_cmap()),
    "long_cmap": lambda: composite(long_cmap()),
    "range_cmap": lambda: composite(range_cmap()),
    "cmap_loop": cmap_loop,
    "cmap_bomb": lambda: composite(bomb(b"<0041> <0041>\n", 512 << 20, 2)),
    "widths": lambda: widths(1_000_000),
    "differences": lambda: differences(2_000_000),
    "type3_loop": type3_loop,
    # what only a renderer reads
    "pattern_loop": pattern_loop,
    "soft_mask_loop": soft_mask_loop,
    "raw_image_bomb": raw_image_bomb,
    "dct_bomb": dct_bomb,
    "jpx_bomb": jpx_bomb,
    "jbig2_bomb": jbig2_bomb,
    # the file itself
    "object_stream_loop": object_stream_loop,
    "xref_chain": lambda: xref_chain(30_000),
    "xref_stream_of_zeros": xref_stream_of_zeros,
    "xref_garbage": lambda: PLAIN[:TABLE] + b"xref\n0 99999999999\n" + GARBAGE + b"trailer\n<</Size 2147483647/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % TABLE,
    "without_table": without_table,
    "length_loop": length_loop,
    "cut_everywhere": lambda: PLAIN[:-1] + PLAIN[len(PLAIN) // 3 :] + PLAIN[: TABLE + 9],
    "only_head": lambda: b"%PDF-1.7\n",
    "null_bytes": lambda: b"%PDF-1.7\n" + b"\0" * (32 << 20),
}


def main():
    folder = sys.argv[1]
    wanted = WORKER if sys.argv[2:] == ["worker"] else WORKER | MORE
    for name, made in wanted.items():
        with open(os.path.join(folder, name + ".pdf"), "wb") as file:
            file.write(made())


if __name__ == "__main__":
    main()
