#pragma once
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/pdf/page_image.hpp"

namespace quillport::splitter {

/// True for a page that calls itself the first of so many: "Page 1 of 3", "Stran 1 od 3", "Seite 1 von 3", "1/3", alone on its
/// line or near the upper or lower edge. Languages: en, sl, de, cs, sk, pl, hr, it.
[[nodiscard]] bool is_page_one(const std::vector<pdf::TextLine>& lines, PageSize size);

}  // namespace quillport::splitter
