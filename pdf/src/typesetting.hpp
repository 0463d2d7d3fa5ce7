#pragma once
#include <pango/pango.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "face.hpp"

namespace quillport::pdf {

struct PlacedGlyph {
    const Face* face = nullptr;
    std::uint32_t id = 0;
    double x = 0, y = 0;  ///< from the line's start and baseline, y upwards
    std::string text;     ///< the characters that it stands for; empty: another glyph of its cluster does
};

/// One line of glyphs from left to right. Lengths in em.
struct GlyphLine {
    std::vector<PlacedGlyph> glyphs;
    double width = 0;  ///< advance; the ink may reach a little beyond
    Rect ink;          ///< y upwards
    bool rtl = false;  ///< its paragraph reads from right to left
};

struct Typeface {
    const char* families = nullptr;  ///< comma-separated; Pango finds another font for what none of them has
    PangoStyle slant = PANGO_STYLE_NORMAL;
    bool fallback = true;  ///< false: only the first family; what it has not becomes glyph 0
};

/// Text that can be broken into lines of any width. Latin, Greek and Cyrillic that the first family has are shaped by HarfBuzz
/// at once; everything else goes through Pango (bidirectional text, other fonts). Fonts are kept for each thread.
class Typeset {
  public:
    Typeset(std::string_view utf8, const Typeface& face);
    ~Typeset();
    Typeset(Typeset&&) noexcept;
    Typeset& operator=(Typeset&&) noexcept;

    /// `width`: where to break, em; below 0: only at line feeds. What does not fit into `most` lines ends in an ellipsis, and so
    /// does a line of a text that may have only one. `most` 0: any number.
    [[nodiscard]] std::vector<GlyphLine> lines(double width, std::size_t most = 0) const;
    /// How many lines there are at this width, and the widest of them.
    struct Measure {
        std::size_t lines = 0;
        double width = 0;
    };
    [[nodiscard]] Measure measure(double width) const;
    /// False when a letter is in no font.
    [[nodiscard]] bool is_complete() const;

  private:
    class Paragraph;
    class Simple;
    class Complex;
    std::vector<std::unique_ptr<Paragraph>> paragraphs_;
};

inline constexpr double kLineHeight = 1.17;  ///< em, from baseline to baseline
inline constexpr double kLineAscent = 0.92;  ///< em, from a line's top to its baseline: capitals with their marks

}  // namespace quillport::pdf
