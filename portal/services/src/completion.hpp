#pragma once
#include "flow.hpp"
#include "quillport/documents/certificate.hpp"
#include "quillport/store/documents.hpp"
#include "quillport/store/envelopes.hpp"

namespace quillport::services {

/// Everything that the certificate of completion speaks of, from one snapshot.
struct Finished {
    store::EnvelopeRecord record;
    store::DocumentRow document;
    AuditView audit;
    MessageFacts facts;
    Sender sender;
    std::string signature_level;  ///< PAdES level of the weakest signature; empty: not known
    [[nodiscard]] bool has_event(std::string_view kind) const;
};
[[nodiscard]] Result<Finished> finished(store::Reader& reader, const OrganisationId& organisation, const EnvelopeId& id);

/// What the certificate says. `verdict` is the verifier's.
[[nodiscard]] documents::CompletionRecord completion_of(Context& context, const Finished& all, const std::string& verdict);

}  // namespace quillport::services
