#include "face.hpp"

#include <hb-ot.h>

#include <array>

namespace quillport::pdf {
namespace {

constexpr hb_tag_t kGlyf = HB_TAG('g', 'l', 'y', 'f'), kFvar = HB_TAG('f', 'v', 'a', 'r');

bool has_table(hb_face_t* face, hb_tag_t tag) {
    hb_blob_t* blob = hb_face_reference_table(face, tag);
    const bool there = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return there;
}

// The PostScript name, of letters that a name object needs no escape for.
std::string postscript_name(hb_face_t* face) {
    std::array<char, 64> text{};
    unsigned size = text.size();
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text.data());
    std::string out;
    for (const char c : std::string(text.data())) {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-') out += c;
    }
    return out.empty() ? "Font" : out;
}

}  // namespace

Face::Face(hb_font_t* chosen) : font_(hb_font_create(hb_font_get_face(chosen))) {
    unsigned count = 0;
    if (const int* place = hb_font_get_var_coords_normalized(chosen, &count); count > 0) {
        hb_font_set_var_coords_normalized(font_.get(), place, count);
    }
    unit_ = 1.0 / std::max(1U, hb_face_get_upem(face()));
    name_ = postscript_name(face());
    plain_ = has_table(face(), kGlyf) && !has_table(face(), kFvar);
}

bool Face::has(char32_t point) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font_.get(), point, &glyph) != 0;
}

const Face::Metrics& Face::metrics(std::uint32_t glyph) const {
    const auto [at, is_new] = metrics_.try_emplace(glyph);
    if (!is_new) return at->second;
    Metrics& out = at->second;
    out.advance = hb_font_get_glyph_h_advance(font_.get(), glyph) * unit_;
    hb_glyph_extents_t ink{};
    if (hb_font_get_glyph_extents(font_.get(), glyph, &ink) != 0) {
        const double x = ink.x_bearing * unit_, top = ink.y_bearing * unit_;
        out.ink = {x, top + ink.height * unit_, x + ink.width * unit_, top};
    }
    return out;
}

}  // namespace quillport::pdf
