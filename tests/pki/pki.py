#!/usr/bin/python3
"""Makes the keys, certificates and revocation lists that pki.yaml declares.

    pki.py FOLDER [--keys FOLDER] [--url http://127.0.0.1:PORT] [--now TIME]

Keys cost seconds, so they are kept (default: FOLDER/keys) and made only when missing; certificates cost milliseconds and are made anew.
Without --url no certificate says where to ask for revocation, and the lists last as long as their issuer.
"""
import argparse
import concurrent.futures
import contextlib
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil

import yaml
from asn1crypto import algos, core, crl, keys, pem, x509
from cryptography.hazmat.backends.openssl import backend
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

HERE = pathlib.Path(__file__).resolve().parent
backend._rsa_skip_check_key = True  # our own keys; proving their primes again costs up to a second each
CURVES = {"P-256": (ec.SECP256R1, hashes.SHA256), "P-384": (ec.SECP384R1, hashes.SHA384), "P-521": (ec.SECP521R1, hashes.SHA512)}


def moment(value, now):
    """A date, a time in ISO 8601, seconds since 1970, or days from now ("+90d")."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if days := re.fullmatch(r"([+-]\d+)d", text):
        return now + datetime.timedelta(days=int(days[1]))
    if text.isdigit() and len(text) > 8:
        return datetime.datetime.fromtimestamp(int(text), datetime.timezone.utc)
    time = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (time if time.tzinfo else time.replace(tzinfo=datetime.timezone.utc)).replace(microsecond=0)


def frozen(structure):
    """The same, as if read: asn1crypto encodes what was built again at every use, but keeps the bytes of what was read."""
    return type(structure).load(structure.dump())


def clock():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def new_private_key(kind):
    family, _, size = kind.partition(":")
    if family == "ec":
        return ec.generate_private_key(CURVES[size][0]())
    return ed25519.Ed25519PrivateKey.generate() if family == "ed25519" else rsa.generate_private_key(65537, int(size))


class Key:
    """A private key and how it signs. An RSA-PSS key names itself so (RFC 4055 §1.2) in file and certificate."""

    def __init__(self, file, kind):
        self.file, self.kind = file, kind
        info = keys.PrivateKeyInfo.load(pem.unarmor(file.read_bytes())[2])
        info["private_key_algorithm"]["algorithm"] = info["private_key_algorithm"]["algorithm"].native.replace("rsassa_pss", "rsa")
        self.private = serialization.load_der_private_key(info.dump(force=True), None)
        spki = self.private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.public = keys.PublicKeyInfo.load(spki)
        if kind.startswith("rsa-pss"):
            self.public["algorithm"] = {"algorithm": "rsassa_pss"}
        self.identifier = hashlib.sha1(bytes(self.public["public_key"])).digest()
        self.hash = CURVES[kind[3:]][1]() if kind.startswith("ec") else hashes.SHA512() if kind == "ed25519" else hashes.SHA256()
        self.algorithm = frozen(self.algorithm_of_signatures())

    @staticmethod
    def make(file, kind):
        der = new_private_key(kind).private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        info = keys.PrivateKeyInfo.load(der)
        if kind.startswith("rsa-pss"):
            info["private_key_algorithm"] = {"algorithm": "rsassa_pss"}
        part = file.with_suffix(f".{os.getpid()}")
        part.write_bytes(pem.armor("PRIVATE KEY", info.dump(force=True)))
        with contextlib.suppress(FileExistsError):
            os.link(part, file)  # of two makers at once the first one's key stays
        part.unlink()

    def algorithm_of_signatures(self):
        if self.kind.startswith("rsa-pss"):
            sha256 = {"algorithm": "sha256", "parameters": core.Null()}
            return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": {
                "hash_algorithm": sha256, "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": sha256}, "salt_length": 32}})
        if self.kind.startswith("rsa"):
            return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa", "parameters": core.Null()})
        return algos.SignedDigestAlgorithm({"algorithm": "ed25519" if self.kind == "ed25519" else f"{self.hash.name}_ecdsa"})

    def sign(self, data):
        if self.kind == "ed25519":
            return self.private.sign(data)
        if self.kind.startswith("ec"):
            return self.private.sign(data, ec.ECDSA(self.hash))
        pss = padding.PSS(padding.MGF1(self.hash), 32)
        return self.private.sign(data, pss if self.kind.startswith("rsa-pss") else padding.PKCS1v15(), self.hash)


class Entity:
    """One certificate, its key, and who issued it (itself: a root)."""

    def __init__(self, name, declared, key, issuer, organisation):
        self.name, self.declared, self.key = name, declared, key
        self.issuer = issuer or self
        self.subject = frozen(x509.Name.build({"organization_name": organisation, "common_name": declared["name"]}))
        self.serial = int.from_bytes(hashlib.sha256(name.encode()).digest()[:15], "big") | 1
        self.certificate = None
        self.revoked = None  # (from when, reason)

    @property
    def is_ca(self):
        return bool(self.declared.get("ca"))

    def chain(self):
        """The certificate and its issuers, without the root."""
        return [self] + (self.issuer.chain() if self.issuer.issuer is not self.issuer else [])

    def revoked_at(self, now):
        return self.revoked if self.revoked and self.revoked[0] <= now else None


def time_choice(time):
    return x509.Time({"utc_time": time} if time.year < 2050 else {"general_time": time})


def uri(text):
    return x509.GeneralName("uniform_resource_identifier", text)


def points(entity, url):
    """Where the certificate says that its status and its issuer are found."""
    kinds, issuer = entity.declared.get("points", ["ocsp", "crl", "issuer"]), entity.issuer.name
    access = [{"access_method": method, "access_location": uri(f"{url}/{path}")} for kind, method, path in (
        ("ocsp", "ocsp", f"ocsp/{issuer}"), ("issuer", "ca_issuers", f"ca/{issuer}.cer")) if kind in kinds]
    if access:
        yield "authority_information_access", False, x509.AuthorityInfoAccessSyntax(access)
    if "crl" in kinds:
        name = x509.DistributionPointName("full_name", [uri(f"{url}/crl/{issuer}.crl")])
        yield "crl_distribution_points", False, x509.CRLDistributionPoints([{"distribution_point": name}])


def extensions(entity, url):
    declared = entity.declared
    yield "key_identifier", False, core.OctetString(entity.key.identifier)
    if entity.issuer is not entity:
        yield "authority_key_identifier", False, x509.AuthorityKeyIdentifier({"key_identifier": entity.issuer.key.identifier})
    constraints = {"ca": entity.is_ca}
    if "path_length" in declared:
        constraints["path_len_constraint"] = declared["path_length"]
    yield "basic_constraints", True, x509.BasicConstraints(constraints)
    yield "key_usage", True, x509.KeyUsage(set(declared["usage"]))
    if "extended" in declared:
        yield "extended_key_usage", True, x509.ExtKeyUsageSyntax(declared["extended"])
    if declared.get("no_check"):
        yield "ocsp_no_check", False, core.Null()
    if url:
        yield from points(entity, url)


def certify(entity, url, now):
    tbs = x509.TbsCertificate({
        "version": "v3", "serial_number": entity.serial, "signature": entity.issuer.key.algorithm, "issuer": entity.issuer.subject,
        "validity": {"not_before": time_choice(moment(entity.declared["from"], now)),
                     "not_after": time_choice(moment(entity.declared["until"], now))},
        "subject": entity.subject, "subject_public_key_info": entity.key.public,
        "extensions": [{"extn_id": name, "critical": critical, "extn_value": value} for name, critical, value in extensions(entity, url)]})
    signature = entity.issuer.key.sign(tbs.dump())
    return frozen(x509.Certificate(
        {"tbs_certificate": tbs, "signature_algorithm": entity.issuer.key.algorithm, "signature_value": signature}))


class Pki:
    """All that pki.yaml declares, with its keys. The same names give the same serial numbers, whoever makes it and when."""

    def __init__(self, keys_folder):
        self.declared = yaml.safe_load((HERE / "pki.yaml").read_text())
        self.entities = {}
        keys_folder.mkdir(parents=True, exist_ok=True)
        kinds = {name: {**self.declared["profiles"][c["profile"]], **c} for name, c in self.declared["certificates"].items()}
        files = {name: keys_folder / f"{name}.{c['key'].replace(':', '-')}.pem" for name, c in kinds.items()}
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda n: files[n].exists() or Key.make(files[n], kinds[n]["key"]), kinds))
        for name, c in kinds.items():
            issuer = self.entities.get(c.get("issuer"))
            self.entities[name] = Entity(name, c, Key(files[name], c["key"]), issuer, self.declared["organisation"])

    def issue(self, url, now):
        for entity in self.entities.values():
            entity.certificate = certify(entity, url, now)
            if revoked := entity.declared.get("revoked"):
                entity.revoked = (moment(revoked["from"], now), revoked["reason"])

    def load(self, folder):
        """What write() left in the folder."""
        for name, known in json.loads((folder / "index.json").read_text()).items():
            entity = self.entities[name]
            entity.certificate = x509.Certificate.load(pem.unarmor((folder / f"{name}.pem").read_bytes())[2])
            if known["revoked"]:
                entity.revoked = (moment(known["revoked"]["from"], None), known["revoked"]["reason"])

    def revocation_list(self, ca, now, until=None):
        """The DER of the authority's list as of now (RFC 5280 §5)."""
        entries = [{"user_certificate": e.serial, "revocation_date": time_choice(at[0]),
                    "crl_entry_extensions": [{"extn_id": "crl_reason", "extn_value": crl.CRLReason(at[1])}]}
                   for e in self.entities.values() if e.issuer is ca and (at := e.revoked_at(now))]
        until = until or now + datetime.timedelta(days=self.declared["answers"]["crl_days"])
        tbs = {"version": "v2", "signature": ca.key.algorithm, "issuer": ca.subject,
               "this_update": time_choice(now), "next_update": time_choice(until),
               "crl_extensions": [{"extn_id": "authority_key_identifier",
                                   "extn_value": x509.AuthorityKeyIdentifier({"key_identifier": ca.key.identifier})},
                                  {"extn_id": "crl_number", "extn_value": core.Integer(int(now.timestamp()))}]}
        if entries:
            tbs["revoked_certificates"] = entries
        tbs = crl.TbsCertList(tbs)
        return crl.CertificateList({"tbs_cert_list": tbs, "signature_algorithm": ca.key.algorithm,
                                    "signature": ca.key.sign(tbs.dump())}).dump()

    def write(self, folder, now, lasting_lists):
        """NAME.key, NAME.pem, NAME.chain.pem for each, NAME.crl for each authority, index.json for all."""
        folder.mkdir(parents=True, exist_ok=True)
        index = {}
        for name, entity in self.entities.items():
            shutil.copyfile(self.entities[entity.declared.get("key_of", name)].key.file, folder / f"{name}.key")
            chain = [pem.armor("CERTIFICATE", e.certificate.dump()) for e in entity.chain()]
            (folder / f"{name}.pem").write_bytes(chain[0])
            (folder / f"{name}.chain.pem").write_bytes(b"".join(chain))
            validity = entity.certificate["tbs_certificate"]["validity"].native
            if entity.is_ca:
                until = validity["not_after"] if lasting_lists else None
                (folder / f"{name}.crl").write_bytes(self.revocation_list(entity, now, until))
            revoked = entity.revoked and {"from": entity.revoked[0].isoformat(), "reason": entity.revoked[1]}
            index[name] = {"serial": f"{entity.serial:X}", "issuer": entity.issuer.name, "profile": entity.declared["profile"],
                           "from": validity["not_before"].isoformat(), "until": validity["not_after"].isoformat(), "revoked": revoked}
        (folder / "index.json").write_text(json.dumps(index, indent=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--keys", type=pathlib.Path)
    parser.add_argument("--url")
    parser.add_argument("--now", default=clock())
    given = parser.parse_args()
    now = moment(given.now, clock())
    pki = Pki(given.keys or given.folder / "keys")
    pki.issue(given.url, now)
    pki.write(given.folder, now, lasting_lists=not given.url)


if __name__ == "__main__":
    main()
