#pragma once
#include <qpdf/QPDFObjectHandle.hh>

namespace quillport::pdf {

/// The value of a number object, or `fallback` for anything else, numbers beyond all measure included: those make qpdf throw.
[[nodiscard]] double number_of(QPDFObjectHandle object, double fallback);

/// Reads `count` numbers out of an array object. \returns false when it holds fewer or something else.
[[nodiscard]] bool numbers_of(QPDFObjectHandle array, int count, double* out);

}  // namespace quillport::pdf
