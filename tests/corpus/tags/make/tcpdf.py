#!/usr/bin/python3
"""Documents of TCPDF, the PHP library that many ERP systems print with, from HTML."""
import os
import subprocess
import tempfile

import documents
import webpages
from common import keep

TCPDF = r"""<?php require '/usr/share/php/tcpdf/tcpdf.php';
$pdf = new TCPDF('P', 'mm', 'A4', true, 'UTF-8'); $pdf->setPrintHeader(false); $pdf->setPrintFooter(false);
$pdf->SetFont($argv[3], '', 9); $pdf->AddPage(); $pdf->writeHTML(file_get_contents($argv[1]));
$pdf->Output($argv[2], 'F');"""
for document in [documents.dense(paragraphs=8), documents.INVOICE, documents.CONTRACT, documents.ORDER]:
    font = "dejavusans" if document is documents.CONTRACT else "helvetica"  # TCPDF keeps the whole font
    name, page, source = webpages.blocks(document, "p{text-align:justify}", font="DejaVu Sans", size=9)
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, part) for part in ("a.php", "a.html", "a.pdf")]
        for path, text in zip(paths, (TCPDF, source)):
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
        done = subprocess.run(["php", *paths, font], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if not os.path.exists(paths[2]):
            raise SystemExit(done.stdout.decode()[:500])
        keep("tcpdf", name, paths[2], page.book)
