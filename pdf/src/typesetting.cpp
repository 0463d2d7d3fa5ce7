#include "typesetting.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "drawing.hpp"

namespace quillport::pdf {
namespace {

using BufferPtr = std::unique_ptr<hb_buffer_t, Deleter<hb_buffer_destroy>>;

constexpr double kLayoutSize = 16;  // of Pango: at one size fontconfig sorts its fonts once for each family and script
constexpr double kPangoEm = kLayoutSize * PANGO_SCALE;
constexpr const char* kEllipsis = "…";

/// Fonts of one thread. Pango's font map is the thread's own too.
class Fonts {
  public:
    static Fonts& of_thread() {
        thread_local Fonts fonts;
        return fonts;
    }

    const Face* face_of(PangoFont* font) {
        hb_font_t* chosen = pango_font_get_hb_font(font);
        auto& face = faces_[hb_font_get_face(chosen)];
        if (!face) face = std::make_unique<Face>(chosen);
        return face.get();
    }

    drawing::LayoutPtr layout(const Typeface& style) {
        drawing::LayoutPtr layout(pango_layout_new(context_.get()));
        drawing::FontPtr& font = descriptions_[{style.families, style.slant}];
        if (!font) {
            font.reset(pango_font_description_new());
            pango_font_description_set_family_static(font.get(), style.families);
            pango_font_description_set_absolute_size(font.get(), kPangoEm);
            pango_font_description_set_style(font.get(), style.slant);
        }
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (!style.fallback) {
            const std::unique_ptr<PangoAttrList, Deleter<pango_attr_list_unref>> only(pango_attr_list_new());
            pango_attr_list_insert(only.get(), pango_attr_fallback_new(FALSE));
            pango_layout_set_attributes(layout.get(), only.get());
        }
        return layout;
    }

    /// The font that Pango takes for Latin letters.
    const Face* first(const Typeface& style) {
        const Face*& face = first_[{style.families, style.slant}];
        if (face == nullptr) {
            const drawing::LayoutPtr probe = layout(style);
            pango_layout_set_text(probe.get(), "A", 1);
            const auto* run = static_cast<const PangoLayoutRun*>(pango_layout_get_line_readonly(probe.get(), 0)->runs->data);
            face = face_of(run->item->analysis.font);
        }
        return face;
    }

  private:
    Fonts() : context_(pango_font_map_create_context(pango_cairo_font_map_get_default())) {
        pango_context_set_round_glyph_positions(context_.get(), FALSE);
    }
    using Key = std::pair<std::string, PangoStyle>;
    drawing::ContextPtr context_;
    std::map<hb_face_t*, std::unique_ptr<Face>> faces_;
    std::map<Key, drawing::FontPtr> descriptions_;
    std::map<Key, const Face*> first_;
};

// Letters that stand one after the other without Pango's help: Latin, Greek, Cyrillic, no combining marks.
bool is_simple(char32_t c) {
    return (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0x24f && c != 0xad) || (c >= 0x370 && c <= 0x482) ||
           (c >= 0x48a && c <= 0x4ff) || (c >= 0x1e00 && c <= 0x1fff) || (c >= 0x2010 && c <= 0x2027) || c == 0x20ac ||
           c == 0x2116 || c == 0x2122;
}

bool is_simple(const std::string& text, const Face& face) {
    for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
        const char32_t c = g_utf8_get_char(at);
        if (!is_simple(c) || !face.has(c)) return false;
    }
    return true;
}

void add_ink(GlyphLine& line, const PlacedGlyph& glyph) {
    Rect ink = glyph.face->metrics(glyph.id).ink;
    if (ink.empty()) return;
    ink = {ink.x0 + glyph.x, ink.y0 + glyph.y, ink.x1 + glyph.x, ink.y1 + glyph.y};
    line.ink = line.ink.empty() ? ink : united(line.ink, ink);
}

}  // namespace

class Typeset::Paragraph {
  public:
    Paragraph() = default;
    Paragraph(const Paragraph&) = delete;
    Paragraph& operator=(const Paragraph&) = delete;
    virtual ~Paragraph() = default;
    virtual void lines(double width, std::size_t most, bool goes_on, std::vector<GlyphLine>& out) = 0;
    virtual Measure measure(double width) = 0;
    virtual bool is_complete() = 0;
};

// Glyphs in the order of the text.
class Typeset::Simple final : public Paragraph {
  public:
    Simple(std::string text, const Face& face) : text_(std::move(text)), face_(face) { glyphs_ = shaped(text_); }

    void lines(double width, std::size_t most, bool goes_on, std::vector<GlyphLine>& out) override {
        std::size_t first = 0, count = 0;
        do {
            const std::size_t end = width < 0 ? glyphs_.size() : end_of_line(first, width);
            const bool last = most != 0 && ++count == most;
            const bool cut = last && (end < glyphs_.size() || goes_on || (width >= 0 && span(first, end) > width));
            out.push_back(cut ? ellipsized(first, width) : line(first, end));
            if (last) return;
            first = end;
        } while (first < glyphs_.size());
    }

    Measure measure(double width) override {
        Measure out;
        std::size_t first = 0;
        do {
            const std::size_t end = width < 0 ? glyphs_.size() : end_of_line(first, width);
            out.width = std::max(out.width, span(first, end));
            ++out.lines;
            first = end;
        } while (first < glyphs_.size());
        return out;
    }

    bool is_complete() override { return true; }

  private:
    struct Shaped {
        std::uint32_t id = 0;
        double x = 0, dx = 0, dy = 0, advance = 0;
        std::size_t begin = 0;  ///< in the text
        std::string text;
        bool blank = false;
    };

    std::vector<Shaped> shaped(const std::string& text) const {
        thread_local const BufferPtr kBuffer(hb_buffer_create());
        hb_buffer_t* buffer = kBuffer.get();
        hb_buffer_clear_contents(buffer);
        hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), 0, -1);
        hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
        hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
        hb_buffer_set_language(buffer, HB_LANGUAGE_INVALID);
        hb_shape(face_.font(), buffer, nullptr, 0);
        unsigned count = 0;
        const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer, &count);
        const hb_glyph_position_t* at = hb_buffer_get_glyph_positions(buffer, &count);
        std::vector<Shaped> out(count);
        double x = 0;
        for (unsigned i = 0; i < count; ++i) {
            const std::size_t begin = info[i].cluster, end = i + 1 < count ? info[i + 1].cluster : text.size();
            Shaped& glyph = out[i];
            glyph = {info[i].codepoint,
                     x,
                     at[i].x_offset * face_.unit(),
                     at[i].y_offset * face_.unit(),
                     at[i].x_advance * face_.unit(),
                     begin,
                     text.substr(begin, end - begin),
                     false};
            glyph.blank = glyph.text == " ";
            x += glyph.advance;
        }
        return out;
    }

    // Without the blanks at its end.
    [[nodiscard]] double span(std::size_t first, std::size_t end) const {
        while (end > first && glyphs_[end - 1].blank) --end;
        return end == first ? 0 : glyphs_[end - 1].x + glyphs_[end - 1].advance - glyphs_[first].x;
    }

    // After the last blank or hyphen that fits, else within the word; at least one glyph.
    [[nodiscard]] std::size_t end_of_line(std::size_t first, double width) const {
        std::size_t fits = first, breaks = first;
        while (fits < glyphs_.size() &&
               (glyphs_[fits].blank || glyphs_[fits].x + glyphs_[fits].advance - glyphs_[first].x <= width)) {
            ++fits;
            if (glyphs_[fits - 1].blank || glyphs_[fits - 1].text == "-") breaks = fits;
        }
        if (fits == glyphs_.size()) return fits;
        return std::max(breaks > first ? breaks : fits, first + 1);
    }

    void add(GlyphLine& out, const Shaped& glyph, double from) const {
        out.glyphs.push_back({&face_, glyph.id, glyph.x - from + glyph.dx, glyph.dy, glyph.text});
        add_ink(out, out.glyphs.back());
    }

    [[nodiscard]] GlyphLine line(std::size_t first, std::size_t end) const {
        GlyphLine out;
        while (end > first && glyphs_[end - 1].blank) --end;
        out.width = span(first, end);
        out.glyphs.reserve(end - first);
        for (std::size_t i = first; i < end; ++i) add(out, glyphs_[i], glyphs_[first].x);
        return out;
    }

    [[nodiscard]] GlyphLine ellipsized(std::size_t first, double width) const {
        const std::vector<Shaped> dots = shaped(kEllipsis);
        double room = width;
        for (const Shaped& dot : dots) room -= dot.advance;
        std::size_t end = first;
        while (end < glyphs_.size() && (width < 0 || glyphs_[end].x + glyphs_[end].advance - glyphs_[first].x <= room)) ++end;
        GlyphLine out = line(first, end);
        for (const Shaped& dot : dots) {
            add(out, dot, -out.width);
            out.glyphs.back().text = dot.text;
        }
        out.width += width - room;
        return out;
    }

    std::string text_;
    const Face& face_;
    std::vector<Shaped> glyphs_;
};

// Through Pango.
class Typeset::Complex final : public Paragraph {
  public:
    Complex(std::string text, const Typeface& style) : text_(std::move(text)), layout_(Fonts::of_thread().layout(style)) {
        pango_layout_set_text(layout_.get(), text_.data(), static_cast<int>(text_.size()));
    }

    void lines(double width, std::size_t most, bool goes_on, std::vector<GlyphLine>& out) override {
        set_width(width);
        PangoLayout* layout = layout_.get();
        if (goes_on) pango_layout_set_text(layout, (text_ + kEllipsis).c_str(), -1);
        pango_layout_set_height(layout, most == 0 ? -1 : -static_cast<int>(most));
        pango_layout_set_ellipsize(layout, most == 0 || width < 0 ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
        for (const GSList* at = pango_layout_get_lines_readonly(layout); at != nullptr; at = at->next) {
            out.push_back(line(static_cast<PangoLayoutLine*>(at->data)));
        }
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE);
    }

    Measure measure(double width) override {
        set_width(width);
        int pango_width = 0;
        pango_layout_get_size(layout_.get(), &pango_width, nullptr);
        return {static_cast<std::size_t>(pango_layout_get_line_count(layout_.get())), pango_width / kPangoEm};
    }

    bool is_complete() override { return pango_layout_get_unknown_glyphs_count(layout_.get()) == 0; }

  private:
    void set_width(double width) {
        pango_layout_set_width(layout_.get(), width < 0 ? -1 : static_cast<int>(std::min(width, 1e4) * kPangoEm));
    }

    [[nodiscard]] GlyphLine line(PangoLayoutLine* from) const {
        GlyphLine out;
        out.rtl = pango_layout_line_get_resolved_direction(from) == PANGO_DIRECTION_RTL;
        for (const GSList* at = from->runs; at != nullptr; at = at->next) add(out, static_cast<PangoLayoutRun*>(at->data));
        return out;
    }

    void add(GlyphLine& out, PangoLayoutRun* run) const {
        const PangoItem& item = *run->item;
        const PangoGlyphString& glyphs = *run->glyphs;
        const std::string_view text(pango_layout_get_text(layout_.get()) + item.offset, static_cast<std::size_t>(item.length));
        const bool backwards = (item.analysis.level & 1) != 0;
        const Face* face = Fonts::of_thread().face_of(item.analysis.font);
        for (int i = 0; i < glyphs.num_glyphs; ++i) {
            const PangoGlyphInfo& glyph = glyphs.glyphs[i];
            const double advance = glyph.geometry.width / kPangoEm;
            const bool unknown = (glyph.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
            if (glyph.glyph != PANGO_GLYPH_EMPTY) {
                out.glyphs.push_back({face, unknown ? 0 : glyph.glyph, out.width + glyph.geometry.x_offset / kPangoEm,
                                      -glyph.geometry.y_offset / kPangoEm, cluster(glyphs, i, text, backwards)});
                add_ink(out, out.glyphs.back());
            }
            out.width += advance;
        }
    }

    // The characters of a cluster belong to the first of its glyphs in the order of the text.
    static std::string cluster(const PangoGlyphString& glyphs, int i, std::string_view text, bool backwards) {
        const int begin = glyphs.log_clusters[i], step = backwards ? -1 : 1;
        const int before = i - step;
        if (before >= 0 && before < glyphs.num_glyphs && glyphs.log_clusters[before] == begin) return {};
        int next = i;
        while (next >= 0 && next < glyphs.num_glyphs && glyphs.log_clusters[next] == begin) next += step;
        const bool last = next < 0 || next >= glyphs.num_glyphs;
        const auto end = last ? text.size() : static_cast<std::size_t>(glyphs.log_clusters[next]);
        const auto first = static_cast<std::size_t>(begin);
        return end > first ? std::string(text.substr(first, end - first)) : std::string();
    }

    std::string text_;
    drawing::LayoutPtr layout_;
};

Typeset::Typeset(std::string_view utf8, const Typeface& style) {
    std::string text = drawing::valid_text(utf8);
    for (char& c : text) {
        if (c == '\t') c = ' ';
    }
    const Face& face = *Fonts::of_thread().first(style);
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find('\n', begin);
        std::string part = text.substr(begin, end == std::string::npos ? end : end - begin);
        if (!part.empty() && part.back() == '\r') part.pop_back();
        if (is_simple(part, face)) {
            paragraphs_.push_back(std::make_unique<Simple>(std::move(part), face));
        } else {
            paragraphs_.push_back(std::make_unique<Complex>(std::move(part), style));
        }
        if (end == std::string::npos) break;
        begin = end + 1;
    }
}
Typeset::~Typeset() = default;
Typeset::Typeset(Typeset&&) noexcept = default;
Typeset& Typeset::operator=(Typeset&&) noexcept = default;

std::vector<GlyphLine> Typeset::lines(double width, std::size_t most) const {
    std::vector<GlyphLine> out;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
        if (most != 0 && out.size() >= most) break;
        const std::size_t room = most == 0 ? 0 : most - out.size();
        const bool last = i + 1 == paragraphs_.size();
        const bool goes_on = room != 0 && !last && paragraphs_[i]->measure(width).lines >= room;
        paragraphs_[i]->lines(width, room, goes_on, out);
    }
    return out;
}

Typeset::Measure Typeset::measure(double width) const {
    Measure out;
    for (const auto& paragraph : paragraphs_) {
        const Measure part = paragraph->measure(width);
        out.lines += part.lines;
        out.width = std::max(out.width, part.width);
    }
    return out;
}

bool Typeset::is_complete() const {
    return std::all_of(paragraphs_.begin(), paragraphs_.end(), [](const auto& p) { return p->is_complete(); });
}

}  // namespace quillport::pdf
