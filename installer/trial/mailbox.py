#!/usr/bin/python3
"""Takes the trial's mail (SMTP) and SMS (HTTP POST /sms) and shows them on one page. Nothing leaves this machine.

mailbox.py --smtp PORT --http PORT [--codes]        both on 127.0.0.1 only; --codes: a QR code below each link, for a phone
GET /           the page
GET /messages   all messages as JSON, newest last: {"kind", "to", "subject", "text", "at"}
"""
import argparse
import email
import email.policy
import html
import json
import re
import signal
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="3"><title>Trial mailbox</title><style>
:root {{ color-scheme: light dark; --paper: #f4f0e8; --surface: #fffefb; --line: #e4ddd0; --text: #1a1c22; --quiet: #686661; --ink: #1f3c9e; --warn: #7d4c00; --warn-soft: #fbefd9 }}
@media (prefers-color-scheme: dark) {{ :root {{ --paper: #131417; --surface: #1c1d21; --line: #34353b; --text: #f2efe8; --quiet: #a09d97; --ink: #a3b5ff; --warn: #efbf6b; --warn-soft: #382b14 }} }}
body {{ font: 15px/23px Inter, system-ui, sans-serif; background: var(--paper); color: var(--text); margin: 0 auto; max-width: 720px; padding: 32px 16px }}
h1 {{ font-size: 28px; line-height: 34px; letter-spacing: -.02em; margin: 0 0 8px }} p {{ margin: 0 0 16px }}
.note {{ background: var(--warn-soft); color: var(--warn); border-radius: 10px; padding: 12px 16px }}
article {{ background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 16px 20px; margin: 16px 0 }}
h2 {{ font-size: 17px; line-height: 24px; margin: 0 0 4px }} .to {{ color: var(--quiet); font-size: 13px; margin: 0 0 12px }}
pre {{ font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }} a {{ color: var(--ink) }}
figure {{ margin: 12px 0 0 }} figure svg {{ width: 180px; height: auto; border-radius: 8px }}
</style><h1>Trial mailbox</h1><p class="note">Mail and SMS of this trial end here. Nothing was sent to anybody.</p>{messages}</html>"""
EMPTY = "<p>No message yet. As soon as you send an envelope, the invitation to its first signer appears here.</p>"
LINK = re.compile(r"(https?://[^\s<>\"]+)")


class Messages:
    def __init__(self):
        self._lock = threading.Lock()
        self._all = []

    def add(self, kind, to, subject, text):
        with self._lock:
            self._all.append({"kind": kind, "to": to, "subject": subject, "text": text, "at": time.strftime("%H:%M:%S")})

    def all(self):
        with self._lock:
            return list(self._all)


class Smtp:
    def __init__(self, messages):
        self._messages = messages

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        plain = mail.get_body(preferencelist=("plain",))
        text = plain.get_content() if plain else ""
        self._messages.add("mail", ", ".join(envelope.rcpt_tos), str(mail["subject"] or ""), text)
        return "250 OK"


def linked(text):
    return LINK.sub(lambda m: f'<a href="{m.group(1)}">{m.group(1)}</a>', html.escape(text))


def codes(text):
    """The links of a message as QR codes, drawn by qrencode."""
    drawn = ""
    for link in LINK.findall(text):
        made = subprocess.run(["qrencode", "-t", "SVG", "--inline", "--svg-path", "-s", "4", "-m", "2", "-o", "-", "--", link],
                              capture_output=True, text=True, check=False)
        drawn += f'<figure>{made.stdout}</figure>' if made.returncode == 0 else ""
    return drawn


def article(message, with_codes):
    title = html.escape(message["subject"]) if message["kind"] == "mail" else "SMS"
    to = html.escape(f'to {message["to"]} at {message["at"]}')
    return f'<article><h2>{title}</h2><p class="to">{to}</p><pre>{linked(message["text"].strip())}</pre>{codes(message["text"]) if with_codes else ""}</article>'


def handler_for(messages, with_codes):
    class Handler(BaseHTTPRequestHandler):
        def answer(self, status, media_type, body):
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self):
            if self.path == "/messages":
                self.answer(200, "application/json", json.dumps(messages.all()))
            elif self.path == "/":
                shown = "".join(article(m, with_codes) for m in reversed(messages.all())) or EMPTY
                self.answer(200, "text/html; charset=utf-8", PAGE.format(messages=shown))
            else:
                self.answer(404, "text/plain", "There is nothing here.\n")

        def do_POST(self):
            length = int(self.headers.get("Content-Length") or 0)
            if self.path != "/sms" or not 0 < length < 65536:
                self.answer(404, "text/plain", "There is nothing here.\n")
                return
            body = json.loads(self.rfile.read(length))
            messages.add("sms", str(body.get("to", "")), "", str(body.get("text", "")))
            self.answer(202, "application/json", "{}")

        def log_message(self, *words):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smtp", type=int, required=True)
    parser.add_argument("--http", type=int, required=True)
    parser.add_argument("--codes", action="store_true")
    options = parser.parse_args()
    messages = Messages()
    smtp = Controller(Smtp(messages), hostname="127.0.0.1", port=options.smtp, data_size_limit=64 << 20)
    smtp.start()
    server = ThreadingHTTPServer(("127.0.0.1", options.http), handler_for(messages, options.codes))
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    smtp.stop()


if __name__ == "__main__":
    main()
