"""C++ types and codecs. The codecs see JSON only through src/json.hpp, so that no generated file costs the JSON library."""
from .model import camel, member

NOTE = "// Made by contract/generate.py from contract/openapi.yaml. Do not edit.\n"
PARTS = 4


def cpp_type(t):
    simple = {"text": "std::string", "time": "TimePoint", "integer": "std::int64_t", "number": "double", "flag": "bool"}
    if t.kind in simple:
        return simple[t.kind]
    if t.kind == "array":
        return f"std::vector<{cpp_type(t.item)}>"
    if t.kind == "map":
        return f"std::map<std::string, {cpp_type(t.item)}>"
    return t.name


def types_header(model):
    out = [NOTE, "#pragma once\n#include <array>\n#include <cstdint>\n#include <map>\n#include <optional>\n#include <string>\n"
           "#include <string_view>\n#include <vector>\n\n#include \"quillport/core/time.hpp\"\n\n"
           "/// What crosses the portal's interface, as plain values. A member that the interface does not require is an optional.\n"
           "namespace quillport::contract {\n\n"]
    for enum in model.enums.values():
        values = ", ".join(camel(v) for v in enum.values)
        out.append(f"enum class {enum.name} : std::uint8_t {{ {values} }};\n"
                   f"[[nodiscard]] std::string_view name_of({enum.name} value) noexcept;\n"
                   f"[[nodiscard]] bool named(std::string_view name, {enum.name}& value) noexcept;\n\n")
    for name, schema in model.boxes.items():
        out.append(f"/// {schema.get('description', '')}\nusing {name} = std::array<double, {schema['minItems']}>;\n\n")
    for name in model.order:
        struct = model.structs[name]
        if struct.description:
            out.append(f"/// {struct.description}\n")
        out.append(f"struct {name} {{\n")
        for p in struct.properties:
            kind = cpp_type(p.type)
            start = "" if not p.required or kind.startswith("std::") and kind not in ("std::int64_t",) or p.type.kind == "struct" \
                else "{}" if p.type.kind in ("time", "box", "enum") else " = false" if kind == "bool" else " = 0"
            if not p.required:
                kind = f"std::optional<{kind}>"
            comment = f"  ///< {p.description}" if p.description else ""
            out.append(f"    {kind} {member(p.name)}{start};{comment}\n")
        out.append(f"    friend bool operator==(const {name}&, const {name}&) = default;\n}};\n\n")
    out.append("}  // namespace quillport::contract\n")
    return "".join(out)


def codecs_header(model):
    out = [NOTE, "#pragma once\n#include <string>\n#include <string_view>\n\n#include \"quillport/contract/types.hpp\"\n"
           "#include \"quillport/core/result.hpp\"\n\nnamespace quillport::contract {\n\n"
           "/// Servers refuse a key that the interface does not know; clients skip it, so that an older one reads a newer portal.\n"
           "enum class UnknownKeys : std::uint8_t { Refuse, Skip };\n\n"
           "/// Reads one value from JSON text (RFC 8259): types, required members, lengths, ranges and enumerations are checked.\n"
           "/// Errors: InvalidInput; `detail` is the path of the member that is wrong (\"roles.0.email\"), empty when the text is no JSON.\n"
           "template <typename T>\n[[nodiscard]] Result<T> from_json(std::string_view text, UnknownKeys unknown = UnknownKeys::Refuse);\n\n"
           "/// JSON text in UTF-8; what is no UTF-8 becomes U+FFFD.\n"]
    for name in model.order:
        out.append(f"[[nodiscard]] std::string to_json(const {name}& value);\n")
    out.append("\n")
    for name in model.order:
        out.append(f"template <>\n[[nodiscard]] Result<{name}> from_json<{name}>(std::string_view text, UnknownKeys unknown);\n")
    out.append("\n}  // namespace quillport::contract\n")
    return "".join(out)


def internal_header(model):
    out = [NOTE, "#pragma once\n#include \"json.hpp\"\n#include \"quillport/contract/types.hpp\"\n\nnamespace quillport::contract {\n\n"]
    for name in model.order:
        out.append(f"void read(JsonNode in, {name}& out, Reading& state);\nvoid write(JsonWriter& out, const {name}& value);\n")
    out.append("\n}  // namespace quillport::contract\n")
    return "".join(out)


def reader(t, node, target, depth=""):
    """A statement that reads `node` into `target`."""
    limits = t.limits
    if t.kind == "text":
        return f"read_text({node}, {target}, state, {limits.get('maxLength', 'kNoLimit')});"
    if t.kind == "time":
        return f"read_time({node}, {target}, state);"
    if t.kind == "integer":
        return f"read_integer({node}, {target}, state, {limits.get('minimum', 'kLowest')}, {limits.get('maximum', 'kHighest')});"
    if t.kind == "number":
        return f"read_number({node}, {target}, state);"
    if t.kind == "flag":
        return f"read_flag({node}, {target}, state);"
    if t.kind == "enum":
        return f"read_enum({node}, {target}, state);"
    if t.kind == "box":
        return f"read_box({node}, {target}, state);"
    if t.kind == "map":
        return (f"read_map({node}, {target}, state, {limits.get('maxProperties', 'kNoLimit')}, "
                f"{t.item.limits.get('maxLength', 'kNoLimit')});")
    if t.kind == "array":
        item, value = f"item{depth}", f"value{depth}"
        inner = reader(t.item, item, value, (depth or 1) + 1)
        return (f"read_array({node}, {target}, state, {limits.get('minItems', 0)}, {limits.get('maxItems', 'kNoLimit')}, "
                f"[&state](JsonNode {item}, {cpp_type(t.item)}& {value}) {{ {inner} }});")
    return f"read({node}, {target}, state);"


def writer(t, value, depth=""):
    if t.kind in ("text", "integer", "number", "flag", "time"):
        return f"out.{t.kind}({value});"
    if t.kind == "enum":
        return f"out.text(name_of({value}));"
    if t.kind == "box":
        return f"out.numbers({value});"
    if t.kind == "map":
        return f"out.texts({value});"
    if t.kind == "array":
        item = f"item{depth}"
        return (f"out.begin_array(); for (const auto& {item} : {value}) {{ {writer(t.item, item, (depth or 1) + 1)} }} "
                "out.end_array();")
    return f"write(out, {value});"


def struct_codec(struct):
    keys = ", ".join(f'"{p.name}"' for p in struct.properties)
    out = [f"void read(JsonNode in, {struct.name}& out, Reading& state) {{\n"
           f"    static constexpr std::string_view kKeys[] = {{{keys}}};\n    if (!state.object(in, kKeys)) return;\n"]
    for p in struct.properties:
        target = f"out.{member(p.name)}" + ("" if p.required else ".emplace()")
        out.append(f"    if (JsonNode n; state.enter(in, \"{p.name}\", {'true' if p.required else 'false'}, n)) {{\n"
                   f"        {reader(p.type, 'n', target)}\n        state.leave();\n    }}\n")
    out.append(f"}}\n\nvoid write(JsonWriter& out, const {struct.name}& value) {{\n    out.begin_object();\n")
    for p in struct.properties:
        name = f"value.{member(p.name)}"
        if p.required:
            out.append(f"    out.key(\"{p.name}\");\n    {writer(p.type, name)}\n")
        else:
            out.append(f"    if ({name}) {{\n        out.key(\"{p.name}\");\n        {writer(p.type, '(*' + name + ')')}\n    }}\n")
    out.append("    out.end_object();\n}\n\n"
               f"std::string to_json(const {struct.name}& value) {{\n    JsonWriter out;\n    write(out, value);\n    return out.take();\n}}\n\n"
               f"template <>\nResult<{struct.name}> from_json<{struct.name}>(std::string_view text, UnknownKeys unknown) {{\n"
               f"    return read_document<{struct.name}>(text, unknown);\n}}\n\n")
    return "".join(out)


def codec_files(model):
    head = NOTE + "#include \"codecs_internal.hpp\"\n#include \"quillport/contract/codecs.hpp\"\n\nnamespace quillport::contract {\n\n"
    tail = "}  // namespace quillport::contract\n"
    size = -(-len(model.order) // PARTS)
    files = {}
    for part in range(PARTS):
        names = model.order[part * size:(part + 1) * size]
        files[f"codecs_{part + 1}.cpp"] = head + "".join(struct_codec(model.structs[n]) for n in names) + tail
    enums = [NOTE, "#include \"names.hpp\"\n#include \"quillport/contract/types.hpp\"\n\nnamespace quillport::contract {\n\nnamespace {\n"]
    for enum in model.enums.values():
        names = ", ".join(f'"{v}"' for v in enum.values)
        enums.append(f"constexpr std::string_view k{enum.name}Names[] = {{{names}}};\n")
    enums.append("}  // namespace\n\n")
    for enum in model.enums.values():
        enums.append(f"std::string_view name_of({enum.name} value) noexcept {{ return name_at(k{enum.name}Names, value); }}\n"
                     f"bool named(std::string_view name, {enum.name}& value) noexcept {{ return find_name(k{enum.name}Names, name, value); }}\n")
    files["enums.cpp"] = "".join(enums) + "\n" + tail
    return files
