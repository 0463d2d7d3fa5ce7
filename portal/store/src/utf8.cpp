#include "utf8.hpp"

#include <cstddef>

namespace quillport::store {
namespace {

struct Lead {
    std::size_t tail;         ///< bytes that follow
    unsigned char low, high;  ///< range of the first of them
};

/// RFC 3629 §4: overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
bool lead_of(unsigned char c, Lead& lead) noexcept {
    if (c >= 0xC2 && c <= 0xDF)
        lead = {1, 0x80, 0xBF};
    else if (c == 0xE0)
        lead = {2, 0xA0, 0xBF};
    else if (c == 0xED)
        lead = {2, 0x80, 0x9F};
    else if (c >= 0xE1 && c <= 0xEF)
        lead = {2, 0x80, 0xBF};
    else if (c == 0xF0)
        lead = {3, 0x90, 0xBF};
    else if (c >= 0xF1 && c <= 0xF3)
        lead = {3, 0x80, 0xBF};
    else if (c == 0xF4)
        lead = {3, 0x80, 0x8F};
    else
        return false;
    return true;
}

}  // namespace

bool is_storable(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i++]);
        if (c == 0) return false;
        if (c < 0x80) continue;
        Lead lead{};
        if (!lead_of(c, lead) || text.size() - i < lead.tail) return false;
        for (std::size_t k = 0; k < lead.tail; ++k, ++i) {
            const auto next = static_cast<unsigned char>(text[i]);
            if (next < (k == 0 ? lead.low : 0x80) || next > (k == 0 ? lead.high : 0xBF)) return false;
        }
    }
    return true;
}

}  // namespace quillport::store
