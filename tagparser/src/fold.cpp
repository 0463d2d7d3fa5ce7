#include "fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace quillport::tags {
namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;  ///< where a line may break: no part of a word

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == U'-'; }

std::u32string normalised(char32_t c, const char* form) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer =
        std::string_view(form) == "nfkc" ? icu::Normalizer2::getNFKCInstance(status) : icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status) != 0 || c > 0x10FFFF) return std::u32string(1, c);
    const icu::UnicodeString result = normalizer->normalize(icu::UnicodeString(static_cast<UChar32>(c)), status);
    if (U_FAILURE(status) != 0) return std::u32string(1, c);
    std::u32string out;
    for (std::int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1)) out += static_cast<char32_t>(result.char32At(i));
    return out;
}

bool is_ignored(char32_t c) {
    const auto category = u_charType(static_cast<UChar32>(c));
    return category == U_FORMAT_CHAR || category == U_CONTROL_CHAR;
}

/// Letters that no decomposition turns into their plain form.
char32_t without_stroke(char32_t c) {
    switch (c) {
        case U'\u0142':
            return U'l';
        case U'\u0111':
            return U'd';
        case U'\u00F8':
            return U'o';
        case U'\u0131':
            return U'i';
        default:
            return c;
    }
}

void append_plain(char32_t c, std::u32string& out) {
    if (c == kSoftHyphen) {
        out += c;
    } else if (is_quote(c)) {
        out += U'"';
    } else if (is_dash(c)) {
        out += U'-';
    } else if (c == kZeroWidthSpace || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) {
        if (out.empty() || out.back() != U' ') out += U' ';
    } else if (!is_ignored(c)) {
        out += c;
    }
}

}  // namespace

std::u32string_view Folder::plain(char32_t c) {
    const auto known = known_.find(c);
    if (known != known_.end()) return known->second;
    std::u32string out;
    if (c == kSoftHyphen || is_quote(c) || is_dash(c)) {
        append_plain(c, out);
    } else {
        for (const char32_t part : normalised(c, "nfkc")) append_plain(part, out);
    }
    return known_.emplace(c, std::move(out)).first->second;
}

std::string fold_word(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) {
        if (c < 0x80) {
            if (c > 0x20) out += static_cast<char>(c >= U'A' && c <= U'Z' ? c + 32 : c);
            continue;
        }
        if (c == kSoftHyphen) continue;
        for (const char32_t part : normalised(c, "nfkd")) {
            const auto category = u_charType(static_cast<UChar32>(part));
            if (category == U_NON_SPACING_MARK || u_isUWhiteSpace(static_cast<UChar32>(part)) != 0 || is_ignored(part)) continue;
            if (part == U'\u00DF') {
                out += "ss";
                continue;
            }
            append_utf8(without_stroke(static_cast<char32_t>(u_foldCase(static_cast<UChar32>(part), U_FOLD_CASE_DEFAULT))), out);
        }
    }
    return out;
}

char32_t fold_case(char32_t c) noexcept {
    if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
    return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

bool is_quote(char32_t c) noexcept {
    switch (c) {
        case U'"':
        case U'\'':
        case U'\u201E':
        case U'\u201C':
        case U'\u201D':
        case U'\u201F':
        case U'\u201A':
        case U'\u2018':
        case U'\u2019':
        case U'\u201B':
        case U'\u00BB':
        case U'\u00AB':
        case U'\u2039':
        case U'\u203A':
            return true;
        default:
            return false;
    }
}

bool is_letter_or_digit(char32_t c) noexcept {
    if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    return u_isalnum(static_cast<UChar32>(c)) != 0 || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK ||
           u_charType(static_cast<UChar32>(c)) == U_COMBINING_SPACING_MARK;
}

void append_utf8(char32_t c, std::string& out) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | c >> 6U);
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        const char32_t safe = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
        out += static_cast<char>(0xE0U | safe >> 12U);
        out += static_cast<char>(0x80U | (safe >> 6U & 0x3FU));
        out += static_cast<char>(0x80U | (safe & 0x3FU));
    } else if (c <= 0x10FFFF) {
        out += static_cast<char>(0xF0U | c >> 18U);
        out += static_cast<char>(0x80U | (c >> 12U & 0x3FU));
        out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
        out += "\xEF\xBF\xBD";
    }
}

std::u32string from_utf8(std::string_view text) {
    const auto whole = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    std::u32string out;
    for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) out += static_cast<char32_t>(whole.char32At(i));
    return out;
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : text) append_utf8(c, out);
    return out;
}

}  // namespace quillport::tags
