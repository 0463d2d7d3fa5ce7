#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quillport/core/geometry.hpp"

namespace quillport::pdf {

struct DocumentParts;

/// What a font says of one code. Distances in text space units for font size 1.
struct GlyphEntry {
    double dx = 0, dy = 0;  ///< advance
    double ox = 0, oy = 0;  ///< origin offset of vertical writing
    std::uint32_t text_begin = 0;
    std::uint16_t text_size = 0;
    std::uint8_t bytes = 0;  ///< of the code; 0: not looked up yet
};

/// A font as decoder of codes. Every code is asked once of Poppler and kept; where that gives no text, the font program is asked.
class Font {
  public:
    struct Impl;
    Font(std::unique_ptr<Impl> impl, std::uint16_t number);
    ~Font();
    Font(const Font&) = delete;
    Font& operator=(const Font&) = delete;

    /// The entry for the code that `bytes` (not empty) begins with.
    [[nodiscard]] const GlyphEntry& lookup(std::string_view bytes) {
        const auto first = static_cast<unsigned char>(bytes.front());
        if (simple_) {
            const GlyphEntry& entry = one_[first];
            return entry.bytes != 0 ? entry : decode(bytes, one_[first]);
        }
        if (bytes.size() < 2) return decode(bytes, last_);
        auto& block = two_[first];
        if (!block) block = std::make_unique<Block>();
        GlyphEntry& entry = (*block)[static_cast<unsigned char>(bytes[1])];
        return entry.bytes != 0 ? entry : decode_two(bytes, entry);
    }
    [[nodiscard]] std::u32string_view text(const GlyphEntry& entry) const noexcept {
        return std::u32string_view(text_).substr(entry.text_begin, entry.text_size);
    }
    /// Around the ink of the code that `bytes` are, in text space units for font size 1; nothing when its program does not say.
    [[nodiscard]] std::optional<Rect> ink(std::string_view bytes);
    [[nodiscard]] bool vertical() const noexcept { return vertical_; }
    [[nodiscard]] std::uint16_t number() const noexcept { return number_; }  ///< in its FontSource
    [[nodiscard]] double ascent() const noexcept { return ascent_; }         ///< above the baseline, for font size 1
    [[nodiscard]] double descent() const noexcept { return descent_; }       ///< negative

  private:
    using Block = std::array<GlyphEntry, 256>;
    const GlyphEntry& decode(std::string_view bytes, GlyphEntry& entry);
    const GlyphEntry& decode_two(std::string_view bytes, GlyphEntry& entry);
    [[nodiscard]] std::u32string recovered(std::uint32_t code, std::u32string_view told);
    [[nodiscard]] char32_t unmerged_by_parts(std::uint32_t code, char32_t told);

    std::unique_ptr<Impl> impl_;
    std::uint16_t number_ = 0;
    bool simple_ = true;
    bool vertical_ = false;
    double ascent_ = 0.9, descent_ = -0.2;
    Block one_{};
    std::array<std::unique_ptr<Block>, 256> two_;
    GlyphEntry last_;  ///< what cannot be kept by its first two bytes
    std::u32string text_;
    std::unordered_map<std::string, std::optional<Rect>> inks_;
};

/// The fonts of a document, read by Poppler from the same bytes: encodings and widths. Font programs are loaded only for codes
/// without text and for the ink of tags.
class FontSource {
  public:
    explicit FontSource(const DocumentParts& parts);
    ~FontSource();
    FontSource(const FontSource&) = delete;
    FontSource& operator=(const FontSource&) = delete;

    /// The font of this dictionary, or null when there is none that can be read. Kept by object number.
    [[nodiscard]] Font* find(QPDFObjectHandle dictionary);
    /// The font of this number, or null.
    [[nodiscard]] Font* at(std::uint16_t number) const noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::pdf
