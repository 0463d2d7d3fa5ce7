#pragma once
#include <string>

#include "quillport/core/geometry.hpp"
#include "quillport/pdf/report.hpp"

namespace quillport::pdf {

struct LaidOutReport {
    std::string pdf;
    int seal_page = 0;  ///< from 1; 0: it has no room for a seal
    Rect seal;          ///< points, origin bottom-left
};

/// Errors: as draw_report.
[[nodiscard]] Result<LaidOutReport> lay_out(const Report& report);

}  // namespace quillport::pdf
