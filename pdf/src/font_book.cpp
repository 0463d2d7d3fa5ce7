#include "font_book.hpp"

#include <hb-ot.h>

#include <array>
#include <cmath>

#include "content_writer.hpp"
#include "syntax.hpp"
#include "truetype_subset.hpp"

namespace quillport::pdf {
namespace {

constexpr std::size_t kCodes = 256;  ///< of a Type 3 font

std::string hexadecimal(unsigned value, int digits) {
    std::string out;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789ABCDEF"[(value >> shift) & 0xfU];
    return out;
}

std::string thousandths(double em) { return std::to_string(std::lround(em * 1000)); }

// Six letters that name the subset (§9.6.4).
template <typename Used>
std::string tag_of(const std::vector<Used>& used) {
    std::uint32_t hash = 2166136261U;
    for (const auto& one : used) hash = (hash ^ one.glyph) * 16777619U;
    std::string tag;
    for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
    return tag + "+";
}

// §9.10.3. `first`: the code of the first glyph; `digits`: of a code.
template <typename Used>
std::string to_unicode(const std::vector<Used>& used, unsigned first, int digits) {
    // Codes follow each other: ranges with a list are much shorter than pairs. A range keeps its first byte.
    std::vector<std::string> blocks;
    for (std::size_t i = 0; i < used.size();) {
        std::string texts;
        const std::size_t begin = i;
        const auto code = [&](std::size_t at) { return first + static_cast<unsigned>(at); };
        for (; i < used.size() && !used[i].text.empty() && code(i) >> 8U == code(begin) >> 8U; ++i)
            texts += utf16_string(used[i].text);
        if (texts.empty()) {
            ++i;
            continue;
        }
        blocks.push_back("1 beginbfrange\n<" + hexadecimal(code(begin), digits) + "> <" + hexadecimal(code(i - 1), digits) +
                         "> [" + texts + "]\nendbfrange\n");
    }
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
        "/Supplement 0 >> def\n/CMapName /U def\n/CMapType 2 def\n1 begincodespacerange\n<" +
        hexadecimal(0, digits) + "> <" + std::string(static_cast<std::size_t>(digits), 'F') + ">\nendcodespacerange\n";
    for (const std::string& block : blocks) out += block;
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

// The outline of a glyph as path operators, in units of the font.
struct Outline {
    ContentWriter path;
    static void move(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
        static_cast<Outline*>(data)->path.put(x, y, "m");
    }
    static void line(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
        static_cast<Outline*>(data)->path.put(x, y, "l");
    }
    static void cubic(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x1, float y1, float x2, float y2, float x, float y,
                      void*) {
        ContentWriter& path = static_cast<Outline*>(data)->path;
        path.put(x1, y1);
        path.put(x2, y2);
        path.put(x, y, "c");
    }
    static void close(hb_draw_funcs_t*, void* data, hb_draw_state_t*, void*) { static_cast<Outline*>(data)->path.put("h"); }
};

hb_draw_funcs_t* outline_functions() {
    static hb_draw_funcs_t* const functions = [] {
        hb_draw_funcs_t* f = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(f, Outline::move, nullptr, nullptr);
        hb_draw_funcs_set_line_to_func(f, Outline::line, nullptr, nullptr);
        hb_draw_funcs_set_cubic_to_func(f, Outline::cubic, nullptr, nullptr);
        hb_draw_funcs_set_close_path_func(f, Outline::close, nullptr, nullptr);
        hb_draw_funcs_make_immutable(f);
        return f;
    }();
    return functions;
}

}  // namespace

std::string outline_of(const Face& face, std::uint32_t glyph) {
    Outline outline;
    hb_font_get_glyph_shape(face.font(), glyph, outline_functions(), &outline);
    return outline.path.take();
}

FontBook::Place FontBook::place(const Face& face, std::uint32_t glyph, const std::string& text) {
    Book& book = books_[&face];
    const auto [at, is_new] = book.places.try_emplace({glyph, glyph == 0 ? text : std::string()});
    const bool plain = face.is_plain_truetype();
    if (is_new) {
        if (book.fonts.empty() || (!plain && fonts_[book.fonts.back()].used.size() == kCodes)) {
            book.fonts.push_back(fonts_.size());
            fonts_.push_back({&face, sink_.reserve(), {}});
        }
        Font& font = fonts_[book.fonts.back()];
        const auto code = static_cast<unsigned>(font.used.size()) + (plain ? 1 : 0);
        at->second = {font.object, code, plain, std::round(face.metrics(glyph).advance * 1000) / 1000};
        font.used.push_back({glyph, text});
    }
    return at->second;
}

void FontBook::finish() {
    for (const Font& font : fonts_) {
        if (font.face->is_plain_truetype()) {
            write_truetype(font);
        } else {
            write_type3(font);
        }
    }
}

void FontBook::write_truetype(const Font& font) {
    const Face& face = *font.face;
    std::vector<std::uint32_t> glyphs;
    std::string widths;
    Rect box;
    for (const Used& used : font.used) {
        const Face::Metrics& metrics = face.metrics(used.glyph);
        glyphs.push_back(used.glyph);
        widths += " " + thousandths(metrics.advance);
        if (!metrics.ink.empty()) box = box.empty() ? metrics.ink : united(box, metrics.ink);
    }
    const std::string program = truetype_subset(face.face(), glyphs);
    const std::string name = "/" + tag_of(font.used) + face.name();
    const int file = sink_.add(stream_source("/Length1 " + std::to_string(program.size()), program));
    const int map = sink_.add(stream_source("", to_unicode(font.used, 1, 4)));
    const std::string top = thousandths(box.y1), bottom = thousandths(box.y0);
    const int descriptor =
        sink_.add("<< /Type /FontDescriptor /FontName " + name + " /Flags 4 /FontBBox [" + thousandths(box.x0) + " " + bottom +
                  " " + thousandths(box.x1) + " " + top + "] /ItalicAngle 0 /Ascent " + top + " /Descent " + bottom +
                  " /CapHeight " + top + " /StemV 80 /FontFile2 " + syntax::reference(file) + " >>");
    sink_.set(font.object, "<< /Type /Font /Subtype /Type0 /BaseFont " + name + " /Encoding /Identity-H /ToUnicode " +
                               syntax::reference(map) + " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont " +
                               name +
                               " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor " +
                               syntax::reference(descriptor) + " /CIDToGIDMap /Identity /W [1 [" + widths + " ]] >>] >>");
}

void FontBook::write_type3(const Font& font) {
    const Face& face = *font.face;
    std::string procedures, names, widths;
    Rect box;
    for (std::size_t i = 0; i < font.used.size(); ++i) {
        const Face::Metrics& metrics = face.metrics(font.used[i].glyph);
        const double per_em = 1 / face.unit();
        ContentWriter glyph;
        glyph.put(metrics.advance * per_em, 0);
        glyph.put(metrics.ink.x0 * per_em, metrics.ink.y0 * per_em);
        glyph.put(metrics.ink.x1 * per_em, metrics.ink.y1 * per_em, "d1");
        const std::string path = outline_of(face, font.used[i].glyph);
        const int procedure = sink_.add(stream_source("", glyph.take() + path + (path.empty() ? "" : "f\n")));
        procedures += " /g" + std::to_string(i) + " " + syntax::reference(procedure);
        names += " /g" + std::to_string(i);
        widths += " " + syntax::number(std::round(metrics.advance * 1000) / 1000 * per_em);
        if (!metrics.ink.empty()) box = box.empty() ? metrics.ink : united(box, metrics.ink);
    }
    const double per_em = 1 / face.unit();
    const int map = sink_.add(stream_source("", to_unicode(font.used, 0, 2)));
    const std::string unit = [&] {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.9f", face.unit());
        return std::string(text.data());
    }();
    sink_.set(font.object, "<< /Type /Font /Subtype /Type3 /Name /" + face.name() + " /FontBBox " +
                               syntax::rectangle({box.x0 * per_em, box.y0 * per_em, box.x1 * per_em, box.y1 * per_em}) +
                               " /FontMatrix [" + unit + " 0 0 " + unit + " 0 0] /Resources << >> /CharProcs <<" + procedures +
                               " >> /Encoding << /Type /Encoding /Differences [0" + names + "] >> /FirstChar 0 /LastChar " +
                               std::to_string(font.used.size() - 1) + " /Widths [" + widths + " ] /ToUnicode " +
                               syntax::reference(map) + " >>");
}

}  // namespace quillport::pdf
