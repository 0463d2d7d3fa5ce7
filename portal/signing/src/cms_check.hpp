#pragma once
#include <span>

#include "finding.hpp"
#include "openssl.hpp"

namespace quillport::signing {

/// What the value of a signature says, and whether its cryptography holds for the bytes that it covers.
struct CmsCheck {
    Finding finding;             ///< passed: digest and signature are right
    X509Ptr signer;              ///< null when it is not in the CMS
    X509StackPtr certificates;   ///< all that came with it
    bool algorithms_fit = true;  ///< false: hash or key too weak today (SHA-1, RSA under 2,048 bits)
};

/// A PAdES or PKCS #7 signature, detached (RFC 5652, EN 319 142-1). `ranges` are the covered bytes in their order.
CmsCheck check_signature(BytesView contents, std::span<const BytesView> ranges, bool pades);
/// A time-stamp token over the covered bytes (RFC 3161 §2.4.2, EN 319 142-1 §5.4.3).
CmsCheck check_time_stamp(BytesView contents, std::span<const BytesView> ranges);

}  // namespace quillport::signing
