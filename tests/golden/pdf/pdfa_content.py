"""Content streams: operators, colours, and which codes each font shows."""
import re

TOKEN = re.compile(rb"""\s*(?:%[^\r\n]*|(<<|>>|\[|\])|<([0-9A-Fa-f\s]*)>|(\()|/([^\s()<>\[\]{}/%]*)|([^\s()<>\[\]{}/%]+))""")
OPERATORS = set("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg "
                "ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())
DEPTH = 28  # 6.1.13


def literal(data, at):
    """A string in parentheses that begins behind `at`; and where it ends."""
    out, depth = bytearray(), 1
    while True:
        c = data[at:at + 1]
        at += 1
        if c == b"\\":
            digits = re.match(rb"[0-7]{1,3}", data[at:at + 3])
            if digits:
                out.append(int(digits.group(), 8) & 255)
                at += digits.end()
                continue
            out += {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}.get(data[at:at + 1], data[at:at + 1])
            at += 1
            continue
        depth += {b"(": 1, b")": -1}.get(c, 0)
        if depth == 0:
            return bytes(out), at
        out += c


def tokens_of(data):
    at = 0
    while match := TOKEN.match(data, at):
        at = match.end()
        bracket, digits, string, name, word = match.groups()
        if string:
            value, at = literal(data, at)
            yield "string", value
        elif digits is not None:
            yield "string", bytes.fromhex(re.sub(rb"\s", b"", digits).decode())
        elif name is not None:
            yield "name", "/" + name.decode("latin-1")
        elif bracket:
            yield "bracket", bracket
        elif word is not None:
            yield "word", word.decode("latin-1")


class Content:
    def __init__(self, pdf):
        self.pdf = pdf
        self.fonts = {}  # reference -> set of shown strings
        self.problems = []
        self._seen = set()

    def read(self, data, resources, where):
        resources = self.pdf.get(resources) or {}
        operands, font, saved, depth = [], None, [], 0
        for kind, value in tokens_of(data):
            if kind != "word" or re.fullmatch(r"[-+.\d]+|true|false|null", value):
                operands.append((kind, value))
                continue
            if value not in OPERATORS:
                self.problems.append(f"6.2.2 operator {value} in {where}")
            if value == "q":
                saved.append(font)
                depth = max(depth, len(saved))
            elif value == "Q":
                font = saved.pop() if saved else None
            elif value in ("k", "K"):
                self.problems.append(f"6.2.4.3 CMYK in {where}")
            elif value in ("cs", "CS"):
                self.colour_space((self.pdf.get(resources.get("/ColorSpace")) or {}).get(operands[-1][1], operands[-1][1]), where)
            elif value == "Tf":
                font = (self.pdf.get(resources.get("/Font")) or {}).get(operands[-2][1])
            elif value in ("Tj", "TJ", "'", '"'):
                if font is None:
                    self.problems.append(f"6.2.2 a font of {where} is not in its resources")
                else:
                    self.fonts.setdefault(font, set()).update(v for k, v in operands if k == "string")
            elif value == "Do":
                self.external((self.pdf.get(resources.get("/XObject")) or {}).get(operands[-1][1]), where)
            elif value == "gs":
                self.state((self.pdf.get(resources.get("/ExtGState")) or {}).get(operands[-1][1]), where)
            elif value == "scn" and operands and operands[-1][0] == "name":
                self.pattern((self.pdf.get(resources.get("/Pattern")) or {}).get(operands[-1][1]), resources, where)
            operands = []
        if depth > DEPTH:
            self.problems.append(f"6.1.13 q nested {depth} deep in {where}")

    def colour_space(self, space, where):
        space = self.pdf.get(space)
        kind = self.pdf.get(space[0]) if isinstance(space, list) else space
        if kind in ("/DeviceN", "/Separation", "/Indexed", "/Pattern") and isinstance(space, list):
            return self.colour_space(space[2 if kind in ("/DeviceN", "/Separation") else 1], where)
        if kind not in ("/DeviceRGB", "/DeviceGray", "/ICCBased", "/CalRGB", "/CalGray", "/Lab", "/Pattern"):
            self.problems.append(f"6.2.4 colour space {kind} in {where}")
        return None

    def state(self, reference, where):
        state = self.pdf.get(reference)
        if state is None:
            self.problems.append(f"6.2.2 a graphics state of {where} is missing")
        elif set(state) & {"/TR", "/HTP", "/TR2"} and state.get("/TR2", "/Default") != "/Default":
            self.problems.append(f"6.2.5 transfer function in {where}")

    def pattern(self, reference, resources, where):
        pattern = self.pdf.get(reference)
        if pattern and pattern.get("/PatternType") == 1:
            self.stream(reference, pattern.get("/Resources", resources))

    def external(self, reference, where):
        if reference is None:
            self.problems.append(f"6.2.2 an object of {where} is not in its resources")
            return
        external = self.pdf.get(reference)
        if external.get("/Subtype") == "/Image":
            if external.get("/ImageMask") is not True:
                self.colour_space(external.get("/ColorSpace"), where)
            if "/SMask" in external and self.pdf.get(external["/SMask"]).get("/Interpolate") is True:
                self.problems.append(f"6.2.8 mask in {where}")
            return
        group = self.pdf.get(external.get("/Group"))
        if group and "/CS" in group:
            self.colour_space(group["/CS"], where)
        self.stream(reference, external.get("/Resources"))

    def stream(self, reference, resources):
        if (reference, str(resources)) in self._seen:
            return
        self._seen.add((reference, str(resources)))
        self.read(self.pdf.data(reference), resources, f"object {reference}")


def inherited(pdf, page, key):
    while page is not None:
        if key in page:
            return page[key]
        page = pdf.get(page.get("/Parent"))
    return None


def pages_of(pdf):
    """What all pages and the appearances on them show."""
    content = Content(pdf)
    for number, page in enumerate(pdf.pages(), 1):
        parts = page.get("/Contents", [])
        value = pdf.get(parts)
        data = b"\n".join(pdf.data(part) for part in (value if isinstance(value, list) else [parts]))
        content.read(data, inherited(pdf, page, "/Resources"), f"page {number}")
        if "/AA" in page:
            content.problems.append(f"6.5.2 actions of page {number}")
        group = pdf.get(page.get("/Group"))
        if group:
            content.colour_space(group.get("/CS"), f"the group of page {number}")
        for reference in pdf.get(page.get("/Annots")) or []:
            look = (pdf.get(pdf.get(reference).get("/AP")) or {}).get("/N")
            if look is not None:
                content.external(look, f"annotation {reference}")
    return content
