#!/usr/bin/python3
"""Writes hand.pdf: a form with all that forms may do, object by object. Usage: hand.py OUT.pdf"""
import sys

objects = {}


def add(number, text):
    objects[number] = text


def stream(dictionary, content):
    return f"<< {dictionary} /Length {len(content)} >>\nstream\n{content}\nendstream"


def look(color):
    return stream("/Type /XObject /Subtype /Form /BBox [0 0 20 20]", f"{color} rg 0 0 20 20 re f")


W = "/Type /Annot /Subtype /Widget /P 3 0 R"
JS = "/S /JavaScript /JS"
add(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R /StructTreeRoot 90 0 R /MarkInfo << /Marked true >> /OpenAction << " + JS + " (app.alert\\(1\\)) >> >>")
add(2, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>")
add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 7 0 R >> >> /Annots ["
       "20 0 R 22 0 R 23 0 R 31 0 R 32 0 R 33 0 R 40 0 R 41 0 R 42 0 R 43 0 R 44 0 R 45 0 R 46 0 R 48 0 R 50 0 R 51 0 R 60 0 R 61 0 R"
       " 62 0 R 63 0 R] >>")
# The second page lies on its side; its widgets are turned to stand upright.
add(4, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 90 /Contents 8 0 R /Resources << /Font << /F1 7 0 R >> >>"
       " /Annots [47 0 R 71 0 R] >>")
# Fields 48 and 71 are not listed: only the pages know them. 31 to 33 do not name their parent.
add(5, "<< /Fields [10 0 R 20 0 R 30 0 R 40 0 R 41 0 R 42 0 R 43 0 R 44 0 R 45 0 R 49 0 R 50 0 R 51 0 R 60 0 R 61 0 R 62 0 R 63 0 R 70 0 R]"
       " /DA (/Helv 9 Tf 0 g) /DR << /Font << /Helv 7 0 R >> >> /CO [40 0 R] /XFA (x) >>")
add(6, stream("", "BT /F1 14 Tf 60 790 Td (Order form) Tj ET BT /F1 11 Tf 60 90 Td ({{sig:buyer}}) Tj ET"))
add(7, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
add(8, stream("", "BT 0 1 -1 0 40 60 Tm /F1 14 Tf (Delivery) Tj ET"))
# A tree of three levels: flags, type, value and letters come from above.
add(10, "<< /T (buyer) /FT /Tx /Ff 2 /DA (/Helv 12 Tf 0 g) /Kids [21 0 R 22 0 R] >>")
add(21, "<< /T (address) /Parent 10 0 R /Kids [23 0 R 20 0 R] >>")
add(20, f"<< {W} /Parent 21 0 R /T (city) /StructParent 0 /TU (City) /V <FEFF010C00650073006B00E9002000420075> /F 4 /Rect [60 700 260 716] >>")
add(22, f"<< {W} /Parent 10 0 R /T (tax) /Ff 16777216 /MaxLen 8 /V (12345678) /F 4 /Rect [60 730 260 746] >>")
add(23, f"<< {W} /Parent 21 0 R /T (street) /Ff 4096 /V (First line\\rSecond line) /F 4 /Rect [60 650 260 690] >>")
# A radio group with export values; its kids do not say whose they are.
add(30, "<< /FT /Btn /Ff 32770 /T (pay) /V /1 /Opt [(by card) (in cash) (on \\341ccount)] /Kids [31 0 R 32 0 R 33 0 R] >>")
for i in range(3):
    state = f"/{i}" if i == 1 else "/Off"
    add(31 + i, f"<< {W} /AS {state} /F 4 /Rect [{60 + 40 * i} 600 {74 + 40 * i} 614] /AP << /N << /{i} 80 0 R /Off 81 0 R >> >> >>")
add(40, f"<< {W} /FT /Ch /Ff 131072 /T (country) /V (SI) /Opt [[(CZ) (Czechia)] [(SI) (Slovenia)] [(PL) (Poland)]] /F 4"
        f" /Rect [60 560 260 576] /AA << /K << {JS} (x) >> >> >>")
add(41, f"<< {W} /FT /Ch /Ff 2097152 /T (extras) /V [(wrap) (card)] /Opt [(wrap) (card) (ribbon)] /F 4 /Rect [300 560 500 600] >>")
add(42, f"<< {W} /FT /Ch /Ff 393216 /T (free) /V (other) /Opt [(one) (two)] /F 4 /Rect [300 530 500 546] >>")
add(43, f"<< {W} /FT /Btn /T (terms) /V /Ja /AS /Ja /F 4 /Rect [60 530 74 544] /AP << /N << /Ja 80 0 R /Off 81 0 R >> >> >>")
add(44, f"<< {W} /FT /Tx /T (amount) /Q 2 /V (1500) /F 4 /Rect [60 500 160 516] /AA << /F << {JS} (AFNumber_Format\\(2, 0\\);) >> >> >>")
add(45, f"<< {W} /FT /Tx /T (due) /F 4 /Rect [180 500 260 516] /AA << /F << {JS} (AFDate_FormatEx\\(\"dd.mm.yyyy\"\\);) >> >> >>")
# One field at two places, on two pages.
add(49, "<< /FT /Tx /T (reference) /Ff 1 /V (PO-7731) /Kids [46 0 R 47 0 R] >>")
add(46, f"<< {W} /Parent 49 0 R /F 4 /Rect [300 700 500 716] >>")
add(47, "<< /Type /Annot /Subtype /Widget /P 4 0 R /Parent 49 0 R /F 4 /MK << /R 90 >> /Rect [60 300 76 500] >>")
add(48, f"<< {W} /FT /Tx /T (stray) /V (not listed) /F 4 /Rect [300 670 500 686] >>")
add(50, f"<< {W} /FT /Tx /T (hidden) /StructParent 1 /V (secret) /F 2 /Rect [300 640 500 656] >>")
add(51, f"<< {W} /FT /Btn /Ff 65536 /T (print) /F 4 /Rect [300 600 360 616] /A << /S /Named /N /Print >> /AP << /N 80 0 R >> >>")
add(60, f"<< {W} /FT /Sig /T (signer2.sign) /F 4 /Rect [300 400 460 440] >>")
add(61, f"<< {W} /FT /Tx /T (signer2.place) /F 4 /Rect [300 380 460 396] >>")
add(62, f"<< {W} /FT /Tx /Ff 8192 /T (pin) /V (1234) /F 4 /Rect [60 470 160 486] >>")
add(63, f"<< {W} /FT /Sig /T (nowhere) /F 132 /Rect [0 0 0 0] >>")
add(70, "<< /T (loop) /Kids [70 0 R] >>")
add(71, "<< /Type /Annot /Subtype /Widget /P 4 0 R /FT /Tx /T (note) /F 4 /MK << /R 90 >> /Rect [100 60 116 260] >>")
# The structure of the document names two widgets: the city, and one that nobody takes over.
add(90, "<< /Type /StructTreeRoot /K [91 0 R 92 0 R] /ParentTree << /Nums [0 91 0 R 1 92 0 R] >> >>")
for i, widget in enumerate((20, 50)):
    add(91 + i, f"<< /Type /StructElem /S /Form /P 90 0 R /Pg 3 0 R /K << /Type /OBJR /Obj {widget} 0 R /Pg 3 0 R >> >>")
add(80, look("0 0.5 0"))
add(81, look("0.9 0.9 0.9"))

out, offsets = b"%PDF-1.7\n", {}
for number in sorted(objects):
    offsets[number] = len(out)
    out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
start, size = len(out), max(objects) + 1
out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
for number in range(1, size):
    out += (f"{offsets[number]:010} 00000 n \n" if number in offsets else "0000000000 65535 f \n").encode()
out += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
open(sys.argv[1], "wb").write(out)
