#include "quillport/runtime/log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>

#include "quillport/core/time.hpp"
#include "quillport/runtime/clock.hpp"

namespace quillport::runtime {
namespace {

constexpr std::size_t kLongest = 400;

std::atomic<LogLevel>& threshold() {
    static std::atomic<LogLevel> level{LogLevel::Info};
    return level;
}

std::string_view name_of(LogLevel level) {
    static constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};
    return kNames[static_cast<std::size_t>(level)];
}

unsigned at(std::string_view text, std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; }
bool continues(std::string_view text, std::size_t i) { return (at(text, i) & 0xC0U) == 0x80U; }

/// Bytes of the printable UTF-8 character (RFC 3629 §4) that starts at `i`; 0 when it must be escaped: control characters, line
/// and paragraph separators, marks that change the direction of what follows, and whatever is not UTF-8.
std::size_t printable_at(std::string_view text, std::size_t i) {
    const unsigned a = at(text, i), b = at(text, i + 1), c = at(text, i + 2);
    if (a < 0x80) return a >= 0x20 && a != 0x7F ? 1 : 0;
    if (a >= 0xC2 && a <= 0xDF) return continues(text, i + 1) && !(a == 0xC2 && b < 0xA0) ? 2 : 0;
    if (a >= 0xE0 && a <= 0xEF) {
        if (!continues(text, i + 1) || !continues(text, i + 2)) return 0;
        if ((a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F)) return 0;
        const unsigned character = ((a & 0x0FU) << 12U) | ((b & 0x3FU) << 6U) | (c & 0x3FU);
        const bool harmful = (character >= 0x200E && character <= 0x200F) || (character >= 0x2028 && character <= 0x202E) ||
                             (character >= 0x2066 && character <= 0x2069) || character == 0xFEFF;
        return harmful ? 0 : 3;
    }
    if (a >= 0xF0 && a <= 0xF4) {
        if (!continues(text, i + 1) || !continues(text, i + 2) || !continues(text, i + 3)) return 0;
        return (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F) ? 0 : 4;
    }
    return 0;
}

void escape_byte(std::string& line, unsigned byte) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    switch (byte) {
        case '\n':
            line += "\\n";
            return;
        case '\r':
            line += "\\r";
            return;
        case '\t':
            line += "\\t";
            return;
        default:
            line += "\\x";
            line += kDigits[byte >> 4U];
            line += kDigits[byte & 15U];
    }
}

void append_value(std::string& line, std::string_view value) {
    std::string text;
    bool quoted = value.empty();
    std::size_t i = 0;
    while (i < value.size()) {
        const std::size_t length = printable_at(value, i);
        if (i + std::max<std::size_t>(length, 1) > kLongest) break;
        const char c = value[i];
        quoted = quoted || length == 0 || c == ' ' || c == '"' || c == '\\' || c == '=';
        if (length == 0) {
            escape_byte(text, at(value, i));
        } else {
            if (c == '"' || c == '\\') text += '\\';
            text += value.substr(i, length);
        }
        i += std::max<std::size_t>(length, 1);
    }
    if (i < value.size()) text += "...";
    line += quoted ? '"' + text + '"' : text;
}

}  // namespace

void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
    if (level < threshold().load(std::memory_order_relaxed)) return;
    std::string line = to_rfc3339(SystemClock{}.now());
    line += ' ';
    line += name_of(level);
    line += ' ';
    line += event;
    for (const LogField& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        append_value(line, field.value);
    }
    line += '\n';
    // One write, so that lines of several threads and processes do not mix. A log that cannot be written must stop nobody.
    while (::write(STDERR_FILENO, line.data(), line.size()) < 0 && errno == EINTR) {
    }
}

void set_log_level(LogLevel level) noexcept { threshold().store(level, std::memory_order_relaxed); }

}  // namespace quillport::runtime
