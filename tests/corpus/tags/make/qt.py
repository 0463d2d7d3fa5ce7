#!/usr/bin/python3
"""Documents of Qt 5's printer (QTextDocument), what office programs and point-of-sale systems written with Qt print."""
import os
import tempfile

from PyQt5.QtGui import QTextDocument
from PyQt5.QtPrintSupport import QPrinter
from PyQt5.QtWidgets import QApplication

import documents
import webpages
from common import keep

os.environ["QT_QPA_PLATFORM"] = "offscreen"
application = QApplication([])
for document in [documents.dense()] + documents.REAL:
    name, page, source = webpages.blocks(document, "p{text-align:justify}", font="Liberation Serif", size=10)
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "a.pdf")
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.PdfFormat)
        printer.setPaperSize(QPrinter.A4)
        printer.setOutputFileName(target)
        text = QTextDocument()
        text.setHtml(source)
        text.print_(printer)
        keep("qt", name, target, page.book)
