"""The objects of a PDF as `qpdf --json=2` tells them."""
import base64


class Pdf:
    def __init__(self, told):
        self._objects = told["qpdf"][1]
        self.trailer = self._objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])

    def get(self, value):
        """What a reference stands for; of a stream its dictionary."""
        while isinstance(value, str) and value.endswith(" R") and f"obj:{value}" in self._objects:
            entry = self._objects[f"obj:{value}"]
            value = entry["stream"]["dict"] if "stream" in entry else entry["value"]
        return value

    def data(self, reference):
        return base64.b64decode(self._objects[f"obj:{reference}"]["stream"]["data"])

    def objects(self):
        for name in self._objects:
            if name != "trailer":
                yield name[4:], self.get(name[4:])

    def streams(self):
        return ((name[4:], entry["stream"]["dict"]) for name, entry in self._objects.items() if "stream" in entry)

    def everything(self):
        """Every value of every object, with the object's number."""
        def walk(number, value):
            yield number, value
            for inner in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()):
                yield from walk(number, inner)
            if isinstance(value, dict):
                for key in value:
                    yield number, key
        for number, value in self.objects():
            yield from walk(number, value)

    def pages(self):
        def walk(node):
            node = self.get(node)
            if node.get("/Type") == "/Page":
                yield node
            for kid in self.get(node.get("/Kids")) or []:
                yield from walk(kid)
        return walk(self.catalog["/Pages"])
