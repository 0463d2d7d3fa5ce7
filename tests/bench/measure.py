#!/usr/bin/python3
"""Prints to draft, first page image and idle memory of a running trial, each beside something known in the same run."""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
from portal import ADMINISTRATOR, Browser  # noqa: E402

RUNS = 10


def milliseconds(start):
    return (time.perf_counter() - start) * 1000


def variant(options, number):
    """The document with a comment behind it: another content, so that nothing is cached or known."""
    path = pathlib.Path(options.folder) / f"variant-{number}-{time.monotonic_ns()}.pdf"
    path.write_bytes(pathlib.Path(options.document).read_bytes() + f"% {path.name}\n".encode())
    return path


def until(found):
    for _ in range(20000):
        result = found()
        if result:
            return result
        time.sleep(0.001)
    sys.exit("it never came")


def draft_titled(browser, title):
    status, answer = browser.call("GET", "/api/v1/drafts?limit=200")
    assert status == 200, answer
    return next((d for d in answer["drafts"] if d["title"] == title), None)


def print_until_draft(browser, options, number):
    path = variant(options, number)
    start = time.perf_counter()
    subprocess.run(["lp", "-d", options.queue, "-t", path.name, str(path)], check=True, stdout=subprocess.DEVNULL)
    draft = until(lambda: draft_titled(browser, path.name))
    return milliseconds(start), draft["id"]


def print_until_spooled(options, number):
    path = variant(options, number)
    before = len(list(pathlib.Path(options.alone_spool).glob("*.job")))
    start = time.perf_counter()
    subprocess.run(["lp", "-d", options.alone, "-t", path.name, str(path)], check=True, stdout=subprocess.DEVNULL)
    until(lambda: len(list(pathlib.Path(options.alone_spool).glob("*.job"))) > before)
    return milliseconds(start)


def first_image(browser, draft):
    start = time.perf_counter()
    status, _ = browser.call("GET", f"/api/v1/drafts/{draft}/pages/1/image?dpi=144")
    assert status == 200
    return milliseconds(start)


def rasterised(options):
    start = time.perf_counter()
    subprocess.run(["pdftoppm", "-png", "-r", "144", "-f", "1", "-l", "1", options.document, f"{options.folder}/raster"], check=True)
    return milliseconds(start)


def resident(pid):
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def row(what, value, unit, figure, beside):
    print(f"{what:<58}{value:>9.1f} {unit:<3} {figure:<16} {beside}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("portal", "cookies", "setup", "queue", "alone", "alone-spool", "pid", "document", "folder"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    idle = resident(options.pid)
    browser = Browser(options.portal, options.cookies)
    status, answer = browser.call("POST", "/api/v1/setup", json.dumps({**ADMINISTRATOR, "token": options.setup}))
    assert status == 200, answer
    whole, alone, images, rasters = [], [], [], []
    for number in range(RUNS):
        took, draft = print_until_draft(browser, options, number)
        whole.append(took)
        alone.append(print_until_spooled(options, number))
        images.append(first_image(browser, draft))
        rasters.append(rasterised(options))
    median = statistics.median
    row("lp of a 1-page PDF until the draft stands in the portal", median(whole), "ms", "at most 150",
        f"{median(whole) / median(alone):.2f} of lp and durable spool alone ({median(alone):.0f} ms)")
    row("first page image after the request, nothing cached", median(images), "ms", "at most 150",
        f"{median(images) / median(rasters):.2f} of pdftoppm -png ({median(rasters):.0f} ms)")
    row("quillportd idle, resident", idle, "MB", "at most 40", "")


if __name__ == "__main__":
    main()
