#pragma once
#include <string>

#include "quillport/signing/time_stamp.hpp"
#include "quillport/signing/trust.hpp"

namespace quillport::signing {

/// What is asked of a time-stamp authority.
struct TimeStampQuery {
    runtime::DigestAlgorithm algorithm = runtime::DigestAlgorithm::Sha256;
    Bytes digest;
    Bytes nonce;         ///< big-endian, positive
    std::string policy;  ///< dotted; empty: any
};

/// What its answer is measured by. `trust` null: any certificate that may sign time-stamps.
struct TimeStampRules {
    const TrustSource* trust = nullptr;
    TimePoint now;
    std::chrono::seconds tolerance{600};
};

/// TimeStampReq with certReq (RFC 3161 §2.4.1). Errors: InvalidInput (a policy that is no OID, a digest of a wrong size).
Result<Bytes> encode(const TimeStampQuery& query);

/// The token out of a TimeStampResp, when everything in it is right (RFC 3161 §2.2, §2.3, §2.4.2; RFC 5816 §2.2). Errors:
/// Unavailable with what is wrong as `what`.
Result<TimeStamp> check_answer(BytesView answer, const TimeStampQuery& query, const TimeStampRules& rules);

}  // namespace quillport::signing
