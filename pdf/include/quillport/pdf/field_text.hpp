#pragma once

namespace quillport::pdf {

/// The baseline of a line of text in a field, above the lower edge of its box: a share of the field's font size. Who places a
/// field on a baseline puts its box lower by it, so that a value stands in one line with the words beside it.
inline constexpr double kFieldDescent = 0.22;

}  // namespace quillport::pdf
