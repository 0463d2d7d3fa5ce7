#!/usr/bin/python3
"""Writes what follows from contract/openapi.yaml: C++ types, codecs and route table, the served document, the access matrix and the
TypeScript types; and from the texts of the web pages the sentences of refusals. `generate.py --check` changes nothing and fails when a file is out of date. The output depends on the input alone."""
import sys
from pathlib import Path

import yaml

from generator import cpp, refusals, routes, typescript
from generator.model import Model

HERE = Path(__file__).resolve().parent
GENERATED = HERE / "generated"
WEB = HERE.parent / "portal" / "web"
TYPESCRIPT = WEB / "src" / "api" / "types.gen.ts"
REFUSALS = HERE.parent / "core" / "generated" / "refusals.inc"


def outputs(model):
    headers = GENERATED / "include" / "quillport" / "contract"
    files = {
        headers / "types.hpp": cpp.types_header(model),
        headers / "codecs.hpp": cpp.codecs_header(model),
        headers / "routes.hpp": routes.routes_header(model),
        headers / "operations.inc": routes.operations_list(model),
        GENERATED / "src" / "codecs_internal.hpp": cpp.internal_header(model),
        GENERATED / "src" / "routes.cpp": routes.routes_source(model),
        GENERATED / "src" / "openapi_document.cpp": routes.openapi_source(model),
        GENERATED / "openapi.json": routes.openapi_json(model),
        GENERATED / "access_matrix.json": routes.access_matrix(model),
        TYPESCRIPT: typescript.typescript(model),
        REFUSALS: refusals.rows(WEB / "i18n"),
    }
    for name, text in cpp.codec_files(model).items():
        files[GENERATED / "src" / name] = text
    return files


def main():
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        raise SystemExit("usage: generate.py [--check]")
    with open(HERE / "openapi.yaml", encoding="utf-8") as source:
        files = outputs(Model(yaml.safe_load(source)))
    present = {path for path in GENERATED.rglob("*") if path.is_file()} if GENERATED.exists() else set()
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    unknown = sorted(present - set(files))
    if check:
        for path in stale + unknown:
            print(f"out of date: {path.relative_to(HERE.parent)} (run contract/generate.py)", file=sys.stderr)
        raise SystemExit(1 if stale or unknown else 0)
    for path in unknown:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
    print(f"{len(stale)} of {len(files)} files written")


if __name__ == "__main__":
    main()
