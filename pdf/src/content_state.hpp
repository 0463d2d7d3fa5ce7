#pragma once
#include <string_view>

#include "font.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/pdf/matrix.hpp"

namespace quillport::pdf {

/// The part of the graphics state that decides where text stands (ISO 32000-1 §8.4.1, §9.3.1).
struct TextState {
    Matrix ctm;  ///< to the displayed page
    Font* font = nullptr;
    double size = 0;
    double char_spacing = 0;
    double word_spacing = 0;
    double scale = 1;  ///< Tz / 100
    double leading = 0;
    double rise = 0;
    int render_mode = 0;
};

/// Where a string operand stands, for every glyph that it shows.
struct OperandPlace {
    std::uint32_t run = 0;
    std::uint32_t operand = 0;
    bool layer_off = false;
    bool masked = false;
};

/// Shows `bytes`: appends its glyphs to `page` and moves the text matrix (§9.4.4). Stops at `max_glyphs`.
/// \returns false when the limit was reached.
bool show_string(const TextState& state, Matrix& text, std::string_view bytes, const OperandPlace& place,
                 std::uint32_t max_glyphs, PageContent& page);

/// Moves the text matrix by a number of a TJ array.
void adjust_text(const TextState& state, Matrix& text, double number) noexcept;

/// Moves to the start of a line: tx, ty in unscaled text space.
void move_line(Matrix& line, Matrix& text, double tx, double ty) noexcept;

}  // namespace quillport::pdf
