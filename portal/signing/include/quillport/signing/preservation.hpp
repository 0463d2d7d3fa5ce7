#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quillport/pdf/increment.hpp"
#include "quillport/pdf/revisions.hpp"
#include "quillport/signing/key.hpp"
#include "quillport/signing/revocation_source.hpp"
#include "quillport/signing/time_stamp.hpp"

namespace quillport::signing {

/// PAdES baseline levels (EN 319 142-1 §6.2): a signature; with a time-stamp; with all that its validation needs; with a document
/// time-stamp over that.
enum class Level : std::uint8_t { B_B, B_T, B_LT, B_LTA };
[[nodiscard]] std::string_view name_of(Level level) noexcept;  ///< "B-B", ...
/// Errors: InvalidInput.
[[nodiscard]] Result<Level> parse_level(std::string_view name);

/// A signature or document time-stamp of the file.
struct PreservedValue {
    bool document_time_stamp = false;
    Bytes value;  ///< CMS or token; zeros of the hole may follow
};
/// All of them, oldest first: what preservation needs to know of a document besides its plan.
using PreservedValues = std::vector<PreservedValue>;
[[nodiscard]] PreservedValues values_of(const pdf::SignedRevisions& revisions);

/// What a level still lacks, and why.
struct Gap {
    enum class What : std::uint8_t { TimeStamp, Revocation, Issuer, ArchiveTimeStamp } what = What::TimeStamp;
    std::string of;              ///< common name of the certificate concerned; empty: none
    std::string why;             ///< for the log
    bool worth_retrying = true;  ///< false: the certificate names no source
};

/// Where everything comes from. What is null is not asked. The objects must outlive the call.
struct PreservationSources {
    const runtime::Clock& clock;
    TimeStampSource* time_stamps = nullptr;
    RevocationSource* revocation = nullptr;
    std::vector<Bytes> anchors{};      ///< DER; a chain ends there, else at a certificate that signed itself
    bool time_stamp_required = false;  ///< policy: a signature without its time-stamp is an error, not a gap
};

/// What was appended, and how far it came. Without gaps the level that was asked for is reached.
struct Preserved {
    Bytes appended;  ///< whole increments, one after the other; may be empty
    pdf::SigningPlan next;
    Level reached = Level::B_B;
    std::vector<Gap> gaps;
    PreservedValues values;  ///< of the file with `appended`
    /// Of the signer's chain: whom nobody declared good or revoked when it was asked before signing, though he can be asked.
    std::vector<Gap> unknown{};
};

/// One act as one increment with its signature, and what the level asks for behind it: signature time-stamp inside the CMS
/// (EN 319 122-1 §5.3), validation data of signer, authorities and time-stamp (EN 319 142-1 §5.4.2), document time-stamp
/// (§5.4.3). An authority that does not answer leaves gaps ("signed, preservation pending"). `original` has seen every byte of
/// the file that `plan` speaks of, by `act.digest`; `act.hole` is set here. `before`: the values that are there already. Errors,
/// before anything is signed: PreconditionFailed with detail "key_expired", "key_not_yet_valid", "key_usage", "key_revoked" or
/// "issuer_revoked"; Unavailable with detail "time_stamp" when one is required and missing; those of build_increment and of the
/// key. Thread-safe.
[[nodiscard]] Result<Preserved> sign_to_level(const runtime::DigestStream& original, const pdf::SigningPlan& plan,
                                              pdf::SigningAct act, const SigningKey& key, Level level,
                                              const PreservationSources& sources, PreservedValues before = {});

/// Adds what a document lacks for `wanted`, for all its signatures: a document time-stamp where a signature has no time-stamp,
/// validation data, a document time-stamp over it. `reached` is what is known of it; from there on nothing is done twice, and
/// what is complete stays as it is. Validation data is written only when all of it is there. Errors: InvalidInput (a value that
/// cannot be read), those of the increments.
[[nodiscard]] Result<Preserved> complete_preservation(const runtime::DigestStream& original, const pdf::SigningPlan& plan,
                                                      PreservedValues values, Level reached, Level wanted,
                                                      const PreservationSources& sources);

struct RenewalPolicy {
    std::chrono::hours margin{24 * 90};     ///< so long before the end of the newest time-stamp it is renewed
    std::chrono::hours last_call{24 * 14};  ///< so long before it, a renewal does without revocation data that nobody gives
};
struct RenewalAdvice {
    bool due = false;
    TimePoint holds_until{};  ///< of the newest time-stamp: its certificates, its hashes and its keys
    std::string why;          ///< one sentence
};
/// Whether the newest time-stamp must be covered by another one. Errors: NotFound (there is no time-stamp), InvalidInput.
[[nodiscard]] Result<RenewalAdvice> renewal_due(const PreservedValues& values, TimePoint now, const RenewalPolicy& policy = {});

/// Adds the validation data of the newest document time-stamp and a new document time-stamp, when that is due; else nothing
/// (`appended` is empty), so that it may be called at any time. Errors: Unavailable (no time-stamp, or validation data that can
/// still be waited for), those of renewal_due.
[[nodiscard]] Result<Preserved> renew(const runtime::DigestStream& original, const pdf::SigningPlan& plan, PreservedValues values,
                                      const PreservationSources& sources, const RenewalPolicy& policy = {});

}  // namespace quillport::signing
