// A whole document: opened, read by every dialect, written as JSON, and erased when it holds tags.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "quillport/tags/detect.hpp"
#include "quillport/tags/erase.hpp"
#include "quillport/tags/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto document = quillport::pdf::Document::open({reinterpret_cast<const std::byte*>(data), size});
    if (!document) return 0;
    quillport::tags::DetectOptions options;
    options.dialects = {"quillport", "adobe", "docuseal", "documenso", "dropbox-sign", "signnow", "pandadoc"};
    // A fuzzer learns nothing from what is only long.
    options.limits.stream_bytes = std::uint64_t{1} << 20U;
    options.limits.page_bytes = std::uint64_t{4} << 20U;
    options.limits.page_glyphs = 20'000;
    options.limits.page_operators = 50'000;
    options.limits.total_operators = 200'000;
    const auto found = quillport::tags::detect(document.value(), options);
    if (!found) std::abort();  // the dialects are known, and nothing else may fail
    if (quillport::tags::to_json(found.value()).empty()) std::abort();
    if (found.value().tags.empty()) return 0;
    const auto erased = quillport::tags::erase(document.value(), found.value(), options);
    if (!erased && erased.error().detail == "self_check") std::abort();
    return 0;
}
