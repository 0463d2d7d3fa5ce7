#!/usr/bin/python3
"""Prints with many documents, by ReportLab: erp60.pdf (60 invoices, 200 pages) and scan.pdf (pictures only, with separators).
Run in tests/corpus/split. Needs python3-reportlab, python3-pil, fonts-dejavu-core, pdftoppm."""
import io
import pathlib
import random
import subprocess
import sys
import tempfile

from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode import code128, qr
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

OUT = pathlib.Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = A4
PATTERN = [("Stran", "od"), ("Page", "of"), ("Seite", "von"), ("Strana", "z"), ("Strona", "z"), ("Pagina", "di"), ("Stranica", "od")]


def logo():
    random.seed(7)
    image = Image.new("RGB", (240, 80))
    image.putdata([(random.randrange(256), 40, 90) for _ in range(240 * 80)])
    return image


def pages_of(number):
    """1 to 6 pages, 200 in all for 60 documents."""
    return [3, 2, 6, 1, 4, 4][number % 6] if number < 60 else 1


def erp(path, invoices=60, pages=None):
    pdf = canvas.Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    pdf.setTitle("Invoices of November")
    pdf.setAuthor("ERP of Example d.o.o.")
    picture = ImageReader(logo())
    total = 0
    for n in range(invoices):
        count = pages or pages_of(n)
        page_word, of_word = PATTERN[n % len(PATTERN)]
        name = f"2026-{n + 1:04d}"
        for p in range(1, count + 1):
            total += 1
            pdf.setFont("DejaVu", 9)
            pdf.drawImage(picture, WIDTH - 160, HEIGHT - 70, 120, 40)
            pdf.drawString(40, HEIGHT - 40, f"{page_word} {p} {of_word} {count}")
            pdf.drawString(40, HEIGHT - 60, f"Invoice No. {name}, Žaneta Šimůnková")
            if p == 1:
                pdf.bookmarkPage(f"first-{n}")
                pdf.addOutlineEntry(f"Invoice {name}", f"first-{n}", level=0, closed=True)
                pdf.drawString(40, HEIGHT - 76, "{{split}}")
                pdf.acroForm.textfield(name=f"remark_{n}", x=300, y=700, width=150, height=18, value=f"remark {n}")
            pdf.bookmarkPage(f"page-{n}-{p}")
            pdf.addOutlineEntry(f"Page {p}", f"page-{n}-{p}", level=1)
            pdf.drawString(40, 740, "to the first page")
            pdf.linkRect("", f"first-{n}", (40, 736, 140, 750), relative=0)
            pdf.drawString(40, 720, "to another invoice")
            pdf.linkRect("", f"first-{(n + 1) % invoices}", (40, 716, 140, 730), relative=0)
            pdf.linkURL("https://example.com/terms", (40, 696, 140, 710), relative=0)
            for line in range(30):
                pdf.drawString(40, 680 - 18 * line, f"Item {total}.{line}: č š ž ř ę, {random.randrange(1000)} pcs, row {line} of page {p}")
            if p == count:
                pdf.drawString(40, 90, "{{sig}}")
                pdf.drawString(300, 90, "{{date}}")
                pdf.drawString(40, 60, "{{doc;ref=%s}}" % name)
            pdf.showPage()
    pdf.save()
    return total


def sheet(draw):
    """One page as a picture in grey, as a scanner gives it."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "page.pdf"
        pdf = canvas.Canvas(str(source), pagesize=A4, invariant=1)
        draw(pdf)
        pdf.showPage()
        pdf.save()
        subprocess.run(["pdftoppm", "-r", "110", "-gray", source, source.with_suffix("")], check=True)
        image = Image.open(next(pathlib.Path(folder).glob("page-*.pgm"))).convert("L")
    noise = random.Random(11)
    pixels = image.load()
    for _ in range(4000):  # dust, pale
        pixels[noise.randrange(image.width), noise.randrange(image.height)] = noise.randrange(190, 250)
    for y in range(image.height):  # the shadow of the lid
        for x in range(6):
            pixels[x, y] = 60
    return image


def text(*lines):
    def draw(pdf):
        pdf.setFont("DejaVu", 14)
        for i, line in enumerate(lines):
            pdf.drawString(60, 760 - 24 * i, line)
    return draw


def empty(pdf):
    pdf.setFillGray(0.85)  # what is written on the back shines through
    pdf.setFont("DejaVu", 14)
    pdf.drawString(60, 500, "kcab eht no nettirw")


def barcode(value, *lines):
    def draw(pdf):
        code128.Code128(value, barHeight=60, barWidth=1.6).drawOn(pdf, 80, 600)
        text(*lines)(pdf)
    return draw


def qrcode(value, *lines):
    def draw(pdf):
        widget = qr.QrCodeWidget(value, barLevel="M")
        widget.barWidth = widget.barHeight = 110
        drawing = Drawing(110, 110)
        drawing.add(widget)
        renderPDF.draw(drawing, pdf, 420, 660)
        text(*lines)(pdf)
    return draw


def scan(path, sheets):
    pdf = canvas.Canvas(str(path), pagesize=A4, invariant=1)
    pdf.setTitle("Scan of Monday")
    for draw in sheets:
        data = io.BytesIO()
        sheet(draw).save(data, "JPEG", quality=55)
        pdf.drawImage(ImageReader(io.BytesIO(data.getvalue())), 0, 0, WIDTH, HEIGHT)
        pdf.showPage()
    pdf.save()


def main():
    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    if len(sys.argv) > 1:  # a print of any size, for the bench: OUT DOCUMENTS PAGES
        erp(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
        return
    assert erp(OUT / "erp60.pdf") == 200
    scan(OUT / "scan_blank.pdf", [text("Letter A, page 1"), text("Letter A, page 2"), empty, text("Letter B"), empty, empty, text("Letter C"), empty])
    scan(OUT / "scan_codes.pdf", [barcode("PATCHT"), text("Order A, page 1"), text("Order A, page 2"), barcode("PATCHT"), text("Order B")])
    scan(OUT / "scan_keys.pdf", [qrcode("DOC-17", "Form 17"), text("more of 17"), qrcode("DOC-18", "Form 18"), qrcode("DOC-18", "Form 18, second sheet"), barcode("DOC-19", "Form 19"), qrcode("https://example.com", "an advertisement")])


main()
