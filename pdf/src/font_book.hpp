#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "face.hpp"
#include "object_sink.hpp"

namespace quillport::pdf {

/// The fonts of one increment: every glyph that was used, once. Glyphs of TrueType fonts become a subset of the font (Type 0,
/// CIDFontType2); those of every other font (CFF, variable) a Type 3 font of their outlines. Source: ISO 32000-1 §9.6.5, §9.7.4,
/// §9.10.3.
class FontBook {
  public:
    struct Place {
        int font = 0;       ///< object number
        unsigned code = 0;  ///< two bytes in a Type 0 font, else one
        bool two_bytes = false;
        double advance = 0;  ///< em, as the font's widths say it
    };
    explicit FontBook(ObjectSink& sink) : sink_(sink) {}

    [[nodiscard]] Place place(const Face& face, std::uint32_t glyph, const std::string& text);
    /// Writes the fonts. Throws std::runtime_error when a font contradicts itself.
    void finish();

  private:
    struct Used {
        std::uint32_t glyph = 0;
        std::string text;
    };
    struct Font {
        const Face* face = nullptr;
        int object = 0;
        std::vector<Used> used;
    };
    struct Book {
        std::vector<std::size_t> fonts;
        std::map<std::pair<std::uint32_t, std::string>, Place>
            places;  ///< letters that no font has share glyph 0, not their text
    };
    void write_truetype(const Font& font);
    void write_type3(const Font& font);

    ObjectSink& sink_;
    std::vector<Font> fonts_;
    std::map<const Face*, Book> books_;
};

}  // namespace quillport::pdf
