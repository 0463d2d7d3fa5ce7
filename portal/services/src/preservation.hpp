#pragma once
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/services/context.hpp"
#include "quillport/signing/preservation.hpp"
#include "quillport/store/envelopes.hpp"
#include "quillport/store/preservation.hpp"

namespace quillport::services {

/// How far the signatures of a file came, and what they wait for.
struct Progress {
    signing::Level reached = signing::Level::B_B;
    bool pending = false;  ///< asking again can help
    std::string missing;   ///< "time_stamp", "revocation", "issuer", "archive_time_stamp"; empty: nothing
    std::string of;        ///< common name of the certificate that it concerns; may be empty
};

/// A file with one more signature.
struct SignedFile {
    Bytes bytes;
    std::string plan;
    Progress progress;
};
/// Below this the operator wants no signature.
[[nodiscard]] signing::Level lowest_level(const Settings& settings);
/// The PAdES level that files are brought to for this `seal` of a queue (empty: as the portal is set): what the operator insists
/// on by now at least, and as far as the portal can.
[[nodiscard]] signing::Level level_for(const Context& context, const std::string& seal);

/// Signs with the portal's key and brings the signature to `level`. An authority
/// that does not answer leaves the progress pending. Errors: Unavailable "time_stamp_missing" (policy asks for one),
/// "signing_key_unusable" (expired, revoked, not yet valid), those of signing::sign_to_level. Nothing is kept here.
[[nodiscard]] Result<SignedFile> sign_file(Context& context, Bytes original, const pdf::SigningPlan& plan, pdf::SigningAct act,
                                           signing::Level level);

/// The server's certification is the document's first signature. In the caller's transaction.
[[nodiscard]] Result<void> note_certified(store::Tx& tx, const OrganisationId& organisation, const EnvelopeId& envelope,
                                          const Progress& progress);
/// A signature was added to the document: its level is that of the weakest. A pending one is recorded in the trail.
[[nodiscard]] Result<void> note_act(store::Tx& tx, const OrganisationId& organisation, const EnvelopeId& envelope,
                                    const Progress& progress, TimePoint now);
/// The certificate of completion was sealed; `plan` is that of the sealed file.
[[nodiscard]] Result<void> note_sealed(store::Tx& tx, Context& context, const store::EnvelopeRecord& record,
                                       const SignedFile& sealed, TimePoint now);

/// Brings the signatures of a document that everybody signed to the envelope's level, once: what is reached stays. \returns
/// whether the document may be released: with it there, or when policy does not wait for it. Errors: Conflict (somebody else did
/// it at the same moment), those of the increments.
[[nodiscard]] Result<bool> preserve_document(Context& context, const store::EnvelopeRow& envelope);

/// Tries again what is pending and renews what weakens, as far as it is due. \returns how many files came further.
[[nodiscard]] Result<int> preserve_due(Context& context, int limit);

}  // namespace quillport::services
