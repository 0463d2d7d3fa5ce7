#pragma once
#include "quillport/pdf/page_image.hpp"

namespace quillport::splitter {

/// True for a picture of 100 dpi of a sheet on which nobody wrote. Paper is never quite white: dust, holes and shadows at the
/// edges and what shines through from the back do not count; one short word does.
[[nodiscard]] bool is_empty_paper(const pdf::GreyImage& image);

}  // namespace quillport::splitter
