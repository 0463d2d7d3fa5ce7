"""The documents as HTML, for all that print a browser's page: not run itself."""
import html

import documents
from common import Book

BASE = ('<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><style>@page{{size:A4;margin:18mm}}'
        'body{{font:{size}pt "{font}"}}table{{width:100%;border-collapse:collapse;table-layout:fixed}}'
        'td{{border:1px solid #999;padding:2px 4px;overflow-wrap:anywhere;vertical-align:top}}small{{font-size:6.5pt}}{css}</style></head>'
        '<body>{body}</body></html>')
FONTS = ["Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "EB Garamond", "Lato", "C059", "URW Gothic",
         "Nimbus Sans Narrow", "Latin Modern Roman", "Z003", "Amiri"]
HEBREW = "הסכם זה נערך ונחתם בין הצדדים המפורטים להלן"
ARABIC = "تم إبرام هذا العقد بين الطرفين المذكورين أدناه"


class Page:
    def __init__(self):
        self.book = Book()
        self.body = []
        self.kind = 0

    def tag(self, text=None, css="", note="", inner=None, opacity=1.0):
        if text is None:
            text = documents.KINDS[self.kind % len(documents.KINDS)]
            self.kind += 1
        text = "##" + text[2:-1] + "##" if text.startswith("⟦#") else "{{" + text[1:-1] + "}}" if text.startswith("⟦") else text
        text, colour = self.book.tag(text, note, opacity=opacity)
        return self.span(inner(text) if inner else html.escape(text), colour, css)

    @staticmethod
    def span(body, colour, css=""):
        return '<span style="color:rgb(%d,%d,%d);%s">%s</span>' % (*colour, css, body)

    def inline(self, source):
        return "".join(self.span(html.escape(text), colour) if colour else html.escape(text) for text, colour in self.book.runs(source))

    def add(self, *parts):
        self.body.extend(parts)

    def source(self, css="", lang="en", size=11, font="Liberation Serif"):
        return BASE.format(lang=lang, css=css, body="\n".join(self.body), size=size, font=font)


def blocks(document, css="p{text-align:justify;hyphens:auto}", **look):
    name, lang, parts = document
    page = Page()
    for kind, *rest in parts:
        if kind == "table":
            shares, rows = rest
            cols = "".join(f'<col style="width:{100 * share / sum(shares):.1f}%">' for share in shares)
            page.add("<table>" + cols + "".join("<tr>" + "".join(f"<td>{page.inline(cell)}</td>" for cell in row) + "</tr>" for row in rows) +
                     "</table>")
        else:
            mark = {"title": "h2", "head": "h4", "text": "p", "small": "small"}[kind]
            page.add(f"<{mark}>{page.inline(rest[0])}</{mark}>")
    return name, page, page.source(css, lang, **look)


def fonts():
    page = Page()
    for font in FONTS:
        for size in (7, 11, 18):
            page.add(f'<p style="margin:4px 0;font-family:\'{font}\';font-size:{size}pt">{font} {size} AVATAR {page.tag()} ok</p>')
    return "fonts", page, page.source()


def columns():
    page = Page()
    page.add('<div style="column-count:2;column-gap:5mm">')
    for number in range(18):
        page.add(f"<p>{documents.words(20, number)} {page.tag()} {documents.words(12, 50 + number)} {page.tag()} {documents.words(6, 90 + number)}</p>")
    page.add("</div>")
    return "columns", page, page.source("p{text-align:justify;hyphens:auto;margin:5px 0}")


def tables():
    page = Page()
    for width in (2, 4, 7):
        page.add("<table>")
        for row in range(5):
            page.add("<tr>" + "".join(f"<td>{documents.words(2, row * 9 + column)} {page.tag() if (row + column) % 2 else ''}</td>"
                                      for column in range(width)) + "</tr>")
        page.add("</table><p>")
    return "tables", page, page.source()


def spacing():
    page = Page()
    for angle in (0, 90, 180, 270, 30, -15, 45, 137):
        page.add(f'<div style="height:70px"><div style="display:inline-block;transform:rotate({angle}deg);margin:30px 60px">'
                 f'{page.tag("⟦sig:%s⟧", note=f"rotated by {angle}")}</div></div>')
    for space in ("-0.05em", "0.05em", "0.15em", "0.3em", "0.6em", "1em"):
        page.add(f'<p>spacing {space} {page.tag(css=f"letter-spacing:{space}", note=f"letter-spacing {space}")} x</p>')
    for space in ("0.5em", "2em"):
        page.add(f'<p>words {page.tag("⟦sig:%s|signer 2⟧", css=f"word-spacing:{space}", note=f"word-spacing {space}")} x</p>')
    for case in ("uppercase", "capitalize"):
        page.add(f'<p>{page.tag(css=f"text-transform:{case}", note=case)} x</p>')
    page.add(f'<p>{page.tag("⟦sig:%s⟧", note="alternating bold and italic", inner=alternate)} '
             f'{page.tag("⟦sig:%s⟧", note="a box a letter", inner=boxes)}</p>')
    for mark, note in (("&shy;", "soft hyphen"), ("&#8203;", "zero width space"), ("<wbr>", "break opportunity")):
        page.add(f'<p>{page.tag("⟦sig:%s⟧", note=note, inner=lambda text, mark=mark: text.replace(":", ":" + mark))}</p>')
    page.add(f'<p style="width:60px;overflow-wrap:anywhere">{page.tag(note="wrapped anywhere")} {page.tag(note="wrapped anywhere")}</p>')
    page.add(f'<div style="display:flex;flex-direction:row-reverse"><div>{page.tag("⟦sig:%s⟧", note="flex, reversed")}</div><div>'
             f'{documents.words(5, 1)}</div></div>')
    page.add(f'<div style="writing-mode:vertical-rl;height:220px">{page.tag("⟦sig:%s⟧", note="vertical-rl")} text '
             f'{page.tag("⟦sig:%s⟧", css="text-orientation:upright", note="vertical, upright")}</div>')
    return "spacing", page, page.source()


def alternate(text):
    return "".join(f"<b>{c}</b>" if i % 2 else f"<i>{c}</i>" for i, c in enumerate(text))


def boxes(text):
    return "".join(f"<span style=display:inline-block>{c}</span>" for c in text)


def effects():
    page = Page()
    ligatures = "font-variant-ligatures:common-ligatures discretionary-ligatures;font-family:EB Garamond"
    for css, note in (("font-variant:small-caps", "small capitals"), (ligatures, "ligatures"), ("text-shadow:1px 1px 0 #888", "shadow"),
                      ("text-shadow:0 0 3px #888", "blurred shadow"), ("-webkit-text-stroke:0.3px #b40", "stroke"),
                      ("font-weight:bold;font-family:Amiri", "bold"), ("font-synthesis:weight;font-weight:900;font-family:Z003", "synthetic bold"),
                      ("font-style:italic;font-family:Z003", "synthetic italic"), ("text-decoration:underline", "underlined"),
                      ("font-kerning:normal;font-family:Lato", "kerning"), ("background:#ff0", "highlighted"),
                      ("font-size:4.5pt", "small print"), ("font-size:40pt", "large"), ("font-feature-settings:'salt','dlig','swsh'", "alternates")):
        page.add(f'<p>{note}: {page.tag(css=css, note=note)} x</p>')
    page.add(f'<p style="opacity:.5">{page.tag(note="opacity of the line", opacity=.5)} x</p>')
    for css, note in (("scaleX(.6)", "narrowed"), ("skewX(-20deg)", "slanted"), ("scale(1.6)", "enlarged"), ("matrix(.9,.2,-.1,1.1,5,5)", "matrix")):
        page.add(f'<div style="height:34px"><div style="display:inline-block;transform:{css};transform-origin:0 0">{page.tag("⟦sig:%s⟧", note=note)}</div></div>')
    page.add(f'<div style="overflow:hidden;border-radius:8px;width:300px;background:#eef">{page.tag(note="in a rounded box")}</div>')
    page.add(f'<svg width="400" height="60"><g transform="rotate(-5 100 40)"><text x="10" y="40" font-size="15" '
             f'{page.tag("⟦sig:%s⟧", note="SVG").replace("<span style=", "style=").replace("color:", "fill:").replace("</span>", "</text>")}</g></svg>')
    page.add(f'<div style="break-inside:auto;height:{420}px"></div><p>{page.tag("⟦text:%s;label=" + documents.words(90, 5) + "⟧", note="over the end of the page")} x</p>')
    return "effects", page, page.source()


def right_to_left():
    page = Page()
    for number in range(8):
        text = HEBREW if number % 2 else ARABIC
        page.add(f'<p dir=rtl style="font-family:DejaVu Sans">{text} {page.tag()} {text}</p>')
    for number in range(3):
        page.add(f"<p>Signature {HEBREW} {page.tag()} end</p>")
    return "right_to_left", page, page.source()


def headers():
    page = Page()
    page.add(f'<div style="position:fixed;top:0">{page.tag(note="on each page")}</div>'
             f'<div style="position:fixed;bottom:0">{page.tag(note="on each page")}</div>')
    for number in range(8):
        page.add(f'<p style="margin:30px 0">{documents.words(130, number)} {page.tag()}</p>')
    return "headers", page, page.source()


def everything():
    for document in documents.REAL:
        yield blocks(document)
    for make in (fonts, columns, tables, spacing, effects, right_to_left, headers):
        yield make()
