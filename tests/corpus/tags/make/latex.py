#!/usr/bin/python3
"""Documents of LaTeX with the usual fonts: pdflatex with Type 1 and with bitmap (Type 3) fonts, LuaLaTeX and XeLaTeX."""
import os
import subprocess
import tempfile

import documents
from common import Book, keep

SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "#": r"\#", "%": r"\%", "&": r"\&", "_": r"\_", "$": r"\$", "~": r"\~{}", "^": r"\^{}", "|": r"\textbar{}"}
HEAD = (r"\documentclass[11pt,a4paper]{article}\usepackage[margin=20mm]{geometry}\usepackage{xcolor,array,graphicx,multicol}"
        r"\pagestyle{empty}\setlength{\parindent}{0pt}\setlength{\parskip}{4pt}%s\begin{document}%s\end{document}")
EIGHT_BIT = r"\usepackage[utf8]{inputenc}"
FONTS = {  # name: (engine, preamble)
    "cm": ("pdflatex", EIGHT_BIT),
    "t1lm": ("pdflatex", EIGHT_BIT + r"\usepackage[T1]{fontenc}\usepackage{lmodern}"),
    "t1pk": ("pdflatex", EIGHT_BIT + r"\usepackage[T1]{fontenc}"),
    "t1times": ("pdflatex", EIGHT_BIT + r"\usepackage[T1]{fontenc}\usepackage{mathptmx}"),
    "lua": ("lualatex", r"\usepackage{fontspec}\setmainfont{Latin Modern Roman}"),
    "xe": ("xelatex", r"\usepackage{fontspec}\setmainfont{EB Garamond}"),
}
BABEL = {"en": "english", "sl": "slovene", "cs": "czech", "pl": "polish", "de": "ngerman"}
SHORTHANDS = {"cs": r"\shorthandoff{-}", "de": '\\shorthandoff{"}'}


def escaped(text):
    return "".join(SPECIAL.get(c, c) for c in text).replace('"', "''").replace("£", r"\pounds{}")


def unreadable(book, font):
    """In the old encoding an underscore is a drawn line: no reader of text can know it."""
    for tag in book.tags.values():
        if font == "cm" and "_" in tag["text"]:
            tag["expect"] = "ocr"


def inline(book, source):
    return "".join(r"{\color[RGB]{%d,%d,%d}%s}" % (*colour, escaped(text)) if colour else escaped(text) for text, colour in book.runs(source))


def table(book, shares, rows):
    columns = "|".join(r">{\raggedright\arraybackslash}p{%.3f\linewidth}" % (share / sum(shares) - 14 / 480) for share in shares)
    return r"\begin{tabular}{|%s|}\hline %s\end{tabular}" % (columns, "".join(" & ".join(inline(book, cell) for cell in row) + r"\\\hline " for row in rows))


def body(book, blocks):
    out = []
    for kind, *rest in blocks:
        if kind == "table":
            out.append(table(book, *rest))
        else:
            mark = {"title": r"{\Large\bfseries %s}", "head": r"\textbf{%s}", "text": "%s", "small": r"{\tiny %s}"}[kind]
            out.append(mark % inline(book, rest[0]))
    return "\n\n".join(out)


def extras(book):
    """What only TeX does so: turned boxes, headers, columns, letters spaced out, words broken at the end of a line."""
    def tag(text, note):
        text, colour = book.tag(text, note)
        return r"{\color[RGB]{%d,%d,%d}%s}" % (*colour, escaped(text))
    out = [r"\rotatebox{%d}{%s}\quad " % (angle, tag("{{sig:%s}}", f"rotated by {angle}")) for angle in (0, 90, 33, 180, 270, -12)]
    out.append("\n\n" + r"\scalebox{0.6}[1]{%s} \reflectbox{%s} \resizebox{90mm}{!}{%s}" % (
        tag("{{sig:%s}}", "narrowed"), tag("{{sig:%s}}", "mirrored"), tag("{{sig:%s}}", "enlarged")))
    out.append("\n\n\\begin{multicols}{3}")
    for number in range(9):
        out.append(documents.words(5, number) + " " + tag(["{{signature:%s}}", "{{text:officer-%s;label=Confidential office address}}",
                                                           "{{initials:affiliated %s}}"][number % 3], "in a narrow column") + " " +
                   documents.words(9, 40 + number) + "\n\n")
    out.append(r"\end{multicols}" + r"\textsc{%s} \texttt{%s} \textit{%s} \underline{%s}\footnote{Foot %s}" % tuple(
        tag("{{sig:%s}}", note) for note in ("small capitals", "typewriter", "italic", "underlined", "footnote")))
    out.append("\n\n" + r"\tiny{%s} \fontsize{4}{5}\selectfont %s" % (tag("{{text:%s}}", "tiny"), tag("{{sig:%s}}", "4 pt")))
    return "".join(out)


def typeset(font, name, lang, book, text):
    engine, preamble = FONTS[font]
    unreadable(book, font)
    if lang != "en":
        preamble += r"\usepackage[%s]{babel}" % BABEL[lang] + SHORTHANDS.get(lang, "")
    with tempfile.TemporaryDirectory() as folder:
        source = (r"\pdfmapfile{}" if font == "t1pk" else "") + HEAD % (preamble, text)
        with open(os.path.join(folder, "a.tex"), "w", encoding="utf-8") as out:
            out.write(source)
        done = subprocess.run([engine, "-interaction=nonstopmode", "a.tex"], cwd=folder, stdout=subprocess.PIPE, check=False)
        if done.returncode:
            print("\n".join(line for line in done.stdout.decode(errors="replace").splitlines() if line.startswith("!"))[:600])
        keep("latex", f"{name}_{font}", os.path.join(folder, "a.pdf"), book)


for font in FONTS:
    chosen = [documents.dense()]
    if font in ("lua", "xe"):
        chosen += [documents.CONTRACT, documents.HR_FORM, documents.DELIVERY, documents.ORDER]
    elif font == "t1lm":
        chosen.append(documents.HR_FORM)
    elif font != "cm":
        chosen.append(documents.INVOICE)
    for name, lang, blocks in chosen:
        book = Book()
        typeset(font, name, lang, book, body(book, blocks))
    book = Book()
    typeset(font, "extras", "en", book, extras(book))
