#!/usr/bin/python3
"""Documents of Pango and cairo, what GTK programs print."""
import html
import math
import os
import tempfile

import cairo
import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

import documents  # noqa: E402
from common import Book, keep  # noqa: E402


def markup(book, source):
    return "".join('<span color="#%02x%02x%02x">%s</span>' % (*colour, html.escape(text)) if colour else html.escape(text)
                   for text, colour in book.runs(source))


def paint(context, text, x, y, width, font):
    layout = PangoCairo.create_layout(context)
    layout.set_font_description(Pango.FontDescription(font))
    layout.set_width(int(width * Pango.SCALE))
    layout.set_wrap(Pango.WrapMode.WORD_CHAR)
    layout.set_justify(width > 300)
    layout.set_markup(text)
    context.move_to(x, y)
    PangoCairo.show_layout(context, layout)
    return layout.get_pixel_size()[1]


def flow(document, path, font):
    book = Book()
    surface = cairo.PDFSurface(path, 595, 842)
    context = cairo.Context(surface)
    y = 50
    for kind, *rest in document[2]:
        if y > 740:
            context.show_page()
            y = 50
        if kind == "table":
            shares, rows = rest
            for row in rows:
                x, heights = 50, [0]
                for share, cell in zip(shares, row):
                    width = 490 * share / sum(shares)
                    heights.append(paint(context, markup(book, cell), x, y, width - 6, font))
                    x += width
                y += max(heights) + 4
        else:
            size = {"title": "x-large", "head": "large", "text": "medium", "small": "xx-small"}[kind]
            y += paint(context, f'<span size="{size}">{markup(book, rest[0])}</span>', 50, y, 490, font) + 6
    surface.finish()
    return book


def shapes(path):
    book = Book()
    surface = cairo.PDFSurface(path, 595, 842)
    context = cairo.Context(surface)
    for number, angle in enumerate((0, 45, 90, 200, 270, 333)):
        context.save()
        context.translate(150 + 170 * (number % 3), 150 + 200 * (number // 3))
        context.rotate(math.radians(angle))
        paint(context, markup(book, "⟦signature:office %s⟧"), 0, 0, 200, "Liberation Sans 10")
        context.restore()
    for number, look in enumerate(('letter_spacing="3000"', 'letter_spacing="10240"', 'underline="single"', 'rise="4000"', 'font_features="smcp"',
                                   'alpha="99%"', 'weight="heavy"', 'variant="smallcaps"', 'gravity="east"')):
        paint(context, f"<span {look}>{markup(book, '⟦initials:officer-%s⟧')}</span> end", 50, 480 + 25 * number, 500, "EB Garamond 12")
    surface.finish()
    return book


with tempfile.TemporaryDirectory() as folder:
    target = os.path.join(folder, "a.pdf")
    for document, font in ((documents.dense(), "EB Garamond 11"), (documents.CONTRACT, "DejaVu Serif 10"), (documents.HR_FORM, "Lato 10"),
                           (documents.DELIVERY, "Liberation Sans 10"), (documents.ORDER, "C059 10")):
        keep("cairo", document[0], target, flow(document, target, font))
    keep("cairo", "shapes", target, shapes(target))
