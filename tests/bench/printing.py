#!/usr/bin/python3
"""lp until the draft stands in the portal, 1 and 300 pages, beside a scheduler whose backend only copies the file away; and a burst of
200 jobs, 8 at a time, beside the same. printing.py [--runs N]. Ratios within this run."""
import argparse
import concurrent.futures
import pathlib
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fault"))
from print_house import House, QUEUE, document, until  # noqa: E402

BARE = "Bare"
COPIES = """#!/bin/sh
[ $# = 0 ] && { echo 'file bare:/ "Bare" "Bare" "MFG:Bare;MDL:Bare;" ""'; exit 0; }
cp "$6" "${DEVICE_URI#bare:}/$1.tmp" && mv "${DEVICE_URI#bare:}/$1.tmp" "${DEVICE_URI#bare:}/$1.pdf"
"""


def add_bare_queue(house):
    """The floor: a raw queue whose backend copies and renames."""
    out = house.folder / "bare"
    out.mkdir()
    out.chmod(0o777)
    backend = house.folder / "cups/bin/backend/bare"
    backend.write_text(COPIES)
    backend.chmod(0o755)
    done = subprocess.run(["lpadmin", "-p", BARE, "-E", "-v", f"bare:{out}", "-m", "raw"], env=house.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def large(pages):
    """`pages` pages of text, a tag on the first."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    for n in range(pages):
        tag = " {{sig:1}}" if n == 0 else ""
        lines = "".join(f"1 0 0 1 72 {760 - 14 * i} Tm (Page {n + 1}, line {i}: the parties agree on what stands here.{tag if i == 0 else ''}) Tj " for i in range(50))
        content = f"BT /F1 10 Tf {lines}ET"
        objects += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * n} 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
                    f"<</Length {len(content)}>>\nstream\n{content}\nendstream"]
    out, table = "%PDF-1.7\n", ""
    for number, body in enumerate(objects, 1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj\n{body}\nendobj\n"
    size = len(objects) + 1
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def printed(house, queue, title, data):
    path = house.folder / f"{title}.pdf"
    path.write_bytes(data + f"% {title}\n".encode())
    start = time.perf_counter()
    subprocess.run(["lp", "-d", queue, "-t", title, path], env=house.environment, check=True, stdout=subprocess.DEVNULL)
    return start


def draft_stands(house, title):
    status, answer = house.browser.call("GET", "/api/v1/drafts?limit=1")
    return status == 200 and any(d["title"] == title for d in answer["drafts"])


def waited(start, true):
    while not true():
        if time.perf_counter() - start > 60:
            sys.exit("it never came")
        time.sleep(0.001)
    return (time.perf_counter() - start) * 1000


def one_by_one(house, bare, name, data, limit, runs):
    ours, floor = [], []
    for run in range(runs):
        title = f"{name}-{run}"
        ours.append(waited(printed(house, QUEUE, title, data), lambda: draft_stands(house, title)))
        before = len(list(bare.glob("*.pdf")))
        floor.append(waited(printed(house, BARE, title, data), lambda: len(list(bare.glob("*.pdf"))) > before))
    median = statistics.median
    print(f"lp until the draft stands, {name:<9} {median(ours):7.1f} ms (at most {limit})   {median(ours) / median(floor):.2f} of a scheduler that only copies "
          f"({median(floor):.1f} ms)", flush=True)


def burst(house, queue, name, count, over):
    start = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: printed(house, queue, f"{name}-{n}", document(f"{name} {n}")), range(count)))
    until(over, 300, f"the burst on {queue}")
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    house = House()
    try:
        house.open()
        house.start_forwarder()
        until((house.spool / "forwarder.sock").exists, 20, "the forwarder")
        bare = add_bare_queue(house)
        waited(printed(house, QUEUE, "warm", document("warm")), lambda: draft_stands(house, "warm"))
        one_by_one(house, bare, "1 page", document("page"), 100, options.runs)
        one_by_one(house, bare, "300 pages", large(300), 250, options.runs)
        count = 200
        had, files = len(house.drafts()), len(list(bare.glob("*.pdf")))
        ours = burst(house, QUEUE, "ours", count, lambda: house.waiting() == 0 and len(house.drafts()) == had + count)
        floor = burst(house, BARE, "bare", count, lambda: len(list(bare.glob("*.pdf"))) == files + count)
        print(f"burst of {count} jobs, 8 at a time   {ours:7.1f} s                   {ours / floor:.2f} of the same ({floor:.1f} s), at most 1.5")
    finally:
        house.close()


if __name__ == "__main__":
    main()
