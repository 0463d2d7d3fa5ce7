"""What an OCSP responder (RFC 6960) and a time-stamp authority (RFC 3161) answer: DER in, DER out, no network."""
import datetime
import hashlib
import secrets

from asn1crypto import algos, cms, core, ocsp, tsp

from pki import frozen

BROKEN = (ValueError, TypeError, KeyError, OSError)  # what asn1crypto raises on bytes that are not the structure


def spoilt(nonce):
    return bytes([nonce[0] ^ 1]) + nonce[1:]


# ---- OCSP ----

def refused(status):
    return ocsp.OCSPResponse({"response_status": status}).dump()


def responder_of(pki, ca):
    """The delegate that the authority certified, or itself (RFC 6960 §4.2.2.2)."""
    return next((e for e in pki.entities.values() if e.issuer is ca and e.declared.get("no_check")), ca)


def issued_by(cert_id, ca):
    digest = cert_id["hash_algorithm"]["algorithm"].native
    return (hashlib.new(digest, ca.subject.dump()).digest() == cert_id["issuer_name_hash"].native
            and hashlib.new(digest, bytes(ca.key.public["public_key"])).digest() == cert_id["issuer_key_hash"].native)


def status_of(pki, ca, serial, now):
    entity = next((e for e in pki.entities.values() if e.issuer is ca and e.serial == serial), None)
    if not entity:
        return ocsp.CertStatus("unknown", ocsp.StatusUnknown())
    if at := entity.revoked_at(now):
        return ocsp.CertStatus("revoked", ocsp.RevokedInfo({"revocation_time": at[0], "revocation_reason": at[1]}))
    return ocsp.CertStatus("good", ocsp.StatusGood())


def signed_response(responder, ca, data):
    basic = {"tbs_response_data": data, "signature_algorithm": responder.key.algorithm, "signature": responder.key.sign(data.dump())}
    if responder is not ca:
        basic["certs"] = [responder.certificate]
    return ocsp.OCSPResponse({"response_status": "successful", "response_bytes": {
        "response_type": "basic_ocsp_response", "response": ocsp.BasicOCSPResponse(basic)}}).dump()


def ocsp_answer(pki, ca, request, now, wrong_nonce=False, responder=None):
    try:
        asked = ocsp.OCSPRequest.load(request, strict=True)["tbs_request"]
        ids = [one["req_cert"] for one in asked["request_list"]]
        ours = bool(ids) and all(issued_by(cert_id, ca) for cert_id in ids)
        nonce = next((e["extn_value"].native for e in asked["request_extensions"] or [] if e["extn_id"].native == "nonce"), None)
    except BROKEN:
        return refused("malformed_request")
    if nonce is not None and not 1 <= len(nonce) <= 128:
        return refused("malformed_request")
    if not ours:
        return refused("unauthorized")
    if wrong_nonce and not nonce:
        return refused("internal_error")
    responder, until = responder or responder_of(pki, ca), now + datetime.timedelta(days=pki.declared["answers"]["ocsp_days"])
    identity = ("by_name", ca.subject) if responder is ca else ("by_key", responder.key.identifier)
    data = {"responder_id": ocsp.ResponderId(*identity), "produced_at": now, "responses": [
        {"cert_id": cert_id, "cert_status": status_of(pki, ca, cert_id["serial_number"].native, now), "this_update": now,
         "next_update": until} for cert_id in ids]}
    if nonce:
        value = core.OctetString(spoilt(nonce) if wrong_nonce else nonce)
        data["response_extensions"] = [{"extn_id": "nonce", "extn_value": value}]
    return signed_response(responder, ca, ocsp.ResponseData(data))


# ---- time-stamps ----

class Rejection(core.Sequence):
    """A TimeStampResp without a token; asn1crypto's own demands one."""
    _fields = [("status", tsp.PKIStatusInfo)]


def rejected(failure, why):
    return Rejection({"status": {"status": "rejection", "status_string": [why], "fail_info": {failure}}}).dump()


def objection(pki, asked):
    """(failure, why) where the request cannot be granted (RFC 3161 §2.4.2), else None."""
    if asked["version"].native != "v1":
        return "bad_request", "the version is not 1"
    digest = asked["message_imprint"]["hash_algorithm"]["algorithm"].native
    if digest not in ("sha256", "sha384", "sha512"):
        return "bad_alg", "only SHA-256, SHA-384 and SHA-512"
    if len(asked["message_imprint"]["hashed_message"].native) != hashlib.new(digest).digest_size:
        return "bad_data_format", "the hash has not the length of its algorithm"
    policy = asked["req_policy"].native
    if policy is not None and policy not in pki.declared["time_stamp_policies"]:
        return "unaccepted_policy", "that policy is not ours"
    if asked["extensions"]:
        return "unaccepted_extensions", "no extension is known here"
    return None


def token(pki, tsa, asked, now, wrong_nonce):
    info = {"version": "v1", "policy": asked["req_policy"].native or pki.declared["time_stamp_policies"][0],
            "message_imprint": asked["message_imprint"], "serial_number": secrets.randbits(63) | 1, "gen_time": now,
            "accuracy": {"seconds": 1}}
    if asked["nonce"].native is not None:
        info["nonce"] = asked["nonce"].native ^ wrong_nonce
    content = tsp.TSTInfo(info).dump()
    digest = frozen(algos.DigestAlgorithm({"algorithm": tsa.key.hash.name}))
    named = {"cert_hash": hashlib.sha256(tsa.certificate.dump()).digest()}
    attributes = frozen(cms.CMSAttributes([
        {"type": "content_type", "values": ["tst_info"]},
        {"type": "message_digest", "values": [hashlib.new(tsa.key.hash.name, content).digest()]},
        {"type": "signing_certificate_v2", "values": [{"certs": [named]}]}]))
    signer = {"version": "v1", "sid": {"issuer_and_serial_number": {"issuer": tsa.issuer.subject, "serial_number": tsa.serial}},
              "digest_algorithm": digest, "signed_attrs": attributes, "signature_algorithm": tsa.key.algorithm,
              "signature": tsa.key.sign(attributes.dump())}
    signed = {"version": "v3", "digest_algorithms": [digest], "signer_infos": [signer],
              "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(content)}}
    if asked["cert_req"].native:
        signed["certificates"] = [e.certificate for e in tsa.chain()]
    return cms.ContentInfo({"content_type": "signed_data", "content": frozen(cms.SignedData(signed))})


def time_stamp_answer(pki, tsa, request, now, wrong_nonce=False):
    try:
        asked = tsp.TimeStampReq.load(request, strict=True)
        failure = objection(pki, asked)
        nonce = asked["nonce"].native
    except BROKEN:
        return rejected("bad_data_format", "that is not a request for a time-stamp")
    if not failure and wrong_nonce and nonce is None:
        failure = "system_failure", "out of order"
    if failure:
        return rejected(*failure)
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token(pki, tsa, asked, now, wrong_nonce)}).dump()


def out_of_order(service):
    """What a responder says that is there but cannot work now."""
    return refused("try_later") if service == "ocsp" else rejected("system_failure", "out of order")
