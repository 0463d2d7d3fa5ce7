// Scans and rasters: whatever the recogniser takes for TIFF, JPEG, PNG, PWG raster or URF becomes pages or is refused.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "quillport/formats/picture_pages.hpp"
#include "quillport/formats/recognise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const quillport::BytesView document{reinterpret_cast<const std::byte*>(data), size};
    const auto found = quillport::formats::recognise(document);
    if (quillport::row_of(found.format).by != quillport::Conversion::Pictures) return 0;
    const auto inside = document.subspan(static_cast<std::size_t>(found.offset), static_cast<std::size_t>(found.size));
    // A fuzzer learns nothing from what is only large.
    const auto pages = quillport::formats::picture_pages(inside, found.format, {.pixels = 1'000'000, .pictures = 8});
    if (pages ? !quillport::text_of(pages.value()).starts_with("%PDF-") : pages.error().detail.empty()) std::abort();
    return 0;
}
