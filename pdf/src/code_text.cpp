#include "code_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace quillport::pdf {
namespace {

constexpr std::size_t kMaxName = 120;

std::optional<char32_t> hexadecimal(std::string_view digits) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc{} || end != digits.data() + digits.size() || value > 0x10FFFF) return std::nullopt;
    if (value >= 0xD800 && value <= 0xDFFF) return std::nullopt;
    return value;
}

bool is_hexadecimal(std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); });
}

/// One part of a name.
std::u32string part_text(std::string_view part, char32_t (*known)(const char* name)) {
    if (part.substr(0, 3) == "uni" && part.size() >= 7 && (part.size() - 3) % 4 == 0 && is_hexadecimal(part.substr(3))) {
        std::u32string out;
        for (std::size_t i = 3; i < part.size(); i += 4) {
            const auto value = hexadecimal(part.substr(i, 4));
            if (!value) return {};
            out += *value;
        }
        return out;
    }
    if (part.substr(0, 1) == "u" && part.size() >= 5 && part.size() <= 7 && is_hexadecimal(part.substr(1))) {
        const auto value = hexadecimal(part.substr(1));
        return value ? std::u32string(1, *value) : std::u32string();
    }
    const char32_t value = known(std::string(part).c_str());
    return value != 0 ? std::u32string(1, value) : std::u32string();
}

}  // namespace

bool is_meaningful(std::u32string_view text) noexcept {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char32_t c) {
        const bool control = (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r') || (c >= 0x7F && c < 0xA0);
        return control || c == 0xFFFD || c == 0xFFFE || c == 0xFFFF || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    });
}

std::u32string unswapped(std::u32string_view text) {
    if (text.size() < 2) return {};
    std::u32string out;
    for (const char32_t c : text) {
        if ((c & 0xFFU) != 0 || c > 0xFFFF) return {};
        const char32_t letter = c >> 8U;
        if (letter >= U'a' && letter <= U'z') {
            out += letter;
        } else if (letter >= U'f' + U'a' && letter <= U'f' + U'z') {
            out += U'f';
            out += letter - U'f';
        } else {
            return {};
        }
    }
    return out;
}

char32_t unmerged(char32_t told, char32_t base) noexcept {
    // The letters below the accents of U+00C0 to U+017F; '.' for what has none.
    static constexpr std::string_view kBases =
        "AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKk.LlLlLlLlLlNnNnNnn..OoOoOo.."
        "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz.";
    static_assert(kBases.size() == 0x180 - 0xC0);
    const auto base_of = [](char32_t c) { return static_cast<char32_t>(kBases[c - 0xC0]); };
    if (told == base || told > 0xFF || (told >= 0xC0 && base_of(told) == base)) return 0;
    for (char32_t c = 0x100; c < 0x180; ++c) {
        const bool fits = (c & 0xFFU) == told || (c & 0xFFU) + 1 == told;
        if (fits && base_of(c) == base) return c;
    }
    return 0;
}

std::u32string text_of_name(std::string_view name, char32_t (*known)(const char* name)) {
    name = name.substr(0, name.find('.'));
    if (name.empty() || name.size() > kMaxName) return {};
    std::u32string out;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        const std::u32string part = part_text(name.substr(0, end), known);
        if (part.empty()) return {};
        out += part;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return out;
}

bool is_counted_name(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 6> kPrefixes{"g", "G", "cid", "glyph", "index", "gid"};
    const auto digits = std::find_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool counted = digits != name.end() && std::all_of(digits, name.end(), [](char c) { return c >= '0' && c <= '9'; });
    const std::string_view prefix = name.substr(0, static_cast<std::size_t>(digits - name.begin()));
    return counted && std::find(kPrefixes.begin(), kPrefixes.end(), prefix) != kPrefixes.end();
}

std::u32string_view tex_ligature(std::string_view name) noexcept {
    static constexpr std::array<std::u32string_view, 5> kLigatures{U"ff", U"fi", U"fl", U"ffi", U"ffl"};
    if (name.size() != 3 || name[0] != 'a') return {};
    int code = 0;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + 3, code);
    if (error != std::errc{} || end != name.data() + 3 || code < 27 || code > 31) return {};
    return kLigatures[static_cast<std::size_t>(code) - 27];
}

}  // namespace quillport::pdf
