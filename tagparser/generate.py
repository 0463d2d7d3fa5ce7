#!/usr/bin/python3
"""Writes what follows from tagparser/language: the tables of the parser, the manual page of the tag language and the types of the
add-ins. `generate.py --check` changes nothing and fails when a file is out of date. The output depends on the input alone."""
import sys
from pathlib import Path

from generator import cpp, manual, model, typescript

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def outputs(language):
    return {
        HERE / "generated" / "grammar_tables.inc": cpp.tables(language),
        ROOT / "docs" / "man" / "quillport-tag-language.7": manual.page(language),
        ROOT / "addins" / "shared" / "tag-language.gen.ts": typescript.types(language),
    }


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        raise SystemExit("usage: generate.py [--check]")
    files = outputs(model.load(HERE / "language"))
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if check:
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)} (run tagparser/generate.py)", file=sys.stderr)
        raise SystemExit(1 if stale else 0)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
    print(f"{len(stale)} of {len(files)} files written")


if __name__ == "__main__":
    main()
