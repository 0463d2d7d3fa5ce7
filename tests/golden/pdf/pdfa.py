#!/usr/bin/python3
"""Judges a PDF by the rules of PDF/A-3b that programs of the house could break. Prints "PDF/A-3b" or one line a problem (exit 1).

Numbers are clauses of ISO 19005-3. Objects come from qpdf, fonts from fontTools: nothing of the house is asked about itself.
"""
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

from pdfa_content import pages_of
from pdfa_fonts import check_font
from pdfa_objects import Pdf

XMP = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
       "xmp": "http://ns.adobe.com/xap/1.0/", "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/"}
EOL = rb"(?:\r\n|\r|\n)"


def check_syntax(raw, pdf):
    if not re.match(rb"%PDF-1\.[0-7]" + EOL + rb"%[\x80-\xff]{4}", raw):
        yield "6.1.2 header"
    if not re.search(rb"%%EOF" + EOL + rb"?$", raw):
        yield "6.1.3 bytes after the end"
    if "/ID" not in pdf.trailer or "/Encrypt" in pdf.trailer:
        yield "6.1.3 trailer"
    bare = re.sub(rb"stream\r?\n.*?" + EOL + rb"endstream", b"stream\nendstream", raw, flags=re.S)
    for at in re.finditer(rb"\d+\s+\d+\s+obj\b", bare):
        if not re.match(rb"\d+ \d+ obj$", at.group()) or not re.match(EOL, bare[at.end():]) or bare[at.start() - 1:at.start()] not in b"\r\n":
            yield f"6.1.9 spacing of {at.group()[:20]!r}"
    if len(re.findall(EOL + rb"endobj" + EOL, bare)) != len(re.findall(rb"\bendobj\b", bare)):
        yield "6.1.9 spacing of endobj"
    if len(re.findall(rb"(?:^|[\r\n])xref" + EOL + rb"\d+ \d+" + EOL, bare)) != len(re.findall(rb"(?<!start)xref\b", bare)):
        yield "6.1.4 cross-reference"
    for digits in re.findall(rb"(?<!<)<([0-9A-Fa-f\s]*)>(?!>)", bare):
        if len(re.sub(rb"\s", b"", digits)) % 2:
            yield "6.1.6 odd hexadecimal string"


def check_limits(pdf):
    for number, value in pdf.everything():
        if isinstance(value, str) and value.startswith(("u:", "b:")):
            size = len(value[2:]) // 2 if value.startswith("b:") else len(value[2:].encode("utf-16-be"))
            if size > 32767:
                yield f"6.1.13 string in object {number}"
        if isinstance(value, str) and value.startswith("/") and len(value.encode()) > 128:
            yield f"6.1.13 name in object {number}"
    for number, stream in pdf.streams():
        filters = stream.get("/Filter") or []
        if set(filters if isinstance(filters, list) else [filters]) & {"/LZWDecode", "/Crypt"}:
            yield f"6.1.7 filter of object {number}"
        if set(stream) & {"/F", "/FFilter", "/FDecodeParms"}:
            yield f"6.1.7 external stream {number}"
        if stream.get("/Subtype") == "/Image" and (stream.get("/Interpolate") is True or set(stream) & {"/Alternates", "/OPI"}):
            yield f"6.2.8 picture {number}"
        if stream.get("/Subtype") == "/Form" and set(stream) & {"/OPI", "/PS", "/Ref"}:
            yield f"6.2.9 form {number}"


def check_catalog(pdf):
    catalog = pdf.catalog
    if set(catalog) & {"/AA", "/OCProperties", "/Requirements", "/NeedsRendering", "/OpenAction"}:
        yield "6.4, 6.5, 6.9 catalog"
    if not set(pdf.get(catalog.get("/Perms")) or {}) <= {"/DocMDP", "/UR3"}:
        yield "6.1.12 permissions"
    form = pdf.get(catalog.get("/AcroForm")) or {}
    if form.get("/NeedAppearances") is True or "/XFA" in form:
        yield "6.4.1 form"
    if {"/JavaScript", "/AlternatePresentations"} & set(pdf.get(catalog.get("/Names")) or {}):
        yield "6.1.10 names"


def check_colour(pdf):
    intents = [pdf.get(i) for i in pdf.get(pdf.catalog.get("/OutputIntents")) or []]
    profiles = [i for i in intents if i.get("/S") == "/GTS_PDFA1"]
    if len(profiles) != 1:
        yield "6.2.3 output intent"
        return
    stream = profiles[0].get("/DestOutputProfile")
    profile = pdf.data(stream) if stream else b""
    good = (len(profile) >= 128 and int.from_bytes(profile[:4], "big") == len(profile) and profile[8] < 5 and
            profile[12:20] == b"mntrRGB " and profile[36:40] == b"acsp" and pdf.get(stream).get("/N") == 3)
    if not good:
        yield "6.2.3 profile"


def text_of(element):
    return "".join(element.itertext()).strip() if element is not None else ""


def check_metadata(pdf):
    reference = pdf.catalog.get("/Metadata")
    if reference is None:
        yield "6.6.2 no metadata"
        return
    stream = pdf.get(reference)
    packet = pdf.data(reference)
    if "/Filter" in stream or stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "6.6.2 metadata stream"
    if re.search(rb"<\?xpacket begin=[^>]*(bytes|encoding)=", packet):
        yield "6.6.2 packet header"
    try:
        root = ET.fromstring(packet)
    except ET.ParseError as problem:
        yield f"6.6.2 XMP: {problem}"
        return
    found = {name: root.find(f".//{name}", XMP) for name in ("pdfaid:part", "pdfaid:conformance", "dc:title", "dc:creator",
                                                              "xmp:CreateDate", "xmp:ModifyDate", "xmp:CreatorTool", "pdf:Producer")}
    if text_of(found["pdfaid:part"]) != "3" or text_of(found["pdfaid:conformance"]) not in ("A", "B", "U"):
        yield "6.6.4 identification"
    known = set(XMP.values())
    for element in root.iter():
        space = element.tag.split("}")[0].strip("{")
        if space not in known | {"adobe:ns:meta/"}:
            yield f"6.6.2.3 schema without description: {space}"
    info = pdf.get(pdf.trailer.get("/Info")) or {}
    same = {"/Title": "dc:title", "/Author": "dc:creator", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
    for key, name in same.items():
        if key in info and info[key][2:] != text_of(found[name]):
            yield f"6.6.3 {key} differs from {name}"
    for key, name in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
        if key in info and re.sub(r"\D", "", info[key]) != re.sub(r"\D", "", text_of(found[name])):
            yield f"6.6.3 {key} differs from {name}"


def check_annotations(pdf):
    for page in pdf.pages():
        for reference in pdf.get(page.get("/Annots")) or []:
            note = pdf.get(reference)
            flags = note.get("/F", 0)
            if not flags & 4 or flags & (1 | 2 | 32 | 256):
                yield f"6.3.2 flags of {reference}"
            if note.get("/Subtype") not in ("/Widget", "/Link"):
                yield f"6.3.1 kind of {reference}"
            if note.get("/Subtype") == "/Widget" and set(note) & {"/A", "/AA"}:
                yield f"6.4.1 action of {reference}"
            x0, y0, x1, y1 = note["/Rect"]
            look = pdf.get(note.get("/AP"))
            if look is None and (x0 != x1 or y0 != y1):
                yield f"6.3.3 no appearance of {reference}"
            if look is not None and set(look) != {"/N"}:
                yield f"6.3.3 appearance of {reference}"


def check_attachments(pdf):
    associated = pdf.get(pdf.catalog.get("/AF")) or []
    specifications = [n for n, v in pdf.objects() if isinstance(v, dict) and v.get("/Type") == "/Filespec"]
    if not specifications:
        yield "6.8 no attachment"
    for reference in specifications:
        file = pdf.get(reference)
        if "/F" not in file or "/UF" not in file or "/AFRelationship" not in file:
            yield f"6.8 file specification {reference}"
        if reference not in associated:
            yield f"6.8 {reference} is associated with nothing"
        stream = pdf.get(pdf.get(file["/EF"])["/F"])
        if "/Subtype" not in stream or not {"/ModDate", "/CheckSum", "/Size"} <= set(pdf.get(stream.get("/Params")) or {}):
            yield f"6.8 embedded file of {reference}"
    if "/EmbeddedFiles" not in (pdf.get(pdf.catalog.get("/Names")) or {}):
        yield "6.8 attachments are not listed"


def check_signatures(pdf, raw):
    ends = []
    for number, value in pdf.objects():
        if not isinstance(value, dict) or "/ByteRange" not in value:
            continue
        start, length, again, rest = value["/ByteRange"]
        hole = raw[length:again]
        if start != 0 or hole[:1] != b"<" or hole[-1:] != b">" or not raw[:again + rest].rstrip().endswith(b"%%EOF"):
            yield f"6.4.3 range of {number}"
        ends.append(again + rest)
        for reference in value.get("/Reference", []):
            if set(pdf.get(reference)) & {"/DigestLocation", "/DigestMethod", "/DigestValue"}:
                yield f"6.1.12 reference of {number}"
    if len(set(ends)) != len(ends):
        yield "6.4.3 two signatures of one revision"


def check_content(pdf):
    content = pages_of(pdf)
    yield from content.problems
    for reference, shown in content.fonts.items():
        yield from check_font(pdf, reference, shown)


def problems_of(path):
    with open(path, "rb") as file:
        raw = file.read()
    told = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
                          check=False, capture_output=True)
    if told.returncode != 0:
        yield f"qpdf: {told.stderr.decode().strip()}"
    if told.returncode not in (0, 3):
        return
    pdf = Pdf(json.loads(told.stdout))
    yield from check_syntax(raw, pdf)
    for check in (check_limits, check_catalog, check_colour, check_metadata, check_annotations, check_attachments, check_content):
        yield from check(pdf)
    yield from check_signatures(pdf, raw)


def main():
    problems = list(dict.fromkeys(problems_of(sys.argv[1])))
    print("\n".join(problems) if problems else "PDF/A-3b")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
