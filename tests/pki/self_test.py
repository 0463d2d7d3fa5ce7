#!/usr/bin/python3
"""The test PKI and its authorities, judged by the openssl program: self_test.py [KEYS]."""
import base64
import contextlib
import hashlib
import http.client
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse

import server

HERE = pathlib.Path(__file__).resolve().parent
KEYS = []  # what main() is told, for the programs under test
ROOTS = ("root", "root-rsa", "foreign-root", "tsa-root")


def said(*command, cwd=None, env=None):
    """What a program prints, whether it is content or not."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=cwd, env=env, check=False)
    return done.stdout + done.stderr


class Running:
    """A server, its folder and what the tests ask it."""

    def __init__(self, folder, *arguments):
        command = [sys.executable, "-B", HERE / "server.py", folder, *KEYS, *arguments]
        self.process = subprocess.Popen([str(c) for c in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder, self.port = pathlib.Path(folder), int(self.process.stdout.readline())
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def call(self, path, body=None, kind=None):
        """(status, body); http.client's exception where the connection fails."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request("POST" if body is not None else "GET", path, body, {"Content-Type": kind} if kind else {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def control(self, **given):
        status, body = self.call("/control?" + urllib.parse.urlencode(given))
        assert status == 200, body
        return json.loads(body)

    def file(self, name, content=None):
        path = self.folder / name
        if content is not None:
            path.write_bytes(content)
        return path

    def ocsp(self, ca, *options, root="root"):
        return said("openssl", "ocsp", "-issuer", f"{ca}.pem", "-url", f"{self.url}/ocsp/{ca}", "-CAfile", f"{root}.pem", *options,
                    cwd=self.folder)

    def query(self, *options):
        path = self.file("query")
        said("openssl", "ts", "-query", "-data", self.file("index.json"), "-out", path, *options)
        return path.read_bytes()

    def stamp(self, tsa, query):
        status, body = self.call(f"/tsa/{tsa}", query, "application/timestamp-query")
        assert status == 200, body
        return said("openssl", "ts", "-reply", "-in", self.file("reply", body), "-text")

    def judged(self, *options, root="tsa-root"):
        return said("openssl", "ts", "-verify", "-queryfile", "query", "-in", "reply", "-CAfile", f"{root}.pem", *options, cwd=self.folder)


class WithServer(unittest.TestCase):
    arguments = ("--fail", "0")

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.server = Running(cls.kept.name, *cls.arguments)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.kept.cleanup()


class Certificates(WithServer):
    def verify(self, name, *options):
        lists = []
        for path in self.server.folder.glob("*.crl"):
            lists += ["-CRLfile", path]
        for root in ROOTS:
            lists += ["-trusted", f"{root}.pem"]
        return said("openssl", "verify", "-x509_strict", "-crl_check_all", *lists, "-untrusted", f"{name}.chain.pem", *options,
                    f"{name}.pem", cwd=self.server.folder)

    def test_every_certificate_is_what_its_name_says(self):
        revoked = "0 depth lookup: certificate revoked"
        bad = {"expired": "has expired", "tsa-expired": "has expired", "not-yet-valid": "not yet valid", "revoked": revoked,
               "revoked-rsa": revoked, "intermediate-revoked": revoked, "signer-of-revoked": revoked.replace("0", "1", 1)}
        index = json.loads(self.server.file("index.json").read_text())
        self.assertGreater(len(index), 30)
        for name in index:
            with self.subTest(name):
                self.assertIn(bad.get(name, f"{name}.pem: OK"), self.verify(name))

    def test_keys_belong_to_their_certificates_but_for_the_mismatched_pair(self):
        for name in json.loads(self.server.file("index.json").read_text()):
            with self.subTest(name):
                of_key = said("openssl", "pkey", "-in", self.server.file(f"{name}.key"), "-pubout")
                of_certificate = said("openssl", "x509", "-in", self.server.file(f"{name}.pem"), "-noout", "-pubkey")
                self.assertEqual(of_key == of_certificate, name != "mismatched")

    def test_a_foreign_root_is_not_trusted(self):
        answer = said("openssl", "verify", "-CAfile", "root.pem", "foreign-signer.pem", cwd=self.server.folder)
        self.assertIn("unable to get local issuer certificate", answer)

    def test_time_stamp_certificates_have_the_one_critical_purpose(self):
        for name in ("tsa-rsa", "tsa-ec", "tsa-expired"):
            text = said("openssl", "x509", "-in", self.server.file(f"{name}.pem"), "-noout", "-ext", "extendedKeyUsage")
            self.assertRegex(text, r"critical\n\s+Time Stamping\n")
        self.assertIn("No Check", said("openssl", "x509", "-in", self.server.file("ocsp.pem"), "-noout", "-text"))

    def test_the_addresses_in_a_certificate_lead_to_issuer_and_list(self):
        text = said("openssl", "x509", "-in", self.server.file("signer-pss.pem"), "-noout", "-text")
        addresses = re.findall(r"URI:" + self.server.url + r"(/(\w+)/\S+)", text)
        self.assertEqual([kind for _, kind in addresses], ["ocsp", "ca", "crl"])
        issuer = self.server.file("issuer.cer", self.server.call(addresses[1][0])[1])
        self.assertEqual(said("openssl", "x509", "-inform", "DER", "-in", issuer), self.server.file("intermediate-pss.pem").read_text())
        revoked = self.server.file("fetched", self.server.call(addresses[2][0])[1])
        self.assertIn("verify OK", said("openssl", "crl", "-inform", "DER", "-in", revoked, "-noout", "-CAfile", "intermediate-pss.pem",
                                        cwd=self.server.folder))

    def test_keys_are_kept_and_certificates_made_again(self):
        with tempfile.TemporaryDirectory() as other:
            started = time.monotonic()
            said(sys.executable, "-B", HERE / "pki.py", other, "--keys", KEYS[1] if KEYS else self.server.folder / "keys")
            self.assertLess(time.monotonic() - started, 10)
            again = said("openssl", "x509", "-in", f"{other}/signer-ec.pem", "-noout", "-pubkey", "-serial")
            text = said("openssl", "x509", "-in", f"{other}/signer-ec.pem", "-noout", "-text")
        self.assertEqual(again, said("openssl", "x509", "-in", self.server.file("signer-ec.pem"), "-noout", "-pubkey", "-serial"))
        self.assertNotIn("URI:", text)


class Revocation(WithServer):
    def test_a_delegate_says_good_revoked_or_unknown_and_echoes_the_nonce(self):
        answer = self.server.ocsp("intermediate", "-cert", "signer-ec.pem", "-cert", "revoked.pem", "-serial", "0x77")
        self.assertIn("Response verify OK", answer)
        self.assertNotIn("nonce", answer)  # openssl warns of none and of another
        self.assertIn("signer-ec.pem: good", answer)
        self.assertIn("0x77: unknown", answer)
        self.assertRegex(answer, r"revoked.pem: revoked[\s\S]+keyCompromise[\s\S]+Mar  1 00:00:00 2026")

    def test_a_root_answers_by_itself(self):
        answer = self.server.ocsp("root", "-cert", "intermediate-revoked.pem", "-cert", "intermediate.pem")
        self.assertIn("Response verify OK", answer)
        self.assertRegex(answer, r"intermediate-revoked.pem: revoked[\s\S]+cACompromise")
        self.assertIn("intermediate.pem: good", answer)

    def test_rsa_and_pss_authorities_answer_too(self):
        for ca, name in (("intermediate-rsa", "signer-rsa2048"), ("intermediate-pss", "signer-pss")):
            answer = self.server.ocsp(ca, "-cert", f"{name}.pem", root="root-rsa")
            self.assertIn("Response verify OK", answer)
            self.assertIn(f"{name}.pem: good", answer)

    def test_get_answers_like_post(self):
        said("openssl", "ocsp", "-sha256", "-issuer", "intermediate.pem", "-cert", "revoked.pem", "-reqout", "request",
             cwd=self.server.folder)
        request = urllib.parse.quote(base64.b64encode(self.server.file("request").read_bytes()), safe="")
        status, body = self.server.call(f"/ocsp/intermediate/{request}")
        self.assertEqual(status, 200)
        self.server.file("response", body)
        self.assertIn("Cert Status: revoked", said("openssl", "ocsp", "-respin", "response", "-noverify", "-text", cwd=self.server.folder))

    def test_bad_requests_are_refused_by_name(self):
        _, body = self.server.call("/ocsp/intermediate", b"nonsense", "application/ocsp-request")
        self.assertEqual(body, bytes.fromhex("30030a0101"))  # malformedRequest
        self.assertIn("unauthorized", self.server.ocsp("root-rsa", "-cert", "signer-ec.pem", "-url", f"{self.server.url}/ocsp/root"))
        self.assertEqual(self.server.call("/ocsp/intermediate", b"x", "text/plain")[0], 415)
        self.assertEqual(self.server.call("/ocsp/nobody", b"x", "application/ocsp-request")[0], 404)


class TimeStamps(WithServer):
    def test_tokens_verify_for_every_hash_and_authority(self):
        for tsa, root in (("tsa-rsa", "tsa-root"), ("tsa-ec", "tsa-root"), ("tsa", "root")):
            for digest in ("-sha256", "-sha384", "-sha512"):
                with self.subTest(tsa=tsa, digest=digest):
                    self.assertIn("Status: Granted", self.server.stamp(tsa, self.server.query(digest, "-cert")))
                    self.assertIn("Verification: OK", self.server.judged(root=root))

    def test_certificates_come_only_when_asked_for(self):
        self.server.stamp("tsa-ec", self.server.query("-sha256"))
        self.assertIn("FAILED", self.server.judged())
        self.assertIn("Verification: OK", self.server.judged("-untrusted", "tsa-ec.chain.pem"))

    def test_policy_and_nonce_are_honoured(self):
        text = self.server.stamp("tsa-ec", self.server.query("-sha256", "-cert", "-tspolicy", "1.2.3.4.2"))
        self.assertIn("Policy OID: 1.2.3.4.2\n", text)
        self.assertRegex(text, "Nonce: 0x")
        text = self.server.stamp("tsa-ec", self.server.query("-sha256", "-no_nonce"))
        self.assertIn("Nonce: unspecified", text)
        self.assertRegex(text, r"Policy OID: (tsa_policy1|1\.2\.3\.4\.1)\n")  # Debian's openssl.cnf has a name for it

    def test_what_cannot_be_granted_is_refused_with_its_reason(self):
        self.assertIn("unrecognized or unsupported algorithm", self.server.stamp("tsa-rsa", self.server.query("-sha1")))
        strange = self.server.query("-sha256", "-tspolicy", "1.2.9")
        self.assertIn("requested TSA policy is not supported", self.server.stamp("tsa-rsa", strange))
        self.assertIn("data submitted has the wrong format", self.server.stamp("tsa-rsa", b"nonsense"))
        request = self.server.query("-sha256", "-no_nonce")
        for bad in (request[:-1], request[:4] + b"\x02" + request[5:]):
            self.assertIn("Status: Rejected", self.server.stamp("tsa-rsa", bad))

    def test_the_expired_authority_is_not_believed(self):
        self.server.stamp("tsa-expired", self.server.query("-sha256", "-cert"))
        self.assertIn("certificate has expired", self.server.judged())


class Clock(WithServer):
    arguments = ("--fail", "0", "--now", "2027-01-10T12:00:00Z")
    any_time = ("-validity_period", "999999999")  # openssl's clock stays where it is

    def test_time_passes_by_order_and_revocations_with_it(self):
        def later():
            return self.server.ocsp("intermediate", "-cert", "revoked-later.pem", *self.any_time)

        self.server.control(now="2027-01-10")
        self.assertIn("revoked-later.pem: good", later())
        lists = "/crl/intermediate.crl"
        before = self.server.call(lists)[1]
        self.server.control(now="2031-05-01")
        self.assertIn("revoked-later.pem: revoked", later())
        self.assertGreater(len(self.server.call(lists)[1]), len(before))
        self.assertIn("May  1 00:00", self.server.stamp("tsa-rsa", self.server.query("-sha256")))

    def test_a_later_server_takes_over_the_same_certificates(self):
        with tempfile.TemporaryDirectory() as folder:
            first = Running(folder, "--fail", "0", "--now", "2027-01-10")
            first.stop()
            made = (first.folder / "expires-soon.pem").read_bytes()
            second = Running(folder, "--keep", "--port", str(first.port), "--fail", "0", "--now", "2032-01-01")
            try:
                self.assertEqual((second.folder / "expires-soon.pem").read_bytes(), made)
                answer = second.ocsp("intermediate", "-cert", "revoked-later.pem", *self.any_time)
                self.assertIn("revoked-later.pem: revoked", answer)
            finally:
                second.stop()


class Faults(WithServer):
    def tearDown(self):
        self.server.control(fail=0)

    def good(self, tsa):
        """Whether a call came back with a token that verifies."""
        try:
            self.server.stamp(tsa, self.server.query("-sha256", "-cert"))
            return "Verification: OK" in self.server.judged()
        except (http.client.HTTPException, OSError, AssertionError):
            return False

    def test_every_kind_makes_a_call_fail_but_slow(self):
        for kind in server.FAULTS + server.ON_ORDER:
            with self.subTest(kind):
                self.server.control(fail=1, kinds=kind)
                self.assertEqual(self.good("tsa-ec"), kind == "slow")
                answer = self.server.ocsp("intermediate", "-cert", "signer-ec.pem")
                trusted = "Response verify OK" in answer and "Nonce Verify error" not in answer
                self.assertEqual(trusted, kind == "slow", answer)

    def test_one_authority_fails_and_its_neighbour_does_not(self):
        self.server.control(reset=1)
        self.server.control(fail=1, of="tsa/tsa-rsa")
        self.assertEqual([self.good("tsa-rsa") for _ in range(5)], [False] * 5)
        self.assertTrue(self.good("tsa-ec"))
        counted = json.loads(self.server.call("/calls")[1])
        self.assertEqual(counted["calls"], {"tsa/tsa-rsa": 5, "tsa/tsa-ec": 1})
        self.assertEqual(counted["failed"], {"tsa/tsa-rsa": 5})
        self.server.control(fail=0)
        self.assertTrue(self.good("tsa-rsa"))

    def test_all_fail_and_are_mended(self):
        self.server.control(fail=1)
        self.assertFalse(any(self.good("tsa-ec") for _ in range(10)))
        self.server.control(fail=0)
        self.assertTrue(all(self.good("tsa-ec") for _ in range(3)))

    def test_a_seed_gives_the_same_faults_at_the_rate(self):
        def drawn(seed):
            faults = server.Faults(0.05, seed)
            return [faults.draw("ocsp/root")[0] for _ in range(4000)]

        self.assertEqual(drawn(7), drawn(7))
        self.assertNotEqual(drawn(7), drawn(8))
        self.assertEqual(set(drawn(7)), {None, *server.FAULTS})
        self.assertTrue(140 < 4000 - drawn(7).count(None) < 260)

    def test_a_mistaken_order_is_refused(self):
        self.assertEqual(self.server.call("/control?fail=1&kinds=flood")[0], 400)
        self.assertEqual(self.server.call("/control?fail=often")[0], 400)
        self.assertTrue(self.good("tsa-ec"))


class Speed(WithServer):
    def test_a_call_takes_at_most_30_ms(self):
        query = self.server.query("-sha256", "-cert")
        said("openssl", "ocsp", "-issuer", "intermediate.pem", "-cert", "signer-ec.pem", "-reqout", "request", cwd=self.server.folder)
        calls = {"time-stamp": ("/tsa/tsa-rsa", query, "application/timestamp-query"),
                 "OCSP": ("/ocsp/intermediate", self.server.file("request").read_bytes(), "application/ocsp-request"),
                 "list": ("/crl/root-rsa.crl",), "issuer": ("/ca/intermediate.cer",)}
        for name, call in calls.items():
            taken = []
            for _ in range(40):
                started = time.monotonic()
                self.assertEqual(self.server.call(*call)[0], 200)
                taken.append((time.monotonic() - started) * 1000)
            print(f"{name}: {statistics.median(taken):.1f} ms", file=sys.stderr)
            self.assertLess(min(taken), 30)  # the fastest: what is measured is the server, not its neighbours


class Token(WithServer):
    def test_keys_on_a_token_sign_for_their_certificates(self):
        lines = said(HERE / "make-token", self.server.file("token"), self.server.folder).splitlines()
        told = dict(line.split("=", 1) for line in lines)
        tool = ["pkcs11-tool", "--module", told["PKCS11_MODULE"], "--token-label", "quillport", "--login", "--pin",
                pathlib.Path(told["PKCS11_PIN_FILE"]).read_text()]
        environment = {"SOFTHSM2_CONF": told["SOFTHSM2_CONF"], "PATH": "/usr/bin:/bin"}
        data = self.server.file("data", b"to be signed")
        digest = self.server.file("digest", hashlib.sha256(data.read_bytes()).digest())
        rsa, ecdsa = ("SHA256-RSA-PKCS", data), ("ECDSA", digest)  # SoftHSM 2.6 has no ECDSA that hashes
        for name, (mechanism, given) in {"signer-rsa2048": rsa, "signer-rsa": rsa, "signer-ec": ecdsa}.items():
            with self.subTest(name):
                uri = re.fullmatch(f"pkcs11:token=quillport;object={name};id=%(..)", told[name])
                got = self.server.file(f"{name}.cer")
                said(*tool, "--read-object", "--type", "cert", "--label", name, "-o", got, env=environment)
                self.assertEqual(said("openssl", "x509", "-inform", "DER", "-in", got), self.server.file(f"{name}.pem").read_text())
                said(*tool, "--sign", "--mechanism", mechanism, "--signature-format", "openssl", "--id", uri[1], "-i", given, "-o",
                     self.server.file("signature"), env=environment)
                public = self.server.file("public", said("openssl", "x509", "-in", f"{name}.pem", "-noout", "-pubkey",
                                                         cwd=self.server.folder).encode())
                self.assertIn("Verified OK", said("openssl", "dgst", "-sha256", "-verify", public, "-signature",
                                                  self.server.file("signature"), data))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        KEYS = ["--keys", sys.argv.pop(1)]
    unittest.main()
