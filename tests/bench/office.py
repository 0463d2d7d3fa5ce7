#!/usr/bin/python3
"""Office documents delivered to a portal until their draft stands, beside `soffice --convert-to pdf` of the same files, which starts LibreOffice for each.
Medians of 5, ratios within this run; between two deliveries the portal gets its next LibreOffice ready, as it does between two people."""
import json
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.request
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fault"))
from print_house import House, QUEUE, ROOT  # noqa: E402

CORPUS = ROOT / "tests/corpus/print"
FILES = ("base.docx", "base.odt", "base.rtf", "base.html", "sheet.xlsx", "slides.pptx")
RUNS = 5
REST = 3  # seconds
LIMIT = 300  # ms, once LibreOffice is warm


def milliseconds(action):
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def deliver(house, file):
    border = "quillport-bench"
    job = {"uuid": str(uuid.uuid4()), "document_number": 1, "queue": QUEUE, "user": "bench", "host": "localhost", "title": file.name,
           "authenticated": False, "received": "2026-01-01T00:00:00Z"}
    body = (f'--{border}\r\nContent-Disposition: form-data; name="draft"\r\nContent-Type: application/json\r\n\r\n{json.dumps({"job": job})}\r\n'
            f'--{border}\r\nContent-Disposition: form-data; name="document"; filename="document"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n").encode() + file.read_bytes() + f"\r\n--{border}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={border}", "Authorization": "Bearer " + (house.folder / "key").read_text().strip()}
    with urllib.request.urlopen(urllib.request.Request(house.url + "/api/v1/drafts", body, headers), timeout=60) as answer:
        assert answer.status == 201


def start_and_convert(house, file):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{house.folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", house.folder, file],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def warm_and_cold(house, file):
    warm, cold = [], []
    for _ in range(RUNS):
        time.sleep(REST)
        warm.append(milliseconds(lambda: deliver(house, file)))
        cold.append(milliseconds(lambda: start_and_convert(house, file)))
    return statistics.median(warm), statistics.median(cold)


def main():
    house = House()
    try:
        house.open()
        first = milliseconds(lambda: deliver(house, CORPUS / FILES[0]))
        start_and_convert(house, CORPUS / FILES[0])  # makes its profile
        print(f"office document, the first of a portal   {first:7.0f} ms")
        for name in FILES:
            warm, cold = warm_and_cold(house, CORPUS / name)
            print(f"{name:<12} until its draft stands       {warm:7.0f} ms (at most {LIMIT})   {warm / cold:.2f} of soffice --convert-to ({cold:.0f} ms)", flush=True)
    finally:
        house.close()


if __name__ == "__main__":
    main()
