#pragma once
#include <qpdf/QPDF.hh>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// What a signing plan needs to know of a file, read by libqpdf, which keeps the source text of numbers. Each throws what libqpdf
/// throws.

/// The dictionary as source text, strings in plain.
[[nodiscard]] Entries entries_of(QPDFObjectHandle dictionary);

/// Offset behind the last "startxref"; 0 when there is none.
[[nodiscard]] std::int64_t last_xref_of(std::string_view file);

/// Size, cross-reference, trailer, catalog, form and validation data; `file` is what `pdf` was opened from.
void read_plan_frame(QPDF& pdf, BytesView file, SigningPlan& plan);

/// The page that gets the fields which increments add.
void read_plan_page(QPDFObjectHandle page, SigningPlan& plan);

/// The entries of FieldMDP's parameters that lock what the /Lock of a signature field names (ISO 32000-1 tables 233 and 256);
/// empty when it is no lock.
[[nodiscard]] std::string lock_parameters(QPDFObjectHandle lock);

}  // namespace quillport::pdf
