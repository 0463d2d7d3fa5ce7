#pragma once
#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "quillport/core/handle.hpp"

namespace quillport::pdf::drawing {

using SurfacePtr = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;
using ContextPtr = std::unique_ptr<PangoContext, Deleter<g_object_unref>>;
using LayoutPtr = std::unique_ptr<PangoLayout, Deleter<g_object_unref>>;
using FontPtr = std::unique_ptr<PangoFontDescription, Deleter<pango_font_description_free>>;

struct Colour {
    double red = 0, green = 0, blue = 0;
};
inline constexpr Colour kText{0.102, 0.110, 0.133}, kText2{0.318, 0.325, 0.357}, kText3{0.408, 0.400, 0.380};
inline constexpr Colour kInk{0.122, 0.235, 0.620}, kInkSoft{0.910, 0.925, 0.973}, kInkLine{0.706, 0.753, 0.902};
inline constexpr Colour kValue{0.063, 0.125, 0.310}, kDanger{0.639, 0.149, 0.110}, kDangerSoft{0.984, 0.910, 0.894};
inline constexpr Colour kLine{0.894, 0.867, 0.816}, kSunken{0.980, 0.969, 0.941};

/// Comma-separated families, tried in order; Pango finds another font for what none of them has.
inline constexpr const char* kValueFamilies = "Liberation Sans, Noto Sans, DejaVu Sans, sans-serif";
inline constexpr const char* kTextFamilies = "Inter, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif";
inline constexpr const char* kTitleFamilies = "Inter Display, Inter, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif";

struct Style {
    const char* families = kValueFamilies;
    double size = 11;  ///< points
    PangoWeight weight = PANGO_WEIGHT_NORMAL;
    PangoStyle slant = PANGO_STYLE_NORMAL;
    Colour colour = kText;
};

/// Laid-out text of any size. Pango lays out at one size only and Cairo scales: for every other size fontconfig would sort all
/// installed fonts anew (5 to 10 ms), at one size it does so once for each family and script.
struct Text {
    LayoutPtr layout;
    double scale = 1;  ///< points for one unit of the layout
};

/// A PDF drawn page by page in memory: points, origin top-left, y downwards. Not thread-safe.
class Canvas {
  public:
    explicit Canvas(const std::string& language = "en");
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    void begin_page(double width, double height);
    void end_page();
    /// The finished file. Throws std::runtime_error when Cairo failed.
    [[nodiscard]] std::string finish();

    [[nodiscard]] cairo_t* cairo() const noexcept { return cairo_.get(); }
    [[nodiscard]] cairo_surface_t* surface() const noexcept { return surface_.get(); }

    /// `width` in points; below 0: no wrapping.
    [[nodiscard]] Text text(std::string_view utf8, const Style& style, double width = -1) const;
    /// Draws a text with its top-left corner at x, y.
    void show(const Text& text, double x, double y, const Colour& colour) const;
    void colour(const Colour& c) const;
    void line(double x0, double y0, double x1, double y1, double width, const Colour& c) const;
    void fill(double x, double y, double width, double height, const Colour& c) const;

  private:
    std::string out_;
    SurfacePtr surface_;
    CairoPtr cairo_;
    ContextPtr context_;
};

/// Logical extent of a text, points.
struct Extent {
    double width = 0, height = 0;
};
[[nodiscard]] Extent extent_of(const Text& text);

/// Another size, with another width to wrap at (points; below 0: no wrapping).
void resize(Text& text, double size, double width);

/// What Pango can take: valid UTF-8 without NUL.
[[nodiscard]] std::string valid_text(std::string_view text);

}  // namespace quillport::pdf::drawing
