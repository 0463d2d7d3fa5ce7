#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

struct PreparedPdf {
    Bytes pdf;
    SigningPlan plan;
};

/// Makes a document ready for its signers, once: every field of every recipient as a real AcroForm field, one PAdES signature
/// field per role with its /Lock (the role's last signature tag, or an invisible one), an invisible certification field, fonts in
/// /DR, written in one plain flavour (classic table, no object streams). `fields` lie on the displayed page; their `role` becomes
/// the owner. Recipe: shared form model (docs/architecture.md); ISO 32000-1 §12.7, §12.8.2. Errors: Unsupported with detail
/// "encrypted", "signed" (a document that arrives signed is never rewritten) or "damaged"; InvalidInput. Parses foreign data:
/// call it in the worker only.
[[nodiscard]] Result<PreparedPdf> prepare(BytesView pdf, const std::vector<Field>& fields, const std::vector<std::string>& roles);

}  // namespace quillport::pdf
