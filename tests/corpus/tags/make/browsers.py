#!/usr/bin/python3
"""Web pages printed by Chromium, WeasyPrint and wkhtmltopdf. Usage: browsers.py [producer...]"""
import os
import subprocess
import sys
import tempfile

import webpages
from common import keep


def chromium(source, target):
    return ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=" + target, source]


def weasyprint(source, target):
    return ["weasyprint", source, target]


def wkhtmltopdf(source, target):
    return ["wkhtmltopdf", "-q", "--enable-local-file-access", "-s", "A4", source, target]


PRODUCERS = {"chromium": chromium, "weasyprint": weasyprint, "wkhtmltopdf": wkhtmltopdf}

for producer in sys.argv[1:] or PRODUCERS:
    with tempfile.TemporaryDirectory() as folder:
        for name, page, source in webpages.everything():
            path = os.path.join(folder, name + ".html")
            with open(path, "w", encoding="utf-8") as out:
                out.write(source)
            target = os.path.join(folder, name + ".pdf")
            subprocess.run(PRODUCERS[producer](path, target), check=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=120,
                           env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
            keep(producer, name, target, page.book)
