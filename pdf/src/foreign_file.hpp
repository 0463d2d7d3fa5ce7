#pragma once
#include <memory>
#include <qpdf/QPDF.hh>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// A document of somebody else, opened with a password.
struct ForeignFile {
    std::unique_ptr<QPDF> qpdf;
    /// Why increments on it would be refused by strict readers: "prefixed", "damaged", "hybrid" or "rc4"; empty: none.
    std::string defect;
    bool uses_rc4 = false;
    bool is_signed = false;
};

/// Opens `pdf`, which must outlive the answer; a damaged file is repaired in memory as far as libqpdf can. Errors: Unsupported
/// with detail "not_pdf", "encrypted" or "damaged".
[[nodiscard]] Result<ForeignFile> open_foreign(BytesView pdf, const std::string& password);

/// The crypt filters that increments are written with. None of them is RC4 where `defect` does not say so.
[[nodiscard]] PlannedEncryption encryption_of(QPDF& qpdf);

}  // namespace quillport::pdf
