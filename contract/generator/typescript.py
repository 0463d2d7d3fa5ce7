"""TypeScript types of the interface and the list of its operations."""
import json


def ts_type(t):
    if t is None:
        return "undefined"
    if t.kind in ("text", "time"):
        return "string"
    if t.kind in ("integer", "number"):
        return " | ".join(map(str, t.limits["enum"])) if "enum" in t.limits else "number"
    if t.kind == "flag":
        return "boolean"
    if t.kind == "array":
        inner = ts_type(t.item)
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    if t.kind == "map":
        return f"Record<string, {ts_type(t.item)}>"
    if t.kind == "any":
        return "unknown"
    if t.kind == "binary":
        return "Blob"
    return t.name


def answer_type(op):
    return {"nothing": "undefined", "file": "Blob"}.get(op.answer) or ts_type(op.answer_type)


def parameters_type(op):
    parts = [f"{json.dumps(p.name) if '-' in p.name else p.name}{'' if p.required else '?'}: {ts_type(p.type)}" for p in op.parameters]
    return "{ " + "; ".join(parts) + " }" if parts else "Record<string, never>"


def typescript(model):
    out = ["// Made by contract/generate.py from contract/openapi.yaml. Do not edit.\n\n"]
    for enum in model.enums.values():
        values = " | ".join(f"'{v}'" for v in enum.values)
        out.append(f"export type {enum.name} = {values};\n")
    for name, schema in model.boxes.items():
        out.append(f"/** {schema.get('description', '')} */\n"
                   f"export type {name} = [{', '.join(['number'] * schema['minItems'])}];\n")
    out.append("\n")
    for name in model.order:
        struct = model.structs[name]
        if struct.description:
            out.append(f"/** {struct.description} */\n")
        out.append(f"export interface {name} {{\n")
        for p in struct.properties:
            if p.description:
                out.append(f"  /** {p.description} */\n")
            out.append(f"  {p.name}{'' if p.required else '?'}: {ts_type(p.type)};\n")
        out.append("}\n\n")
    out.append("/** What every operation takes and answers. */\nexport interface Operations {\n")
    for op in model.operations:
        body = "FormData" if op.body == "spooled" else ts_type(op.body_type)
        out.append(f"  /** {op.summary} */\n  {op.id}: {{ parameters: {parameters_type(op)}; body: {body}; answer: {answer_type(op)} }};\n")
    out.append("}\n\nexport type OperationId = keyof Operations;\n\n"
               "/** Where every operation lives; names in braces are path parameters. */\n"
               "export const operations: Readonly<Record<OperationId, { readonly method: string; readonly path: string; "
               "readonly answer: 'nothing' | 'json' | 'file' | 'stream' }>> = {\n")
    for op in model.operations:
        out.append(f"  {op.id}: {{ method: '{op.method}', path: '{op.path}', answer: '{op.answer}' }},\n")
    out.append("};\n")
    return "".join(out)
