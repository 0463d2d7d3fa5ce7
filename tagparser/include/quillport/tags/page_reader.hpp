#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "quillport/core/geometry.hpp"
#include "quillport/core/result.hpp"
#include "quillport/pdf/page_image.hpp"

namespace quillport::tags {

/// A letter as it was read from a picture.
struct ReadLetter {
    char32_t c = 0;
    Rect box;               ///< around its ink, in pixels of the picture: x to the right, y down
    double confidence = 0;  ///< 0 to 1
};

/// Letters without a blank between them.
using ReadWord = std::vector<ReadLetter>;

/// A line of text.
struct ReadLine {
    std::vector<ReadWord> words;                                ///< in the order of reading
    double base_x0 = 0, base_y0 = 0, base_x1 = 0, base_y1 = 0;  ///< baseline, from the first letter on, in pixels
    double font_size = 0;                                       ///< in pixels
    int rotation = 0;  ///< of the text on the picture: 0, 90, 180 or 270 degrees counter-clockwise
};

/// A code that machines read.
struct ReadCode {
    std::string text;  ///< UTF-8
    Rect box;          ///< as for letters
};

/// Which codes are looked for: tags stand in QR codes, documents are told apart by others too.
enum class CodeKinds : std::uint8_t { Qr, All };

struct Reading {
    std::vector<ReadLine> lines;
    std::vector<ReadCode> codes;
    bool complete = true;  ///< false: the time was over before all of it was read
};

/// Reads what only a picture shows: scans, text whose fonts do not say what it means, QR codes. Implemented by quillport-ocr,
/// which is loaded where it is needed; this library knows no engine. Not thread-safe. It sees foreign data: confined processes
/// only.
class PageReader {
  public:
    PageReader() = default;
    PageReader(const PageReader&) = delete;
    PageReader& operator=(const PageReader&) = delete;
    virtual ~PageReader() = default;

    /// Codes anywhere on the picture. Errors: Unavailable when the engine cannot be loaded.
    [[nodiscard]] virtual Result<std::vector<ReadCode>> codes(const pdf::GreyImage& image, CodeKinds kinds) = 0;
    /// Letters and codes of a picture of `dpi`, within `time`. Errors: Unavailable when the engine or its language data cannot be
    /// loaded; Internal when it fails.
    [[nodiscard]] virtual Result<Reading> read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time) = 0;
};

}  // namespace quillport::tags
