#pragma once
#include <optional>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Fields that a signature locks (ISO 32000-1 table 233), by full name.
struct FieldLock {
    enum class Action : std::uint8_t { All, Include, Exclude } action = Action::Include;
    std::vector<std::string> fields;  ///< none for All
};

/// Where a signature goes in a document that we did not write.
struct NewSignature {
    std::string
        field;     ///< an empty signature field of that full name is used; else one is made (no dot in it). Empty: a free name
    int page = 1;  ///< of a new field
    Rect box;      ///< of a new field, on the displayed page; empty: it cannot be seen
    std::optional<FieldLock> lock;
    int certify = 0;  ///< 1, 2 or 3: the document is certified and allows so much afterwards (table 254); 0: an approval
    std::string owner = "signer";  ///< the owner that the act names
};

/// Plans increments on a document that we did not write: table, cross-reference stream, object streams, AES-128 and AES-256,
/// linearized files. Without a signature the plan serves for validation data and time-stamps only. The plan of an encrypted file
/// holds its key. Parses foreign data: call it confined. Errors:
/// * PreconditionFailed: nobody signed it, but it must be rewritten first (`rewrite_clean`); detail "hybrid", "prefixed", "rc4"
/// or
///   "damaged". Strict validators refuse increments on these kinds.
/// * Unsupported: "not_pdf", "encrypted" (password missing or wrong, unknown filter), "signed_hybrid", "signed_prefixed",
///   "signed_rc4", "signed_damaged" (it must not be rewritten any more).
/// * Forbidden: what the document does not allow any more; detail "final" (certified with P=1), "certified" (no field is added
///   after a certification), "locked", "signed" (a certification comes first), "permissions" (only for the owner's password).
///   It can be signed detached.
/// * InvalidInput (page, box, name, lock, level), Conflict (the field has a value or is no signature field).
/// Source: ISO 32000-1 §7.5.6, §7.5.8.4, §7.6.3.2 (table 22), §12.7.4.5, §12.8.2; docs/adr/0002, 0121.
[[nodiscard]] Result<SigningPlan> plan_foreign(BytesView pdf, const std::optional<NewSignature>& signature,
                                               const std::string& password = {});

/// An unsigned document written anew as strict readers want it: one classic cross-reference table, no object streams, no bytes
/// before the header; RC4 becomes AES-256 with the same user password and permissions. Numbers and streams stay as they are.
/// Parses foreign data: call it confined. Errors: Unsupported with detail "not_pdf", "encrypted", "damaged" or "signed".
[[nodiscard]] Result<Bytes> rewrite_clean(BytesView pdf, const std::string& password = {});

}  // namespace quillport::pdf
