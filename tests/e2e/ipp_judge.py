#!/usr/bin/python3
"""Compares what ipptool said with the list of what it may say.

ipp_judge.py EXPECTED SERVICE TEST OUTPUT     exit 0 only if exactly the listed complaints came, and something passed
"""
import pathlib
import re
import sys


def main():
    expected_file, service, test, output = sys.argv[1:5]
    said = pathlib.Path(output).read_text(errors="replace")
    got = set(re.findall(r"^\s+(EXPECTED: .*|BAD STATUS.*)$", said, re.M))
    listed = set()
    for line in pathlib.Path(expected_file).read_text().splitlines():
        if line.startswith(f"{service} {test} "):
            listed.add(line.split(" ", 2)[2].split("  # ")[0])
    passed = len(re.findall(r"\[PASS\]", said))
    failed = re.findall(r"^ *(.*?) *\[FAIL\]", said, re.M)
    for line in sorted(got - listed):
        print(f"new: {line}")
    for line in sorted(listed - got):
        print(f"listed but gone: {line}")
    if failed and not got:
        print(f"failed without a complaint: {failed}")
    print(f"{service} {test}: {passed} passed, {len(failed)} failed")
    return 0 if got == listed and passed >= 20 and (not failed or got) else 1


if __name__ == "__main__":
    sys.exit(main())
