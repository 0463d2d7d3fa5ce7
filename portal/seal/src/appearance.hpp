#pragma once
#include <string>

#include "quillport/pdf/increment.hpp"

namespace quillport::seal {

/// "26 November 2026, 07:05 UTC".
[[nodiscard]] std::string readable_date(TimePoint when);
/// Sets what a visible signature shows below the name: the lines of `text` with {name}, {date} and {reason} replaced; without a
/// text when it was sealed, and the reason.
void set_lines(pdf::SigningAct& act, const std::string& text);

}  // namespace quillport::seal
