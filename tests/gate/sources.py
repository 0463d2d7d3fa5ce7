#!/usr/bin/python3
"""Fails on files that are too long, paths of one machine, promises of later work, and temporary words."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIMIT = 600
GENERATED = ("contract/generated/", "portal/web/src/api/types.gen.ts", "portal/web/package-lock.json")
CODE = {".cpp", ".hpp", ".ts", ".mjs", ".js", ".py", ".sh", ".css", ".sql", ""}
# Put together so that this file does not find itself.
FORBIDDEN = [("T" + "ODO", "work for later belongs into an issue"), ("FIX" + "ME", "work for later belongs into an issue"),
             ("/wo" + "rk/", "a path of one machine"), ("/tmp/w" + "t/", "a path of one machine")]


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [p for p in listed.splitlines() if not p.startswith(GENERATED)]


def problems_of(name):
    path = ROOT / name
    if path.suffix not in CODE or not path.is_file() or name == "LICENSE":
        return
    try:
        text = path.read_text()
    except UnicodeDecodeError:
        return
    lines = text.count("\n")
    if lines > LIMIT:
        yield f"{name}: {lines} lines; at most {LIMIT}"
    for word, why in FORBIDDEN:
        if re.search(rf"(?<![A-Za-z.]){re.escape(word)}", text):
            yield f"{name}: holds {word}: {why}"


def main():
    found = [problem for name in tracked() for problem in problems_of(name)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
