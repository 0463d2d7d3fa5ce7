#include "content_lexer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace quillport::pdf {
namespace {

enum CharClass : std::uint8_t { kRegular = 0, kWhite = 1, kDelimiter = 2 };

/// ISO 32000-1 §7.2.2, tables 1 and 2.
constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> table{};
    for (const unsigned char c : {'\0', '\t', '\n', '\f', '\r', ' '}) table[c] = kWhite;
    for (const unsigned char c : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'}) table[c] = kDelimiter;
    return table;
}
constexpr std::array<std::int8_t, 256> make_digits() {
    std::array<std::int8_t, 256> table{};
    for (auto& value : table) value = -1;
    for (int i = 0; i < 10; ++i) table[static_cast<std::size_t>('0' + i)] = static_cast<std::int8_t>(i);
    for (int i = 0; i < 6; ++i) {
        table[static_cast<std::size_t>('a' + i)] = static_cast<std::int8_t>(10 + i);
        table[static_cast<std::size_t>('A' + i)] = static_cast<std::int8_t>(10 + i);
    }
    return table;
}
constexpr auto kClasses = make_classes();
constexpr auto kDigits = make_digits();

constexpr std::uint8_t class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits from `at` on; what is too long for an integer goes on as a rounded value and never wraps.
inline double digits(std::string_view data, std::size_t& at) {
    constexpr std::uint64_t kSafe = 100'000'000'000'000;  // a double still holds ten times that exactly
    std::uint64_t whole = 0;
    while (at < data.size() && is_digit(data[at]) && whole < kSafe) {
        whole = whole * 10 + static_cast<std::uint64_t>(data[at++] - '0');
    }
    auto value = static_cast<double>(whole);
    while (at < data.size() && is_digit(data[at])) value = value * 10 + (data[at++] - '0');
    return value;
}

}  // namespace

Token ContentLexer::next() {
    const std::size_t size = data_.size();
    while (at_ < size && class_of(data_[at_]) != kRegular) {
        const char c = data_[at_];
        if (c == '(' || c == '<' || c == '/' || c == '[' || c == ']') break;
        ++at_;  // white space, or a bracket that means nothing here
        while (c == '%' && at_ < size && data_[at_] != '\n' && data_[at_] != '\r') ++at_;
    }
    if (at_ >= size) return {};
    const char c = data_[at_];
    const auto begin = static_cast<std::uint32_t>(at_);
    switch (c) {
        case '(':
            return literal_string();
        case '<':
            return at_ + 1 < size && data_[at_ + 1] == '<' ? dictionary() : hexadecimal_string();
        case '/':
            return run_of_regular(TokenKind::Name, ++at_);
        case '[':
            ++at_;
            return {TokenKind::ArrayOpen, 0, {}, begin, begin + 1};
        case ']':
            ++at_;
            return {TokenKind::ArrayClose, 0, {}, begin, begin + 1};
        default:
            break;
    }
    if (is_digit(c) || c == '-' || c == '+' || c == '.') return number();
    return run_of_regular(TokenKind::Word, at_);
}

Token ContentLexer::run_of_regular(TokenKind kind, std::size_t start) {
    std::size_t at = at_;
    while (at < data_.size() && class_of(data_[at]) == kRegular) ++at;
    at_ = at;
    const auto begin = static_cast<std::uint32_t>(kind == TokenKind::Name ? start - 1 : start);
    return {kind, 0, {data_.data() + start, at - start}, begin, static_cast<std::uint32_t>(at)};
}

Token ContentLexer::number() {
    std::size_t at = at_;
    const std::size_t size = data_.size();
    bool negative = false;
    // Readers take "--5" and "5-3" as Acrobat does: signs before count, what follows the digits does not.
    while (at < size && (data_[at] == '-' || data_[at] == '+')) negative = data_[at++] == '-' || negative;
    double value = digits(data_, at);
    if (at < size && data_[at] == '.') {
        ++at;
        std::uint64_t fraction = 0;
        std::uint64_t scale = 1;
        while (at < size && is_digit(data_[at])) {
            if (scale < 1'000'000'000'000'000) {
                fraction = fraction * 10 + static_cast<std::uint64_t>(data_[at] - '0');
                scale *= 10;
            }
            ++at;
        }
        value += static_cast<double>(fraction) / static_cast<double>(scale);
    }
    while (at < size && class_of(data_[at]) == kRegular) ++at;
    const auto begin = static_cast<std::uint32_t>(at_);
    at_ = at;
    return {TokenKind::Number, negative ? -value : value, {}, begin, static_cast<std::uint32_t>(at)};
}

char* ContentLexer::buffer() {
    if (!buffer_) buffer_.reset(new char[data_.size() + 1]);  // NOLINT: left uninitialised, make_unique would touch every page
    return buffer_.get();
}

char ContentLexer::escaped(std::size_t& at, bool& nothing) const noexcept {
    const char c = data_[at++];
    switch (c) {
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case '\r':
            if (at < data_.size() && data_[at] == '\n') ++at;
            nothing = true;
            return 0;
        case '\n':
            nothing = true;
            return 0;
        default:
            break;
    }
    if (c < '0' || c > '7') return c;
    int value = c - '0';
    for (int i = 0; i < 2 && at < data_.size() && data_[at] >= '0' && data_[at] <= '7'; ++i)
        value = value * 8 + (data_[at++] - '0');
    return static_cast<char>(value);
}

Token ContentLexer::literal_string() {
    const auto begin = static_cast<std::uint32_t>(at_);
    const std::size_t start = ++at_;
    const std::size_t size = data_.size();
    while (at_ < size) {  // most strings have nothing to decode
        const char c = data_[at_];
        if (c == ')') {
            ++at_;
            return {TokenKind::String, 0, {data_.data() + start, at_ - 1 - start}, begin, static_cast<std::uint32_t>(at_)};
        }
        if (c == '\\' || c == '(' || c == '\r') break;
        ++at_;
    }
    char* out = buffer() + used_;
    std::size_t length = at_ - start;
    std::memcpy(out, data_.data() + start, length);
    for (int depth = 1; at_ < size;) {
        char c = data_[at_++];
        if (c == '\\') {
            if (at_ >= size) break;
            bool nothing = false;
            c = escaped(at_, nothing);
            if (nothing) continue;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')') {
            if (--depth == 0) break;
        } else if (c == '\r') {  // an end of line inside a string is a line feed (§7.3.4.2)
            if (at_ < size && data_[at_] == '\n') ++at_;
            c = '\n';
        }
        out[length++] = c;
    }
    used_ += length;
    return {TokenKind::String, 0, {out, length}, begin, static_cast<std::uint32_t>(at_)};
}

Token ContentLexer::hexadecimal_string() {
    const auto begin = static_cast<std::uint32_t>(at_);
    const auto digit_at = [this](std::size_t i) { return kDigits[static_cast<unsigned char>(data_[i])]; };
    char* const out = buffer() + used_;
    char* end = out;
    const std::size_t size = data_.size();
    std::size_t at = at_ + 1;
    // Most strings are pairs of digits and nothing else.
    for (; at + 1 < size && (digit_at(at) | digit_at(at + 1)) >= 0; at += 2) {
        *end++ = static_cast<char>(digit_at(at) * 16 + digit_at(at + 1));
    }
    int high = -1;
    while (at < size && data_[at] != '>') {
        const int digit = digit_at(at++);
        if (digit < 0) continue;
        if (high < 0) {
            high = digit;
        } else {
            *end++ = static_cast<char>(high * 16 + digit);
            high = -1;
        }
    }
    if (high >= 0) *end++ = static_cast<char>(high * 16);
    at_ = at < size ? at + 1 : at;
    const auto length = static_cast<std::size_t>(end - out);
    used_ += length;
    return {TokenKind::String, 0, {out, length}, begin, static_cast<std::uint32_t>(at_)};
}

void ContentLexer::skip_string_in_dictionary() noexcept {
    int depth = 0;
    while (at_ < data_.size()) {
        const char c = data_[at_++];
        if (c == '\\') {
            if (at_ < data_.size()) ++at_;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')' && --depth <= 0) {
            return;
        }
    }
}

Token ContentLexer::dictionary() {
    const auto begin = static_cast<std::uint32_t>(at_);
    at_ += 2;
    const std::size_t size = data_.size();
    for (int depth = 1; at_ < size && depth > 0;) {
        const char c = data_[at_];
        const bool doubled = at_ + 1 < size && data_[at_ + 1] == c;
        if (c == '(') {
            skip_string_in_dictionary();
        } else if (c == '<' && !doubled) {
            while (at_ < size && data_[at_] != '>') ++at_;
            if (at_ < size) ++at_;
        } else if ((c == '<' || c == '>') && doubled) {
            depth += c == '<' ? 1 : -1;
            at_ += 2;
        } else {
            ++at_;
        }
    }
    return {TokenKind::Dictionary, 0, {}, begin, static_cast<std::uint32_t>(at_)};
}

void ContentLexer::skip_image_data() noexcept {
    const std::size_t size = data_.size();
    if (at_ < size) ++at_;  // one white-space character follows ID
    while (at_ < size) {
        const std::size_t found = data_.find("EI", at_);
        if (found == std::string_view::npos) {
            at_ = size;
            return;
        }
        at_ = found + 2;
        const bool alone = found > 0 && class_of(data_[found - 1]) == kWhite && (at_ >= size || class_of(data_[at_]) == kWhite);
        if (!alone) continue;
        // Image bytes may hold " EI " too: what follows the real one is text.
        const std::string_view after = data_.substr(at_, 10);
        const bool text = std::all_of(after.begin(), after.end(), [](char c) {
            const auto u = static_cast<unsigned char>(c);
            return u < 127 && (u >= 32 || (class_of(c) == kWhite && u != 0));
        });
        if (text) return;
    }
}

}  // namespace quillport::pdf
