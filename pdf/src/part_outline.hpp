#pragma once
#include <functional>
#include <qpdf/QPDF.hh>

#include "destinations.hpp"

namespace quillport::pdf {

/// The page of the part for an explicit destination of the source: a copy that leads there, or null for one outside.
using Translate = std::function<QPDFObjectHandle(QPDFObjectHandle destination)>;

/// Gives `part` the bookmarks of `source` that stay inside, with those above them. Source: ISO 32000-1 §12.3.3.
void copy_outline(QPDF& source, QPDF& part, const Destinations& places, const Translate& translate);

}  // namespace quillport::pdf
