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
    ContentRun stream;  ///< the form, or object 0: the contents of the page
    std::uint32_t operand = 0;
    std::uint32_t offset = 0;
    std::uint8_t bytes = 1;
    double adjust = 0;
    std::uint8_t render_mode = 0;
};

/// Codes that vanish together or not at all: one tag.
struct Erasure {
    int page = 1;
    std::vector<CodeToErase> codes;
    std::vector<Rect> pieces;  ///< on the displayed page; links that lie in them go too
};

struct ErasedPdf {
    Bytes pdf;  ///< full rewrite: classic cross-reference table, no object streams, same bytes for same input
    std::vector<std::string> refused;  ///< one an erasure: empty when it was done, else "clip_text", "operand_changed", "advance"
};

/// Removes exactly these codes from the content streams; each touched string operand becomes a TJ array with the same advance,
/// every other byte of the streams stays. A form that several pages share changes everywhere. Errors: Unsupported with detail
/// "signed" or "encrypted" (never rewritten), "damaged"; Internal.
[[nodiscard]] Result<ErasedPdf> erase_codes(const Document& document, const std::vector<Erasure>& erasures);

}  // namespace quillport::pdf
