#include "fold.hpp"

#include <cstdint>

namespace quillport::services {
namespace {

// Base letters of U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A of the Unicode code charts), in their order; '2'
// stands for two letters, which are listed in pair_of, '.' for no letter.
constexpr std::string_view kLatin =
    "aaaaaa2ceeeeiiiidnooooo.ouuuuy22aaaaaa2ceeeeiiiidnooooo.ouuuuy2y"   // C0..FF
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii22jjkkklllllll"   // 100..13F
    "lllnnnnnnnnnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // 140..17F
static_assert(kLatin.size() == 0x180 - 0xC0);

std::string_view pair_of(std::uint32_t point) {
    switch (point) {
        case 0xC6:
        case 0xE6:
            return "ae";
        case 0xDE:
        case 0xFE:
            return "th";
        case 0xDF:
            return "ss";
        case 0x132:
        case 0x133:
            return "ij";
        case 0x152:
        case 0x153:
            return "oe";
        default:
            return "";
    }
}

void append(std::string& out, std::uint32_t point) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    out += static_cast<char>(0x80U | (point & 0x3FU));
}

/// Lower case of Greek and Cyrillic capitals (all of them two bytes in UTF-8).
std::uint32_t lower_of(std::uint32_t point) {
    if ((point >= 0x391 && point <= 0x3A9) || (point >= 0x410 && point <= 0x42F)) return point + 0x20;
    if (point >= 0x400 && point <= 0x40F) return point + 0x50;
    return point;
}

void fold_pair(std::string& out, std::uint32_t point) {
    if (point < 0xC0 || point > 0x17F) {
        append(out, lower_of(point));
        return;
    }
    const char base = kLatin[point - 0xC0];
    if (base == '2')
        out += pair_of(point);
    else if (base == '.')
        append(out, point);
    else
        out += base;
}

}  // namespace

std::string folded(std::string_view utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte >= 0xC2 && byte <= 0xDF && i + 1 < utf8.size()) {
            fold_pair(out, ((byte & 0x1FU) << 6U) | (static_cast<unsigned char>(utf8[i + 1]) & 0x3FU));
            ++i;
        } else {
            out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 0x20) : utf8[i];
        }
    }
    return out;
}

}  // namespace quillport::services
