#!/usr/bin/python3
"""Fails on an include that the house does not draw (docs/architecture.md, "Who may include whom")."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# folder -> names below quillport/ that it may include
ARROWS = {
    "core": "core",
    "contract": "contract core",
    "runtime/base": "runtime core",
    "runtime/net": "net runtime core",
    "pdf": "pdf core runtime",
    "tagparser": "tags pdf core runtime",
    "ocr": "ocr tags pdf core runtime",
    "portal/formats": "formats core runtime",
    "splitter": "splitter tags pdf core runtime",
    "mime": "mime core",
    "portal/worker": "worker formats mime ocr splitter tags pdf core runtime",
    "portal/office": "worker core runtime",
    "portal/signing": "signing pdf net core runtime",
    "portal/split": "split worker pdf core runtime",
    "portal/seal": "signing worker pdf net core runtime",
    "portal/documents": "documents pdf worker core runtime",
    "portal/store": "store core runtime",
    "portal/services": "services documents signing store net pdf worker core runtime",
    "portal/http": "http services contract core runtime",
    "portal/daemon": "http services documents signing store net worker core runtime",
    "printer-backend/spool": "spool contract core runtime",
    "printer-backend/cups": "printing spool contract core runtime",
    "printer-backend/folders": "folders spool contract core runtime",
    "printer-backend/mailbox": "mailbox spool contract net worker core runtime",
    "printer-backend/ipp": "ipp spool contract core runtime",
    "printer-backend/submit": "printing spool contract net worker core runtime",
    "printer-backend/agent": "agent contract net core runtime",
}

# pattern of a third party's header -> folders that wrap it
THIRD_PARTIES = {
    r"qpdf/": ["pdf"],
    r"(PDFDoc|PDFDocFactory|GlobalParams|Gfx\w*|Page|Object|Stream|Dict|OutputDev|SplashOutputDev|CairoOutputDev|XRef|Annot|Form|Catalog|Link|OptionalContent|Error|poppler-config)\.h$|splash/|goo/": ["pdf"],
    r"ft2build\.h$|freetype/|fofi/": ["pdf"],
    r"pango/|cairo|png\.h|jpeglib\.h": ["pdf", "portal/formats"],
    r"tiff": ["portal/formats"],
    r"LibreOfficeKit/": ["portal/office"],
    r"unicode/": ["tagparser", "portal/formats"],
    r"re2/": ["tagparser", "splitter"],
    r"gmime/": ["mime"],
    r"tesseract/|leptonica/|ZXing/": ["ocr"],
    r"openssl/": ["portal/signing", "runtime/base", "portal/http"],
    r"p11-kit/": ["portal/signing"],
    r"soci/|sqlite3\.h|libpq": ["portal/store"],
    r"boost/": ["portal/http"],
    r"nlohmann/": ["contract", "portal/store"],
    r"curl/": ["runtime/net"],
    r"seccomp\.h": ["runtime/base"],
    r"cups/": ["printer-backend/cups", "printer-backend/ipp", "printer-backend/spool"],
    r"avahi-|security/pam|crypt\.h": ["printer-backend/ipp"],
    r"argon2\.h": ["portal/services"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.M)
OWN = re.compile(r"quillport/(\w+)/")


def sources():
    listed = subprocess.run(["git", "ls-files", "*.cpp", "*.hpp"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [pathlib.Path(line) for line in listed.splitlines()]


def folder_of(path):
    return next((f for f in sorted(ARROWS, key=len, reverse=True) if path.is_relative_to(f)), None)


def problems_of(path):
    folder = folder_of(path)
    if folder is None:
        return
    text = (ROOT / path).read_text()
    names = INCLUDE.findall(text)
    for name in names:
        own = OWN.match(name)
        # A program's main wires libraries together and may reach whatever lies below it.
        if own and path.name != "main.cpp" and own.group(1) not in ARROWS[folder].split():
            yield f"{path}: includes {name}, and {folder} may not"
        for pattern, folders in THIRD_PARTIES.items():
            if not re.match(pattern, name):
                continue
            if folder not in folders:
                yield f"{path}: includes {name}, which only {', '.join(folders)} may"
            if "include" in path.parts:
                yield f"{path}: a public header includes a third party's {name}"
    joined = " ".join(names)
    if "soci/" in joined and "nlohmann/" in joined:
        yield f"{path}: SOCI and JSON meet in one file"
    asio = next((i for i, n in enumerate(names) if n.startswith("boost/asio") or n.startswith("boost/beast")), None)
    if asio is not None and "utility" not in names[:asio] and path.suffix == ".hpp":
        yield f"{path}: <utility> must come before Asio"


def main():
    found = [problem for path in sources() for problem in problems_of(path)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
