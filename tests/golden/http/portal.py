"""Starts the real portal for a test, talks to it, and catches its mail."""
import http.client
import json
import os
import re
import subprocess
import tempfile
import threading
import time
import uuid

from aiosmtpd.controller import Controller


class Mailbox:
    """An SMTP server that keeps what it gets."""

    def __init__(self):
        self.messages = []
        self.controller = Controller(self, hostname="127.0.0.1", port=0)
        # Port 0 lets the kernel choose; the controller connects to itself to see that it runs, so it must know which.
        self.controller.port = free_port()
        self.controller.start()
        self.url = f"smtp://127.0.0.1:{self.controller.port}"

    async def handle_DATA(self, _server, _session, envelope):
        self.messages.append((envelope.rcpt_tos[0], envelope.content))
        return "250 kept"

    def wait(self, address, pattern, patience=20):
        """The first match in a message to `address` that nobody took yet."""
        import email
        import email.policy
        end = time.monotonic() + patience
        while time.monotonic() < end:
            for entry in list(self.messages):
                if entry[0] != address:
                    continue
                text = email.message_from_bytes(entry[1], policy=email.policy.default).get_body(("plain",)).get_content()
                found = re.search(pattern, text)
                if found:
                    self.messages.remove(entry)
                    return found
            time.sleep(0.05)
        raise AssertionError(f"no mail to {address} with {pattern}")

    def stop(self):
        self.controller.stop()


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Caller:
    """Somebody with a cookie jar, or a key."""

    def __init__(self, portal, key=None):
        self.portal, self.key, self.cookies = portal, key, {}

    def send(self, method, path, body=None, headers=None, own_pages=True):
        sent = dict(headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.key:
            sent["Authorization"] = "Bearer " + self.key
        if own_pages and method not in ("GET", "HEAD"):
            sent["X-Quillport"] = "1"
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=60)
        connection.request(method, path, body, sent)
        answer = Answer(connection.getresponse())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def upload(self, parts, headers=None):
        boundary = uuid.uuid4().hex
        body = b""
        for name, file_name, media_type, data in parts:
            about = f'form-data; name="{name}"' + (f'; filename="{file_name}"' if file_name else "")
            body += f"--{boundary}\r\nContent-Disposition: {about}\r\nContent-Type: {media_type}\r\n\r\n".encode() + data + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        return self.send("POST", "/api/v1/drafts", body, {"Content-Type": f"multipart/form-data; boundary={boundary}", **(headers or {})})


class Portal:
    def __init__(self, program, worker):
        self.program, self.mailbox = program, Mailbox()
        self.folder = tempfile.TemporaryDirectory(prefix="quillport-test-")
        self.data = os.path.join(self.folder.name, "data")
        self.web = os.path.join(self.folder.name, "web")
        os.makedirs(os.path.join(self.web, "assets"))
        for name, text in (("index.html", "<!doctype html><title>page</title>" + " " * 3000), ("assets/a-1.js", "let a = 1;\n" * 500),
                           ("icon.svg", "<svg/>")):
            with open(os.path.join(self.web, name), "w", encoding="utf-8") as file:
                file.write(text)
        self.arguments = [f"--data={self.data}", "--port=0", f"--web.root={self.web}", f"--worker.program={worker}",
                          f"--smtp.url={self.mailbox.url}"]
        self.log, self.setup_token, self.port = [], None, None
        self.process = None

    def start(self):
        self.process = subprocess.Popen([self.program, "serve", *self.arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True).start()
        end = time.monotonic() + 60
        while self.port is None:
            found = re.search(r" ready .*port=(\d+)", "".join(self.log))
            self.port = int(found[1]) if found else None
            if time.monotonic() > end or self.process.poll() is not None:
                self.process.kill()
                raise AssertionError(f"the portal does not start: {self.log}")
            time.sleep(0.02)

    def setup_link(self):
        while True:
            line = self.process.stdout.readline()
            assert line, "no link for the first account"
            found = re.search(r"/setup#(\S+)", line)
            if found:
                return found[1]

    def run(self, *words, text=None):
        done = subprocess.run([self.program, *self.arguments, *words], input=text, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout.strip()

    def stop(self):
        """Seconds that a stop takes, and the exit code."""
        start = time.monotonic()
        self.process.terminate()
        code = self.process.wait(timeout=20)
        return time.monotonic() - start, code

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.mailbox.stop()
        self.folder.cleanup()
