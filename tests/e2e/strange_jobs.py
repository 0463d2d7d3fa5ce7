#!/usr/bin/python3
"""Prints 200 jobs whose titles and users try to be commands, paths, formats and log lines, and looks where they come out.

Each goes twice: by lp through the scheduler, and by a call of the backend as the scheduler makes it, which reaches what the scheduler
itself refuses (line breaks, say). Nothing may be lost, changed, or written elsewhere; then the forwarder takes all of them."""
import argparse
import itertools
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from portal import Browser  # noqa: E402

FRAGMENTS = ["; touch escaped", "$(touch escaped)", "`touch escaped`", "| touch escaped", "&& touch escaped", "> escaped", "\n", "\r\n", "\ttab", "%n%s%x%p",
             "%00", "%0Asha256: 0", "../../escaped", "/tmp/../etc/passwd", "..", ".", "-", "--help", "-o raw", "\\", "\"quoted\"", "'single'", "a=b c=d",
             "sha256: 0", "\n\n%PDF-1.4", "\x1b[31mred", "\x07", "Pogodba č š ž", "Smlouva ř ě ů", "Umowa ł ę ą", "合同", "契約書", "계약", "العقد", "חוזה", "Договір",
             "Σύμβαση", "अनुबंध", "🖋️✍🏽", "e\u0301", "\u202egnp.exe", "\u200b", "\ufeff", "A" * 180, "{{sig:1}}", "<script>alert(1)</script>", "ERROR: gone",
             "STATE: +paused", "x.job", ".unfinished-x"]
CASES = 200
LOG_LINE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (debug|info|warning|error) [a-z_.]+( [a-z_]+=(\"([^\"\\]|\\.)*\"|[^\s\"]*))*$")


def cases():
    """Titles and users, all different."""
    pairs = itertools.product(FRAGMENTS, repeat=2)
    chosen = list(itertools.islice((p for p in pairs if p[0] != p[1]), 0, None, len(FRAGMENTS) * (len(FRAGMENTS) - 1) // CASES))[:CASES]
    return [(f"{a} {number} {b}", FRAGMENTS[(number * 7) % len(FRAGMENTS)].strip() or "user") for number, (a, b) in enumerate(chosen)]


def header_of(path):
    head = path.read_bytes().split(b"\n\n", 1)[0].decode()
    values = {}
    for line in head.splitlines()[1:]:
        key, value = line.split(": ", 1) if ": " in line else (line.rstrip(":"), "")
        values[urllib.parse.unquote(key)] = urllib.parse.unquote(value)
    return values


def printed(options, title, user, document):
    """True when the scheduler took the job."""
    done = subprocess.run(["lp", "-d", options.queue, "-U", user, "-t", title, document], capture_output=True)
    return done.returncode == 0


def called(options, title, user, document, number):
    """The backend as the scheduler calls it, as lp where it may."""
    backend = pathlib.Path(options.trial) / "cups/bin/backend/quillport"
    uri = f"quillport:/{options.queue}?spool={options.spool}"
    environment = {"DEVICE_URI": uri, "PRINTER": options.queue, "CONTENT_TYPE": "application/pdf", "CUPS_FILETYPE": "document", "PATH": os.environ["PATH"]}
    done = subprocess.run([str(backend), str(number), user, title, "1", f"job-uuid=urn:uuid:called-{number}", document], env=environment,
                          capture_output=True, cwd=options.trial)
    assert done.returncode == 0, done.stderr
    for line in done.stderr.decode().splitlines():
        assert re.match(r"^(STATE|WARNING|ERROR|DEBUG): ", line), f"a broken line: {line!r}"


def tree(folder):
    """Every name below the trial but those that must change."""
    skip = ("log", "cups/log", "cups/spool", "cups/cache", "cups/run", "cups/etc", "data")
    return {p.relative_to(folder) for p in folder.rglob("*") if not str(p.relative_to(folder)).startswith(skip)}


def wait_for(found, what):
    for _ in range(600):
        if found():
            return
        time.sleep(0.1)
    sys.exit(f"waited in vain for {what}")


def check_spooled(spool, expected):
    got = sorted((h["title"], h["user"]) for h in map(header_of, spool.glob("*.job")))
    missing = [e for e in expected if e not in got]
    assert len(got) == len(expected) and not missing, f"{len(got)} of {len(expected)} spooled; not kept: {missing[:5]!r}"


def check_delivered(options, spool):
    """Hands everything to the trial's forwarder and looks at its log and the portal's drafts."""
    incoming = pathlib.Path(options.trial) / "spool/incoming"
    titles = [header_of(p)["title"] for p in spool.glob("*.job")]
    for path in list(spool.glob("*.job")):
        path.rename(incoming / path.name)
    wait_for(lambda: not any(incoming.glob("*.job")), "the forwarder")
    browser, drafts, before = Browser(options.portal, options.cookies), [], ""
    while True:
        status, answer = browser.call("GET", f"/api/v1/drafts?limit=200{before}")
        assert status == 200, answer
        drafts += [d["title"] for d in answer["drafts"]]
        if not answer.get("next"):
            break
        before = f"&before={answer['next']}"
    # A draft's title is one line that fits everywhere: controls, overrides of the direction and blanks at the ends go, the rest stays.
    clean = [re.sub("[\x00-\x1f\x7f\u202d\u202e]", "", t).strip() for t in titles]
    lost = [t for t in clean if t not in drafts]
    assert not lost, f"{len(lost)} of {len(clean)} drafts have another title: {lost[:5]!r}"
    for line in (pathlib.Path(options.trial) / "log/forwarder.log").read_text().splitlines():
        assert LOG_LINE.match(line), f"a broken log line: {line!r}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("spool", "queue", "trial", "portal", "cookies", "document"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    spool = pathlib.Path(options.spool) / "incoming"
    before = tree(pathlib.Path(options.trial))
    taken = [(title, user) for title, user in cases() if printed(options, title, user, options.document)]
    assert len(taken) >= 120, f"the scheduler took {len(taken)} only"
    wait_for(lambda: len(list(spool.glob("*.job"))) >= len(taken), "the scheduler")
    for number, (title, user) in enumerate(cases()):
        called(options, title, user, options.document, number)
    check_spooled(spool, taken + cases())
    strangers = {p for p in tree(pathlib.Path(options.trial)) - before if not re.fullmatch(r"strange/incoming/[0-9a-f]{64}\.job", str(p))}
    assert not strangers, f"files elsewhere: {strangers}"
    check_delivered(options, spool)
    print(f"{len(cases())} cases by the backend, {len(taken)} of them by lp too (the scheduler refuses the others itself)")


if __name__ == "__main__":
    main()
