#!/usr/bin/python3
"""usage: agent_test.py QUILLPORTD QUILLPORT-WORKER QUILLPORT-AGENT

A real portal, the real agent, and a desktop of two small programs: a browser that follows the address it is given, and a notifier that
notes what it is told and presses the button when it should."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from portal import Caller, Portal  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[3]
CONTRACT = (ROOT / "tests/corpus/print/Contract.pdf").read_bytes()
PASSWORD = "correct horse battery 7"

BROWSER = """#!/usr/bin/python3
import http.client, json, sys, urllib.parse
url = urllib.parse.urlsplit(sys.argv[1])
connection = http.client.HTTPConnection(url.hostname, url.port, timeout=20)
connection.request("GET", url.path)
answer = connection.getresponse()
with open("%s", "a") as file:
    file.write(json.dumps({"url": sys.argv[1], "arguments": len(sys.argv), "status": answer.status, "location": answer.headers["Location"]}) + "\\n")
"""
NOTIFIER = """#!/usr/bin/python3
import json, os, sys
with open("%s", "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
print(77, flush=True)
if os.path.exists("%s"):
    print("open", flush=True)
"""


def until(condition, patience=25):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come to this")


class Desktop:
    """A user's session with the agent in it."""

    def __init__(self, program, folder, url, token, show="browser"):
        self.program, self.folder = program, pathlib.Path(folder)
        self.folder.mkdir()
        self.pressed = self.folder / "press"
        self.config = self.folder / "agent.conf"
        self.write("browser", BROWSER % (self.folder / "opened"))
        self.write("notifier", NOTIFIER % (self.folder / "notified", self.pressed))
        self.config.write_text(f"portal.url = {url}\nportal.token = {token}\nshow = {show}\nbrowser = {self.folder}/browser\n"
                               f"notifier = {self.folder}/notifier\n")
        self.config.chmod(0o600)
        self.process = None

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        path.chmod(0o755)

    def start(self):
        self.process = subprocess.Popen([self.program, "--config", str(self.config)], stderr=subprocess.PIPE, text=True,
                                        env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})

    def lines(self, name):
        path = self.folder / name
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def opened(self):
        return self.lines("opened")

    def notified(self):
        return self.lines("notified")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
        if self.process:
            self.process.communicate(timeout=20)


class AgentTest(unittest.TestCase):
    def setUp(self):
        self.portal = Portal(*PROGRAMS[:2])
        self.addCleanup(self.portal.close)
        self.portal.start()
        self.owner = Caller(self.portal)
        wish = {"token": self.portal.setup_link(), "name": "Olga Owner", "email": "olga@example.org", "password": PASSWORD}
        self.assertEqual(self.owner.send("POST", "/api/v1/setup", wish).status, 200)
        self.key = Caller(self.portal, key=self.portal.run("key", "add", "printer"))
        self.token = self.owner.send("POST", "/api/v1/tokens", {"name": "desk"}).json
        self.jobs = 0

    def desktop(self, **more):
        desktop = Desktop(PROGRAMS[2], self.portal.folder.name + "/desktop", f"http://127.0.0.1:{self.portal.port}",
                          self.token["secret"], **more)
        self.addCleanup(desktop.stop)
        desktop.start()
        # It has looked once when it asked for the notices.
        until(lambda: any("listNotices" in line for line in self.portal.log))
        return desktop

    def print(self, title="Contract", document=CONTRACT, user="olga"):
        self.jobs += 1
        job = {"uuid": f"urn:uuid:{self.jobs}", "document_number": 1, "queue": "sign", "user": user, "host": "pc1", "title": title,
               "authenticated": False, "received": "2026-11-23T10:00:00Z"}
        parts = [("draft", "", "application/json", json.dumps({"job": job}).encode()), ("document", "d.pdf", "application/pdf", document)]
        return self.key.upload(parts, {"Idempotency-Key": f"job-{self.jobs}"})

    def restart(self):
        port = self.portal.port
        self.portal.arguments = [f"--port={port}" if word == "--port=0" else word for word in self.portal.arguments]
        self.portal.stop()
        self.portal.log.clear()
        self.portal.port = None
        self.portal.start()
        self.assertEqual(self.portal.port, port)

    def test_a_new_draft_opens_already_logged_in_and_the_ticket_is_in_no_command_line(self):
        self.assertEqual(self.print("Before").status, 201)
        desktop = self.desktop()
        draft = self.print("Contract").json["draft"]
        self.assertEqual(self.print("Foreign", user="nobody").status, 201)
        [opened] = until(desktop.opened)
        self.assertEqual((opened["arguments"], opened["status"]), (2, 302))
        self.assertRegex(opened["url"], r"^http://127\.0\.0\.1:\d+/[\w-]{43}$")
        address, ticket = opened["location"].split("#ticket=")
        self.assertTrue(address.endswith(f"/drafts/{draft}"), address)
        browser = Caller(self.portal)
        session = browser.send("POST", "/api/v1/session/ticket", {"ticket": ticket})
        self.assertEqual((session.status, session.json["user"]["email"]), (200, "olga@example.org"))
        self.assertEqual(browser.send("GET", f"/api/v1/drafts/{draft}").json["title"], "Contract")
        time.sleep(2)
        self.assertEqual(len(desktop.opened()), 1)
        self.assertEqual(desktop.notified(), [])

    def test_a_mail_merge_makes_one_window_and_one_message(self):
        desktop = self.desktop()
        desktop.pressed.touch()
        self.assertEqual(self.print("Letter 0").status, 201)
        until(desktop.opened)
        # However slowly this machine makes them, the agent sees the others come together.
        desktop.process.send_signal(signal.SIGSTOP)
        for i in range(1, 12):
            self.assertEqual(self.print(f"Letter {i}").status, 201)
        desktop.process.send_signal(signal.SIGCONT)
        until(lambda: any("11 drafts are ready" in " ".join(words) for words in desktop.notified()), 40)
        # Its button opens the inbox.
        inbox = until(lambda: [o for o in desktop.opened() if re.search(r":\d+/#ticket=", o["location"] or "")])
        self.assertTrue(inbox)
        drafts = [o for o in desktop.opened() if "/drafts/" in (o["location"] or "")]
        self.assertEqual(len(drafts), 1)
        for words in desktop.notified():
            self.assertIn("--action=open=Open", words)
            self.assertLess(words.index("--print-id"), words.index("--"))

    def test_a_refused_job_is_told_in_words_and_once(self):
        desktop = self.desktop()
        self.assertGreaterEqual(self.print("--help <b>", b"^XA^FO50,50^FDlabel^FS^XZ").status, 400)
        [words] = until(desktop.notified)
        self.assertEqual(words[words.index("--") + 1], "\u201c--help <b>\u201d was not taken")
        self.assertIn("Choose the Quillport printer", words[-1])
        until(lambda: self.owner.send("GET", "/api/v1/notices").json["notices"] == [])
        self.print("Contract")
        until(desktop.opened)
        self.assertEqual(len(desktop.notified()), 1)

    def test_with_notifications_the_button_opens_the_draft(self):
        desktop = self.desktop(show="notification")
        draft = self.print("Contract").json["draft"]
        [words] = until(desktop.notified)
        self.assertEqual(words[-2:], ["The draft is ready", "Contract"])
        self.assertEqual(desktop.opened(), [])
        desktop.pressed.touch()
        other = self.print("Second").json["draft"]
        [opened] = until(desktop.opened)
        self.assertIn(f"/drafts/{other}#ticket=", opened["location"])
        self.assertNotEqual(draft, other)

    def test_the_agent_comes_back_after_the_portal_and_shows_what_came_meanwhile(self):
        desktop = self.desktop()
        self.restart()
        draft = self.print("Meanwhile").json["draft"]
        [opened] = until(desktop.opened, 60)
        self.assertIn(f"/drafts/{draft}#ticket=", opened["location"])

    def test_a_revoked_token_ends_the_agent_with_a_message(self):
        desktop = self.desktop()
        self.assertEqual(self.owner.send("DELETE", "/api/v1/tokens/" + self.token["id"]).status, 204)
        self.assertEqual(self.print("Late").status, 201)
        self.assertEqual(desktop.process.wait(timeout=60), 3)
        [words] = until(desktop.notified)
        self.assertIn("/account", words[-1])

    def test_settings_that_others_can_read_are_refused_and_setup_makes_better_ones(self):
        desktop = self.desktop()
        desktop.stop()
        desktop.config.chmod(0o644)
        refused = subprocess.run([PROGRAMS[2], "--config", str(desktop.config)], capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("chmod 600", refused.stderr)
        url = f"http://127.0.0.1:{self.portal.port}/"
        home = pathlib.Path(self.portal.folder.name) / "home"
        environment = {**os.environ, "XDG_CONFIG_HOME": str(home)}
        wrong = subprocess.run([PROGRAMS[2], "setup", url], input="nonsense\n", capture_output=True, text=True, timeout=30, env=environment,
                               check=False)
        self.assertEqual(wrong.returncode, 1)
        self.assertFalse((home / "quillport/agent.conf").exists())
        made = subprocess.run([PROGRAMS[2], "setup", url], input=self.token["secret"] + "\n", capture_output=True, text=True, timeout=30,
                              env=environment, check=False)
        self.assertEqual(made.returncode, 0, made.stderr)
        kept = home / "quillport/agent.conf"
        self.assertEqual(kept.stat().st_mode & 0o777, 0o600)
        self.assertIn(self.token["secret"], kept.read_text())
        self.assertNotIn(self.token["secret"], made.stdout + made.stderr)


if __name__ == "__main__":
    PROGRAMS = sys.argv[1:4]
    unittest.main(argv=[sys.argv[0]] + sys.argv[4:], verbosity=1)
