// What a delivered document is: wrappings, magics, directories of archives and compound files, character sets; a text as pages.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "charset.hpp"
#include "quillport/formats/recognise.hpp"
#include "text_lines.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const quillport::BytesView document{reinterpret_cast<const std::byte*>(data), size};
    const auto found = quillport::formats::recognise(document);
    if (found.offset > size || found.size > size - found.offset) std::abort();
    const bool is_text = found.format == quillport::Format::Text;
    if (is_text == found.charset.empty()) std::abort();
    if (!is_text) return 0;
    const auto inside = document.subspan(static_cast<std::size_t>(found.offset), static_cast<std::size_t>(found.size));
    const auto text = quillport::formats::in_utf8(quillport::text_of(inside), found.charset);
    if (!text || !quillport::formats::is_utf8(text.value())) std::abort();  // what was recognised can be read
    for (const auto& line : quillport::formats::lines_of(text.value()))
        for (const auto& part : quillport::formats::wrapped(line, 85))
            if (part.columns > 85) std::abort();
    return 0;
}
