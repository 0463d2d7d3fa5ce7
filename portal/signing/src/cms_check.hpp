#pragma once
#include <optional>
#include <span>
#include <vector>

#include "algorithms.hpp"
#include "finding.hpp"
#include "openssl.hpp"

namespace quillport::signing {

/// What the value of a signature says, and whether its cryptography holds for the bytes that it covers.
struct CmsCheck {
    Finding finding;                      ///< passed: digest and signature are right
    X509Ptr signer;                       ///< null when it is not in the CMS
    X509StackPtr certificates;            ///< all that came with it
    TimePoint reliable_until = kForever;  ///< of its hashes and its key
    Bytes value;                          ///< the signature itself, which time-stamps cover
    std::vector<Bytes> time_stamps;       ///< tokens over `value`, DER
    std::vector<Bytes> revocation;        ///< OCSP responses and CRLs that it brings, DER
    bool baseline = false;  ///< the signed attributes are those of PAdES B-B: the certificate is named, no signing-time
};

/// A time-stamp token that holds for the bytes that it should.
struct TokenCheck {
    CmsCheck cms;
    std::optional<TimePoint> time;  ///< what it states
    TstInfoPtr info;                ///< null when it cannot be read
};

/// A PAdES or PKCS #7 signature, detached (RFC 5652, EN 319 142-1). `ranges` are the covered bytes in their order. RSA PKCS #1
/// and PSS, ECDSA, Ed25519 (RFC 8419).
CmsCheck check_signature(BytesView contents, std::span<const BytesView> ranges, bool pades);
/// Who made a signature and what came with it; passed says only that it can be read.
CmsCheck read_signature(BytesView contents);
/// A time-stamp token over the covered bytes (RFC 3161 §2.4.2, EN 319 142-1 §5.4.3).
TokenCheck check_time_stamp(BytesView contents, std::span<const BytesView> ranges);
/// The same without what it covers: passed says that the token itself is sound.
TokenCheck read_time_stamp(BytesView contents);

}  // namespace quillport::signing
