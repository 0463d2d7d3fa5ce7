#!/usr/bin/python3
"""Documents of the corpus, written again by what stands between an application and a printer: Ghostscript, MuPDF, cairo, qpdf."""
import os
import subprocess
import sys
import tempfile

from common import keep, load

WAYS = {
    "gs": lambda a, b: ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-o", b, a],
    "mutool": lambda a, b: ["mutool", "clean", "-gggg", "-z", "-s", a, b],
    "pdftocairo": lambda a, b: ["pdftocairo", "-pdf", a, b],
    "qpdf": None,
}
QPDF = (["--object-streams=generate", "--compress-streams=y"], ["--linearize"], ["--qdf", "--object-streams=disable"],
        ["--encrypt", "", "owner", "256", "--"], ["--coalesce-contents", "--flatten-rotation"])
SOURCES = [("lo", "lo01_fonts_sizes"), ("lo", "lo03_tables"), ("lo", "lo08_spacing_scale"), ("lo", "lo10_styles"), ("chromium", "spacing"),
           ("chromium", "contract_sl"), ("weasyprint", "hr_form_cs"), ("weasyprint", "columns"), ("wkhtmltopdf", "delivery_pl"),
           ("latex", "dense_t1times"), ("latex", "extras_lua"), ("latex", "order_de_xe"), ("latex", "invoice_en_t1pk"), ("reportlab", "canvas"),
           ("groff", "invoice_en_pdf")]

for way in sys.argv[1:] or WAYS:
    for number, (producer, name) in enumerate(SOURCES):
        if way == "qpdf" and number % 2 == 0 or way != "gs" and name == "lo01_fonts_sizes" or way == "pdftocairo" and "t1pk" in name:
            continue
        book, source = load(producer, name)
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "a.pdf")
            if way == "qpdf":
                options = QPDF[number // 2 % len(QPDF)]
                command = ["qpdf", *options, source, target]
            else:
                command = WAYS[way](source, target)
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            keep(way, f"{producer}_{name}", target, book)
