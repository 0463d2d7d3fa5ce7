#pragma once
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

#include "quillport/pdf/document.hpp"
#include "quillport/pdf/erase.hpp"

namespace quillport::pdf {

/// A link that the word processor made of an address in an erased tag would stay as a clickable nothing: it goes, and the
/// structure tree's reference to it (ISO 32000-1 §14.7.4.3). `refused`: one an erasure, as in ErasedPdf.
void remove_links(QPDF& qpdf, const Document& document, const std::vector<QPDFPageObjectHelper>& pages,
                  const std::vector<Erasure>& erasures, const std::vector<std::string>& refused);

}  // namespace quillport::pdf
