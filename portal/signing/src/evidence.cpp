#include "evidence.hpp"

#include <openssl/pem.h>

#include <algorithm>

#include "quillport/signing/verify.hpp"

namespace quillport::signing {
namespace {

OcspPtr parse_ocsp(BytesView der) {
    const unsigned char* at = raw(der);
    const OcspResponsePtr response(d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size())));
    const bool successful = response != nullptr && OCSP_response_status(response.get()) == OCSP_RESPONSE_STATUS_SUCCESSFUL;
    OcspPtr basic(successful ? OCSP_response_get1_basic(response.get()) : nullptr);
    ERR_clear_error();
    return basic;
}

CrlPtr parse_crl(BytesView data) {
    const unsigned char* at = raw(data);
    CrlPtr crl(d2i_X509_CRL(nullptr, &at, static_cast<long>(data.size())));
    if (crl == nullptr) {
        const BioPtr in(BIO_new_mem_buf(data.data(), static_cast<int>(data.size())));
        crl.reset(PEM_read_bio_X509_CRL(in.get(), nullptr, nullptr, nullptr));
    }
    ERR_clear_error();
    return crl;
}

/// The entry of a list of what is known; `fresh` when it was not there.
template <typename T>
T& entry_of(std::vector<T>& list, std::vector<Bytes>& known, Bytes der, bool& fresh) {
    const auto found = std::find(known.begin(), known.end(), der);
    fresh = found == known.end();
    if (!fresh) return list[static_cast<std::size_t>(found - known.begin())];
    known.push_back(std::move(der));
    return list.emplace_back();
}

}  // namespace

Evidence::Evidence() : certificates_(sk_X509_new_null()) {}

void Evidence::add(X509* certificate, BytesView der) {
    if (!known_certificates_.insert(quillport::copy_of(der)).second) return;
    X509_add_cert(certificates_.get(), certificate, X509_ADD_FLAG_UP_REF);
}

void Evidence::add_certificate(BytesView der) {
    if (const X509Ptr certificate = parse_certificate(der)) add(certificate.get(), der);
}

void Evidence::add_certificates(const STACK_OF(X509) * certificates) {
    for (int i = 0; i < sk_X509_num(certificates); ++i) {
        X509* certificate = sk_X509_value(certificates, i);
        add(certificate, der_of(certificate, i2d_X509));
    }
}

bool Evidence::add_revocation(BytesView data, const Place& place) {
    return add_ocsp(data, place) || add_crl(parse_crl(data), place);
}

bool Evidence::add_ocsp(BytesView der, const Place& place) {
    OcspPtr response = parse_ocsp(der);
    if (response == nullptr) return false;
    bool fresh = false;
    OcspEvidence& entry = entry_of(ocsps_, known_ocsps_, quillport::copy_of(der), fresh);
    if (fresh) entry.response = std::move(response);
    entry.places.push_back(place);
    add_certificates(OCSP_resp_get0_certs(entry.response.get()));
    return true;
}

bool Evidence::add_crl(CrlPtr crl, const Place& place) {
    if (crl == nullptr) return false;
    bool fresh = false;
    CrlEvidence& entry = entry_of(crls_, known_crls_, der_of(crl.get(), i2d_X509_CRL), fresh);
    if (fresh) entry.crl = std::move(crl);
    entry.places.push_back(place);
    return true;
}

TimePoint proven(const std::vector<Place>& places, const Proofs& proofs) {
    TimePoint earliest = proofs.now();
    for (const Place& place : places) earliest = std::min(earliest, proofs.of(place));
    return earliest;
}

std::int64_t stored_until(const std::vector<Place>& places) {
    std::int64_t end = INT64_MAX;
    for (const Place& place : places) {
        if (place.in_store) end = std::min(end, place.end);
    }
    return end;
}

bool is_revocation_data(BytesView bytes) { return Evidence().add_revocation(bytes, {}); }

}  // namespace quillport::signing
