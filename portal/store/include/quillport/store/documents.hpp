#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "quillport/core/field.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/store/store.hpp"

namespace quillport::store {

/// A document of an envelope. Its head is the newest revision: what the next recipient sees and signs.
struct DocumentRow {
    DocumentId id;
    EnvelopeId envelope;
    OrganisationId organisation;
    int position = 1;  ///< in the envelope, from 1
    std::string title;
    std::int64_t version = 1;  ///< of the head: 1 is the prepared document
    BlobRef head;
    std::string plan;  ///< signing plan of the head (pdf::SigningPlan::to_text)
    std::vector<PageSize> pages;
    std::vector<Field> fields;
    TimePoint created{};
};
/// Keeps it as version 1, with a revision of its own.
[[nodiscard]] Result<void> create_document(Tx& tx, const DocumentRow& document);
/// By position.
[[nodiscard]] Result<std::vector<DocumentRow>> list_documents(Reader& reader, const EnvelopeId& envelope);
/// NotFound: none of this envelope.
[[nodiscard]] Result<DocumentRow> find_document(Reader& reader, const EnvelopeId& envelope, const DocumentId& id);

/// A state that a document was in.
struct Revision {
    std::int64_t version = 1;
    BlobRef blob;
    RecipientId author;  ///< who signed it; empty: prepared by the portal
    TimePoint at{};
};
/// Oldest first.
[[nodiscard]] Result<std::vector<Revision>> list_revisions(Reader& reader, const DocumentId& document);

/// The right to make the next revision of a document, for a while. `holder` is unique for one act.
struct Lease {
    DocumentId document;
    std::string holder;
    TimePoint until{};
    std::int64_t version = 1;  ///< of the head when it was taken
};
/// Takes the lease when nobody has one that is still running at `now`. Conflict (detail "leased"), NotFound.
[[nodiscard]] Result<Lease> acquire_lease(Tx& tx, const DocumentId& document, const std::string& holder, TimePoint now,
                                          TimePoint until);
/// Gone: it ran out or somebody else has it; the digest that was computed under it is void.
[[nodiscard]] Result<Lease> renew_lease(Tx& tx, const DocumentId& document, const std::string& holder, TimePoint now,
                                        TimePoint until);
/// Ok also when it is not held any more.
[[nodiscard]] Result<void> release_lease(Tx& tx, const DocumentId& document, const std::string& holder);

/// Lets every lease that still runs at `now` run out: for a portal that starts alone on its database and knows that whoever held
/// them is gone. \returns how many there were.
[[nodiscard]] Result<std::int64_t> expire_leases(Tx& tx, TimePoint now);

/// Compare-and-swap of the head under a lease: writes the new revision, raises the version, gives the lease back.
/// Gone (the lease ran out at `now`, or is somebody else's), PreconditionFailed (the head is not the one of the lease).
[[nodiscard]] Result<std::int64_t> advance_head(Tx& tx, const Lease& lease, TimePoint now, const BlobRef& head,
                                                const std::string& plan, const RecipientId& author);

using FieldValues = std::map<std::string, std::string>;  ///< name of the field -> value
/// Writes or replaces these of the recipient's values; the others stay.
[[nodiscard]] Result<void> save_values(Tx& tx, const OrganisationId& organisation, const RecipientId& recipient,
                                       const FieldValues& values, TimePoint at);
[[nodiscard]] Result<FieldValues> find_values(Reader& reader, const RecipientId& recipient);
/// Everybody's values of one envelope.
[[nodiscard]] Result<std::map<RecipientId, FieldValues>> list_values(Reader& reader, const EnvelopeId& envelope);

}  // namespace quillport::store
