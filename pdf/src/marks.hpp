#pragma once
#include <string>

#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Size of a field's appearance as it stands upright, in units of user space.
struct UprightSize {
    double width = 0, height = 0;
};
[[nodiscard]] UprightSize upright_size(const Rect& box, int rotation) noexcept;

/// /Matrix of a form XObject that stands upright in a widget turned by `rotation` degrees counter-clockwise; empty for 0.
/// The viewer moves the turned box into /Rect by itself (ISO 32000-1 §12.5.5).
[[nodiscard]] std::string appearance_matrix(int rotation);

/// A form XObject: its dictionary, still without /Length, and its content.
struct FormSource {
    std::string dictionary;  ///< between << and >>
    std::string content;
};

/// One state of a checkbox or radio button: outline, and the mark when `ticked`. Plain paths, no font.
[[nodiscard]] FormSource box_appearance(const Rect& box, int rotation, bool round, bool ticked);

}  // namespace quillport::pdf
