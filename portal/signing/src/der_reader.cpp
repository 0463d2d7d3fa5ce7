#include "der_reader.hpp"

namespace quillport::signing::der {

std::optional<Element> take(BytesView& rest) {
    constexpr std::size_t kLongest = 4;
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    if (rest.size() < 2 || (octet(0) & 0x1FU) == 0x1FU) return std::nullopt;
    std::size_t header = 2;
    std::size_t length = octet(1);
    if (length >= 0x80) {
        const std::size_t count = length & 0x7FU;
        if (count == 0 || count > kLongest || rest.size() < header + count) return std::nullopt;
        length = 0;
        for (std::size_t i = 0; i < count; ++i) length = length << 8U | octet(header + i);
        header += count;
    }
    if (length > rest.size() - header) return std::nullopt;
    Element element{octet(0), rest.subspan(header, length), rest.first(header + length)};
    rest = rest.subspan(header + length);
    return element;
}

}  // namespace quillport::signing::der
