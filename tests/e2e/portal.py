#!/usr/bin/python3
"""Talks to a portal as a person's browser would; cookies are kept in a file between calls.

portal.py --portal URL --cookies FILE METHOD PATH [JSON]     prints the answer; exit 0 for 2xx, else 1 with the answer on stderr
portal.py --portal URL --cookies FILE setup TOKEN            makes the administrator
portal.py --portal URL --cookies FILE wait-drafts N TITLE    waits until N open drafts have that title, prints them
"""
import argparse
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request

ADMINISTRATOR = {"organisation": "Lipa Instrumenti", "name": "Petra Novak", "email": "petra@lipa.example", "password": "correct horse battery staple"}


class Browser:
    def __init__(self, portal, jar):
        self.portal = portal
        self.jar = pathlib.Path(jar)
        self.cookies = json.loads(self.jar.read_text()) if self.jar.exists() else {}

    def call(self, method, path, body=None):
        """Status and parsed answer. Cookies go along although the trial has no TLS: browsers treat localhost the same way."""
        headers = {"X-Quillport": "1", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = body.encode()
        request = urllib.request.Request(self.portal + path, data=data, method=method, headers=headers)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        self.jar.write_text(json.dumps(self.cookies))
        raw = answer.read()
        is_json = (answer.headers.get("Content-Type") or "").startswith("application/json")
        return answer.status, json.loads(raw) if is_json and raw else raw


def drafts_titled(browser, title):
    status, answer = browser.call("GET", "/api/v1/drafts?limit=200")
    if status != 200:
        sys.exit(f"the inbox answers {status}: {answer}")
    return [d for d in answer["drafts"] if d["title"] == title]


def wait_drafts(browser, count, title):
    for _ in range(600):  # a minute: pictures are read slowly on a busy machine
        found = drafts_titled(browser, title)
        if len(found) >= count:
            return found
        time.sleep(0.1)
    sys.exit(f"{len(found)} drafts with the title {title}, not {count}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", required=True)
    parser.add_argument("--cookies", required=True)
    parser.add_argument("words", nargs="+")
    options = parser.parse_args()
    browser = Browser(options.portal, options.cookies)
    words = options.words
    if words[0] == "wait-drafts":
        print(json.dumps(wait_drafts(browser, int(words[1]), words[2])))
        return 0
    if words[0] == "setup":
        status, answer = browser.call("POST", "/api/v1/setup", json.dumps({**ADMINISTRATOR, "token": words[1]}))
    else:
        status, answer = browser.call(words[0], words[1], words[2] if len(words) > 2 else None)
    text = json.dumps(answer) if not isinstance(answer, bytes) else answer.decode(errors="replace")
    print(text, file=sys.stdout if status < 300 else sys.stderr)
    return 0 if status < 300 else 1


if __name__ == "__main__":
    sys.exit(main())
