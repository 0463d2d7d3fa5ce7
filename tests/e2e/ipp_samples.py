#!/usr/bin/python3
"""Writes into FOLDER what the tests of ipptool want to print, under the names that they want: documents of our own, because Debian ships none.

ipp_samples.py TESTS FOLDER PDF     copies the *.test files of TESTS beside the samples
"""
import base64
import pathlib
import re
import shutil
import struct
import sys

# Eight by eight pixels of one red.
JPEG = base64.b64decode("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv"
                        "/////////////////////////////////////////////////////////////////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAA"
                        "AAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCAAXf/2Q==")

COLOURS = {"black-1": (1, 1, 3, 0), "cmyk-8": (8, 32, 6, 0), "sgray-8": (8, 8, 18, 255), "srgb-8": (8, 24, 19, 255), "srgb-16": (16, 48, 19, 255)}


def raster(dpi, colour, inches):
    """One white page of PWG raster (PWG 5102.4 §4)."""
    bits, pixel_bits, space, white = COLOURS[colour]
    width, height = int(inches[0] * dpi), int(inches[1] * dpi)
    line = (width * pixel_bits + 7) // 8
    words = [0] * 37
    words[5:7] = [dpi, dpi]
    words[26:28] = [round(inches[0] * 72), round(inches[1] * 72)]
    words[31:33] = [width, height]
    words[34:36] = [bits, pixel_bits]
    words[36] = line
    tail = [0, space, 0, 0, 0, 0, pixel_bits // bits]
    header = b"PwgRaster".ljust(64, b"\0") + bytes(3 * 64) + struct.pack(">37I7I", *words, *tail)
    header = header.ljust(1796, b"\0")
    unit = bytes([white]) * max(1, pixel_bits // 8)
    pixels = line // len(unit)
    runs = b""
    while pixels > 0:
        n = min(pixels, 128)
        runs += bytes([n - 1]) + unit
        pixels -= n
    body = b""
    while height > 0:
        n = min(height, 256)
        body += bytes([n - 1]) + runs
        height -= n
    return b"RaS2" + header + body


def sample_for(name, pdf):
    found = re.search(r"/(black-1|cmyk-8|sgray-8|srgb-8|srgb-16)/.*-(\d+)dpi\.pwg$", name)
    if found:
        inches = (4, 6) if "4x6" in name else (8.5, 11) if "letter" in name else (210 / 25.4, 297 / 25.4)
        return raster(int(found.group(2)), found.group(1), inches)
    return JPEG if name.endswith(".jpg") else pdf


def main():
    tests, folder, pdf = (pathlib.Path(p) for p in sys.argv[1:4])
    wanted = set()
    for test in tests.glob("ipp-*.test"):
        shutil.copy(test, folder / test.name)
        wanted.update(re.findall(r"^\s*FILE\s+([^\s$]+)\s*$", test.read_text(), re.M))
    for name in sorted(wanted):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(sample_for(name, pdf.read_bytes()))
    print(f"{len(wanted)} samples")


if __name__ == "__main__":
    main()
