#!/usr/bin/python3
"""Lets every write, fsync, rename and connect of backend and forwarder fail once (EIO, ENOSPC), and kills the program there once
(strace(1), inject=). The backend ends with 0 only when the document is whole and durable, else with 3 and nothing half; after that,
and after whatever became of the forwarder, each document is one draft. injections.py [--every N] [--keep]"""
import argparse
import collections
import hashlib
import itertools
import re
import subprocess
import sys
import tempfile
import pathlib
import time

from print_house import BIN, House, QUEUE, document, until

CALLS = ["write", "pwrite64", "fsync", "rename", "connect"]
HARMS = ["error=EIO", "error=ENOSPC", "signal=KILL"]
MOST = 200


def injection(call, harm, number):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{harm}:when={number}"]


def calls_of(words, environment):
    """How often a healthy run makes each call."""
    with tempfile.NamedTemporaryFile("r") as log:
        subprocess.run(["strace", "-f", "-qq", "-o", log.name, "-e", "trace=" + ",".join(CALLS), *words], env=environment, capture_output=True)
        return collections.Counter(re.findall(r"^\d+ +(\w+)\(", log.read(), re.M))


def is_whole(path):
    data = path.read_bytes()
    head, body = data.split(b"\n\n", 1)
    fields = dict(line.split(b": ", 1) for line in head.split(b"\n")[1:] if b": " in line)
    return fields[b"sha256"].decode() == hashlib.sha256(body).hexdigest() and int(fields[b"size"]) == len(body)


class Backend:
    """The backend as the scheduler calls it, on a spool without a forwarder."""

    def __init__(self, folder):
        self.spool = folder
        (folder / "incoming").mkdir()
        self.document = folder / "d00001-001"
        self.document.write_bytes(document("backend"))
        self.environment = {"DEVICE_URI": f"quillport:/Q?spool={folder}", "PRINTER": "Q", "PATH": "/usr/bin:/bin"}
        self.words = [str(BIN / "quillport-backend"), "1", "ana", "Title", "1", "job-uuid=urn:uuid:1", str(self.document)]

    def jobs(self):
        return list((self.spool / "incoming").glob("*.job"))

    def run(self, *under):
        for path in (self.spool / "incoming").iterdir():
            path.unlink()
        return subprocess.run([*under, *self.words], env=self.environment, capture_output=True).returncode

    def complaint(self, harm, status):
        if not all(map(is_whole, self.jobs())):
            return "a document that is not whole"
        if status == 0 and len(self.jobs()) != 1:
            return "ended with 0 and spooled nothing"
        if harm != "signal=KILL" and status not in (0, 3):
            return f"ended with {status}"
        # The scheduler calls it again.
        again = subprocess.run(self.words, env=self.environment, capture_output=True).returncode
        if again != 0 or len(self.jobs()) != 1 or not is_whole(self.jobs()[0]):
            return f"the second call ended with {again} and {len(self.jobs())} documents"
        return None


def try_backend(every):
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        backend = Backend(pathlib.Path(name))
        counts = calls_of(backend.words, backend.environment)
        print(f"backend: a healthy run makes {dict(counts)}")
        for call, harm in itertools.product(CALLS, HARMS):
            for number in range(1, counts[call] + 1, every):
                complaint = backend.complaint(harm, backend.run(*injection(call, harm, number)))
                if complaint:
                    failures += 1
                    print(f"FAILED: backend, {call} {number} {harm}: {complaint}")
    return failures


def print_two(house, mark):
    """Two people, three documents. \\returns their titles."""
    titles = [f"{mark}-{n}" for n in range(3)]
    for number, title in enumerate(titles):
        path = house.folder / "d00001-001"
        path.write_bytes(document(title))
        environment = {"DEVICE_URI": f"quillport:/{QUEUE}?spool={house.spool}", "PRINTER": QUEUE, "PATH": "/usr/bin:/bin"}
        done = subprocess.run([str(BIN / "quillport-backend"), "1", f"user{number % 2}", title, "1", f"job-uuid=urn:uuid:{title}", str(path)],
                              env=environment, capture_output=True)
        assert done.returncode == 0, done.stderr
    return titles


def try_forwarder(house, every):
    failures, titles = 0, []
    for harm, call in itertools.product(HARMS, CALLS):
        if call == "pwrite64":
            continue
        number = 1
        while number <= MOST:
            mark = f"{call}-{number}-{harm}"
            titles += print_two(house, mark)
            log = house.folder / "injected"
            log.write_text("")
            under = injection(call, harm, number)
            under[under.index("/dev/null")] = str(log)
            (house.spool / "forwarder.sock").unlink(missing_ok=True)
            house.start_forwarder(*under)
            process = house.running["forwarder"]
            deadline = time.monotonic() + 6
            while time.monotonic() < deadline and house.waiting() and process.poll() is None:
                time.sleep(0.02)
            house.kill_group("forwarder")
            was_hit = "(INJECTED)" in log.read_text() or "killed by SIGKILL" in log.read_text()
            house.start_forwarder()
            try:
                until(lambda: house.waiting() == 0, 60, "the forwarder")
            except TimeoutError as late:
                failures += 1
                print(f"FAILED: forwarder, {mark}: {late}")
            house.kill_group("forwarder")
            if not was_hit:
                break
            number += every
        print(f"forwarder: {call} {harm}: {number - 1} places")
    counts = collections.Counter(d["title"] for d in house.drafts())
    wrong = {t: counts[t] for t in titles if counts[t] != 1}
    held = list((house.spool / "held").glob("*.reason"))
    print(f"forwarder: {len(titles)} documents, not one draft each: {len(wrong)} {list(wrong.items())[:5]}, held {len(held)}")
    for reason in held[:5]:
        print(f"held: {reason.read_text().strip()}")
    return failures + len(wrong) + len(held)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    failures = try_backend(1)
    house = House()
    try:
        house.open()
        failures += try_forwarder(house, options.every)
    finally:
        house.close(keep=options.keep or failures)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
