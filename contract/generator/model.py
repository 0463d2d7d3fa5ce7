"""The OpenAPI file as the few kinds of things that the generated code knows."""
import re
from dataclasses import dataclass, field

CPP_KEYWORDS = {"signed", "default", "new", "delete", "class", "operator", "register", "template", "this", "private", "public"}
BASE = "/api/v1"


def camel(name):
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[_\-\s]", name))


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def member(name):
    return name + "_" if name in CPP_KEYWORDS else name


@dataclass
class Type:
    """kind: text, time, integer, number, flag, any, array, map, enum, struct, box"""

    kind: str
    name: str = ""
    item: "Type" = None
    limits: dict = field(default_factory=dict)


@dataclass
class Property:
    name: str
    type: Type
    required: bool
    description: str


@dataclass
class Enum:
    name: str
    values: list


@dataclass
class Struct:
    name: str
    properties: list
    description: str


@dataclass
class Parameter:
    name: str
    place: str
    type: Type
    required: bool
    default: object


@dataclass
class Operation:
    id: str
    method: str
    path: str
    summary: str
    access: str
    object: str
    body: str
    body_type: Type
    answer: str
    answer_type: Type
    statuses: list
    rate: str
    parameters: list


class Model:
    def __init__(self, document):
        self.document = document
        self.enums = {}
        self.structs = {}
        self.boxes = {}
        self.order = []
        for name in document["components"]["schemas"]:
            self._declare(name)
        self.operations = [self._operation(path, method, op) for path, item in document["paths"].items()
                           for method, op in item.items()]

    def _declare(self, name):
        if name in self.enums or name in self.structs or name in self.boxes:
            return
        schema = self.document["components"]["schemas"][name]
        if "enum" in schema:
            self.enums[name] = Enum(name, schema["enum"])
        elif schema["type"] == "array":
            self.boxes[name] = schema
        else:
            properties = [Property(key, self.type_of(part, name + camel(key)), key in schema.get("required", []),
                                   part.get("description", "")) for key, part in schema["properties"].items()]
            unknown = set(schema.get("required", [])) - set(schema["properties"])
            if unknown:
                raise SystemExit(f"openapi.yaml: {name} requires {sorted(unknown)}, which it does not have")
            self.structs[name] = Struct(name, properties, schema.get("description", ""))
            self.order.append(name)

    def type_of(self, schema, name):
        if "$ref" in schema:
            target = schema["$ref"].rsplit("/", 1)[1]
            self._declare(target)
            if target in self.enums:
                return Type("enum", target)
            return Type("box" if target in self.boxes else "struct", target)
        kind = schema.get("type")
        if "enum" in schema and kind == "string":
            self.enums[name] = Enum(name, schema["enum"])
            return Type("enum", name)
        if kind == "string":
            text = {"date-time": "time", "binary": "binary"}.get(schema.get("format"), "text")
            return Type(text, limits={k: schema[k] for k in ("maxLength",) if k in schema})
        if kind in ("integer", "number"):
            return Type(kind, limits={k: schema[k] for k in ("minimum", "maximum", "enum") if k in schema})
        if kind == "boolean":
            return Type("flag")
        if kind == "array":
            return Type("array", item=self.type_of(schema["items"], name),
                        limits={k: schema[k] for k in ("minItems", "maxItems") if k in schema})
        if kind == "object" and "additionalProperties" in schema:
            return Type("map", item=self.type_of(schema["additionalProperties"], name),
                        limits={k: schema[k] for k in ("maxProperties",) if k in schema})
        if kind == "object":
            return Type("any")
        raise SystemExit(f"openapi.yaml: cannot read the type of {name}: {schema}")

    def _resolve(self, part):
        while "$ref" in part:
            target = self.document
            for step in part["$ref"].lstrip("#/").split("/"):
                target = target[step]
            part = target
        return part

    def _operation(self, path, method, op):
        body, body_type = "none", None
        if "requestBody" in op:
            content = op["requestBody"]["content"]
            if "application/json" in content:
                body, body_type = "json", self.type_of(content["application/json"]["schema"], camel(op["operationId"]))
            else:
                body = op["x-body"]
        statuses = sorted(int(code) for code in op["responses"] if code != "default")
        content = self._resolve(op["responses"][str(statuses[0])]).get("content", {})
        answer, answer_type = "nothing", None
        if "application/json" in content:
            answer, answer_type = "json", self.type_of(content["application/json"]["schema"], "")
        elif "text/event-stream" in content:
            answer, answer_type = "stream", self.type_of(content["text/event-stream"]["schema"], "")
        elif content:
            answer = "file"
        parameters = []
        for part in map(self._resolve, op.get("parameters", [])):
            schema = part["schema"]
            parameters.append(Parameter(part["name"], part["in"], self.type_of(schema, ""), part.get("required", False),
                                        schema.get("default")))
        named = set(re.findall(r"{(\w+)}", path))
        if named != {p.name for p in parameters if p.place == "path"}:
            raise SystemExit(f"openapi.yaml: {op['operationId']} does not declare the parameters of its path")
        rate = op.get("x-rate", "read" if method == "get" else "write")
        return Operation(op["operationId"], method.upper(), BASE + path, op["summary"], op["x-access"], op.get("x-object", "none"),
                         body, body_type, answer, answer_type, statuses, rate, parameters)
