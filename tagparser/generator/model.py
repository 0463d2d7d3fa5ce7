"""The tag language as read from grammar.yaml and the files of words."""
import unicodedata
from dataclasses import dataclass, field

import yaml

LANGUAGES = ["en", "sl", "cs", "sk", "pl", "hr", "de", "it"]
SECTIONS = {"types": "Type", "keys": "Key", "document": "DocumentKey", "answers": "Answer", "choices": "Choice", "of": "Of",
            "spans": "Span", "dates": "DateLetter"}
UNDECOMPOSED = {"ł": "l", "đ": "d", "ø": "o", "ı": "i"}


def fold(word):
    """As fold_word of the parser (fold.cpp): small letters without diacritics and white space."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = (c for c in plain if unicodedata.category(c) != "Mn" and not c.isspace())
    return "".join(UNDECOMPOSED.get(c, c) for c in kept)


@dataclass
class Language:
    code: str
    name: str
    words: dict = field(default_factory=dict)  # section -> meaning -> words as written


@dataclass
class Model:
    types: list
    others: list
    keys: list
    document_keys: list
    values: dict
    problems: list
    languages: list

    def meanings(self, section):
        """What the words of a section may mean; None where the section is free."""
        choices = [c for key in self.keys for c in key.get("choices", [])]
        return {"types": [t["word"] for t in self.types + self.others], "keys": [k["word"] for k in self.keys],
                "document": [k["word"] for k in self.document_keys], "answers": ["yes", "no"], "choices": choices, "of": ["of"],
                "spans": ["hours", "days", "weeks"], "dates": ["day", "month", "year"]}[section]

    def rows(self):
        """(kind, folded word, language, meaning) of every word, the English ones of the grammar included; sorted for the search."""
        seen = {}
        for section, kind in SECTIONS.items():
            own = [] if section in ("answers", "of", "spans", "dates") else self.meanings(section)
            for word in own:
                seen[(kind, word, "en")] = word
            if section == "answers":
                seen.update({(kind, "yes", "en"): "yes", (kind, "no", "en"): "no"})
            if section == "types":
                seen.update({(kind, short, "en"): t["word"] for t in self.types for short in t.get("short", [])})
            for language in self.languages:
                for meaning, words in language.words.get(section, {}).items():
                    for word in words:
                        key = (kind, fold(word), language.code)
                        if seen.setdefault(key, meaning) != meaning:
                            raise SystemExit(f"{language.code}: \"{word}\" means {seen[key]} and {meaning} in [{section}]")
        rows = [(kind, word, language, meaning) for (kind, word, language), meaning in seen.items()]
        kinds, codes = list(SECTIONS.values()), [language.code for language in self.languages]
        rows.sort(key=lambda row: (kinds.index(row[0]), row[1].encode(), codes.index(row[2])))
        return rows

    def clashes(self):
        """Words that mean different things in two languages: (kind, word, [(language, meaning)])."""
        by_word = {}
        for kind, word, language, meaning in self.rows():
            by_word.setdefault((kind, word), []).append((language, meaning))
        return [(kind, word, found) for (kind, word), found in by_word.items()
                if kind != "DateLetter" and len({meaning for _, meaning in found}) > 1]


def read_words(path):
    language, section = Language(path.stem, path.stem), None
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.split("#")[0].strip()
        if not line:
            continue
        if line.startswith("["):
            section = line.strip("[]")
            if section not in SECTIONS:
                raise SystemExit(f"{path.name}:{number}: there is no section [{section}]")
            continue
        meaning, colon, words = line.partition(":")
        if not colon:
            raise SystemExit(f"{path.name}:{number}: expected \"meaning: word, word\"")
        if section is None and meaning == "language":
            language.name = words.strip()
            continue
        listed = [word.strip() for word in words.split(",") if word.strip()]
        language.words.setdefault(section, {}).setdefault(meaning.strip(), []).extend(listed)
    return language


def load(folder):
    with open(folder / "grammar.yaml", encoding="utf-8") as source:
        data = yaml.load(source, Loader=yaml.BaseLoader)  # "no" stays a word
    model = Model(languages=[read_words(folder / f"{code}.txt") for code in LANGUAGES], **data)
    for language in model.languages:
        for section, meanings in language.words.items():
            unknown = set(meanings) - set(model.meanings(section))
            if unknown:
                raise SystemExit(f"{language.code}.txt: [{section}] knows no {', '.join(sorted(unknown))}")
    for kind, word, found in model.clashes():
        if any(language == "en" for language, _ in found):
            raise SystemExit(f"\"{word}\" ({kind}) contradicts an English word: {found}")
    return model
