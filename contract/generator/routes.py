"""The route table, the list of operations, the access matrix and the document that the portal serves."""
import json

from .cpp import NOTE
from .model import camel, snake


def distinct(values):
    seen = []
    for value in values:
        if value not in seen:
            seen.append(value)
    return seen


ACCESS = ["public", "user", "administrator", "user_or_token", "print_server", "user_or_key", "link", "recipient"]
OBJECTS = ["none", "draft", "envelope"]
BODIES = ["none", "json", "spooled"]
ANSWERS = ["nothing", "json", "file", "stream"]
RATES = ["none", "read", "write", "deliver", "login", "code"]


def check(op):
    for value, allowed, what in ((op.access, ACCESS, "x-access"), (op.object, OBJECTS, "x-object"), (op.body, BODIES, "x-body"),
                                 (op.answer, ANSWERS, "answer"), (op.rate, RATES, "x-rate")):
        if value not in allowed:
            raise SystemExit(f"openapi.yaml: {op.id} has the {what} {value!r}, which is none of {allowed}")


def enum(name, comment, values):
    return f"/// {comment}\nenum class {name} : std::uint8_t {{ {', '.join(camel(v) for v in values)} }};\n"


def routes_header(model):
    for op in model.operations:
        check(op)
    methods = distinct(op.method for op in model.operations)
    return "".join([
        NOTE, "#pragma once\n#include <cstdint>\n#include <optional>\n#include <span>\n#include <string_view>\n\n"
        "namespace quillport::contract {\n\n",
        enum("Operation", "Every operation of the interface, in the order of the route table.", [op.id for op in model.operations]),
        enum("Method", "Methods that the interface uses (RFC 9110 §9.3).", [m.lower() for m in methods]),
        enum("Access", "Who may call: see x-access in openapi.yaml.", ACCESS),
        enum("ObjectKind", "Whose owner or organisation must match; a foreign one is answered like a missing one.", OBJECTS),
        enum("BodyKind", "How a request's body arrives: not at all, as JSON in memory, or as a spooled file.", BODIES),
        enum("AnswerKind", "What a request is answered with.", ANSWERS),
        enum("RateClass", "Which limit on calls counts.", RATES),
        enum("ParameterPlace", "Where a parameter stands.", ["path", "query", "header"]),
        """
/// One input beside the body. The server checks it before a handler runs.
struct Parameter {
    std::string_view name;
    ParameterPlace place;
    bool required;
    bool integer;               ///< else text
    std::int64_t minimum;       ///< of an integer
    std::int64_t maximum;       ///< of an integer; of a text its length in characters
    std::span<const std::int64_t> allowed;  ///< of an integer; empty: the whole range
    std::string_view default_value;
};

/// One row of the route table.
struct Route {
    Method method;
    std::string_view pattern;   ///< "/api/v1/drafts/{draft}"
    Operation operation;
    std::string_view name;      ///< operationId, for the log
    Access access;
    ObjectKind object;
    BodyKind body;
    AnswerKind answer;
    RateClass rate;
    std::span<const Parameter> parameters;
};

/// The one table of routes.
[[nodiscard]] std::span<const Route> routes() noexcept;
[[nodiscard]] std::string_view name_of(Method method) noexcept;
[[nodiscard]] std::string_view name_of(Access access) noexcept;
/// The OpenAPI document as JSON, as GET /api/v1/openapi.json answers it.
[[nodiscard]] std::string_view openapi_document() noexcept;

}  // namespace quillport::contract
"""])


def parameter_row(op, p):
    allowed = p.type.limits.get("enum")
    integer = p.type.kind == "integer"
    low, high = (p.type.limits.get("minimum", 0), p.type.limits.get("maximum", 2**31 - 1)) if integer \
        else (0, p.type.limits.get("maxLength", 1000))
    default = "" if p.default is None else str(p.default)
    allowed_name = f"k{camel(op.id)}{camel(p.name)}" if allowed else "{}"
    return (f'    {{"{p.name}", ParameterPlace::{camel(p.place)}, {str(p.required).lower()}, {str(integer).lower()}, {low}, {high}, '
            f'{allowed_name}, "{default}"}},\n')


def routes_source(model):
    out = [NOTE, "#include \"quillport/contract/routes.hpp\"\n\n#include \"names.hpp\"\n\nnamespace quillport::contract {\n\nnamespace {\n"]
    for op in model.operations:
        for p in op.parameters:
            if p.type.limits.get("enum"):
                values = ", ".join(map(str, p.type.limits["enum"]))
                out.append(f"constexpr std::int64_t k{camel(op.id)}{camel(p.name)}[] = {{{values}}};\n")
        if op.parameters:
            out.append(f"constexpr Parameter k{camel(op.id)}Parameters[] = {{\n")
            out += [parameter_row(op, p) for p in op.parameters]
            out.append("};\n")
    out.append("\nconstexpr Route kRoutes[] = {\n")
    for op in model.operations:
        parameters = f"k{camel(op.id)}Parameters" if op.parameters else "{}"
        out.append(f'    {{Method::{camel(op.method.lower())}, "{op.path}", Operation::{camel(op.id)}, "{op.id}", '
                   f"Access::{camel(op.access)}, ObjectKind::{camel(op.object)}, BodyKind::{camel(op.body)}, "
                   f"AnswerKind::{camel(op.answer)}, RateClass::{camel(op.rate)}, {parameters}}},\n")
    methods = ", ".join(f'"{m}"' for m in distinct(op.method for op in model.operations))
    access = ", ".join(f'"{a}"' for a in ACCESS)
    out.append(f"}};\n\nconstexpr std::string_view kMethodNames[] = {{{methods}}};\n"
               f"constexpr std::string_view kAccessNames[] = {{{access}}};\n}}  // namespace\n\n"
               "std::span<const Route> routes() noexcept { return kRoutes; }\n"
               "std::string_view name_of(Method method) noexcept { return name_at(kMethodNames, method); }\n"
               "std::string_view name_of(Access access) noexcept { return name_at(kAccessNames, access); }\n\n"
               "}  // namespace quillport::contract\n")
    return "".join(out)


def operations_list(model):
    return NOTE + "// QUILLPORT_OPERATION(enumerator, function): one line an operation.\n" + \
        "".join(f"QUILLPORT_OPERATION({camel(op.id)}, {snake(op.id)})\n" for op in model.operations)


def openapi_json(model):
    return json.dumps(model.document, ensure_ascii=True, separators=(",", ":")) + "\n"


def openapi_source(model):
    text = openapi_json(model)
    pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)]
    body = "\n    ".join(f'R"openapi({piece})openapi"' for piece in pieces)
    return (NOTE + "#include \"quillport/contract/routes.hpp\"\n\nnamespace quillport::contract {\n\n"
            f"std::string_view openapi_document() noexcept {{\n    return\n    {body};\n}}\n\n}}  // namespace quillport::contract\n")


def access_matrix(model):
    """Which of the callers may: what the tests expect, derived from x-access alone."""
    callers = {"nobody": ["public"], "user": ["public", "user", "user_or_token", "user_or_key"],
               "administrator": ["public", "user", "administrator", "user_or_token", "user_or_key"],
               "token": ["public", "user_or_token", "user_or_key"], "key": ["public", "print_server", "user_or_key"],
               "link": ["public", "link"], "recipient": ["public", "link", "recipient"]}
    rows = [{"operation": op.id, "method": op.method, "path": op.path, "access": op.access, "object": op.object, "body": op.body,
             "answer": op.answer, "statuses": op.statuses, "schema": op.answer_type.name if op.answer_type else None,
             "allowed": [who for who, kinds in callers.items() if op.access in kinds]} for op in model.operations]
    return json.dumps(rows, indent=1) + "\n"
