#pragma once
#include <string_view>

#include "quillport/core/format.hpp"

namespace quillport::formats {

/// Which office or XPS document a ZIP archive is, by the names and the type in it; nothing is unpacked.
/// Source: PKWARE APPNOTE §4.3; ISO/IEC 26300-2 §3.3 (the uncompressed "mimetype" at the front); ECMA-376-2 §9, ECMA-388 §9.
[[nodiscard]] Format format_of_archive(std::string_view archive);

/// Which office document an OLE compound file is, by the names of its streams. Source: [MS-CFB] §2.6.
[[nodiscard]] Format format_of_compound_file(std::string_view file);

}  // namespace quillport::formats
