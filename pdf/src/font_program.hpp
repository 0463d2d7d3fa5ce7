#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "quillport/core/geometry.hpp"

class GfxFont;
class XRef;
struct FT_LibraryRec_;

namespace quillport::pdf {

/// FreeType, started when the first program is read.
class FontLibrary {
  public:
    FontLibrary() = default;
    ~FontLibrary();
    FontLibrary(const FontLibrary&) = delete;
    FontLibrary& operator=(const FontLibrary&) = delete;
    [[nodiscard]] FT_LibraryRec_* get();
    /// Whether another program of `bytes` may be read: a document may cost so much and no more.
    [[nodiscard]] bool spend(std::size_t bytes) noexcept;
    /// Written by Ghostscript, whose maps of what codes mean are damaged.
    bool by_ghostscript = false;

  private:
    FT_LibraryRec_* library_ = nullptr;
    std::size_t programs_ = 0, bytes_ = 0;
};

/// The font program that a PDF font embeds (ISO 32000-1 §9.9), or the procedures of a Type 3 font. Asked only where the font
/// dictionary says too little: what a glyph means, where its ink is.
class FontProgram {
  public:
    /// Null when nothing is embedded that can be read.
    static std::unique_ptr<FontProgram> open(GfxFont& font, XRef& xref, FontLibrary& library);
    virtual ~FontProgram() = default;
    FontProgram(const FontProgram&) = delete;
    FontProgram& operator=(const FontProgram&) = delete;

    /// What the glyph of this code means by the program's own tables: its character map, else its name. Empty: they do not say.
    [[nodiscard]] virtual std::u32string text(std::uint32_t code) = 0;
    /// True when the glyph of this code is there and paints nothing.
    [[nodiscard]] virtual bool is_blank(std::uint32_t code) = 0;
    /// The code whose glyph is the first part of a composite one: the letter below an accent. Nothing when it is no composite.
    [[nodiscard]] virtual std::optional<std::uint32_t> first_part(std::uint32_t /*code*/) { return std::nullopt; }
    /// Around the outline of this code, in text space for font size 1; nothing when it has none.
    [[nodiscard]] virtual std::optional<Rect> ink(std::uint32_t code) = 0;

  protected:
    FontProgram() = default;
};

/// The code point of a glyph name that stands in Adobe's list; 0: it does not.
[[nodiscard]] char32_t listed_name(const char* name);

}  // namespace quillport::pdf
