#pragma once
#include <qpdf/QPDF.hh>

namespace quillport::pdf {

/// Writes streams that only ASCII filters or LZW hold anew, as Flate: once, however many parts they go into. What cannot be
/// decoded stays. Source: ISO 32000-1 §7.4.
void make_streams_lean(QPDF& qpdf);

}  // namespace quillport::pdf
