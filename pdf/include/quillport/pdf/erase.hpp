#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::pdf {

/// A shown code that shall vanish while everything after it stays where it is.
struct CodeToErase {
    std::uint32_t run = 0;  ///< in PageContent::runs
    ContentRun stream;      ///< which that is: the form, or object 0: the contents of the page
    std::uint32_t operand = 0;
    std::uint32_t offset = 0;
    std::uint8_t bytes = 1;
    double adjust = 0;
    std::uint8_t render_mode = 0;
};

[[nodiscard]] CodeToErase code_of(const PageContent& content, const Glyph& glyph);

/// Codes that vanish together or not at all: one tag.
struct Erasure {
    int page = 1;
    std::vector<CodeToErase> codes;
    std::vector<Rect> pieces;  ///< on the displayed page; links that lie in them go too
    std::string text;          ///< UTF-8; copies of it go where they only repeat the content (ActualText, bookmarks, title)
};

struct ErasedPdf {
    Bytes pdf;  ///< full rewrite: classic cross-reference table, no object streams, same bytes for same input
    std::vector<std::string> refused;  ///< one an erasure: empty when it was done, else "clip_text", "in_glyph",
                                       ///< "operand_changed", "advance"
    std::vector<bool> elsewhere;       ///< one an erasure: its text also stands where it is not taken away: form values, comments
};

/// Removes exactly these codes from the content streams; each touched string operand becomes a TJ array with the same advance,
/// every other byte of the streams stays. A form or pattern that loses the same codes wherever it is painted stays one; where its
/// paintings differ, it is copied for those that do. Errors: Unsupported with detail "signed" or "encrypted" (never rewritten),
/// "damaged"; Internal.
[[nodiscard]] Result<ErasedPdf> erase_codes(Document& document, const std::vector<Erasure>& erasures);

}  // namespace quillport::pdf
