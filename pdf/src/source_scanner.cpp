#include "source_scanner.hpp"

namespace quillport::pdf {
namespace {

bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_delimiter(char c) noexcept { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string hex_bytes(std::string_view digits) {
    std::string out;
    int high = -1;
    for (const char c : digits) {
        const int value = hex_value(c);
        if (value < 0) continue;
        if (high < 0) {
            high = value;
        } else {
            out += static_cast<char>(high * 16 + value);
            high = -1;
        }
    }
    if (high >= 0) out += static_cast<char>(high * 16);
    return out;
}

// Up to three octal digits at `at`; moves behind them.
char octal(std::string_view text, std::size_t& at) noexcept {
    int value = 0;
    for (int digits = 0; digits < 3 && at < text.size() && text[at] >= '0' && text[at] <= '7'; ++digits)
        value = value * 8 + (text[at++] - '0');
    return static_cast<char>(value);
}

// What follows a backslash; `at` stands behind the backslash and is moved behind the escape.
void append_escape(std::string_view text, std::size_t& at, std::string& out) {
    constexpr std::string_view kLetters = "nrtbf", kMeaning = "\n\r\t\b\f";
    if (at >= text.size()) return;
    const char c = text[at];
    if (c >= '0' && c <= '7') {
        out += octal(text, at);
        return;
    }
    ++at;
    if (c == '\r' && at < text.size() && text[at] == '\n') ++at;
    if (c == '\r' || c == '\n') return;
    const std::size_t letter = kLetters.find(c);
    out += letter == std::string_view::npos ? c : kMeaning[letter];
}

std::string literal_bytes(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (c == '\\') {
            append_escape(text, at, out);
        } else if (c == '\r') {  // an end of line of any kind is a line feed
            if (at < text.size() && text[at] == '\n') ++at;
            out += '\n';
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

void SourceScanner::skip_space() noexcept {
    for (; at_ < source_.size(); ++at_) {
        if (source_[at_] == '%') {
            while (at_ < source_.size() && source_[at_] != '\n' && source_[at_] != '\r') ++at_;
            if (at_ == source_.size()) return;
        } else if (!is_space(source_[at_])) {
            return;
        }
    }
}

std::size_t SourceScanner::end_of_literal() const noexcept {
    int depth = 0;
    for (std::size_t at = at_; at < source_.size(); ++at) {
        if (source_[at] == '\\') {
            ++at;
        } else if (source_[at] == '(') {
            ++depth;
        } else if (source_[at] == ')' && --depth == 0) {
            return at + 1;
        }
    }
    return source_.size();
}

SourcePiece SourceScanner::next() {
    using Kind = SourcePiece::Kind;
    skip_space();
    if (at_ >= source_.size()) return {};
    const std::size_t begin = at_;
    const auto piece = [&](Kind kind, std::size_t end) {
        at_ = end;
        return SourcePiece{kind, source_.substr(begin, end - begin)};
    };
    const char c = source_[begin];
    const bool twice = begin + 1 < source_.size() && source_[begin + 1] == c;
    if (c == '(') return piece(Kind::String, end_of_literal());
    if (c == '<' && !twice) {
        const std::size_t end = source_.find('>', begin);
        return piece(Kind::HexString, end == std::string_view::npos ? source_.size() : end + 1);
    }
    if (c == '<') return piece(Kind::Open, begin + 2);
    if (c == '>' && twice) return piece(Kind::Close, begin + 2);
    if (c == '[') return piece(Kind::Open, begin + 1);
    if (c == ']') return piece(Kind::Close, begin + 1);
    std::size_t end = begin + 1;
    if (c == '/' || !is_delimiter(c)) {
        while (end < source_.size() && !is_space(source_[end]) && !is_delimiter(source_[end])) ++end;
    }
    return piece(c == '/' ? Kind::Name : Kind::Word, end);
}

std::string string_bytes(std::string_view source) {
    if (source.size() < 2) return {};
    const std::string_view inside = source.substr(1, source.size() - 2);
    return source.front() == '(' ? literal_bytes(inside) : hex_bytes(inside);
}

}  // namespace quillport::pdf
