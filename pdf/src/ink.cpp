#include "ink.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace quillport::pdf {
namespace {

using drawing::Canvas;

constexpr std::size_t kMostPoints = 50'000;
constexpr int kMostPixels = 16'000'000;
constexpr double kProbeSize = 48;  // points: the largest typed name

std::size_t points_of(const SignatureImage& image) {
    std::size_t points = 0;
    for (const auto& stroke : image.strokes) points += stroke.size();
    return points;
}

// Far beyond any pad, and still well inside the numbers that Cairo can transform.
bool is_sane(const InkPoint& p) { return std::abs(p.x) <= 1e6 && std::abs(p.y) <= 1e6 && std::isfinite(p.pressure); }

Rect bounds_of(const SignatureImage& image) {
    Rect bounds;
    bool first = true;
    for (const auto& stroke : image.strokes) {
        for (const InkPoint& p : stroke) {
            const Rect spot{p.x, p.y, p.x, p.y};
            bounds = first ? spot : united(bounds, spot);
            first = false;
        }
    }
    return bounds;
}

// Pressure in few steps, so that a stroke is a handful of paths instead of one a point.
int step_of(const InkPoint& a, const InkPoint& b) {
    return static_cast<int>(std::lround(std::clamp((a.pressure + b.pressure) / 2, 0.0, 1.0) * 4));
}

/// Turns points into curves, smooth through the midpoints: each point is the control point of a curve between its neighbours'.
class StrokePaths {
  public:
    StrokePaths(double pen, std::vector<InkPath>& out) : pen_(pen), out_(out) {}

    /// What a pad tells of a place that the pen still covers is no part of the shape.

    void add(const std::vector<InkPoint>& all) {
        const std::vector<InkPoint> points = thinned(all);
        if (points.size() == 1) {
            out_.push_back({pen_ * 1.4, {{points[0].x, points[0].y}}});
            return;
        }
        int step = step_of(points[0], points[1]);
        begin(step, points[0].x, points[0].y);
        for (std::size_t i = 1; i < points.size(); ++i) {
            const InkPoint& p = points[i];
            const InkPath::Spot from = out_.back().spots.back();
            if (const int here = step_of(points[i - 1], p); here != step) begin(step = here, from.x, from.y);
            const bool last = i + 1 == points.size();
            const InkPath::Spot end =
                last ? InkPath::Spot{p.x, p.y} : InkPath::Spot{(p.x + points[i + 1].x) / 2, (p.y + points[i + 1].y) / 2};
            auto& spots = out_.back().spots;
            spots.push_back({from.x + (p.x - from.x) * 2 / 3, from.y + (p.y - from.y) * 2 / 3});
            spots.push_back({end.x + (p.x - end.x) * 2 / 3, end.y + (p.y - end.y) * 2 / 3});
            spots.push_back(end);
        }
    }

  private:
    [[nodiscard]] std::vector<InkPoint> thinned(const std::vector<InkPoint>& points) const {
        std::vector<InkPoint> out{points.front()};
        for (const InkPoint& p : points) {
            if (std::hypot(p.x - out.back().x, p.y - out.back().y) >= 1.3 * pen_) out.push_back(p);
        }
        const InkPoint& last = points.back();
        if (last.x != out.back().x || last.y != out.back().y) out.push_back(last);
        return out;
    }
    void begin(int step, double x, double y) { out_.push_back({pen_ * (0.6 + 0.2 * step), {{x, y}}}); }

    double pen_;
    std::vector<InkPath>& out_;
};

void draw_strokes(const Canvas& canvas, const SignatureImage& image, const Rect& area) {
    cairo_t* cairo = canvas.cairo();
    canvas.colour(drawing::kValue);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    for (const InkPath& path : ink_paths(image, area)) {
        const auto& spots = path.spots;
        cairo_set_line_width(cairo, path.width);
        cairo_move_to(cairo, spots[0].x, spots[0].y);
        if (spots.size() == 1) cairo_line_to(cairo, spots[0].x, spots[0].y);
        for (std::size_t i = 1; i + 2 < spots.size(); i += 3) {
            cairo_curve_to(cairo, spots[i].x, spots[i].y, spots[i + 1].x, spots[i + 1].y, spots[i + 2].x, spots[i + 2].y);
        }
        cairo_stroke(cairo);
    }
}

bool is_installed(const char* family) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    const std::unique_ptr<PangoFontFamily*, Deleter<g_free>> owned(families);
    return std::any_of(families, families + count,
                       [&](PangoFontFamily* f) { return std::string_view(pango_font_family_get_name(f)) == family; });
}

drawing::Text typed_text(const Canvas& canvas, const std::string& name) {
    for (const char* family : hand_families()) {
        drawing::Text text = canvas.text(name, {.families = family, .size = kProbeSize, .slant = PANGO_STYLE_ITALIC});
        const std::unique_ptr<PangoAttrList, Deleter<pango_attr_list_unref>> only(pango_attr_list_new());
        pango_attr_list_insert(only.get(), pango_attr_fallback_new(FALSE));
        pango_layout_set_attributes(text.layout.get(), only.get());
        if (pango_layout_get_unknown_glyphs_count(text.layout.get()) == 0) return text;
    }
    return canvas.text(name, {.families = kItalicFamilies, .size = kProbeSize, .slant = PANGO_STYLE_ITALIC});
}

void draw_typed(const Canvas& canvas, const std::string& name, const Rect& area) {
    drawing::Text text = typed_text(canvas, name);
    PangoRectangle ink, logical;
    pango_layout_get_extents(text.layout.get(), &ink, &logical);
    if (ink.width <= 0 || ink.height <= 0) return;
    const double unit = PANGO_SCALE;
    text.scale = std::min({area.width() * unit / ink.width, area.height() * unit / ink.height, text.scale});
    const double to_points = text.scale / unit;
    canvas.show(text, (area.x0 + area.x1) / 2 - (ink.x + ink.width / 2.0) * to_points, area.y1 - (ink.y + ink.height) * to_points,
                drawing::kValue);
}

}  // namespace

// Which of them are there does not change while the process runs.
const std::vector<const char*>& hand_families() {
    thread_local const std::vector<const char*> found = [] {
        std::vector<const char*> list;
        for (const char* family : {"Dancing Script", "Caveat", "Great Vibes", "Z003", "URW Chancery L", "Apple Chancery"}) {
            if (is_installed(family)) list.push_back(family);
        }
        return list;
    }();
    return found;
}

std::vector<InkPath> ink_paths(const SignatureImage& image, const Rect& area) {
    std::vector<InkPath> out;
    const Rect bounds = bounds_of(image);
    const double pen = std::clamp(area.height() * 0.035, 0.5, 1.6);
    const double room_x = area.width() - 2 * pen, room_y = area.height() - 2 * pen;
    if (room_x <= 0 || room_y <= 0) return out;
    const double scale = std::min(room_x / std::max(bounds.width(), 1e-6), room_y / std::max(bounds.height(), 1e-6));
    if (!(scale > 0)) return out;
    const bool is_spot = scale > 1e7;  // all in one place
    const double middle = (area.x0 + area.x1) / 2, foot = area.y1 - pen;
    StrokePaths paths(pen, out);
    for (const auto& stroke : image.strokes) {
        std::vector<InkPoint> points = stroke;
        for (InkPoint& p : points) {
            p.x = middle + (is_spot ? 0 : (p.x - (bounds.x0 + bounds.x1) / 2) * scale);
            p.y = foot + (is_spot ? 0 : (p.y - bounds.y1) * scale);
        }
        if (!points.empty()) paths.add(points);
    }
    return out;
}

bool is_empty(const SignatureImage& image) { return image.strokes.empty() && image.typed.empty() && image.picture.rgba.empty(); }

bool is_drawable(const Picture& picture) {
    if (picture.rgba.empty()) return picture.width == 0 && picture.height == 0;
    return picture.width > 0 && picture.height > 0 && picture.width <= kMostPixels / picture.height &&
           picture.rgba.size() == static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 4;
}

bool is_drawable(const SignatureImage& image) {
    if (points_of(image) > kMostPoints || !is_drawable(image.picture)) return false;
    return std::all_of(image.strokes.begin(), image.strokes.end(),
                       [](const auto& stroke) { return std::all_of(stroke.begin(), stroke.end(), is_sane); });
}

void draw_picture(const Canvas& canvas, const Picture& picture, const Rect& area) {
    if (picture.rgba.empty()) return;
    const drawing::SurfacePtr image(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, picture.width, picture.height));
    cairo_surface_flush(image.get());
    unsigned char* pixels = cairo_image_surface_get_data(image.get());
    if (pixels == nullptr) return;
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(image.get()));
    const auto* from = reinterpret_cast<const std::uint8_t*>(picture.rgba.data());
    for (int y = 0; y < picture.height; ++y) {
        auto* row = reinterpret_cast<std::uint32_t*>(pixels + stride * static_cast<std::size_t>(y));
        for (int x = 0; x < picture.width; ++x, from += 4) {
            const std::uint32_t alpha = from[3];
            const auto premultiplied = [&](int channel) { return (from[channel] * alpha + 127) / 255; };
            row[x] = (alpha << 24U) | (premultiplied(0) << 16U) | (premultiplied(1) << 8U) | premultiplied(2);
        }
    }
    cairo_surface_mark_dirty(image.get());
    cairo_t* cairo = canvas.cairo();
    const double scale = std::min(area.width() / picture.width, area.height() / picture.height);
    cairo_save(cairo);
    cairo_translate(cairo, (area.x0 + area.x1 - scale * picture.width) / 2, (area.y0 + area.y1 - scale * picture.height) / 2);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, image.get(), 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
}

void draw_ink(const Canvas& canvas, const SignatureImage& image, const Rect& area) {
    if (area.empty()) return;
    if (!image.picture.rgba.empty()) return draw_picture(canvas, image.picture, area);
    if (!image.strokes.empty()) return draw_strokes(canvas, image, area);
    if (!image.typed.empty()) draw_typed(canvas, image.typed, area);
}

std::string initials_of(std::string_view name) {
    const std::string text = drawing::valid_text(name);
    std::string out;
    bool start = true;
    for (const char* p = text.c_str(); *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (start && g_unichar_isalpha(c)) {
            std::array<char, 6> bytes{};
            out.append(bytes.data(), static_cast<std::size_t>(g_unichar_to_utf8(g_unichar_toupper(c), bytes.data())));
            start = false;
        }
        if (g_unichar_isspace(c) || c == '-') start = true;
    }
    return out;
}

}  // namespace quillport::pdf
