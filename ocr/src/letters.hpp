#pragma once
#include <chrono>
#include <memory>

#include "quillport/tags/page_reader.hpp"

namespace quillport::ocr {

/// Reads the letters of pictures. Tesseract behind it. Throws what it throws.
class LetterReader {
  public:
    LetterReader();
    ~LetterReader();

    /// Errors: Unavailable without language data.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<tags::Reading> read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::ocr
