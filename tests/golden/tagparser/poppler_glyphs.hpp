#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace quillport::test {

/// A character as Poppler's interpreter shows it, in the order of the content. Points, origin bottom-left of the displayed page.
struct PopplerGlyph {
    std::u32string text;
    double x = 0, y = 0;  ///< on the baseline
    bool invisible = false;
};

/// The characters of every page, without annotations; nothing when Poppler cannot open the file.
[[nodiscard]] std::vector<std::vector<PopplerGlyph>> poppler_glyphs(const std::filesystem::path& pdf);

}  // namespace quillport::test
