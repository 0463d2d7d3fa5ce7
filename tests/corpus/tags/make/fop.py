#!/usr/bin/python3
"""Documents of Apache FOP, with hyphenation off and fonts embedded as CID TrueType, and with the 14 standard fonts."""
import html
import os
import subprocess
import tempfile

import documents
from common import Book, keep

CONFIG = ('<fop version="1.0"><renderers><renderer mime="application/pdf"><fonts>'
          '<font kerning="yes" embed-url="/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"><font-triplet name="Embedded" style="normal" weight="normal"/></font>'
          '</fonts></renderer></renderers></fop>')


def inline(book, source):
    return "".join('<fo:inline color="rgb(%d,%d,%d)">%s</fo:inline>' % (*colour, html.escape(text)) if colour else html.escape(text)
                   for text, colour in book.runs(source))


def block(book, kind, *rest):
    if kind == "table":
        shares, rows = rest
        return ('<fo:table table-layout="fixed" width="100%">' + "".join(f'<fo:table-column column-width="proportional-column-width({share})"/>' for share in shares) +
                "<fo:table-body>" + "".join("<fo:table-row>" + "".join(
                    f'<fo:table-cell border="0.5pt solid black" padding="2pt"><fo:block>{inline(book, cell)}</fo:block></fo:table-cell>' for cell in row) +
                    "</fo:table-row>" for row in rows) + "</fo:table-body></fo:table>")
    look = {"title": 'font-size="16pt"', "head": 'font-weight="bold"', "text": 'text-align="justify" space-after="5pt"', "small": 'font-size="5pt"'}[kind]
    return f"<fo:block {look}>{inline(book, rest[0])}</fo:block>"


def shapes(book):
    out = ""
    for angle in (90, 180, 270):
        out += f'<fo:block-container reference-orientation="{angle}" width="120pt" height="60pt"><fo:block>{inline(book, "⟦sig:%s⟧")}</fo:block></fo:block-container>'
    for space in ("0.5pt", "3pt", "8pt"):
        out += f'<fo:block letter-spacing="{space}">{inline(book, "⟦initials:%s⟧ and ⟦#sig %s⟧")}</fo:block>'
    return out


for document, font in ((documents.dense(), "Embedded"), (documents.INVOICE, "Times"), (documents.CONTRACT, "Embedded"), (documents.DELIVERY, "Embedded"),
                       (documents.ORDER, "Helvetica"), (("shapes", "en", []), "Embedded")):
    book = Book()
    body = "".join(block(book, *part) for part in document[2]) or shapes(book)
    source = ('<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set><fo:simple-page-master master-name="a" page-width="210mm" '
              'page-height="297mm" margin="20mm"><fo:region-body/></fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="a">'
              f'<fo:flow flow-name="xsl-region-body" font-family="{font}" font-size="10pt">{body}</fo:flow></fo:page-sequence></fo:root>')
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("a.fo", "fop.xml", "a.pdf")]
        for path, text in zip(paths, (source, CONFIG)):
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
        subprocess.run(["fop", "-q", "-c", paths[1], "-fo", paths[0], "-pdf", paths[2]], check=False, stderr=subprocess.DEVNULL)
        keep("fop", document[0], paths[2], book)
