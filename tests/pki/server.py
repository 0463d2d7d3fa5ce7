#!/usr/bin/python3
"""The authorities of the test PKI on a free port of 127.0.0.1: OCSP, revocation lists, issuers' certificates, time-stamps.

    server.py FOLDER [--keys FOLDER] [--port N] [--keep] [--now TIME] [--fail 0.05] [--seed N]

Makes the PKI in FOLDER with its own address in the certificates (--keep: takes what an earlier one left there), prints the port, and
ends when its standard input does. README.md says what it answers and how /control breaks and mends it.
"""
import argparse
import base64
import binascii
import http.server
import json
import os
import pathlib
import random
import sys
import threading
import time
import urllib.parse

import answers
import pki

# How a call fails. A slow answer is a good one, so where every call must fail it is left out.
FAULTS = ("close", "error", "slow", "truncated", "garbled", "busy", "nonce")
ON_ORDER = ("stranger",)  # what only a client notices that looks at the signer; OCSP and time-stamps
STRANGER = "signer-ec"  # of the right issuer, but certified for neither


class Faults:
    """Decides which calls fail, by the longest part of the path that was given a rate."""

    def __init__(self, rate, seed):
        self.rates, self.random, self.lock = {"": (rate, FAULTS)}, random.Random(seed), threading.Lock()

    def set(self, prefix, rate, kinds):
        with self.lock:
            if not prefix:
                self.rates.clear()
            self.rates[prefix] = (rate, kinds)

    def draw(self, path):
        """(kind or None, how many seconds a slow answer takes)"""
        with self.lock:
            prefix = max((p for p in self.rates if p in ("", path) or path.startswith(p + "/")), key=len)
            rate, kinds = self.rates[prefix]
            kinds = [k for k in kinds if (rate < 1 or k != "slow" or kinds == ("slow",))
                     and (k not in ("nonce", "busy", "stranger") or path.startswith(("ocsp/", "tsa/")))]
            fails = self.random.random() < rate and kinds
            return (self.random.choice(kinds) if fails else None), self.random.random()


class Authorities:
    """The PKI, its clock and the count of calls; what the handler of each connection shares."""

    def __init__(self, authority, faults):
        self.pki, self.faults = authority, faults
        self.shift, self.lock, self.calls, self.failed = 0.0, threading.Lock(), {}, {}

    def now(self):
        return pki.moment(int(time.time() + self.shift), None)

    def set_clock(self, text):
        self.shift = pki.moment(text, self.now()).timestamp() - time.time()

    def count(self, endpoint, kind):
        with self.lock:
            self.calls[endpoint] = self.calls.get(endpoint, 0) + 1
            if kind:
                self.failed[endpoint] = self.failed.get(endpoint, 0) + 1

    def entity(self, name, wanted):
        entity = self.pki.entities.get(name)
        return entity if entity and wanted(entity) else None

    def answer(self, service, name, request, fault):
        """(type, body) or None where there is no such thing. One at a time: asn1crypto's structures are not for several threads."""
        with self.lock:
            return self.answer_alone(service, name, request, fault)

    def answer_alone(self, service, name, request, fault):
        wrong_nonce, stranger = fault == "nonce", self.pki.entities[STRANGER] if fault == "stranger" else None
        if service == "ocsp" and (ca := self.entity(name, lambda e: e.is_ca)):
            return "application/ocsp-response", answers.ocsp_answer(self.pki, ca, request, self.now(), wrong_nonce, stranger)
        if service == "tsa" and (tsa := self.entity(name, lambda e: "time_stamping" in e.declared.get("extended", []))):
            return "application/timestamp-reply", answers.time_stamp_answer(self.pki, stranger or tsa, request, self.now(), wrong_nonce)
        if service == "crl" and (ca := self.entity(name.removesuffix(".crl"), lambda e: e.is_ca)):
            return "application/pkix-crl", self.pki.revocation_list(ca, self.now())
        if service == "ca" and (any_one := self.entity(name.removesuffix(".cer"), lambda e: True)):
            return "application/pkix-cert", any_one.certificate.dump()
        return None

    def control(self, given):
        if "fail" in given:
            kinds = tuple(given["kinds"].split(",")) if "kinds" in given else FAULTS
            if set(kinds) - {*FAULTS, *ON_ORDER}:
                raise ValueError(f"the kinds are {FAULTS + ON_ORDER}")
            self.faults.set(given.get("of", ""), float(given["fail"]), kinds)
        if "now" in given:
            self.set_clock(given["now"])
        if "reset" in given:
            with self.lock:
                self.calls.clear()
                self.failed.clear()

    def report(self):
        with self.lock:
            return {"calls": self.calls.copy(), "failed": self.failed.copy(), "now": self.now().isoformat()}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one segment: two cost 40 ms (Nagle against delayed acknowledgement)
    authorities: Authorities

    def send(self, status, kind, body, length=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.close_connection or length is not None

    def asked(self, service, rest):
        """The request's bytes, or None with the refusal sent."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.command == "GET" and service == "ocsp":
            try:
                return base64.b64decode(urllib.parse.unquote(rest), validate=True)
            except binascii.Error:
                return b""
        wanted = {"ocsp": "application/ocsp-request", "tsa": "application/timestamp-query"}.get(service)
        if (self.command == "POST") != bool(wanted):
            self.send(405, "text/plain", b"not by this method\n")
        elif wanted and self.headers.get("Content-Type") != wanted:
            self.send(415, "text/plain", f"only {wanted}\n".encode())
        else:
            return body
        return None

    def admin(self, query):
        try:
            self.authorities.control(dict(urllib.parse.parse_qsl(query)))
            self.send(200, "application/json", json.dumps(self.authorities.report()).encode() + b"\n")
        except ValueError as error:
            self.send(400, "text/plain", f"{error}\n".encode())

    def handle_call(self):
        path, _, query = self.path.partition("?")
        service, _, rest = path.lstrip("/").partition("/")
        if service in ("control", "calls"):
            return self.admin(query if service == "control" else "")
        name, _, rest = rest.partition("/")
        if (request := self.asked(service, rest)) is None:
            return None
        fault, seconds = self.authorities.faults.draw(f"{service}/{name}")
        answer = self.authorities.answer(service, name, request, fault)
        if not answer:
            return self.send(404, "text/plain", b"nothing here\n")
        self.authorities.count(f"{service}/{name}", fault)
        return self.reply(service, *answer, fault, seconds)

    def reply(self, service, kind, body, fault, seconds):
        if fault == "close":
            self.close_connection = True
            return None
        if fault == "error":
            return self.send(500, "text/plain", b"out of order\n")
        if fault == "slow":
            time.sleep(seconds)
        if fault == "busy":
            body = answers.out_of_order(service)
        if fault == "garbled":  # a whole answer that holds half a structure
            body = body[:len(body) // 2]
        if fault == "truncated":  # the connection ends before the answer does
            return self.send(200, kind, body[:len(body) // 2], length=len(body))
        return self.send(200, kind, body)

    do_GET = do_POST = handle_call

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads, request_queue_size = True, 128

    def handle_error(self, *_):
        pass  # a client that went away


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--keys", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--now")
    parser.add_argument("--fail", type=float, default=0.05)
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


def main():
    given = parsed()
    server = Server(("127.0.0.1", given.port), Handler)
    port = server.server_address[1]
    Handler.authorities = Authorities(pki.Pki(given.keys or given.folder / "keys"), Faults(given.fail, given.seed))
    if given.now:
        Handler.authorities.set_clock(given.now)
    if given.keep:
        Handler.authorities.pki.load(given.folder)
    else:
        now = Handler.authorities.now()
        Handler.authorities.pki.issue(f"http://127.0.0.1:{port}", now)
        Handler.authorities.pki.write(given.folder, now, lasting_lists=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(port, flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
