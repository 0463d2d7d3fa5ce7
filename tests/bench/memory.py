#!/usr/bin/python3
"""A print of 300 MB by backend, forwarder and portal: the most resident memory of each process (VmHWM), and the most that was its own (RssAnon);
the rest are pages of files and of the document in memory that several share."""
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "fault"))
from print_house import BIN, House, QUEUE, document, until  # noqa: E402

MEGABYTES = 300
TITLE = "Large"


def large(path):
    """A document whose first page has a tag, with a picture that no page shows behind it."""
    path.write_bytes(document("large"))
    with open(path, "ab") as out:
        out.write(b"9 0 obj\n<</Length %d>>\nstream\n" % (MEGABYTES << 20))
        for _ in range(MEGABYTES):
            out.write(b"\x5a" * (1 << 20))
        out.write(b"\nendstream\nendobj\n")


class Peaks:
    """VmHWM of every process below a folder of programs, looked at until `stop`."""

    def __init__(self, house):
        self.programs = {str(BIN), str(house.folder / "cups/bin/backend"), str(house.folder / "cups/bin/filter")}
        self.most = {}
        self.over = False
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self):
        while not self.over:
            for entry in pathlib.Path("/proc").glob("[0-9]*"):
                try:
                    program = (entry / "exe").readlink()
                    status = (entry / "status").read_text()
                except OSError:
                    continue
                if str(program.parent) in self.programs and "VmHWM" in status:
                    now = [int(status.split(f"{key}:")[1].split()[0]) / 1024 for key in ("VmHWM", "RssAnon")]
                    self.most[program.name] = list(map(max, self.most.get(program.name, now), now))
            time.sleep(0.02)

    def stop(self):
        self.over = True
        self.thread.join()
        return self.most


def main():
    house = House()
    try:
        house.portal_settings = ["--upload.limit=512"]
        house.open()
        house.start_forwarder()
        until((house.spool / "forwarder.sock").exists, 20, "the forwarder")
        path = house.folder / "large.pdf"
        large(path)
        peaks = Peaks(house)
        try:
            subprocess.run(["lp", "-d", QUEUE, "-t", TITLE, path], env=house.environment, check=True, stdout=subprocess.DEVNULL)
            until(lambda: any(d["title"] == TITLE for d in house.drafts()), 300, "the draft")
        finally:
            most = peaks.stop()
        print(f"a print of {MEGABYTES} MB, peak of resident memory: " + ", ".join(f"{name} {peak:.0f} MB (own {own:.0f})" for name, (peak, own) in sorted(most.items())))
    finally:
        house.close()


if __name__ == "__main__":
    main()
