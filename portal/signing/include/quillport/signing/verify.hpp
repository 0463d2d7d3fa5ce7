#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/pdf/revisions.hpp"
#include "quillport/signing/trust.hpp"

namespace quillport::signing {

/// Main indications of EN 319 102-1 §5.1.3.
enum class Indication : unsigned char { TotalPassed, TotalFailed, Indeterminate };
[[nodiscard]] std::string_view name_of(Indication indication) noexcept;  ///< "TOTAL-PASSED", ...

/// A time-stamp inside a signature (RFC 3161; unsigned attribute id-aa-signatureTimeStampToken, EN 319 122-1 §5.3).
struct TimeStampReport {
    std::string authority;  ///< common name of the certificate that signed it
    std::string time;       ///< the moment that it states, RFC 3339
    Indication indication = Indication::Indeterminate;
    std::string sub_indication;
    std::string reason;
};

struct SignatureReport {
    std::string field;
    std::string sub_filter;
    bool time_stamp = false;   ///< a document time-stamp, not somebody's signature
    int certifies = 0;         ///< 1 to 3: it certifies the document with this DocMDP level
    std::string signer;        ///< common name of the signing certificate
    std::string claimed_time;  ///< /M, the signer's local time as ISO 8601; as written when it is no date
    /// The earliest moment at which a trusted time-stamp proves that it existed (of a document time-stamp: what it states
    /// itself), RFC 3339; empty when nothing proves it.
    std::string proven_time;
    /// The PAdES baseline level whose parts are there and fit: "B-B", "B-T", "B-LT", "B-LTA" (EN 319 142-1 §6); empty for other
    /// signatures and for document time-stamps.
    std::string level;
    Indication indication = Indication::Indeterminate;
    std::string sub_indication;        ///< "HASH_FAILURE", "NO_CERTIFICATE_CHAIN_FOUND", ...; empty when passed
    std::string reason;                ///< one plain sentence
    std::vector<std::string> remarks;  ///< what else a reader should know, one sentence each
    bool cryptography_ok = false;
    bool covers_whole_file = false;          ///< the last byte of the file lies under it
    bool chain_ok = false;                   ///< its certificate leads to an anchor and was good when it counts
    bool later_changes_allowed = false;      ///< every later revision only fills, signs or adds validation data
    std::vector<std::string> later_changes;  ///< one sentence each
    std::vector<pdf::LaterChange> changes;   ///< the same, classified
    std::int64_t revision_end = 0;           ///< offset where its revision ends
    std::vector<TimeStampReport> time_stamps;
};

struct VerificationReport {
    std::vector<SignatureReport> signatures;
    std::vector<pdf::Revision> revisions;  ///< those after the first signature, one by one
    /// Of the whole file: passed only if all passed and nothing but validation data and properties stands behind the last one.
    Indication indication = Indication::Indeterminate;
    /// "Genuine and unchanged", "Changed after signing", "Not genuine" or "Cannot be decided", a full stop, and why.
    std::string verdict;
    TimePoint judged_at;  ///< the `now` that was given
};

struct VerifyOptions {
    /// OCSP responses and CRLs besides those in the file, DER or (CRLs) PEM. What is neither is left out.
    std::vector<Bytes> revocation = {};
    /// EN 319 102-1 §5.2.6 to the letter: without usable revocation data a signature is INDETERMINATE, TRY_LATER. Else it passes
    /// with a remark, since most signatures of level B-B and B-T carry none and nothing is fetched here (ADR 0124).
    bool require_revocation = false;
    std::string password = {};  ///< of an encrypted file
};

/// Judges every signature and document time-stamp of `pdf` at the time `now`, by the rules of EN 319 102-1: basic signatures
/// (§5.3), with time (§5.5) and with archival data (§5.6). Document and signature time-stamps that are valid themselves prove
/// that what they cover existed; a certificate is judged at the proven moment. Revocation comes from the /DSS, from the
/// signatures (adbe-revocationInfoArchival) and from `options`; nothing is fetched. Cryptography, coverage and later changes are
/// three separate answers. Parses foreign data: call it confined. Thread-safe. Errors: Unsupported with detail "not_pdf",
/// "damaged" or "encrypted".
[[nodiscard]] Result<VerificationReport> verify(BytesView pdf, const TrustSource& trust, TimePoint now,
                                                const VerifyOptions& options = {});
/// The same with anchors as they stand in files (`trust_in`).
[[nodiscard]] Result<VerificationReport> verify(BytesView pdf, const std::vector<Bytes>& anchors, TimePoint now,
                                                const VerifyOptions& options = {});

/// True when `bytes` hold an OCSP response or a CRL that can be given in VerifyOptions.
[[nodiscard]] bool is_revocation_data(BytesView bytes);

/// Both are safe to print: what the document says cannot steer a terminal. JSON: the members above by the same names.
[[nodiscard]] std::string to_json(const VerificationReport& report);
[[nodiscard]] std::string to_text(const VerificationReport& report);

}  // namespace quillport::signing
