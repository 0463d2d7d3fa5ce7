#include "json.hpp"

#include <algorithm>

#include "quillport/runtime/json_text.hpp"

namespace quillport::seal {

std::string json_base64(BytesView data) {
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out = "\"";
    for (std::size_t at = 0; at < data.size(); at += 3) {
        const std::size_t size = std::min<std::size_t>(3, data.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8U | (i < size ? std::to_integer<std::uint32_t>(data[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) out += i <= size ? kDigits[bits >> (18 - 6 * i) & 0x3FU] : '=';
    }
    return out + '"';
}

std::string json_list(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : ",") + runtime::json_text(text);
    return "[" + out + "]";
}

}  // namespace quillport::seal
