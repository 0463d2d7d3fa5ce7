#pragma once
#include <string>
#include <vector>

#include "content_writer.hpp"
#include "drawing.hpp"
#include "font_book.hpp"
#include "ink.hpp"
#include "object_sink.hpp"
#include "typesetting.hpp"

namespace quillport::pdf {

/// Draws one appearance straight as content of a form XObject: points, origin top-left, y downwards. Without transparency except
/// in pictures that have it. Source: ISO 32000-1 §8.10, §9.4.
class FormPainter {
  public:
    FormPainter(FontBook& fonts, ObjectSink& sink, double width, double height);

    void line(double x0, double y0, double x1, double y1, double width, const drawing::Colour& colour);
    void fill(const Rect& area, const drawing::Colour& colour);
    void frame(const Rect& area, double width, const drawing::Colour& colour);
    /// Text as text; `x`, `baseline`: where the line begins.
    void text(const GlyphLine& line, double x, double baseline, double size, const drawing::Colour& colour);
    /// Text as the shapes of its letters.
    void shapes(const GlyphLine& line, double x, double baseline, double size, const drawing::Colour& colour);
    void strokes(const std::vector<InkPath>& paths, const drawing::Colour& colour);
    /// As large as it fits into `area`. `strength` below 1: paler, towards white.
    void picture(const Picture& picture, const Rect& area, double strength = 1);
    /// `dark`: rows of `side` by `side` modules.
    void modules(const std::vector<bool>& dark, int side, const Rect& area);

    /// \returns the number of the form XObject.
    [[nodiscard]] int finish(int rotation);

  private:
    void operation(const char* name, const drawing::Colour& colour);
    void use(int font);

    FontBook& fonts_;
    ObjectSink& sink_;
    double width_, height_;
    ContentWriter content_;
    std::vector<int> used_fonts_, images_;
};

}  // namespace quillport::pdf
