"""The manual page quillport-tag-language(7)."""

HEAD = r""".\" Made by tagparser/generate.py from tagparser/language. Do not edit.
.TH QUILLPORT-TAG-LANGUAGE 7 "" "Quillport" "Miscellanea"
.SH NAME
quillport-tag-language \- the tags that make fields of a printed document
.SH DESCRIPTION
A tag is text in the document that says which field is wanted at its place:
.PP
.nf
    {{type:role;key=value;key="value"}}      {{sig:1}}
    ##type role; key=value##                 ##sig 1##
.fi
.PP
Only the type is needed. The role is a number or a name of letters, digits, blanks, "_", "\-" and ".". Numbered roles order by their number. The nth tag
without a role belongs to the nth party, the first being the signatory of the sender; signatures and initials are counted together, every other
type for itself.
.PP
Case does not count, nor does white space, a line break, a soft hyphen or a character without width; inside a value any run of them is one blank.
All dashes are equal, all quotes are equal, diacritics do not count in words of the language and in roles. A hyphen at the end of a line is dropped when
that makes a word or a role that is known or stands elsewhere on the page, or when the page breaks its words at line ends, and else kept. A value that holds ";" or "}}" stands in quotes; \(rs" and \(rs\(rs are a quote and a
backslash there.
.SH DEFINITIONS
A long tag need not disturb a table cell.
.B {{$a}}
(or
.BR ##$a## )
makes the field at its place,
.B {{#a=text:buyer;label=Tax number}}
anywhere in the document says which. A definition may serve several places; each of them is a field. A place without a definition, a definition without a
place and two different definitions of one name are problems.
.SH WHOLE DOCUMENT
.B {{doc;ref=INV\-1;type=invoice;lang=sl;expires=14d}}
speaks for the whole document. Several such tags count together; where two disagree on a key it is a problem.
.B {{split}}
starts a new document on its page: roles, names and definitions before it do not bind what comes after.
"""

NOTES = r""".SH NOTES
Fields of equal
.B name
share one value, and so do the places of a tag without a name that stands with the same text at the same place of several pages (a header).
.PP
A condition
.RB ( if )
names another field of the document by its
.BR name .
.PP
A
.B group
belongs to the role: every tag of one role that names a group must name the same one.
.SH SEE ALSO
.BR quillport-tags (1)
"""


def roff(text):
    text = text.replace("\\", "\\(rs").replace("-", "\\-")
    return "\\&" + text if text[:1] in ".'" else text


def words_of(model, section, meaning):
    for language in model.languages:
        words = language.words.get(section, {}).get(meaning, [])
        if words:
            yield f"{language.code}: {', '.join(words)}"


def entry(head, lines):
    return ".TP\n.B " + roff(head) + "\n" + ".br\n".join(roff(line) + "\n" for line in lines)


def sentence(text):
    return text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def key_entries(model, keys, section):
    for key in keys:
        value = model.values.get(key["value"], key["value"])
        if "choices" in key:
            value += " " + ", ".join(key["choices"])
        lines = [sentence(key["meaning"]), f"Value: {value}. Default: {key['default']}."]
        if "types" in key:
            lines.append("Types: " + ", ".join(key["types"]) + ".")
        yield entry(key["word"], lines + list(words_of(model, section, key["word"])))


def page(model):
    out = [HEAD, ".SH TYPES\n"]
    for t in model.types + model.others:
        heads = [t["word"]] + t.get("short", [])
        out.append(entry(", ".join(heads), [sentence(t["meaning"])] + list(words_of(model, "types", t["word"]))))
    out.append(".SH KEYS\n")
    out.extend(key_entries(model, model.keys, "keys"))
    out.append(".SH KEYS OF DOC\n")
    out.extend(key_entries(model, model.document_keys, "document"))
    out.append(".SH YES AND NO\n")
    for answer in ("yes", "no"):
        out.append(entry(answer, list(words_of(model, "answers", answer))))
    out.append(".SH CHOICES\nThe words of choices may be written in a language, too.\n")
    for choice in dict.fromkeys(model.meanings("choices")):
        found = list(words_of(model, "choices", choice))
        if found:
            out.append(entry(choice, found))
    out.append(".SH LANGUAGES\nThe words of these languages are read beside the English ones unless the configuration names fewer: ")
    out.append(", ".join(f"{l.name} ({l.code})" for l in model.languages if l.code != "en"))
    out.append(".\nA word that means different things in two languages that are read is a problem, never a guess:\n")
    for kind, word, found in model.clashes():
        where = {"Type": "a type", "Key": "a key", "DocumentKey": "a key of doc", "Choice": "a choice"}.get(kind, "a value")
        out.append(entry(word, [f"As {where}: " + ", ".join(f"{meaning} ({language})" for language, meaning in found) + "."]))
    out.append(".SH PROBLEMS\nWhat was meant as a tag and cannot be taken is told with its place, the text as read and one of these codes:\n")
    for problem in model.problems:
        out.append(entry(problem["code"], [sentence(problem["meaning"])]))
    return "".join(out) + NOTES
