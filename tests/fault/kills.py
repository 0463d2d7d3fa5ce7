#!/usr/bin/python3
"""Prints many jobs while backend, forwarder, portal and scheduler are killed (SIGKILL) at random moments and started again.
Every job that lp acknowledged and the scheduler received must be one draft: none lost, none twice. kills.py [--jobs N] [--seed S] [--keep]"""
import argparse
import collections
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time

from print_house import House, QUEUE, document

PRINTERS = 4


class Printing(threading.Thread):
    """One person who prints and, when the scheduler is away, prints again under another title."""

    def __init__(self, house, name, numbers):
        super().__init__()
        self.house, self.name, self.numbers = house, name, numbers
        self.acknowledged, self.unknown = {}, set()

    def run(self):
        for number in self.numbers:
            for attempt in range(1000):
                title = f"{self.name}-{number}" + (f"-again{attempt}" if attempt else "")
                path = self.house.folder / f"{title}.pdf"
                path.write_bytes(document(title))
                done = subprocess.run(["lp", "-d", QUEUE, "-U", self.name, "-t", title, path], env=self.house.environment, capture_output=True, text=True)
                path.unlink()
                if done.returncode == 0 and "request id is" in done.stdout:
                    self.acknowledged[title] = re.search(r"-(\d+) ", done.stdout).group(1)
                    break
                self.unknown.add(title)
                time.sleep(0.2)


class Killing(threading.Thread):
    def __init__(self, house, seed):
        super().__init__()
        self.house, self.random = house, random.Random(seed)
        self.over = threading.Event()
        self.count = collections.Counter()

    def run(self):
        restarts = {"forwarder": self.house.start_forwarder, "portal": self.house.start_portal, "scheduler": self.house.start_scheduler}
        while not self.over.is_set():
            time.sleep(self.random.uniform(0.1, 0.8))
            victim = self.random.choice(["backend/quillport", "backend/quillport", "filter/quillport-pass", "forwarder", "portal", "scheduler"])
            if "/" in victim:
                self.kill_capturing(victim)
                continue
            self.count[victim] += 1
            self.house.kill(victim)
            time.sleep(self.random.uniform(0, 0.3))
            restarts[victim]()


    def kill_capturing(self, program):
        """Waits until such a process lives, then kills it at a random moment of its few milliseconds."""
        for _ in range(200):
            found = list(self.house.capturing(program))
            if found or self.over.is_set():
                break
            time.sleep(0.002)
        time.sleep(self.random.uniform(0, 0.015))
        for pid in found:
            try:
                os.kill(pid, signal.SIGKILL)
                self.count[program] += 1
            except ProcessLookupError:
                continue


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    house = House()
    failed = True
    try:
        house.open()
        house.start_forwarder()
        start = time.monotonic()
        people = [Printing(house, f"user{i}", range(i, options.jobs, PRINTERS)) for i in range(PRINTERS)]
        killing = Killing(house, options.seed)
        for thread in [*people, killing]:
            thread.start()
        for person in people:
            person.join()
        killing.over.set()
        killing.join()
        finished(house)
        failed = judged(house, people, killing, time.monotonic() - start)
    finally:
        house.close(keep=options.keep or failed)
    sys.exit(1 if failed else 0)


def finished(house):
    """Waits for the last jobs. CUPS 2.4.2 may know a job twice after it was killed; the second one blocks the queue until the scheduler
    is started again, as an operator would."""
    for _ in range(5):
        before = None
        while before != (state := (len(house.open_jobs()), house.waiting())):
            if state == (0, 0):
                return
            before = state
            time.sleep(20)
        print(f"nothing moves: {state[0]} jobs, {state[1]} documents; the scheduler is started again")
        house.end("scheduler")
        house.start_scheduler()
    raise TimeoutError("the last jobs never end")


def never_received(house, job):
    """True when the scheduler was killed between Create-Job and Send-Document: it has the job, and never had a document; lp does not
    notice and names the job all the same."""
    control = house.folder / f"cups/spool/c{int(job):05}"
    return control.exists() and b"document-format-supplied" not in control.read_bytes()


def judged(house, people, killing, seconds):
    """Prints what was found. \\returns whether it is wrong."""
    counts = collections.Counter(d["title"] for d in house.drafts())
    acknowledged = {title: job for person in people for title, job in person.acknowledged.items()}
    known = set(acknowledged).union(*(p.unknown for p in people))
    lost = sorted(set(acknowledged) - set(counts))
    unreceived = [title for title in lost if never_received(house, acknowledged[title])]
    lost = [title for title in lost if title not in unreceived]
    twice = sorted(title for title, n in counts.items() if n > 1)
    strange = sorted(set(counts) - known)
    held = list((house.spool / "held").glob("*.job"))
    print(f"{len(acknowledged)} jobs acknowledged in {seconds:.0f} s, killed: {dict(killing.count)}")
    print(f"lost {len(lost)} {lost[:5]}, twice {len(twice)} {twice[:5]}, unknown titles {len(strange)}, held {len(held)}; "
          f"never received by the scheduler although lp named a job: {len(unreceived)}")
    log = (house.folder / "cups/log/error_log").read_text(errors="replace").splitlines()
    for title in lost[:3]:
        print(f"{title} is job {acknowledged[title]}:", *(line for line in log if f"[Job {acknowledged[title]}]" in line), sep="\n  ")
    return bool(lost or twice or strange or held)


if __name__ == "__main__":
    main()
