#pragma once
#include <cstdint>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <utility>
#include <vector>

#include "content_state.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/matrix.hpp"

namespace quillport::pdf {

/// A content stream that is executed behind all others of its page.
struct LaterPainting {
    QPDFObjectHandle stream;
    QPDFObjectHandle resources;  ///< where it has none of its own
    Matrix base;                 ///< from the space that its matrix leads to, to the displayed page
    std::uint32_t parent = 0;    ///< the execution that asks for it
    std::vector<std::uint32_t> named_at;
    Rect area;  ///< of a pattern: where it is seen first; empty: nowhere
    bool layer_off = false;
    bool masked = false;
};

/// It stands in a cell that was moved.
void move(LaterPainting& painting, double dx, double dy);

/// The tiling patterns that a page has asked for, each once for an execution, and what is seen of them.
class PatternList {
  public:
    void clear() { all_.clear(); }
    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    /// The number of the new one; colours name it by that.
    std::uint32_t add(LaterPainting pattern);
    [[nodiscard]] LaterPainting& at(std::uint32_t number) { return all_[number - 1]; }
    /// Something is painted in this colour.
    void paint(const PatternColour& colour, const Rect& area, bool layer_off, bool masked);
    /// Those from `number` on.
    void move(std::uint32_t number, double dx, double dy);

  private:
    std::vector<LaterPainting> all_;
};

/// How far the copy of `ink` that is seen first (uppermost, then leftmost) lies from the one that was read: both on the displayed
/// page. `cell` leads from the pattern's space to the displayed page. Source: ISO 32000-1 §8.7.3.1, XStep and YStep.
[[nodiscard]] std::pair<double, double> to_first_cell(const Matrix& cell, double x_step, double y_step, const Rect& ink,
                                                      const Rect& area);

/// The glyphs of a Type 3 font that show text in other fonts. Bitmaps and outlines, which nearly all such fonts are, do not.
class Type3Text {
  public:
    /// `font` is a dictionary of a Type 3 font.
    explicit Type3Text(QPDFObjectHandle font);

    /// False when its resources hold nothing to show text with.
    [[nodiscard]] bool possible() const noexcept { return possible_; }
    /// The procedure of `code`, when it shows text; else null.
    [[nodiscard]] QPDFObjectHandle procedure(unsigned char code);
    [[nodiscard]] QPDFObjectHandle resources() const { return resources_; }
    [[nodiscard]] const Matrix& matrix() const noexcept { return matrix_; }

  private:
    QPDFObjectHandle procedures_, resources_;
    Matrix matrix_;
    bool possible_ = false;
    std::vector<std::string> names_;
    std::vector<signed char> shows_;  ///< by code; -1: not looked at yet
};

}  // namespace quillport::pdf
