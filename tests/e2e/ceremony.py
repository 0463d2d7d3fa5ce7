#!/usr/bin/python3
"""Signers who do what they should not, against a running trial: every refusal is a clear key, is in the audit trail, and loses nothing.

ceremony.py --portal URL --mailbox URL --setup TOKEN --document PDF --folder DIR NAME     runs the test NAME; exit 0 if it holds
"""
import argparse
import json
import pathlib
import re
import sys
import time
import urllib.request
import uuid

from portal import ADMINISTRATOR, Browser

STROKE = {"kind": "drawn", "width": 300, "height": 100,
          "strokes": [[{"x": 10 + i * 7, "y": 50 + (i * 37 % 60) - 30} for i in range(36)]]}


class Trial:
    def __init__(self, options):
        self.options = options
        self.author = self.browser("author")
        status, session = self.author.call("GET", "/api/v1/session")
        if session.get("setup_needed"):
            status, session = self.author.call("POST", "/api/v1/setup", json.dumps({**ADMINISTRATOR, "token": options.setup}))
        assert status == 200, session

    def browser(self, name):
        return Browser(self.options.portal, f"{self.options.folder}/cookies-{name}")

    def stranger(self):
        return self.browser(uuid.uuid4().hex)

    def messages(self):
        return json.load(urllib.request.urlopen(f"{self.options.mailbox}/messages"))

    def found(self, kind, to, pattern, skip=0):
        for _ in range(150):
            hits = [m.group(1) for message in self.messages() if message["kind"] == kind and to in message["to"]
                    for m in [re.search(pattern, message["text"])] if m]
            if len(hits) > skip:
                return hits[-1]
            time.sleep(0.1)
        sys.exit(f"no {kind} to {to}: {self.messages()[-2:]}")

    def upload(self):
        boundary = uuid.uuid4().hex
        document = pathlib.Path(self.options.document).read_bytes() + f"% {boundary}\n".encode()
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="document"; filename="Contract.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        body = head.encode() + document + f"\r\n--{boundary}--\r\n".encode()
        request = urllib.request.Request(self.options.portal + "/api/v1/drafts", data=body, method="POST", headers={
            "X-Quillport": "1", "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.author.cookies.items())})
        return json.load(urllib.request.urlopen(request))["draft"]

    def sent(self, tag, order=(1, 2)):
        """An envelope for anna-TAG and bert-TAG; its id."""
        draft = self.must(self.author, "GET", f"/drafts/{self.upload()}")
        roles = [{"key": role["key"], "routing_order": turn, "name": name.title(), "email": f"{name}-{tag}@lipa.example"}
                 for role, turn, name in zip(draft["roles"], order, ("anna", "bert"))]
        self.must(self.author, "PATCH", f"/drafts/{draft['id']}", {"version": draft["version"], "roles": roles})
        return self.must(self.author, "POST", f"/drafts/{draft['id']}/send")["id"]

    def must(self, browser, method, path, body=None):
        status, answer = browser.call(method, "/api/v1" + path, None if body is None else json.dumps(body))
        assert status < 300, (method, path, status, answer)
        return answer

    def refused(self, browser, method, path, body, key):
        status, answer = browser.call(method, "/api/v1" + path, None if body is None else json.dumps(body))
        assert status >= 400 and answer["key"] == key, (method, path, status, answer, key)
        return answer

    def token_of(self, email):
        return self.found("mail", email, r"/sign#([A-Za-z0-9_-]+)")

    def opened(self, email):
        browser = self.stranger()
        self.must(browser, "POST", "/ceremony/open", {"token": self.token_of(email)})
        return browser

    def admitted(self, email):
        browser = self.opened(email)
        self.must(browser, "POST", "/ceremony/code", {"purpose": "access"})
        self.must(browser, "POST", "/ceremony/access", {"code": self.found("mail", email, r"\b(\d{6})\b")})
        self.must(browser, "POST", "/ceremony/consent")
        return browser

    def sign(self, browser):
        document = self.must(browser, "GET", "/ceremony/document")
        values = {f["name"]: "Some text" for f in document["fields"] if f["mine"] and f["type"] == "text"}
        return browser.call("POST", "/api/v1/ceremony/sign",
                            json.dumps({"digest": document["digest"], "values": values, "signature": STROKE}))

    def kinds(self, envelope):
        audit = self.must(self.author, "GET", f"/envelopes/{envelope}/audit")
        assert audit["chain_ok"]
        return [event["kind"] for event in audit["events"]]


def wrong_codes(trial):
    """Five wrong codes end a code for good, also for the right one; a new code works."""
    envelope = trial.sent("wrong")
    email = "anna-wrong@lipa.example"
    browser = trial.opened(email)
    trial.must(browser, "POST", "/ceremony/code", {"purpose": "access"})
    right = trial.found("mail", email, r"\b(\d{6})\b")
    wrong = "000000" if right != "000000" else "111111"
    left = [browser.call("POST", "/api/v1/ceremony/access", json.dumps({"code": wrong}))[1].get("tries_left") for _ in range(5)]
    assert left[:4] == [4, 3, 2, 1] and left[4] in (0, None), left
    status, answer = browser.call("POST", "/api/v1/ceremony/access", json.dumps({"code": right}))
    assert status >= 400, answer
    trial.must(browser, "POST", "/ceremony/code", {"purpose": "access"})
    fresh = trial.found("mail", email, r"\b(\d{6})\b", skip=1)
    assert trial.must(browser, "POST", "/ceremony/access", {"code": fresh})["state"] == "consent"
    kinds = trial.kinds(envelope)
    assert kinds.count("code_wrong") + kinds.count("code_used_up") >= 5 and "access_proved" in kinds, kinds


def link_twice(trial):
    """A link may be opened again, elsewhere too: each opening is on record, none of them proves who it is."""
    envelope = trial.sent("twice")
    first, second = trial.opened("anna-twice@lipa.example"), trial.opened("anna-twice@lipa.example")
    for browser in (first, second):
        assert trial.must(browser, "GET", "/ceremony")["state"] == "code"
        status, answer = browser.call("GET", "/api/v1/ceremony/document")
        assert status in (401, 403), answer
    assert trial.kinds(envelope).count("opened") == 2
    trial.refused(trial.stranger(), "POST", "/ceremony/open", {"token": "A" * 43}, "link_unknown")


def out_of_turn(trial):
    """Nobody signs before his turn or twice; the second signer's link does not exist before the first has signed."""
    envelope = trial.sent("turn")
    assert not [m for m in trial.messages() if "bert-turn@" in m["to"]]
    anna = trial.admitted("anna-turn@lipa.example")
    status, answer = trial.sign(anna)
    assert status == 200 and answer["state"] == "signed", answer
    status, answer = trial.sign(anna)
    assert status == 409, answer
    bert = trial.admitted("bert-turn@lipa.example")
    status, answer = trial.sign(bert)
    assert status == 200, answer
    kinds = trial.kinds(envelope)
    assert kinds.count("signed") == 2 and "completed" in kinds, kinds


def declined(trial):
    """Who declines says why; the author reads it, and the envelope is over for everybody."""
    envelope = trial.sent("no", order=(1, 1))
    anna, bert = trial.admitted("anna-no@lipa.example"), trial.admitted("bert-no@lipa.example")
    trial.must(anna, "POST", "/ceremony/decline", {"reason": "The price is wrong."})
    status, answer = trial.sign(bert) if trial.must(bert, "GET", "/ceremony")["state"] == "open" else (410, {})
    assert status in (409, 410), answer
    state = trial.must(trial.author, "GET", f"/envelopes/{envelope}")
    assert state["state"] == "declined" and any(r.get("reason") == "The price is wrong." for r in state["recipients"]), state


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("portal", "mailbox", "setup", "document", "folder"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("name", choices=["wrong_codes", "link_twice", "out_of_turn", "declined"])
    options = parser.parse_args()
    globals()[options.name](Trial(options))


if __name__ == "__main__":
    main()
