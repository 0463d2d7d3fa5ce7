#!/usr/bin/python3
"""Runs quillport-tags, with and without --erase, over every hostile document. Each must end by itself with 0 and JSON, or with 2 and one
line that says why, within 20 s and 512 MB. On the clock only the time counts in which the machine had a processor idle: a busy
one is slow with everything. At last a document that arrives slowly must be read. Prints a line a run; exit 1 when one falls short."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

SECONDS = 20
LAST_RESORT = 125  # on the clock, however busy the machine is
SLOW_PIPE = 22
MEGABYTES = 512
HERE = pathlib.Path(__file__).resolve().parent


def idle_seconds():
    """What the processors of this machine have been idle so far, together (proc(5), /proc/stat)."""
    fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()
    return (int(fields[4]) + int(fields[5])) / os.sysconf("SC_CLK_TCK")


def run(command):
    """Exit status (negative: a signal), seconds on the clock, those of them in which a processor was idle at most, processor
    seconds, resident megabytes, output, complaint."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaint:
        start, idle = time.monotonic(), idle_seconds()
        child = subprocess.Popen(command, stdout=out, stderr=complaint)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        took = time.monotonic() - start
        out.seek(0)
        complaint.seek(0)
        # The parent's figures hold those of the child that it waited for.
        free = min(took, idle_seconds() - idle)
        return child.returncode, took, free, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read(), complaint.read()


def shortcomings(status, seconds, free, cpu, megabytes, out, complaint, sanitized):
    if status == 0:
        try:
            json.loads(out)
        except ValueError:
            yield "no JSON"
        if complaint:
            yield "talks though all is well"
    elif status == 2:
        if out:
            yield "half an answer"
        if complaint.count(b"\n") != 1 or not complaint.startswith(b"quillport-tags: "):
            yield "not one line of reason"
    else:
        yield f"ended with {status}"
    if (cpu > SECONDS or free > SECONDS) and not sanitized or seconds > LAST_RESORT:
        yield "too slow"
    if megabytes > MEGABYTES and not sanitized:
        yield "too large"


def described(status, out, complaint):
    if status != 0:
        return complaint.decode(errors="replace").strip()[:110]
    try:
        answer = json.loads(out)
    except ValueError:
        return ""
    codes = sorted({problem["code"] for problem in answer["problems"]})
    return f"{len(answer['tags'])} tags, {len(answer['problems'])} problems {' '.join(codes)}"


def arrives_late(program, path):
    """Whether a document is read whose bytes take longer to arrive than reading one may."""
    with subprocess.Popen([program, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        document = path.read_bytes()
        child.stdin.write(document[:1000])
        child.stdin.flush()
        time.sleep(SLOW_PIPE)
        out, _ = child.communicate(document[1000:])
        return child.returncode == 0 and bool(json.loads(out)["pages"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--sanitized", action="store_true", help="a sanitizer build: time and memory are not judged")
    parser.add_argument("--folder", help="keep the documents here")
    parser.add_argument("names", nargs="*", help="only these documents")
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(options.folder or scratch)
        if not options.folder or not any(folder.glob("*.pdf")):
            subprocess.run([sys.executable, HERE / "hostile.py", folder], check=True)
        for path in sorted(folder.glob("*.pdf")):
            if options.names and path.stem not in options.names:
                continue
            for erase in ([], ["--erase", os.path.join(scratch, "erased.out")]):
                status, seconds, free, cpu, megabytes, out, complaint = run([options.program, *erase, path])
                faults = list(shortcomings(status, seconds, free, cpu, megabytes, out, complaint, options.sanitized))
                failed += bool(faults)
                print(f"{path.stem:<26}{'erase' if erase else '':<6}{status:>3}{seconds:>7.2f} s {cpu:>6.2f} cpu{megabytes:>6.0f} MB  "
                      f"{described(status, out, complaint)}{'  FAILED: ' + ', '.join(faults) if faults else ''}", flush=True)
        if not options.names:
            late = arrives_late(options.program, folder / "layers.pdf")
            failed += not late
            print(f"a document that takes {SLOW_PIPE} s to arrive is {'read' if late else 'NOT read'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
