#pragma once
#include "tool.hpp"

namespace quillport::worker {

/// The programs that convert, each with what it may read.
[[nodiscard]] const Tool& ghostscript() noexcept;
[[nodiscard]] const Tool& xps_converter() noexcept;

}  // namespace quillport::worker
