#!/usr/bin/python3
"""usage: portal_test.py QUILLPORTD QUILLPORT-WORKER

Walks one document from upload to completion through the real portal and checks on the way, for every operation of the interface: who may
call it, that its answers are what openapi.yaml says, that every answer carries the security headers, and that reading changes nothing."""
import json
import os
import pathlib
import re
import sqlite3
import sys
import unittest

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from house import HouseChecks  # noqa: E402
from portal import Caller, Portal  # noqa: E402
from schema import fits  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
MATRIX = json.loads((ROOT / "contract/generated/access_matrix.json").read_text())
DOCUMENT = yaml.safe_load((ROOT / "contract/openapi.yaml").read_text())
CONTRACT = (ROOT / "tests/corpus/print/Contract.pdf").read_bytes()
API_ERROR = {"$ref": "#/components/schemas/ApiError"}
PASSWORD = "correct horse battery 7"
JOB = {"uuid": "urn:uuid:8", "document_number": 1, "queue": "sign", "user": "olga", "host": "pc1", "title": "Job", "authenticated": False,
       "received": "2026-11-23T10:00:00Z"}
LOCKED_PASSWORD = "user"  # of tests/corpus/print/encuser.pdf

HEADERS = {"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
           "Cache-Control": "", "Permissions-Policy": "camera=()", "X-Frame-Options": "DENY"}


class World:
    """The portal with everybody who can call it, and one object of each kind."""

    def __init__(self, program, worker):
        self.portal = Portal(program, worker)
        self.portal.start()
        self.nobody = Caller(self.portal)
        self.owner, self.foreign = Caller(self.portal), Caller(self.portal)
        self.link, self.recipient = Caller(self.portal), Caller(self.portal)
        self.ids = {}

    def populate(self):
        token = self.portal.setup_link()
        wish = {"token": token, "organisation": "Acme", "name": "Olga Owner", "email": "olga@example.org", "password": PASSWORD}
        assert self.nobody.send("POST", "/api/v1/setup", {**wish, "surprise": 1}).json["field"] == "surprise"
        made = self.owner.send("POST", "/api/v1/setup", wish)
        assert made.status == 200, made.body
        self.portal.run("user", "add", "Frida Foreign", "frida@example.org", text=PASSWORD + "\n")
        assert self.foreign.send("POST", "/api/v1/session", {"email": "frida@example.org", "password": PASSWORD}).status == 200
        self.key = Caller(self.portal, key=self.portal.run("key", "add", "printer one"))
        self.user = self.foreign.send("GET", "/api/v1/session").json["user"]["id"]
        made = self.owner.send("POST", "/api/v1/tokens", {"name": "desk"})
        assert made.status == 201, made.body
        self.token = Caller(self.portal, key=made.json["secret"])
        team = self.owner.send("POST", "/api/v1/teams", {"name": "Sales", "members": ["frida@example.org"]})
        assert team.status == 201, team.body
        self.team = team.json["id"]
        kept = self.owner.send("PUT", "/api/v1/templates/Order", {"folder": "Orders", "roles": [{"key": "1", "routing_order": 1}]})
        assert kept.status == 200, kept.body
        self.draft = self.make_draft(self.owner)
        self.other_draft = self.make_draft(self.owner)
        self.envelope = self.make_envelope(self.owner, self.make_draft(self.owner))
        self.open_links()

    @staticmethod
    def make_draft(caller):
        made = caller.upload([("document", "Contract \u017e.pdf", "application/pdf", CONTRACT)])
        assert made.status == 201, made.body
        return made.json["draft"]

    @staticmethod
    def make_envelope(caller, draft):
        shown = caller.send("GET", f"/api/v1/drafts/{draft}").json
        for problem in shown["problems"]:
            shown = caller.send("POST", f"/api/v1/drafts/{draft}/problems/{problem['number']}",
                                {"version": shown["version"], "action": "not_a_tag"}).json
        roles = [{"key": role["key"], "routing_order": i + 1, "name": f"Signer {i}", "email": f"signer{i}@example.com"}
                 for i, role in enumerate(shown["roles"])]
        changed = caller.send("PATCH", f"/api/v1/drafts/{draft}", {"version": shown["version"], "roles": roles})
        assert changed.status == 200 and changed.json["can_send"], changed.body
        sent = caller.send("POST", f"/api/v1/drafts/{draft}/send")
        assert sent.status == 201, sent.body
        return sent.json

    def open_links(self):
        token = self.portal.mailbox.wait("signer0@example.com", r"/sign#(\S+)")[1]
        for caller in (self.link, self.recipient):
            assert caller.send("POST", "/api/v1/ceremony/open", {"token": token}).status == 200
        assert self.recipient.send("POST", "/api/v1/ceremony/code", {"purpose": "access"}).status == 200
        code = self.portal.mailbox.wait("signer0@example.com", r"\b(\d{3}) ?(\d{3})\b")
        passed = self.recipient.send("POST", "/api/v1/ceremony/access", {"code": code[1] + code[2]})
        assert passed.status == 200, passed.body

    def rows(self):
        """Everything in the database that a call could change, but when sessions and ceremonies were used last."""
        database = sqlite3.connect(f"file:{self.portal.data}/quillport.db?mode=ro", uri=True)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        columns = {"ceremonies": "cookie_hash, recipient_id, created_at, access_at, consent_at"}
        content = {name: database.execute(f"SELECT {columns.get(name, '*')} FROM {name} ORDER BY 1, 2").fetchall() for name in tables
                   if "session" not in name and name not in ("outbox", "attempts")}
        database.close()
        return content


class PortalTest(HouseChecks, unittest.TestCase):
    operations = {row["operation"]: row for row in MATRIX}

    @classmethod
    def setUpClass(cls):
        cls.world = World(*PROGRAMS)
        try:
            cls.world.populate()
        except BaseException:
            print("".join(cls.world.portal.log[-30:]), file=sys.stderr)
            cls.world.portal.close()
            raise

    @classmethod
    def tearDownClass(cls):
        seconds, code = cls.world.portal.stop()
        log = "".join(cls.world.portal.log)
        cls.world.portal.close()
        assert code == 0 and seconds < 10, (code, seconds)
        assert not re.search(r"[A-Za-z0-9_-]{43}", log), "the log holds a token"
        assert " error " not in log, [line for line in log.splitlines() if " error " in line]

    def check(self, answer, row, what):
        """What must be true of every answer."""
        for name, part in HEADERS.items():
            self.assertIn(part, answer.headers.get(name, "(missing)"), f"{what}: {name}")
        self.assertNotIn("unsafe", answer.headers["Content-Security-Policy"])
        if answer.status >= 400:
            self.assertEqual(fits(answer.json, API_ERROR, DOCUMENT), [], what)
            self.assertRegex(answer.json["support"], r"^[0-9A-Z]{3}-[0-9A-Z]{3}$")
            return
        self.assertIn(answer.status, row["statuses"], what)
        if row["answer"] == "json" and row["schema"]:
            schema = {"$ref": "#/components/schemas/" + row["schema"]}
            self.assertEqual(fits(answer.json, schema, DOCUMENT), [], what)

    def path_of(self, row, draft=None, envelope=None):
        world = self.world
        values = {"draft": draft or world.draft, "envelope": envelope or world.envelope["id"], "page": "1", "problem": "1", "part": "2", "queue": "sign",
                  "team": world.team, "template": "Order", "user": world.user, "token": "nosuchtoken",
                  "document": world.envelope["documents"][0]["id"]}
        path = re.sub(r"{(\w+)}", lambda match: values[match[1]], row["path"])
        return path + {"findPeople": "?q=sig", "takeOutPart": "?version=1"}.get(row["operation"], "")

    def body_of(self, row):
        world = self.world
        bodies = {"logIn": {"email": "a@b", "password": "x"}, "setUp": {"token": "x", "name": "x", "email": "x", "password": "x"},
                  "changeDraft": {"version": 1, "title": "stolen"}, "unlockDraft": {"password": "x"}, "settleProblem": {"version": 1, "action": "not_a_tag"},
                  "voidEnvelope": {"reason": "x"}, "openCeremony": {"token": "x"}, "sendCode": {"purpose": "access"},
                  "checkAccess": {"code": "000000"}, "saveValues": {"values": {}}, "declineToSign": {"reason": "x"},
                  "changeQueue": {"language": "sl"}, "putTemplate": {"folder": "Stolen"}, "useTemplate": {"version": 1, "template": "Order"}, "createTeam": {"name": "Stolen"}, "changeTeam": {"name": "Stolen"},
                  "changeUser": {"aliases": ["stolen"]}, "logInByTicket": {"ticket": "x"}, "changeMe": {"mails": False},
                  "createToken": {"name": "stolen"}, "markTold": {},
                  "replaceDraft": {"version": 1, "draft": world.other_draft}, "appendDraft": {"version": 1, "draft": world.other_draft},
                  "arrangeParts": {"version": 1, "order": [1]},
                  "reportRefusal": {"job": JOB, "key": "damaged", "idempotency_key": "x"},
                  "signDocument": {"digest": "x", "values": {}, "signature": {"kind": "typed", "typed": "x"}}}
        return bodies.get(row["operation"])

    def call(self, caller, row, **objects):
        if row["answer"] == "stream":
            return None
        return caller.send(row["method"], self.path_of(row, **objects), self.body_of(row))

    def test_1_who_may_not_call_is_refused_and_changes_nothing(self):
        world = self.world
        before = world.rows()
        callers = {"nobody": world.nobody, "key": world.key, "link": world.link, "recipient": world.recipient, "user": world.foreign,
                   "administrator": world.owner, "token": world.token}
        for row in MATRIX:
            for name, caller in callers.items():
                if name in row["allowed"]:
                    continue
                what = f"{row['operation']} as {name}"
                answer = self.call(caller, row)
                if answer is None:
                    answer = caller.send("GET", row["path"])
                self.check(answer, row, what)
                self.assertIn(answer.status, (401, 403), what)
        self.assertEqual(world.rows(), before)

    def test_2_a_foreign_object_is_like_a_missing_one(self):
        world = self.world
        before = world.rows()
        for row in MATRIX:
            if row["object"] == "none":
                continue
            foreign = self.call(world.foreign, row)
            missing = self.call(world.foreign, row, draft="nosuchdraft", envelope="nosuchenvelope")
            self.check(foreign, row, row["operation"])
            if row["operation"] == "claimDraft":
                # A colleague who saw it in the inbox a moment ago learns that he came late, and nothing of the draft.
                self.assertEqual((foreign.status, foreign.json["key"]), (409, "claimed_already"))
                continue
            self.assertEqual(foreign.status, 404, row["operation"])
            self.assertEqual({**foreign.json, "support": ""}, {**missing.json, "support": ""}, row["operation"])
        self.assertEqual(world.rows(), before)

    def test_3_lists_hold_nothing_foreign(self):
        for path in ("/api/v1/drafts", "/api/v1/envelopes"):
            self.assertNotIn(self.world.envelope["id"], self.world.foreign.send("GET", path).body.decode())
            self.assertNotIn(self.world.draft, self.world.foreign.send("GET", path).body.decode())

    def test_4_reading_changes_nothing(self):
        world = self.world
        # The first look of a recipient is recorded on purpose, and pages are drawn once.
        for row in (row for row in MATRIX if row["method"] == "GET"):
            self.call(world.recipient, row)
        before = world.rows()
        for row in (row for row in MATRIX if row["method"] == "GET"):
            for caller in (world.nobody, world.owner, world.foreign, world.link, world.recipient, world.key, world.token):
                answer = self.call(caller, row)
                if answer is not None:
                    self.check(answer, row, row["operation"])
                    head = caller.send("HEAD", self.path_of(row))
                    self.assertEqual((head.status, head.body), (answer.status, b""), row["operation"])
        self.assertEqual(world.rows(), before)

    def test_5_a_change_comes_only_from_the_portals_own_pages(self):
        world = self.world
        path, body = f"/api/v1/drafts/{world.draft}", {"version": 1, "title": "stolen"}
        tries = [({}, False), ({"Origin": "https://evil.example"}, True), ({"Origin": "null"}, True), ({"Sec-Fetch-Site": "cross-site"}, True),
                 ({"Content-Type": "text/plain"}, False)]
        for headers, own_pages in tries:
            answer = world.owner.send("PATCH", path, body, headers, own_pages)
            self.assertEqual((answer.status, answer.json["key"]), (403, "csrf"), headers)
        answer = world.nobody.send("POST", "/api/v1/session", {"email": "olga@example.org", "password": PASSWORD}, own_pages=False)
        self.assertEqual(answer.status, 403)
        good = world.owner.send("PATCH", path, {"version": world.owner.send("GET", path).json["version"], "title": "My own"},
                                {"Origin": f"http://127.0.0.1:{world.portal.port}"})
        self.assertEqual((good.status, good.json["title"]), (200, "My own"))

    def test_5_input_that_the_interface_does_not_allow_is_refused(self):
        world = self.world
        path = f"/api/v1/drafts/{world.draft}"
        rows = [("PATCH", path, b"{", "application/json", 400), ("PATCH", path, b'{"version":1}', "text/plain", 415),
                ("PATCH", path, b'{"version":1,"x":1}', "application/json", 400), ("PATCH", path, b"[" * 100000, "application/json", 400),
                ("PATCH", path, b" " * (5 << 20), "application/json", 413), ("PUT", path, b"", "application/json", 405),
                ("GET", path + "/pages/0/image", None, "", 400), ("GET", path + "/pages/1/image?dpi=100", None, "", 400),
                ("GET", path + "/pages/9999/image", None, "", 404), ("GET", "/api/v1/drafts?limit=0", None, "", 400),
                ("GET", "/api/v1/drafts?limit=201", None, "", 400), ("GET", "/api/v1/drafts?limit=x", None, "", 400),
                ("GET", "/api/v1/people", None, "", 400), ("GET", "/api/v1/people?q=%00", None, "", 400),
                ("GET", "/api/v1/people?q=" + "x" * 101, None, "", 400), ("GET", "/api/v1/nothing", None, "", 404),
                ("GET", "/api/v1/drafts/" + "x" * 65, None, "", 400), ("GET", "/api/v1/drafts/..%2f..%2fetc%2fpasswd", None, "", 404)]
        for method, where, body, media_type, status in rows:
            answer = world.owner.send(method, where, body, {"Content-Type": media_type} if media_type else {})
            self.assertEqual(answer.status, status, where[:80])
            for name in HEADERS:
                self.assertIn(name, answer.headers, where[:80])
        self.assertEqual(world.owner.send("PUT", path).headers["Allow"], "GET, PATCH, DELETE")

    def test_5_hostile_uploads_are_refused(self):
        owner = self.world.owner
        kinds = {"Content-Type": "multipart/form-data; boundary=b"}
        rows = [b"", b"--b", b"--b--\r\n", b"--b\r\n\r\n\r\n--b--", b"--c\r\nContent-Disposition: form-data; name=document\r\n\r\nx\r\n--c--",
                b"--b\r\nContent-Disposition: form-data; name=document\r\n\r\nx", b"--b\r\n" + b"A: b\r\n" * 5000 + b"\r\nx\r\n--b--",
                (b"--b\r\nContent-Disposition: form-data; name=document\r\n\r\n" + CONTRACT + b"\r\n") * 2 + b"--b--",
                b"".join(b"--b\r\nContent-Disposition: form-data; name=p%d\r\n\r\nx\r\n" % i for i in range(50)) + b"--b--"]
        for body in rows:
            self.assertEqual(owner.send("POST", "/api/v1/drafts", body, kinds).status, 400, body[:60])
        self.assertEqual(owner.send("POST", "/api/v1/drafts", CONTRACT, {"Content-Type": "application/pdf"}).status, 415)
        self.assertEqual(owner.send("POST", "/api/v1/drafts", b"x", {"Content-Type": "multipart/form-data"}).status, 400)
        self.assertIn(owner.upload([("document", "a.pdf", "application/pdf", b"\x7fELF\x02\x01\x00 no document")]).status, (400, 415))
        self.assertEqual(self.world.key.upload([("document", "a.pdf", "application/pdf", CONTRACT)]).json["field"], "draft")

    def test_6_a_print_server_delivers_once(self):
        world = self.world
        job = {"uuid": "urn:uuid:7", "document_number": 1, "queue": "sign", "user": "olga", "host": "pc1", "title": "Printed",
               "authenticated": True, "received": "2026-11-23T10:00:00Z"}
        parts = [("draft", "", "application/json", json.dumps({"job": job}).encode()), ("document", "d.pdf", "application/pdf", CONTRACT)]
        row = next(row for row in MATRIX if row["operation"] == "createDraft")
        first = world.key.upload(parts, {"Idempotency-Key": "job-7"})
        again = world.key.upload(parts, {"Idempotency-Key": "job-7"})
        self.check(first, row, "first")
        self.check(again, row, "again")
        self.assertEqual((first.status, again.status), (201, 200), (first.body, again.body))
        self.assertEqual(first.json["draft"], again.json["draft"])
        self.assertTrue(again.json["already_delivered"])
        self.assertEqual(world.key.send("GET", "/api/v1/queues/sign").json["name"], "sign")

    def test_6_other_formats_are_converted_and_their_originals_kept(self):
        owner, rows = self.world.owner, self.operations
        text = (ROOT / "tests/corpus/print/plain1250.txt").read_bytes()
        made = owner.upload([("document", "Receipt.bin", "application/pdf", text)])
        self.check(made, rows["createDraft"], "text")
        path = f"/api/v1/drafts/{made.json['draft']}"
        shown = owner.send("GET", path)
        self.check(shown, rows["getDraft"], "converted")
        self.assertEqual((shown.json["original"]["format"], shown.json["original"]["size"], len(shown.json["pages"])), ("text", len(text), 2))
        self.assertNotIn("lock", shown.json)
        original = owner.send("GET", path + "/original")
        self.check(original, rows["getDraftOriginal"], "original")
        self.assertEqual((original.body, original.headers["Content-Type"]), (text, "application/octet-stream"))
        self.assertIn("attachment", original.headers["Content-Disposition"])
        self.assertEqual(owner.send("GET", f"/api/v1/drafts/{self.world.draft}/original").json["key"], "no_original")
        for key, content in (("format_zpl", b"^XA^FDx^FS^XZ"), ("format_pcl", b"\x1bE\x1b&l0O"), ("format_unknown", b"\x7fELF\0\1")):
            refused = owner.upload([("document", "Contract.pdf", "application/pdf", content)])
            self.assertEqual((refused.status, refused.json["key"]), (415, key))

    def test_6_a_locked_document_is_opened_with_its_password(self):
        owner, rows = self.world.owner, self.operations
        locked = (ROOT / "tests/corpus/print/encuser.pdf").read_bytes()
        made = owner.upload([("document", "Secret.pdf", "application/pdf", locked)])
        self.check(made, rows["createDraft"], "locked")
        self.assertTrue(made.json["locked"])
        path = f"/api/v1/drafts/{made.json['draft']}"
        shown = owner.send("GET", path)
        self.assertEqual((shown.json["lock"], shown.json["pages"], shown.json["can_send"]), ("locked", [], False))
        wrong = owner.send("POST", path + "/password", {"password": "a wrong guess"})
        self.check(wrong, rows["unlockDraft"], "wrong password")
        self.assertEqual((wrong.status, wrong.json["key"], wrong.json["tries_left"]), (400, "document_password", 9))
        opened = owner.send("POST", path + "/password", {"password": LOCKED_PASSWORD})
        self.check(opened, rows["unlockDraft"], "right password")
        self.assertEqual((opened.status, opened.json["lock"], len(opened.json["pages"])), (200, "opened", 1))
        self.assertEqual(owner.send("GET", path + "/original").body, locked)
        self.assertNotIn("a wrong guess", "".join(self.world.portal.log))

    def test_6_files_come_in_parts_and_only_when_they_changed(self):
        world = self.world
        path = f"/api/v1/envelopes/{world.envelope['id']}/documents/{world.envelope['documents'][0]['id']}/file"
        whole = world.owner.send("GET", path)
        self.assertEqual(whole.headers["Content-Type"], "application/pdf")
        self.assertIn("attachment", whole.headers["Content-Disposition"])
        part = world.owner.send("GET", path, headers={"Range": "bytes=10-19"})
        self.assertEqual((part.status, part.body), (206, whole.body[10:20]))
        self.assertEqual(world.owner.send("GET", path, headers={"If-None-Match": whole.headers["ETag"]}).status, 304)
        image = world.owner.send("GET", f"/api/v1/drafts/{world.draft}/pages/1/image?dpi=72&of=x")
        self.assertIn(image.headers["Content-Type"], ("image/png", "image/jpeg"))
        self.assertIn("private", image.headers["Cache-Control"])

    def test_6_a_ticket_logs_a_browser_in_once(self):
        world = self.world
        rows = self.operations
        made = world.token.send("POST", "/api/v1/tickets")
        self.check(made, rows["createTicket"], "ticket")
        browser, thief = Caller(world.portal), Caller(world.portal)
        opened = browser.send("POST", "/api/v1/session/ticket", {"ticket": made.json["ticket"]})
        self.check(opened, rows["logInByTicket"], "ticket")
        self.assertEqual(opened.json["user"]["email"], "olga@example.org")
        self.assertIn("SameSite=Strict", opened.headers["Set-Cookie"])
        self.assertEqual(browser.send("GET", f"/api/v1/drafts/{world.draft}").status, 200)
        for caller in (thief, browser):
            again = caller.send("POST", "/api/v1/session/ticket", {"ticket": made.json["ticket"]})
            self.assertEqual((again.status, again.json["key"]), (410, "ticket_over"))
        self.assertEqual(thief.send("GET", "/api/v1/drafts").status, 401)
        foreign = world.nobody.send("POST", "/api/v1/session/ticket", {"ticket": made.json["ticket"]}, own_pages=False)
        self.assertEqual((foreign.status, foreign.json["key"]), (403, "csrf"))

    def test_6_a_token_is_seen_once_and_ends_when_it_is_revoked(self):
        world = self.world
        rows = self.operations
        made = world.owner.send("POST", "/api/v1/tokens", {"name": "laptop"})
        self.check(made, rows["createToken"], "token")
        listed = world.owner.send("GET", "/api/v1/tokens")
        self.check(listed, rows["listTokens"], "tokens")
        self.assertNotIn(made.json["secret"], listed.body.decode())
        self.assertNotIn(made.json["id"], world.foreign.send("GET", "/api/v1/tokens").body.decode())
        laptop = Caller(world.portal, key=made.json["secret"])
        self.assertEqual(laptop.send("GET", "/api/v1/drafts").status, 200)
        self.assertEqual(laptop.send("GET", "/api/v1/queues/sign").json["key"], "key_scope")
        self.assertEqual(world.key.send("GET", "/api/v1/notices").json["key"], "key_scope")
        self.assertEqual(world.foreign.send("DELETE", "/api/v1/tokens/" + made.json["id"]).status, 404)
        self.assertEqual(world.owner.send("DELETE", "/api/v1/tokens/" + made.json["id"]).status, 204)
        self.assertEqual(laptop.send("GET", "/api/v1/drafts").status, 401)
        with open(world.portal.data + "/quillport.db", "rb") as database:
            self.assertNotIn(made.json["secret"].encode(), database.read())

    def test_6_who_printed_is_told_what_was_refused(self):
        world = self.world
        rows = self.operations
        job = {"uuid": "urn:uuid:8", "document_number": 1, "queue": "sign", "user": "olga", "host": "pc1", "title": "Broken <b>",
               "authenticated": False, "received": "2026-11-23T10:00:00Z"}
        parts = [("draft", "", "application/json", json.dumps({"job": job}).encode()), ("document", "d", "application/pdf", b"%PDF-1.7 no")]
        for _ in range(2):
            self.assertGreaterEqual(world.key.upload(parts, {"Idempotency-Key": "job-8"}).status, 400)
        listed = world.token.send("GET", "/api/v1/notices")
        self.check(listed, rows["listNotices"], "notices")
        self.assertEqual([(n["title"], n["key"]) for n in listed.json["notices"]], [("Broken <b>", "damaged")])
        self.assertEqual(world.foreign.send("GET", "/api/v1/notices").json["notices"], [])
        # What the print server would not even send is told too, once.
        report = {"job": {**job, "title": "Locked"}, "key": "encrypted", "idempotency_key": "job-9"}
        for _ in range(2):
            self.check(world.key.send("POST", "/api/v1/refusals", report), rows["reportRefusal"], "refusal")
        self.assertEqual(world.key.send("POST", "/api/v1/refusals", {**report, "key": "<b>"}).status, 400)
        self.assertEqual(world.key.send("POST", "/api/v1/refusals", {**report, "idempotency_key": "job-8"}).status, 204)
        listed = world.token.send("GET", "/api/v1/notices")
        self.assertEqual([n["title"] for n in listed.json["notices"]], ["Broken <b>", "Locked"])
        ids = [notice["id"] for notice in listed.json["notices"]]
        self.assertEqual(world.foreign.send("POST", "/api/v1/told", {"notices": ids}).status, 204)
        self.assertEqual(len(world.token.send("GET", "/api/v1/notices").json["notices"]), 2)
        self.check(world.token.send("POST", "/api/v1/told", {"notices": ids}), rows["markTold"], "told")
        self.assertEqual(world.token.send("GET", "/api/v1/notices").json["notices"], [])
        quiet = world.owner.send("PATCH", "/api/v1/me", {"mails": False})
        self.check(quiet, rows["changeMe"], "me")
        self.assertEqual((quiet.json["mails"], world.owner.send("GET", "/api/v1/me").json["mails"]), (False, False))

    def test_6_several_prints_make_one_draft_and_come_apart_again(self):
        world = self.world
        rows = self.operations
        first, second = world.make_draft(world.owner), world.make_draft(world.owner)
        path = f"/api/v1/drafts/{first}"
        before = world.owner.send("GET", path).json
        similar = world.owner.send("GET", path + "/similar")
        self.check(similar, rows["getSimilar"], "similar")
        self.assertIn(second, [draft["id"] for draft in similar.json["drafts"]])
        whole = world.owner.send("POST", path + "/parts", {"version": before["version"], "draft": second})
        self.check(whole, rows["appendDraft"], "append")
        self.assertEqual(len(whole.json["pages"]), 2 * len(before["pages"]))
        self.assertEqual([part["first"] for part in whole.json["parts"]], [True, False])
        self.assertNotEqual(whole.json["document"], before["document"])
        for page in range(1, len(whole.json["pages"]) + 1):
            image = world.owner.send("GET", f"{path}/pages/{page}/image?dpi=72&of={whole.json['document'][:16]}")
            self.assertEqual(image.status, 200)
            self.assertIn("immutable", image.headers["Cache-Control"])
        self.assertIn("no-cache", world.owner.send("GET", f"{path}/pages/1/image?dpi=72").headers["Cache-Control"])
        turned = world.owner.send("PATCH", path + "/parts", {"version": whole.json["version"], "order": [2, 1]})
        self.check(turned, rows["arrangeParts"], "arrange")
        self.assertEqual([part["first"] for part in turned.json["parts"]], [False, True])
        self.assertEqual(world.owner.send("PATCH", path + "/parts", {"version": 1, "order": [1, 2]}).json["key"], "changed_meanwhile")
        apart = world.owner.send("DELETE", f"{path}/parts/1?version={turned.json['version']}")
        self.check(apart, rows["takeOutPart"], "take out")
        self.assertEqual(apart.json["document"], before["document"])
        replaced = world.owner.send("POST", path + "/replace", {"version": apart.json["version"], "draft": second})
        self.check(replaced, rows["replaceDraft"], "replace")
        self.assertEqual(world.owner.send("GET", f"/api/v1/drafts/{second}").json["state"], "dropped")
        self.check(world.owner.send("POST", f"/api/v1/drafts/{second}/restore"), rows["restoreDraft"], "restore")
        self.assertEqual(world.foreign.send("POST", path + "/parts", {"version": 1, "draft": second}).status, 404)
        for draft in (first, second):
            self.assertEqual(world.owner.send("DELETE", f"/api/v1/drafts/{draft}").status, 204)

    def test_6_pages_of_the_application_are_served(self):
        nobody = self.world.nobody
        for path in ("/", "/drafts/abc", "/sign", "/setup"):
            page = nobody.send("GET", path)
            self.assertEqual((page.status, page.headers["Content-Type"]), (200, "text/html; charset=utf-8"), path)
            self.assertEqual(page.headers["Cache-Control"], "no-cache")
        script = nobody.send("GET", "/assets/a-1.js", headers={"Accept-Encoding": "gzip"})
        self.assertEqual((script.headers["Content-Encoding"], script.headers["Vary"]), ("gzip", "Accept-Encoding"))
        self.assertIn("immutable", script.headers["Cache-Control"])
        for path in ("/assets/none.js", "/none.png", "/../../etc/passwd", "/assets/%2e%2e/index.html"):
            self.assertEqual(nobody.send("GET", path).status, 404, path)
        self.assertEqual(nobody.send("POST", "/drafts").status, 405)

    def test_6_an_open_page_hears_of_changes(self):
        import http.client
        world = self.world
        streams = []
        for caller in (world.owner, world.foreign):
            connection = http.client.HTTPConnection("127.0.0.1", world.portal.port, timeout=10)
            connection.request("GET", "/api/v1/events", headers={"Cookie": "; ".join(f"{k}={v}" for k, v in caller.cookies.items())})
            sock = connection.sock
            response = connection.getresponse()
            self.assertEqual((response.status, response.headers["Content-Type"]), (200, "text/event-stream; charset=utf-8"))
            response.readline(), response.readline()
            streams.append((sock, response))
        path = f"/api/v1/envelopes/{world.envelope['id']}"
        self.assertIn(world.owner.send("POST", path + "/remind").status, (204, 429))
        extended = world.owner.send("POST", path + "/extend")
        self.assertEqual(extended.status, 200, extended.body)
        lines = [streams[0][1].readline() for _ in range(2)]
        self.assertEqual(lines[0], b"event: envelope\n")
        self.assertEqual(json.loads(lines[1][6:]), {"kind": "envelope", "id": world.envelope["id"]})
        streams[1][0].settimeout(0.5)
        with self.assertRaises(TimeoutError):
            streams[1][1].readline()
        for _, response in streams:
            response.close()

    def test_7_cookies_cannot_be_read_by_scripts(self):
        fresh = Caller(self.world.portal)
        answer = fresh.send("POST", "/api/v1/session", {"email": "olga@example.org", "password": PASSWORD})
        cookie = answer.headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(part, cookie)
        self.assertEqual(fresh.send("GET", "/api/v1/session").json["user"]["email"], "olga@example.org")
        self.assertEqual(fresh.send("DELETE", "/api/v1/session").status, 204)
        self.assertNotIn("user", Caller(self.world.portal).send("GET", "/api/v1/session").json)
        stale = Caller(self.world.portal)
        stale.cookies = {cookie.split("=")[0]: cookie.split(";")[0].split("=", 1)[1]}
        self.assertEqual(stale.send("GET", "/api/v1/drafts").status, 401)

    def test_8_everybody_signs_and_the_owner_gets_all(self):
        world = self.world
        rows = self.operations
        signers = len(world.envelope["recipients"])
        self.sign(world.recipient, rows)
        for i in range(1, signers):
            caller = Caller(world.portal)
            token = world.portal.mailbox.wait(f"signer{i}@example.com", r"/sign#(\S+)")[1]
            self.check(caller.send("POST", "/api/v1/ceremony/open", {"token": token}), rows["openCeremony"], "open")
            self.check(caller.send("POST", "/api/v1/ceremony/code", {"purpose": "access"}), rows["sendCode"], "code")
            code = world.portal.mailbox.wait(f"signer{i}@example.com", r"\b(\d{3}) ?(\d{3})\b")
            right = code[1] + code[2]
            wrong = caller.send("POST", "/api/v1/ceremony/access", {"code": "%06d" % ((int(right) + 1) % 1000000)})
            self.assertEqual((wrong.status, wrong.json["key"], wrong.json["tries_left"]), (403, "code_wrong", 4))
            self.check(caller.send("POST", "/api/v1/ceremony/access", {"code": right}), rows["checkAccess"], "access")
            self.sign(caller, rows)
        base = f"/api/v1/envelopes/{world.envelope['id']}"
        envelope = world.owner.send("GET", base)
        self.check(envelope, rows["getEnvelope"], "envelope")
        self.assertEqual((envelope.json["state"], envelope.json["certificate_ready"]), ("completed", True))
        audit = world.owner.send("GET", base + "/audit")
        self.check(audit, rows["getAudit"], "audit")
        self.assertTrue(audit.json["chain_ok"])
        self.assertEqual(world.owner.send("GET", base + "/certificate").body[:5], b"%PDF-")
        self.assertEqual(world.recipient.send("GET", "/api/v1/ceremony/certificate").body[:5], b"%PDF-")
        self.check(world.owner.send("POST", base + "/void", {"reason": "late"}), rows["voidEnvelope"], "void")

    def sign(self, caller, rows):
        self.check(caller.send("POST", "/api/v1/ceremony/consent"), rows["giveConsent"], "consent")
        document = caller.send("GET", "/api/v1/ceremony/document")
        self.check(document, rows["getCeremonyDocument"], "document")
        values = {field["name"]: "Acme 1" for field in document.json["fields"]
                  if field["mine"] and not field["readonly"] and field["type"] in ("text", "multiline", "title", "company")}
        for field in document.json["fields"]:
            if field["mine"] and not field["readonly"]:
                samples = {"number": "7", "dateinput": "2026-11-23", "checkbox": "yes", "radio": "yes", "email": "a@example.com"}
                if field["type"] in samples:
                    values[field["name"]] = samples[field["type"]]
                elif field["type"] == "dropdown":
                    values[field["name"]] = field["options"][0]
        self.check(caller.send("PATCH", "/api/v1/ceremony/values", {"values": values}), rows["saveValues"], "values")
        request = {"digest": document.json["digest"], "values": values, "signature": {"kind": "typed", "typed": "Sig Ner"}}
        signed = caller.send("POST", "/api/v1/ceremony/sign", request)
        self.assertEqual(signed.status, 200, signed.body)
        self.check(signed, rows["signDocument"], "sign")
        again = caller.send("POST", "/api/v1/ceremony/sign", request)
        self.assertIn(again.status, (409, 410), again.body)

    def test_9_what_was_not_needed_is_dropped_declined_and_copied(self):
        world = self.world
        rows = self.operations
        self.check(world.owner.send("DELETE", f"/api/v1/drafts/{world.other_draft}"), rows["dropDraft"], "drop")
        envelope = world.make_envelope(world.owner, world.make_draft(world.owner))
        voided = world.owner.send("POST", f"/api/v1/envelopes/{envelope['id']}/void", {"reason": "mistake"})
        self.check(voided, rows["voidEnvelope"], "void")
        self.assertEqual(voided.json["state"], "voided")
        for operation in ("listDrafts", "listEnvelopes", "findPeople"):
            answer = self.call(world.owner, rows[operation])
            self.assertEqual(answer.status, 200)
            self.check(answer, rows[operation], operation)
        copy = os.path.join(world.portal.folder.name, "copy")
        world.portal.run("backup", copy)
        other = os.path.join(world.portal.folder.name, "other")
        world.portal.run("restore", copy, f"--data={other}")
        users = world.portal.run("user", "list", f"--data={other}")
        self.assertIn("olga@example.org", users)

    def test_9_z_a_print_server_brings_batches_and_a_user_does_not(self):
        def refused(caller, calls):
            return any(caller.send("POST", "/api/v1/drafts", b"x", {"Content-Type": "multipart/form-data; boundary=b"}).status == 429
                       for _ in range(calls))
        self.assertFalse(refused(self.world.key, 800))
        self.assertTrue(refused(self.world.owner, 1600))


if __name__ == "__main__":
    PROGRAMS = sys.argv[1:3]
    unittest.main(argv=[sys.argv[0]] + sys.argv[3:], verbosity=1)
