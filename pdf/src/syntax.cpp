#include "syntax.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace quillport::pdf::syntax {
namespace {

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t'; });
}

std::string literal(std::string_view text) {
    std::string out = "(";
    for (const char c : text) {
        switch (c) {
            case '(':
            case ')':
            case '\\':
                out += '\\';
                out += c;
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                out += c;
        }
    }
    return out + ")";
}

// Length of the well-formed sequence at the start of `text`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t lead = at(0);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xf0 && lead < 0xf5 ? 4
                                                             : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xc0U) != 0x80U) return 0;
    }
    if (lead == 0xe0 && at(1) < 0xa0) return 0;
    if (lead == 0xed && at(1) > 0x9f) return 0;
    if (lead == 0xf0 && at(1) < 0x90) return 0;
    if (lead == 0xf4 && at(1) > 0x8f) return 0;
    return length;
}

char32_t next_code_point(std::string_view& text) {
    const std::size_t length = sequence_length(text);
    if (length == 0) {
        text.remove_prefix(1);
        return 0xfffd;
    }
    constexpr std::array<std::uint8_t, 5> kLeadBits = {0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t point = static_cast<std::uint8_t>(text[0]) & kLeadBits[length];
    for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (static_cast<std::uint8_t>(text[i]) & 0x3fU);
    text.remove_prefix(length);
    return point;
}

void append_unit(std::string& out, std::uint32_t unit) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (unsigned shift = 16; shift > 0; shift -= 4) out += kDigits[(unit >> (shift - 4)) & 0xfU];
}

}  // namespace

std::string text_string(std::string_view utf8) {
    if (is_plain(utf8)) return literal(utf8);
    std::string out = "<FEFF";
    while (!utf8.empty()) {
        const char32_t point = next_code_point(utf8);
        if (point >= 0x10000) {
            append_unit(out, 0xd800U + ((point - 0x10000U) >> 10U));
            append_unit(out, 0xdc00U + ((point - 0x10000U) & 0x3ffU));
        } else {
            append_unit(out, point);
        }
    }
    return out + ">";
}

std::string clean_text(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const std::size_t length = sequence_length(utf8);
        const auto first = static_cast<unsigned char>(utf8.front());
        if (length == 0) {
            out += "\xEF\xBF\xBD";
        } else if (first == '\r') {
            if (utf8.size() == 1 || utf8[1] != '\n') out += '\n';
        } else if (first == '\t') {
            out += ' ';
        } else if ((first >= 0x20 && first != 0x7f) || first == '\n') {
            if (first != 0xc2 || static_cast<unsigned char>(utf8[1]) >= 0xa0) out += utf8.substr(0, length);
        }
        utf8.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string number(double value) {
    if (!std::isfinite(value) || std::abs(value) > 1e9) return "0";
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 4).ptr;
    std::string out(digits.data(), end);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
    return out == "-0" ? "0" : out;
}

std::string rectangle(const Rect& box) {
    return "[" + number(box.x0) + " " + number(box.y0) + " " + number(box.x1) + " " + number(box.y1) + "]";
}

std::string reference(int object) { return std::to_string(object) + " 0 R"; }

}  // namespace quillport::pdf::syntax
