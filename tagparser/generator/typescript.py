"""Types, keys and words of the tag language for the add-ins."""
import json

PARTS = (("types", "types"), ("keys", "keys"), ("document", "documentKeys"), ("answers", "answers"))


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def union(name, words):
    return f"export type {name} = {' | '.join(map(quoted, words))};\n"


def keys(name, keys_, types):
    out = [f"export const {name} = [\n"]
    for key in keys_:
        parts = [f"word: {quoted(key['word'])}", f"value: {quoted(key['value'])}", f"choices: {json.dumps(key.get('choices', []))}",
                 f"types: {json.dumps(key.get('types', types))}", f"standard: {quoted(key['default'])}",
                 f"meaning: {quoted(key['meaning'])}"]
        out.append(f"  {{ {', '.join(parts)} }},\n")
    return "".join(out) + "] as const satisfies readonly TagKey[];\n\n"


def types(model):
    names = [t["word"] for t in model.types]
    others = [t["word"] for t in model.others]
    out = ["// Made by tagparser/generate.py from tagparser/language. Do not edit.\n\n", union("FieldType", names),
           union("OtherTag", others), union("TagKeyName", [k["word"] for k in model.keys]),
           union("DocumentKeyName", [k["word"] for k in model.document_keys]), union("ValueKind", model.values),
           union("Language", [language.code for language in model.languages]),
           union("ProblemCode", [p["code"] for p in model.problems]),
           "\nexport interface TagType { readonly word: FieldType; readonly short: readonly string[]; readonly meaning: string }\n",
           "export interface TagKey {\n  readonly word: TagKeyName | DocumentKeyName;\n  readonly value: ValueKind;\n"
           "  readonly choices: readonly string[];\n  /** Types of fields that know it. */\n  readonly types: readonly FieldType[];\n"
           "  /** What holds without it. */\n  readonly standard: string;\n  readonly meaning: string;\n}\n",
           "/** Words of a language by what they mean, as a person writes them; the first is the usual one. */\n"
           "export interface TagWords {\n  readonly name: string;\n"
           "  readonly types: Readonly<Partial<Record<FieldType | OtherTag, readonly string[]>>>;\n"
           "  readonly keys: Readonly<Partial<Record<TagKeyName, readonly string[]>>>;\n"
           "  readonly documentKeys: Readonly<Partial<Record<DocumentKeyName, readonly string[]>>>;\n"
           "  readonly answers: Readonly<Partial<Record<\"yes\" | \"no\", readonly string[]>>>;\n}\n\n",
           "export const tagTypes = [\n"]
    out.extend(f"  {{ word: {quoted(t['word'])}, short: {json.dumps(t.get('short', []))}, meaning: {quoted(t['meaning'])} }},\n"
               for t in model.types)
    out.append("] as const satisfies readonly TagType[];\n\n")
    out.append(keys("tagKeys", model.keys, names))
    out.append(keys("documentKeys", model.document_keys, []))
    out.append("export const tagWords: Readonly<Record<Language, TagWords>> = {\n")
    for language in model.languages:
        out.append(f"  {language.code}: {{\n    name: {quoted(language.name)},\n")
        for section, name in PARTS:
            out.append(f"    {name}: {json.dumps(language.words.get(section, {}), ensure_ascii=False)},\n")
        out.append("  },\n")
    out.append("};\n\n/** Words that mean different things in two languages: where both are read, they are a problem. */\n"
               "export const tagWordClashes: readonly string[] = ")
    out.append(json.dumps(sorted({word for _, word, _ in model.clashes()}), ensure_ascii=False) + ";\n")
    return "".join(out)
