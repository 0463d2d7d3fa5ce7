#pragma once
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

/// A document that becomes a part of another.
struct JoinPart {
    BytesView pdf;
    std::string form_name;  ///< its form fields are called "<form_name>.<name>" then, so that parts do not share them; no '.'
};

/// One document with the pages of all parts, in their order. Catalog and outline are the first part's; form fields, layers with
/// their state and attached files of every part are kept. It says that it is PDF/A only when every part did. At least two parts.
/// Errors: Unsupported with detail "encrypted", "signed" (what is signed is never rewritten) or "damaged"; InvalidInput. Parses
/// foreign data: call it in the worker only.
[[nodiscard]] Result<Bytes> join(const std::vector<JoinPart>& parts);

}  // namespace quillport::pdf
