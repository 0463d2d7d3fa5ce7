#!/usr/bin/python3
"""letters40.pdf: 40 letters in one file, by LibreOffice Writer: each with a heading (a bookmark), its own page numbers as text, a
link inside, {{split}} and two tags. Run in tests/corpus/split."""
import pathlib
import subprocess
import tempfile

OUT = pathlib.Path(__file__).resolve().parents[1]
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>Letters</dc:title></office:meta>
<office:automatic-styles><style:style style:name="New" style:family="paragraph" style:parent-style-name="Heading_20_1"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Top" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles>
<office:body><office:text>"""
TAIL = "</office:text></office:body></office:document>"


def letter(n):
    lines = "".join(f"<text:p>Paragraph {i} of letter {n}: Dogovor č š ž med strankama.</text:p>" for i in range(12))
    return (f'<text:h text:style-name="New" text:outline-level="1"><text:bookmark text:name="L{n}"/>Letter {n}</text:h>'
            f"<text:p>1/2</text:p><text:p>{{{{split}}}} Reference: AB-{n // 2}</text:p>{lines}"
            f'<text:p text:style-name="Top">2/2</text:p><text:h text:outline-level="2">Signatures of {n}</text:h>'
            f'<text:p><text:a xlink:type="simple" xlink:href="#L{n}">back to the start</text:a></text:p>'
            f"<text:p>{{{{sig:1}}}} and {{{{sig:2}}}}</text:p>")


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "letters40.fodt"
        source.write_text(HEAD + "".join(letter(n) for n in range(1, 41)) + TAIL, encoding="utf-8")
        options = '{"ExportBookmarks":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                        "pdf:writer_pdf_Export:" + options, "--outdir", OUT, source], check=True)


main()
