#include "algorithms.hpp"

#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace quillport::signing {
namespace {

using PssPtr = std::unique_ptr<RSA_PSS_PARAMS, Deleter<RSA_PSS_PARAMS_free>>;

constexpr TimePoint day(int year, unsigned month, unsigned number) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(number)};
}

struct Strength {
    int below;  ///< bits
    TimePoint until;
};
// TS 119 312 v1.5.1 table 8 and its older editions.
constexpr std::array kRsa{Strength{1024, day(2010, 8, 1)}, Strength{1900, day(2019, 10, 1)}, Strength{3000, day(2029, 1, 1)}};
constexpr std::array kEcdsa{Strength{224, day(2012, 8, 1)}, Strength{256, day(2021, 10, 1)}};

template <std::size_t N>
TimePoint until(const std::array<Strength, N>& table, int bits) noexcept {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Strength& s) { return bits < s.below; });
    return found == table.end() ? kForever : found->until;
}

int nid_of(const X509_ALGOR* algorithm) {
    const ASN1_OBJECT* name = nullptr;
    X509_ALGOR_get0(&name, nullptr, nullptr, algorithm);
    return OBJ_obj2nid(name);
}

/// Absent fields mean SHA-1 (RFC 8017 A.2.3).
TimePoint pss_reliable_until(const X509_ALGOR* algorithm) {
    int type = V_ASN1_UNDEF;
    const void* value = nullptr;
    X509_ALGOR_get0(nullptr, &type, &value, algorithm);
    if (type != V_ASN1_SEQUENCE) return digest_reliable_until(NID_sha1);
    const auto* encoded = static_cast<const ASN1_STRING*>(value);
    const unsigned char* at = ASN1_STRING_get0_data(encoded);
    const PssPtr parameters(d2i_RSA_PSS_PARAMS(nullptr, &at, ASN1_STRING_length(encoded)));
    if (parameters == nullptr) return kNever;
    const int hash = parameters->hashAlgorithm == nullptr ? NID_sha1 : nid_of(parameters->hashAlgorithm);
    return digest_reliable_until(hash);
}

}  // namespace

TimePoint digest_reliable_until(int nid) noexcept {
    switch (nid) {
        case NID_sha256:
        case NID_sha384:
        case NID_sha512:
        case NID_sha512_256:
        case NID_sha3_256:
        case NID_sha3_384:
        case NID_sha3_512:
            return kForever;
        case NID_sha224:
            return day(2029, 1, 1);
        case NID_ripemd160:
            return day(2014, 8, 1);
        case NID_sha1:
            return day(2012, 8, 1);
        case NID_md5:
            return day(2004, 8, 1);
        default:
            return kNever;
    }
}

TimePoint key_reliable_until(const EVP_PKEY* key) noexcept {
    if (key == nullptr) return kNever;
    switch (EVP_PKEY_get_base_id(key)) {
        case EVP_PKEY_RSA:
        case EVP_PKEY_RSA_PSS:
            return until(kRsa, EVP_PKEY_get_bits(key));
        case EVP_PKEY_EC:
            return until(kEcdsa, EVP_PKEY_get_bits(key));
        case EVP_PKEY_ED25519:
        case EVP_PKEY_ED448:
            return kForever;
        default:
            return kNever;
    }
}

TimePoint signature_reliable_until(const X509_ALGOR* algorithm) {
    const int nid = nid_of(algorithm);
    switch (nid) {
        case NID_rsaEncryption:
        case NID_X9_62_id_ecPublicKey:  // the digest is named elsewhere
        case NID_ED25519:
        case NID_ED448:  // the digest is part of the algorithm (RFC 8032)
            return kForever;
        case NID_rsassaPss: {
            const TimePoint result = pss_reliable_until(algorithm);
            ERR_clear_error();
            return result;
        }
        default:
            break;
    }
    int digest = NID_undef;
    return OBJ_find_sigid_algs(nid, &digest, nullptr) == 1 ? digest_reliable_until(digest) : kNever;
}

std::optional<TimePoint> time_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
    return TimePoint(std::chrono::seconds(timegm(&parts)));
}

}  // namespace quillport::signing
