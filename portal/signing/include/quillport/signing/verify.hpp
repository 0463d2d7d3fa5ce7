#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"

namespace quillport::signing {

/// Main indications of EN 319 102-1 §5.1.3.
enum class Indication : unsigned char { TotalPassed, TotalFailed, Indeterminate };
[[nodiscard]] std::string_view name_of(Indication indication) noexcept;  ///< "TOTAL-PASSED", ...

struct SignatureReport {
    std::string field;
    std::string sub_filter;
    bool time_stamp = false;   ///< a document time-stamp, not somebody's signature
    std::string signer;        ///< common name of the signing certificate
    std::string claimed_time;  ///< /M as written
    Indication indication = Indication::Indeterminate;
    std::string sub_indication;  ///< "HASH_FAILURE", "NO_CERTIFICATE_CHAIN_FOUND", ...; empty when passed
    std::string reason;          ///< one plain sentence
    bool cryptography_ok = false;
    bool covers_whole_file = false;          ///< the last byte of the file lies under it
    bool chain_ok = false;                   ///< to one of the given anchors
    bool later_changes_allowed = false;      ///< every later revision only fills, signs or adds validation data
    std::vector<std::string> later_changes;  ///< one sentence each
    std::int64_t revision_end = 0;           ///< offset where its revision ends
};

struct VerificationReport {
    std::vector<SignatureReport> signatures;
    /// Of the whole file: passed only if all passed and nothing but validation data and properties stands behind the last one.
    Indication indication = Indication::Indeterminate;
    /// "Genuine and unchanged", "Changed after signing", "Not genuine" or "Cannot be decided", a full stop, and why.
    std::string verdict;
};

/// True when `bytes` hold a certificate, DER or PEM, that can be an anchor.
[[nodiscard]] bool is_certificate(BytesView bytes);

/// Judges every signature of `pdf` against the anchors (PEM or DER certificates). Cryptography, coverage and later changes are
/// three separate answers. Attack families: ByteRange must be four numbers from 0 with exactly the /Contents string as its gap,
/// once a revision. Revocation is not looked up. Parses foreign data: call it confined. Thread-safe. Errors: Unsupported with
/// detail "not_pdf", "damaged" or "encrypted".
[[nodiscard]] Result<VerificationReport> verify(BytesView pdf, const std::vector<Bytes>& anchors, TimePoint now);

/// Both are safe to print: what the document says cannot steer a terminal. JSON: the members above by the same names.
[[nodiscard]] std::string to_json(const VerificationReport& report);
[[nodiscard]] std::string to_text(const VerificationReport& report);

}  // namespace quillport::signing
