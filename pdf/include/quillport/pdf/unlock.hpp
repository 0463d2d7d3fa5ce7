#pragma once
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"

namespace quillport::pdf {

struct UnlockedPdf {
    Bytes pdf;                ///< the same document without encryption
    bool restricted = false;  ///< its author allows no changes, and the password given was not his
};

/// Opens an encrypted document with the password of a reader or of its author (in UTF-8; older files have it in other encodings,
/// which are tried) and takes the encryption away. Parses foreign data: call it confined. Errors: Unsupported with detail
/// "encrypted" (another password), "encryption_unknown", "signed" (it must not be rewritten), "not_pdf" or "damaged". Source: ISO
/// 32000-1 §7.6.3, table 22.
[[nodiscard]] Result<UnlockedPdf> unlock(BytesView pdf, const std::string& password = {});

}  // namespace quillport::pdf
