#pragma once
#include <hb.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/core/handle.hpp"

namespace quillport::pdf {

/// A font file at one place of its design space, as Pango chose it. Lengths in em. Not thread-safe; lives as long as its thread.
class Face {
  public:
    /// Takes over what `chosen` says, not its size.
    explicit Face(hb_font_t* chosen);

    [[nodiscard]] hb_font_t* font() const noexcept { return font_.get(); }
    [[nodiscard]] hb_face_t* face() const noexcept { return hb_font_get_face(font_.get()); }
    [[nodiscard]] double unit() const noexcept { return unit_; }  ///< of the font's design, in em
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// True when glyphs can be taken over from its `glyf` table as they are.
    [[nodiscard]] bool is_plain_truetype() const noexcept { return plain_; }
    [[nodiscard]] bool has(char32_t point) const;

    struct Metrics {
        double advance = 0;
        Rect ink;  ///< y upwards from the baseline; empty: no ink
    };
    [[nodiscard]] const Metrics& metrics(std::uint32_t glyph) const;

  private:
    std::unique_ptr<hb_font_t, Deleter<hb_font_destroy>> font_;
    double unit_ = 0.001;
    std::string name_;
    bool plain_ = false;
    mutable std::map<std::uint32_t, Metrics> metrics_;
};

}  // namespace quillport::pdf
