"""Why a document was not taken: the sentences `refused.*` of the web pages, for the programs that say them too."""
import json

LANGUAGES = ("en", "sl", "de")  # as kLanguages in core/src/refusals.cpp
PREFIX = "refused."
NOTE = "// Made by contract/generate.py from portal/web/i18n. Do not edit.\n"


def sentences(folder):
    texts = {language: json.loads((folder / f"{language}.json").read_text(encoding="utf-8")) for language in LANGUAGES}
    keys = [key for key in texts["en"] if key.startswith(PREFIX)]
    return {key.removeprefix(PREFIX): [texts[language][key] for language in LANGUAGES] for key in keys}


def rows(folder):
    """Rows of the table in core/src/refusals.cpp."""
    lines = []
    for key, words in sentences(folder).items():
        if not words[0].startswith("It "):
            raise SystemExit(f"en.json: {PREFIX}{key} must begin with \"It \", for which the print queue says the title")
        lines.append(f"{{{json.dumps(key)}, {{{', '.join(json.dumps(w, ensure_ascii=False) for w in words)}}}}},\n")
    return NOTE + "".join(lines)
