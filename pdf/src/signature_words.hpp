#pragma once
#include <string>
#include <vector>

#include "form_painter.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf {

/// The lines beside a hand: name, caption, reason and note, as far as the look asks for them. The name stands out by its colour,
/// not by another font to embed.
class SignatureWords {
  public:
    explicit SignatureWords(const SigningAct& act);
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    /// Smaller until all of it fits, lines broken where that helps; then each line ends in an ellipsis; at last reason and
    /// caption are left out, never the note.
    void draw(FormPainter& painter, const Rect& area) const;

  private:
    struct Entry {
        Typeset text;
        drawing::Colour colour;
        bool stays = true;
    };
    void add(const std::string& text, const drawing::Colour& colour, bool stays);
    [[nodiscard]] double size_unbroken(const Rect& area) const;
    [[nodiscard]] double size_broken(const Rect& area) const;  ///< below the smallest: it does not fit
    std::vector<Entry> entries_;
};

}  // namespace quillport::pdf
