#include "form_painter.hpp"

#include <algorithm>
#include <cmath>

#include "marks.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

constexpr double kSmallestStep = 0.0015;  ///< em: glyphs that stand nearer to where the widths put them are not moved

void append_code(std::string& out, const FontBook::Place& place) {
    for (int shift = place.two_bytes ? 12 : 4; shift >= 0; shift -= 4) {
        out += "0123456789ABCDEF"[(place.code >> static_cast<unsigned>(shift)) & 0xfU];
    }
}

/// Glyphs of one font on one baseline, as the array of a TJ.
class Run {
  public:
    void add(const FontBook::Place& place, double x) {
        const double gap = x - end_;
        if (!out_.empty() && std::abs(gap) >= kSmallestStep) {
            out_ += ">" + std::to_string(-std::lround(gap * 1000)) + "<";
            end_ += std::round(gap * 1000) / 1000;
        } else if (out_.empty()) {
            end_ = x;
        }
        append_code(out_, place);
        end_ += place.advance;
    }
    [[nodiscard]] bool empty() const noexcept { return out_.empty(); }
    [[nodiscard]] std::string take() {
        std::string out = "[<" + out_ + ">] TJ";
        out_.clear();
        return out;
    }

  private:
    std::string out_;
    double end_ = 0;
};

std::string without_alpha(const Picture& picture, double strength, std::string& alpha, bool& is_opaque) {
    const std::size_t pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
    std::string colours(3 * pixels, '\0');
    alpha.resize(pixels);
    is_opaque = true;
    for (std::size_t i = 0; i < pixels; ++i) {
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const auto value = static_cast<double>(std::to_integer<int>(picture.rgba[4 * i + channel]));
            colours[3 * i + channel] = static_cast<char>(std::lround(255 - (255 - value) * strength));
        }
        alpha[i] = static_cast<char>(picture.rgba[4 * i + 3]);
        is_opaque = is_opaque && picture.rgba[4 * i + 3] == std::byte{255};
    }
    return colours;
}

}  // namespace

FormPainter::FormPainter(FontBook& fonts, ObjectSink& sink, double width, double height)
    : fonts_(fonts), sink_(sink), width_(width), height_(height) {
    content_.put(1, 0);
    content_.put(0, -1);
    content_.put(0, height, "cm");
}

void FormPainter::operation(const char* name, const drawing::Colour& colour) {
    content_.put(colour.red, colour.green);
    content_.put(colour.blue);
    content_.put(name);
}

void FormPainter::line(double x0, double y0, double x1, double y1, double width, const drawing::Colour& colour) {
    operation("RG", colour);
    content_.put(width);
    content_.put("w");
    content_.put(x0, y0, "m");
    content_.put(x1, y1, "l");
    content_.put("S");
}

void FormPainter::fill(const Rect& area, const drawing::Colour& colour) {
    operation("rg", colour);
    content_.put(area.x0, area.y0);
    content_.put(area.width(), area.height(), "re");
    content_.put("f");
}

void FormPainter::frame(const Rect& area, double width, const drawing::Colour& colour) {
    operation("RG", colour);
    content_.put(width);
    content_.put("w");
    content_.put(area.x0, area.y0);
    content_.put(area.width(), area.height(), "re");
    content_.put("S");
}

void FormPainter::use(int font) {
    if (std::find(used_fonts_.begin(), used_fonts_.end(), font) == used_fonts_.end()) used_fonts_.push_back(font);
}

void FormPainter::text(const GlyphLine& line, double x, double baseline, double size, const drawing::Colour& colour) {
    if (line.glyphs.empty()) return;
    operation("rg", colour);
    content_.put("BT");
    Run run;
    int font = 0;
    double rise = 0;
    const auto flush = [&] {
        if (!run.empty()) content_.put(run.take());
    };
    for (const PlacedGlyph& glyph : line.glyphs) {
        const FontBook::Place place = fonts_.place(*glyph.face, glyph.id, glyph.text);
        if (place.font != font) {
            flush();
            use(font = place.font);
            content_.put("/F" + std::to_string(font) + " 1 Tf");
            rise = glyph.y - 1;  // so that the matrix is set
        }
        if (glyph.y != rise) {
            flush();
            rise = glyph.y;
        }
        if (run.empty()) {
            content_.put(size, 0);
            content_.put(0, -size);
            content_.put(x + glyph.x * size, baseline - glyph.y * size, "Tm");
        }
        run.add(place, glyph.x);
    }
    flush();
    content_.put("ET");
}

void FormPainter::shapes(const GlyphLine& line, double x, double baseline, double size, const drawing::Colour& colour) {
    operation("rg", colour);
    for (const PlacedGlyph& glyph : line.glyphs) {
        const std::string path = outline_of(*glyph.face, glyph.id);
        if (path.empty()) continue;
        const double scale = size * glyph.face->unit();
        content_.put("q");
        content_.put(syntax::number(scale) + " 0 0 " + syntax::number(-scale) + " " + syntax::number(x + glyph.x * size) + " " +
                     syntax::number(baseline - glyph.y * size) + " cm");
        content_.put(path + "f");
        content_.put("Q");
    }
}

void FormPainter::strokes(const std::vector<InkPath>& paths, const drawing::Colour& colour) {
    constexpr double kUnits = 20;  // of a point: whole numbers are half as long
    content_.put("q");
    operation("RG", colour);
    content_.put("1 J 1 j 0.05 0 0 0.05 0 0 cm");
    const auto spot = [&](const InkPath::Spot& p) { content_.put(std::round(p.x * kUnits), std::round(p.y * kUnits)); };
    double pen = 0;
    for (const InkPath& path : paths) {
        if (path.width != pen) {
            content_.put(std::round(path.width * kUnits * 10) / 10);
            content_.put("w");
            pen = path.width;
        }
        spot(path.spots.front());
        content_.put("m");
        if (path.spots.size() == 1) {  // a dot: a line of no length with round ends
            spot(path.spots.front());
            content_.put("l");
        }
        for (std::size_t i = 1; i + 2 < path.spots.size(); i += 3) {
            for (std::size_t k = 0; k < 3; ++k) spot(path.spots[i + k]);
            content_.put("c");
        }
        content_.put("S");
    }
    content_.put("Q");
}

void FormPainter::picture(const Picture& picture, const Rect& area, double strength) {
    if (picture.rgba.empty() || area.empty()) return;
    std::string alpha;
    bool is_opaque = true;
    const std::string colours = without_alpha(picture, strength, alpha, is_opaque);
    const std::string size = "/Type /XObject /Subtype /Image /Width " + std::to_string(picture.width) + " /Height " +
                             std::to_string(picture.height) + " /BitsPerComponent 8 /ColorSpace ";
    const std::string mask =
        is_opaque ? "" : " /SMask " + syntax::reference(sink_.add(stream_source(size + "/DeviceGray", alpha)));
    images_.push_back(sink_.add(stream_source(size + "/DeviceRGB" + mask, colours)));
    const double scale = std::min(area.width() / picture.width, area.height() / picture.height);
    const double width = scale * picture.width, height = scale * picture.height;
    content_.put("q");
    content_.put(width, 0);
    content_.put(0, -height);
    content_.put((area.x0 + area.x1 - width) / 2, (area.y0 + area.y1 + height) / 2, "cm");
    content_.put("/I" + std::to_string(images_.back()) + " Do");
    content_.put("Q");
}

void FormPainter::modules(const std::vector<bool>& dark, int side, const Rect& area) {
    const auto at = [&](int x, int y) { return dark[static_cast<std::size_t>(y * side + x)]; };
    content_.put("q");
    operation("rg", {0, 0, 0});
    const std::string scale = syntax::number(area.width() / side);
    content_.put(scale + " 0 0 " + scale + " " + syntax::number(area.x0) + " " + syntax::number(area.y0) + " cm");
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            if (!at(x, y)) continue;
            const int first = x;
            while (x < side && at(x, y)) ++x;
            content_.put(first, y);
            content_.put(x - first, 1, "re");
        }
    }
    content_.put("f");
    content_.put("Q");
}

int FormPainter::finish(int rotation) {
    const auto list = [](const char* kind, char letter, const std::vector<int>& objects) {
        if (objects.empty()) return std::string();
        std::string out = std::string(" ") + kind + " <<";
        for (const int object : objects)
            out += std::string(" /") + letter + std::to_string(object) + " " + syntax::reference(object);
        return out + " >>";
    };
    return sink_.add(stream_source("/Type /XObject /Subtype /Form /BBox [0 0 " + syntax::number(width_) + " " +
                                       syntax::number(height_) + "] " + appearance_matrix(rotation) + "/Resources <<" +
                                       list("/Font", 'F', used_fonts_) + list("/XObject", 'I', images_) + " >>",
                                   content_.take()));
}

}  // namespace quillport::pdf
