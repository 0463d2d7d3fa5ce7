#pragma once

namespace quillport::tags {
class PageReader;
}

/// The one door of the module: gives the reader, which lives until the process ends.
extern "C" __attribute__((visibility("default"))) quillport::tags::PageReader* quillport_page_reader();

namespace quillport::ocr {
inline constexpr char kEntry[] = "quillport_page_reader";
}
