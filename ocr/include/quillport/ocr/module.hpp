#pragma once
#include <filesystem>

#include "quillport/runtime/file.hpp"
#include "quillport/tags/page_reader.hpp"

namespace quillport::ocr {

/// Reads pictures with Tesseract and ZXing, which are loaded with the first picture (or by `warm_up`), also inside a jail that
/// lets their folders be read. Make it before the jail closes: what the engines say about a picture goes to a descriptor that is
/// opened here. One a process; never unloaded. Not thread-safe.
class Module : public tags::PageReader {
  public:
    /// `file`: the module; as a rule `beside_program()`.
    explicit Module(std::filesystem::path file);

    /// Loads the engines and reads a small picture, so that a forked child need not. Errors: Unavailable.
    [[nodiscard]] Result<void> warm_up();

    [[nodiscard]] Result<std::vector<tags::ReadCode>> codes(const pdf::GreyImage& image, tags::CodeKinds kinds) override;
    [[nodiscard]] Result<tags::Reading> read(const pdf::GreyImage& image, int dpi, std::chrono::milliseconds time) override;

  private:
    [[nodiscard]] Result<void> load();

    std::filesystem::path file_;
    runtime::Descriptor silence_;
    tags::PageReader* engines_ = nullptr;  ///< lives in the module until the process ends
};

/// Where the module is installed: beside the program that runs.
[[nodiscard]] std::filesystem::path beside_program();

/// The folders that a jail must let be read so that the module can be loaded and find its language data.
[[nodiscard]] std::vector<std::filesystem::path> folders();

}  // namespace quillport::ocr
