#pragma once
#include <functional>
#include <qpdf/QPDF.hh>
#include <string>
#include <vector>

#include "destinations.hpp"

namespace quillport::pdf {

/// A bookmark of the source, read once for all parts.
struct OutlineItem {
    std::string title;
    QPDFObjectHandle destination;  ///< explicit; null: it leads nowhere
    int page = 0;                  ///< where it leads; 0: nowhere
    int first = 0, last = 0;       ///< pages that it and those below it lead to; 0: none
    std::vector<OutlineItem> below;
};

/// All bookmarks of a document. Source: ISO 32000-1 §12.3.3.
[[nodiscard]] std::vector<OutlineItem> read_outline(QPDF& source, const Destinations& places);

/// For a destination of the source a copy that leads to the same page of the part.
using Translate = std::function<QPDFObjectHandle(const OutlineItem& item)>;

/// Gives `part`, the pages `first` to `last` of the source, the bookmarks that stay inside, with those above them.
void write_outline(QPDF& part, const std::vector<OutlineItem>& outline, int first, int last, const Translate& translate);

}  // namespace quillport::pdf
