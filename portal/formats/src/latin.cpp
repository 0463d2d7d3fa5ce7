#include <array>
#include <cstdint>

#include "charset.hpp"

namespace quillport::formats {
namespace {

constexpr bool is_high(unsigned char c) { return c >= 0x80; }
constexpr bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_high(c); }

/// How much a byte speaks for Central Europe (windows-1250, ISO-8859-2) and against the West (windows-1252, ISO-8859-15): within
/// a word, and at its end. ICU's detector weighs groups of three letters and needs a page of text; a receipt has one line.
struct Weight {
    unsigned char byte;
    int inside, at_end;
};
constexpr std::array kWeights = {
    Weight{0x8a, 3, 3},    // Š Š
    Weight{0x9a, 3, 3},    // š š
    Weight{0x8e, 3, 3},    // Ž Ž
    Weight{0x9e, 3, 3},    // ž ž: English and French have none of the four
    Weight{0x8f, 3, 3},    // Ź, no letter in the West
    Weight{0x8d, 3, 3},    // Ť
    Weight{0x9d, 3, 3},    // ť
    Weight{0x9c, -1, 2},   // ś œ
    Weight{0x9f, 3, 3},    // ź Ÿ
    Weight{0xa3, 3, 0},    // Ł £
    Weight{0xa5, 3, 0},    // Ą ¥
    Weight{0xa6, 3, 0},    // Ś in ISO-8859-2
    Weight{0xa9, 3, 0},    // Š
    Weight{0xae, 3, 0},    // Ž
    Weight{0xaf, 3, 1},    // Ż ¯
    Weight{0xb1, 3, 2},    // ą ±
    Weight{0xb3, 3, 2},    // ł ³
    Weight{0xb6, 3, 2},    // ś ¶
    Weight{0xb9, 3, 2},    // ą š ¹
    Weight{0xbe, 3, 2},    // ž ľ ¾
    Weight{0xbf, 3, 1},    // ż ¿
    Weight{0xc8, 1, 0},    // Č È
    Weight{0xd8, 0, 0},    // Ř Ø
    Weight{0xe0, -2, -2},  // ŕ à
    Weight{0xe3, 0, 1},    // ă ã
    Weight{0xe5, -2, -2},  // ĺ å
    Weight{0xe6, 0, 2},    // ć æ
    Weight{0xe8, 1, -1},   // č è
    Weight{0xea, -1, 2},   // ę ê
    Weight{0xec, 2, -1},   // ě ì
    Weight{0xef, -1, 1},   // ď ï
    Weight{0xf0, 2, 0},    // đ ð
    Weight{0xf1, 0, 2},    // ń ñ
    Weight{0xf2, 1, -1},   // ň ò
    Weight{0xf5, -1, 1},   // ő õ
    Weight{0xf8, 1, -1},   // ř ø
    Weight{0xf9, 2, -1},   // ů ù
    Weight{0xfb, -1, 1},   // ű û
};

int weight_of(unsigned char byte, bool at_end) {
    for (const Weight& w : kWeights)
        if (w.byte == byte) return at_end ? w.at_end : w.inside;
    return 0;
}

/// What the high bytes of a text say, each in its word; one without a letter beside it is a sign, not a letter.
struct Signs {
    int central = 0;
    bool has_c1 = false;     ///< 0x80 to 0x9f: controls in ISO-8859, letters and quotes in Windows
    int iso_letters = 0;     ///< letters of ISO-8859-2 that are signs in windows-1250
    int latin9_letters = 0;  ///< letters of ISO-8859-15 that are signs in windows-1252
    bool euro = false;       ///< 0xa4 beside a digit or a blank
};

Signs signs_of(std::string_view text) {
    Signs signs;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (!is_high(c)) continue;
        const unsigned char before = i > 0 ? static_cast<unsigned char>(text[i - 1]) : ' ';
        const unsigned char after = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : ' ';
        signs.has_c1 = signs.has_c1 || c < 0xa0;
        signs.euro = signs.euro || (c == 0xa4 && !is_letter(before) && !is_letter(after));
        if (!is_letter(before) && !is_letter(after)) {
            if (c == 0xe0 || c == 0xe8) signs.central -= 2;  // à and è are words, ŕ and č are not
            continue;
        }
        signs.central += weight_of(c, !is_letter(after));
        if (c == 0xb1 || c == 0xb6 || c == 0xa6 || c == 0xac || c == 0xbb || c == 0xa9 || c == 0xae) ++signs.iso_letters;
        if (c == 0xb9 || c == 0xbe) ++signs.iso_letters;
        if (c == 0xa6 || c == 0xa8 || c == 0xb4 || c == 0xb8 || c == 0xbc || c == 0xbd) ++signs.latin9_letters;
    }
    return signs;
}

}  // namespace

std::string latin_charset(std::string_view text) {
    const Signs signs = signs_of(text);
    if (signs.central > 0) return signs.has_c1 || signs.iso_letters == 0 ? "windows-1250" : "ISO-8859-2";
    return !signs.has_c1 && (signs.euro || signs.latin9_letters > 0) ? "ISO-8859-15" : "windows-1252";
}

}  // namespace quillport::formats
