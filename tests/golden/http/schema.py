"""Judges JSON by the schemas of the hand-written interface: the part of OpenAPI 3.0 that it uses, members that it does not name refused."""
import datetime


def fits(value, schema, document, path="answer"):
    """Every way in which `value` is not what `schema` says."""
    if "$ref" in schema:
        return fits(value, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document, path)
    kind = schema.get("type")
    wanted = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}[kind]
    if not isinstance(value, wanted) or (kind in ("integer", "number") and isinstance(value, bool)):
        return [f"{path}: {value!r} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} is none of {schema['enum']}"]
    if kind == "string":
        return text_fits(value, schema, path)
    if kind == "array":
        problems = [] if schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)) else [f"{path}: {len(value)} items"]
        return problems + [p for i, item in enumerate(value) for p in fits(item, schema["items"], document, f"{path}.{i}")]
    if kind == "object":
        return object_fits(value, schema, document, path)
    return []


def text_fits(value, schema, path):
    if len(value) > schema.get("maxLength", len(value)):
        return [f"{path}: too long"]
    if schema.get("format") == "date-time":
        try:
            datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            return [f"{path}: {value!r} is no time"]
    return []


def object_fits(value, schema, document, path):
    if "additionalProperties" in schema:
        return [p for name, item in value.items() for p in fits(item, schema["additionalProperties"], document, f"{path}.{name}")]
    if "properties" not in schema:
        return []
    problems = [f"{path}.{name}: missing" for name in schema.get("required", []) if name not in value]
    problems += [f"{path}.{name}: not in the interface" for name in value if name not in schema["properties"]]
    return problems + [p for name, item in value.items() if name in schema["properties"]
                       for p in fits(item, schema["properties"][name], document, f"{path}.{name}")]
