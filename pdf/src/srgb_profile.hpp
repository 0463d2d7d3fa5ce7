#pragma once
#include <string>

namespace quillport::pdf {

/// The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 4: matrix and exact curve, some 500 bytes, free of
/// anybody's rights. Source: ISO 15076-1.
[[nodiscard]] std::string srgb_profile();

}  // namespace quillport::pdf
