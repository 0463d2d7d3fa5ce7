#include "wrapping.hpp"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>

namespace quillport::formats {
namespace {

constexpr std::string_view kExit = "\x1b%-12345X";  // universal exit language
constexpr std::string_view kCommand = "@PJL";
constexpr std::size_t kMostLines = 1000;  // commands before the document

bool begins_with_ignoring_case(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
               return std::toupper(static_cast<unsigned char>(b)) == static_cast<unsigned char>(a);
           });
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

/// The language in "@PJL ENTER LANGUAGE = POSTSCRIPT"; empty for any other command.
std::string_view language_in(std::string_view line) {
    line = without_blanks(line.substr(kCommand.size()));
    for (const std::string_view word : {std::string_view("ENTER"), std::string_view("LANGUAGE"), std::string_view("=")}) {
        if (!begins_with_ignoring_case(line, word)) return {};
        line = without_blanks(line.substr(word.size()));
    }
    return line;
}

/// What lies before the last exit sequence, when nothing but commands and blanks follows it.
std::string_view without_exit(std::string_view text) {
    for (auto at = text.rfind(kExit); at != std::string_view::npos; at = text.rfind(kExit)) {
        const std::string_view after = without_blanks(text.substr(at + kExit.size()));
        if (!after.empty() && !begins_with_ignoring_case(after, kCommand)) break;
        text = text.substr(0, at);
    }
    return text;
}

void take_commands_away(Unwrapped& document) {
    std::string_view& text = document.inside;
    for (std::size_t lines = 0; lines < kMostLines; ++lines) {
        if (text.substr(0, kExit.size()) == kExit) {
            text.remove_prefix(kExit.size());
        } else if (begins_with_ignoring_case(text, kCommand)) {
            const std::size_t end = text.find('\n');
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            document.language = language_in(line);
            if (!document.language.empty()) break;
        } else {
            return;
        }
        document.wrapped = true;
    }
}

std::uint32_t little_endian(std::string_view four) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(four[i]);
    return value;
}

void take_eps_header_away(Unwrapped& document) {
    constexpr std::string_view kMagic = "\xc5\xd0\xd3\xc6";
    std::string_view& text = document.inside;
    if (text.size() < 30 || text.substr(0, 4) != kMagic) return;
    const std::uint32_t start = little_endian(text.substr(4, 4)), length = little_endian(text.substr(8, 4));
    if (start >= text.size()) return;
    text = text.substr(start, length);
    document.wrapped = true;
}

}  // namespace

Unwrapped unwrap(std::string_view document) {
    Unwrapped result{document, {}, false};
    take_commands_away(result);
    if (result.wrapped) result.inside = without_exit(result.inside);
    while (!result.inside.empty() && result.inside.front() == '\x04') {
        result.inside.remove_prefix(1);
        result.wrapped = true;
    }
    take_eps_header_away(result);
    return result;
}

}  // namespace quillport::formats
