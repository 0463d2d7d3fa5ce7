#pragma once
#include <cstdint>
#include <vector>

#include "found.hpp"
#include "quillport/tags/page_reader.hpp"

namespace quillport::tags {

/// What was read from the picture of a page, as the matcher takes it.
struct Recognised {
    pdf::PageContent content;  ///< letters and codes as glyphs on the displayed page
    PageFindings findings;     ///< `source` and `confidence` are set; what is doubtful is a problem
};

/// Finds the tags in a reading of page `page`; `width` and `height` are those of the picture in pixels.
[[nodiscard]] Recognised find_in_reading(const Reading& reading, int page, PageSize size, int width, int height, Folder& folder,
                                         const Language& language);

}  // namespace quillport::tags
