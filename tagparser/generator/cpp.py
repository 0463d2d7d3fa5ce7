"""The tables that the parser reads."""
import json
import re

from .model import SECTIONS


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def constant(t):
    return t.get("constant", t["word"].capitalize())


def key_rows(keys):
    for key in keys:
        words = [quoted(" ".join(key.get(name, []))) for name in ("choices", "types")]
        yield (f"    {{{quoted(key['word'])}, ValueKind::{key['value']}, {', '.join(words)}, {quoted(key['default'])}, "
               f"{quoted(key['meaning'])}}},\n")


def tables(model):
    out = ["// Made by tagparser/generate.py from tagparser/language. Do not edit.\n\n"]
    out.append("constexpr auto kTypes = std::to_array<TypeRow>({\n")
    for t in model.types:
        short = " ".join(t.get("short", []))
        out.append(f"    {{FieldType::{constant(t)}, {quoted(t['word'])}, {quoted(short)}, {quoted(t['meaning'])}}},\n")
    out.append("});\n\nconstexpr auto kOthers = std::to_array<OtherRow>({\n")
    for other in model.others:
        out.append(f"    {{TagKind::{other['kind']}, {quoted(other['word'])}, {quoted(other['meaning'])}}},\n")
    for name, keys in (("kKeys", model.keys), ("kDocumentKeys", model.document_keys)):
        out.append(f"}});\n\nconstexpr auto {name} = std::to_array<KeyRow>({{\n")
        out.extend(key_rows(keys))
    out.append("});\n\nconstexpr auto kLanguages = std::to_array<LanguageRow>({\n")
    out.extend(f"    {{{quoted(language.code)}, {quoted(language.name)}}},\n" for language in model.languages)
    out.append("});\n\n// By kind and word.\nconstexpr auto kWords = std::to_array<WordRow>({\n")
    rows = model.rows()
    for kind, word, language, meaning in rows:
        if not re.fullmatch(r"\S+", word):
            raise SystemExit(f"a word is empty: {kind} {language} {meaning}")
        out.append(f"    {{WordKind::{kind}, {quoted(word)}, {quoted(language)}, {quoted(meaning)}}},\n")
    out.append("});\n")
    assert list(dict.fromkeys(row[0] for row in rows)) == list(SECTIONS.values())
    return "".join(out)
