#!/usr/bin/python3
"""Documents of ReportLab: flowing ones with Platypus, and a canvas with what its API can do to letters."""
import os
import tempfile

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

import documents
from common import Book, keep

pdfmetrics.registerFont(TTFont("Sans", "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"))
pdfmetrics.registerFont(TTFont("Serif", "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"))


def inline(book, source):
    out = ""
    for text, colour in book.runs(source):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        out += '<font color="#%02x%02x%02x">%s</font>' % (*colour, text) if colour else text
    return out


def flow(document, path, font):
    book = Book()
    plain = ParagraphStyle("text", fontName=font, fontSize=10, leading=13, alignment=4, spaceAfter=6)
    styles = {"text": plain, "title": ParagraphStyle("title", plain, fontSize=16, leading=20), "head": ParagraphStyle("head", plain, fontSize=12),
              "small": ParagraphStyle("small", plain, fontSize=5, leading=6)}
    cell_style = ParagraphStyle("cell", plain, alignment=0, splitLongWords=1)
    story = []
    for kind, *rest in document[2]:
        if kind == "table":
            shares, rows = rest
            cells = [[Paragraph(inline(book, cell), cell_style) for cell in row] for row in rows]
            story.append(Table(cells, [480 * share / sum(shares) for share in shares], style=TableStyle([("GRID", (0, 0), (-1, -1), .5, "#888888")])))
        else:
            story.append(Paragraph(inline(book, rest[0]), styles[kind]))
    SimpleDocTemplate(path, pagesize=A4, topMargin=50, bottomMargin=50, leftMargin=55, rightMargin=55).build(story)
    return book


def canvas(path):
    book = Book()
    pdf = Canvas(path, pagesize=A4)

    def tag(note, text="{{sig:%s}}", opacity=1.0, on=None):
        text, colour = book.tag(text, note, opacity=opacity)
        (on or pdf).setFillColorRGB(*(c / 255 for c in colour))
        return text
    y = 800
    for font in ("Helvetica", "Times-Italic", "Courier-Bold", "Sans", "Serif"):
        for space in (0, 1.5, 5, 10):
            line = pdf.beginText(50, y)
            line.setFont(font, 10)
            line.setCharSpace(space)
            line.textOut(tag(f"{font}, spaced by {space} pt", "{{date:%s}}"))
            pdf.drawText(line)
            y -= 14
    line = pdf.beginText(50, y - 10)
    line.setFont("Sans", 10)
    line.setHorizScale(60)
    line.textOut(tag("narrowed to 60 %", on=line))
    line.setHorizScale(180)
    line.textOut(" " + tag("widened to 180 %", on=line))
    line.setHorizScale(100)
    line.setRise(4)
    line.textOut(" " + tag("raised", on=line))
    pdf.drawText(line)
    for place, angle in enumerate((15, 60, 90, 135, 180, 225, 270, 315, -3)):
        pdf.saveState()
        pdf.translate(120 + 150 * (place % 3), 420 - 95 * (place // 3))
        pdf.rotate(angle)
        pdf.setFont("Sans", 11)
        pdf.drawString(0, 0, tag(f"rotated by {angle}"))
        pdf.restoreState()
    pdf.setFont("Sans", 12)
    text = tag("bold by painting three times")
    for shift in (0, .2, .4):
        pdf.drawString(50 + shift, 100, text)
    pdf.saveState()
    pdf.skew(10, 15)
    pdf.drawString(180, 60, tag("skewed"))
    pdf.restoreState()
    pdf.setFillAlpha(.5)
    pdf.drawString(420, 100, tag("half transparent", opacity=.5))
    pdf.setFillAlpha(1)
    pdf.showPage()
    pdf.beginForm("stamp")
    pdf.setFont("Helvetica", 9)
    pdf.drawString(0, 0, tag("in a form", "{{stamp:%s}}"))
    pdf.endForm()
    pdf.setPageRotation(90)
    for mode, note in ((0, "filled"), (2, "filled and stroked")):
        line = pdf.beginText(60, 700 - 40 * mode)
        line.setFont("Serif", 14)
        line.setTextRenderMode(mode)
        pdf.setStrokeColorRGB(.8, .8, .8)
        pdf.setLineWidth(.2)
        line.textOut(tag(note + " on a turned page", "{{text:officer %s;label=Office}}", on=line))
        pdf.drawText(line)
    pdf.saveState()
    pdf.translate(60, 500)
    pdf.scale(1.4, 1.1)
    pdf.rotate(20)
    pdf.doForm("stamp")
    pdf.restoreState()
    pdf.showPage()
    pdf.save()
    return book


with tempfile.TemporaryDirectory() as folder:
    target = os.path.join(folder, "a.pdf")
    for document, font in ((documents.dense(), "Helvetica"), (documents.INVOICE, "Times-Roman"), (documents.CONTRACT, "Sans"),
                           (documents.HR_FORM, "Serif"), (documents.DELIVERY, "Sans"), (documents.ORDER, "Helvetica")):
        keep("reportlab", document[0], target, flow(document, target, font))
    keep("reportlab", "canvas", target, canvas(target))
