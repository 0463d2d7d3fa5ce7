#!/usr/bin/python3
"""A print of 1,000 pages taken apart, against `qpdf --split-pages` in the same run: medians of 5, one line.
split.py BIN"""
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PRINT = ROOT / "tests/corpus/split/erp60.pdf"


def seconds(command):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def main():
    program = pathlib.Path(sys.argv[1]) / "quillport-split"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        large, theirs, ours = folder / "large.pdf", folder / "qpdf", folder / "parts"
        theirs.mkdir()
        ours.mkdir()
        subprocess.run(["qpdf", "--empty", "--pages"] + [str(PRINT)] * 5 + ["--", str(large)], check=True)
        plan = [str(program), "--rule", "page-one", str(large)]
        parts = [str(program), "--rule", "pages:4", "--dialect", "adobe", "--out", str(ours), str(large)]
        qpdf = ["qpdf", "--split-pages=4", "--object-streams=disable", str(large), str(theirs / "p.pdf")]
        times = [(seconds(plan), seconds(parts), seconds(qpdf)) for _ in range(5)]
        shown, made, judge = (statistics.median(column) for column in zip(*times))
        size = sum(f.stat().st_size for f in ours.iterdir()) / sum(f.stat().st_size for f in theirs.iterdir())
        print(f"split, 1,000 pages: dry run by page numbers {shown * 1000:.0f} ms, 250 documents {made * 1000:.0f} ms, "
              f"{made / judge:.2f} times qpdf --split-pages ({judge * 1000:.0f} ms), bytes {size:.2f} times")


main()
