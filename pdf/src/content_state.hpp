#pragma once
#include <string_view>

#include "font.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/pdf/matrix.hpp"

namespace quillport::pdf {

class Type3Text;

/// A tiling pattern as the current colour (ISO 32000-1 §8.7.3).
struct PatternColour {
    std::uint32_t pattern = 0;   ///< in PaintedLater; 0: none
    std::uint32_t named_at = 0;  ///< byte offset of the name, in the stream that chose it
};

/// The part of the graphics state that decides where text stands (ISO 32000-1 §8.4.1, §9.3.1), and what patterns need.
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
    Type3Text* type3 = nullptr;  ///< of the font, when its glyphs show text in other fonts
    PatternColour fill, stroke;
    Rect clip;  ///< around the clipping path, on the displayed page
};

/// What is said of the whole of a text-showing operator, for every glyph that it shows.
struct TextPlace {
    std::uint32_t run = 0;
    bool layer_off = false;
    bool masked = false;
};

/// One text-showing operator (§9.4.3, §9.4.4): strings, and numbers between them. What its glyphs have alike is worked out once;
/// the text matrix moves when it ends. `state`, `text` and `page` must outlive it.
class TextShow {
  public:
    TextShow(const TextState& state, Matrix& text, const TextPlace& place, PageContent& page);
    ~TextShow();
    TextShow(const TextShow&) = delete;
    TextShow& operator=(const TextShow&) = delete;

    /// Appends the glyphs of `bytes`, a string whose operand begins at `operand` in its stream. Stops at `max_glyphs`.
    /// \returns false when the limit was reached.
    [[nodiscard]] bool show(std::string_view bytes, std::uint32_t operand, std::uint32_t max_glyphs);
    /// Moves by a number of a TJ array.
    void adjust(double number) noexcept { moved_ -= number * adjustment_; }

  private:
    const TextState& state_;
    Matrix& text_;
    PageContent& page_;
    Matrix to_page_;                  ///< text space to the displayed page
    double adjustment_;               ///< what a number of 1 moves in text space
    double to_adjust_ = 0;            ///< text space units to numbers of a TJ array
    double rise_x_ = 0, rise_y_ = 0;  ///< from the text's line to the baseline
    double low_x_ = 0, low_y_ = 0;    ///< from the baseline to the descent
    double high_x_ = 0, high_y_ = 0;  ///< and to the ascent
    double step_x_ = 0, step_y_ = 0;  ///< on the page for one unit of text space along the writing direction
    double moved_ = 0;                ///< in text space along the writing direction
    bool vertical_ = false;
    Glyph like_;  ///< with all that the glyphs have alike

    [[nodiscard]] double place_horizontal(const GlyphEntry& entry, bool space, double x, double y, Glyph& glyph) const noexcept;
    [[nodiscard]] double place_vertical(const GlyphEntry& entry, bool space, double x, double y, Glyph& glyph) const noexcept;
};

/// Moves to the start of a line: tx, ty in unscaled text space.
void move_line(Matrix& line, Matrix& text, double tx, double ty) noexcept;

}  // namespace quillport::pdf
