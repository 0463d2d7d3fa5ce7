#!/usr/bin/python3
"""The portal is away while thousands of documents come in, then back: all are delivered, at least 50 a second, in order per user.
Then the spool's disk is full: jobs are held in the scheduler with a sentence and go on by themselves when there is room.
absences.py [--documents N] [--keep]"""
import argparse
import collections
import hashlib
import os
import subprocess
import sys
import time

from print_house import House, IS_ROOT, QUEUE, document, until

USERS = 10
RATE = 50


def spool_many(house, count):
    """Files as contract/spool.hpp describes them; received a millisecond apart, written in another order."""
    for number in sorted(range(count), key=lambda n: hashlib.md5(str(n).encode()).digest()):
        data = document(f"number {number}")
        digest = hashlib.sha256(data).hexdigest()
        uuid = f"urn:uuid:{number}"
        head = (f"Quillport-Spool: 1\nsha256: {digest}\nsize: {len(data):020}\nuuid: {uuid.replace(':', '%3A')}\ndocument: 1\nqueue: {QUEUE}\n"
                f"user: user{number % USERS}\nhost: \ntitle: n{number}\nauthenticated: no\nreceived: {1790000000000 + number}\n"
                "content-type: application/pdf\ncopies: 1\n\n")
        key = hashlib.sha256(f"{uuid}\n1\n{digest}".encode()).hexdigest()
        path = house.spool / "incoming" / f"{key}.tmp"
        path.write_bytes(head.encode() + data)
        path.rename(path.with_suffix(".job"))


def portal_away(house, count):
    house.kill("portal")
    house.start_forwarder()
    until((house.spool / "forwarder.sock").exists, 20, "the forwarder")
    spool_many(house, count)
    time.sleep(3)
    assert house.waiting() == count, "something left the spool without a portal"
    house.start_portal()
    start = time.monotonic()
    until(lambda: house.waiting() == 0, 120 + count / 10, "the deliveries")
    seconds = time.monotonic() - start
    drafts = [d for d in house.drafts() if d["title"].startswith("n")]
    twice = [t for t, n in collections.Counter(d["title"] for d in drafts).items() if n > 1]
    disorder = 0
    for user in range(USERS):
        mine = [int(d["title"][1:]) for d in drafts if d["user"] == f"user{user}"]
        disorder += mine != sorted(mine, reverse=True)
    rate = count / seconds
    print(f"portal back: {len(drafts)} of {count} delivered in {seconds:.1f} s, {rate:.0f} a second (at least {RATE}), twice {len(twice)}, "
          f"users out of order {disorder}")
    return len(drafts) != count or twice or disorder or rate < RATE


def disk_full(house):
    """Ten jobs into a spool with room for some."""
    incoming = house.spool / "incoming"
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=192k,mode=2770,gid={incoming.stat().st_gid}", "tmpfs", incoming], check=True)
    try:
        for number in range(30):
            path = house.folder / f"full-{number}.pdf"
            path.write_bytes(document(f"full {number}") + b"%" + os.urandom(3000).hex().encode() + b"\n")
            subprocess.run(["lp", "-d", QUEUE, "-U", f"user{number % 3}", "-t", f"full-{number}", path], env=house.environment, check=True, capture_output=True)
        until(lambda: "quillport-spool-full" in subprocess.run(["lpstat", "-l", "-p", QUEUE], env=house.environment, capture_output=True, text=True).stdout,
              60, "the printer's state")
        held = len(house.open_jobs())
        # There is room as soon as the forwarder delivers.
        house.start_forwarder()
        until(lambda: not house.open_jobs() and house.waiting() == 0, 300, "the held jobs")
        until(lambda: "quillport-spool-full" not in subprocess.run(["lpstat", "-l", "-p", QUEUE], env=house.environment, capture_output=True, text=True).stdout,
              90, "the printer's state to clear")
    finally:
        house.kill("forwarder")
        subprocess.run(["umount", "-l", incoming], check=True)
    counts = collections.Counter(d["title"] for d in house.drafts() if d["title"].startswith("full-"))
    wrong = 30 - len(counts) + sum(n - 1 for n in counts.values())
    print(f"disk full: {held} of 30 jobs were held, {len(counts)} delivered, wrong {wrong}")
    return held == 0 or wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    house = House()
    failed = True
    try:
        house.open()
        # The queue's settings are known from before.
        failed = bool(portal_away(house, options.documents))
        house.kill("forwarder")
        if IS_ROOT:
            failed = bool(disk_full(house)) or failed
    finally:
        house.close(keep=options.keep or failed)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
