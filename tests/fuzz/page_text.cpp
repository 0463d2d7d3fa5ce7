// The text of a page, read by one dialect: marks, grammar, pieces, places of fields. A line feed begins a new line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "found.hpp"

namespace {

using quillport::pdf::Glyph;
using quillport::pdf::PageContent;

constexpr float kSize = 10;
constexpr quillport::PageSize kPaper{595, 842};

/// The next code point of UTF-8 text; a byte that is none counts by itself.
char32_t take(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    char32_t c = size == 1 ? first : first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size && i < text.size(); ++i) c = c << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    text.remove_prefix(size < text.size() ? size : text.size());
    return c;
}

PageContent page_of(std::string_view text) {
    PageContent page;
    page.page = 1;
    page.runs.emplace_back();
    float x = 20;
    float y = 800;
    while (!text.empty()) {
        const char32_t c = take(text);
        if (c == U'\n') {
            x = 20;
            y -= 1.5F * kSize;
            continue;
        }
        Glyph& glyph = page.glyphs.emplace_back();
        glyph.text_begin = static_cast<std::uint32_t>(page.text.size());
        glyph.text_size = c == 0 ? 0 : 1;
        if (c != 0) page.text.push_back(c);
        glyph.origin_x = glyph.x0 = x;
        glyph.origin_y = y;
        glyph.y0 = y - 2;
        glyph.y1 = y + 8;
        glyph.advance_x = 5;
        glyph.x1 = x += 5;
        glyph.up_y = kSize;
    }
    return page;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto language = [] {
        quillport::tags::DetectOptions options;
        options.dialects = {QUILLPORT_FUZZ_DIALECT};
        return quillport::tags::Language::of(options);
    }();
    if (!language) std::abort();
    static quillport::tags::Folder folder;
    const PageContent page = page_of({reinterpret_cast<const char*>(data), size});
    auto findings = quillport::tags::find_on_page(page, kPaper, folder, language.value());
    quillport::tags::place_fields(page, kPaper, findings);
    for (const auto& found : findings.tags) {
        if (found.glyphs.empty() || found.tag.pieces.empty() || found.glyphs.back() >= page.glyphs.size()) std::abort();
    }
    return 0;
}
