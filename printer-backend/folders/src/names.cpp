#include "names.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace quillport::folders {
namespace {

/// Of browsers, copy programs, editors and scanners that write in place.
constexpr std::array<std::string_view, 14> kUnfinished = {".tmp",      ".temp",     ".part",       ".partial", ".crdownload",
                                                          ".download", ".filepart", ".!ut",        ".lock",    ".lck",
                                                          ".swp",      ".writing",  ".unfinished", ".bak"};

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

}  // namespace

bool is_meant(std::string_view name) {
    if (name.empty() || name.front() == '.' || name.front() == '~' || name.back() == '~') return false;
    const std::string low = lowered(name);
    if (low == "thumbs.db" || low == "desktop.ini") return false;
    if (low.ends_with(kErrorSuffix)) return false;
    return std::none_of(kUnfinished.begin(), kUnfinished.end(), [&](std::string_view end) { return low.ends_with(end); });
}

std::string title_of(const std::string& name) {
    std::string stem = std::filesystem::path(name).stem().string();
    return stem.empty() ? name : stem;
}

}  // namespace quillport::folders
