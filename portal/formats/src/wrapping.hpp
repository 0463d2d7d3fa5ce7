#pragma once
#include <string_view>

#include "quillport/core/format.hpp"

namespace quillport::formats {

/// A document without what a printer driver puts around it.
struct Unwrapped {
    std::string_view inside;
    std::string_view language;  ///< as PJL's ENTER LANGUAGE names it; empty: not said
    bool wrapped = false;
};

/// Takes PJL with its universal exit sequences, an end-of-transmission character (as drivers for serial lines put in front of
/// PostScript) and the binary header of EPS away. Source: HP Printer Job Language Technical Reference Manual, chapter 1 and 3;
/// Adobe Technical Note 5002 §5.2.
[[nodiscard]] Unwrapped unwrap(std::string_view document);

}  // namespace quillport::formats
