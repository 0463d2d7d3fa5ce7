#include "der.hpp"

#include <algorithm>

namespace quillport::signing::der {
namespace {

void append_length(Bytes& out, std::size_t length) {
    if (length < 0x80) {
        out.push_back(static_cast<std::byte>(length));
        return;
    }
    Bytes digits;
    for (std::size_t rest = length; rest != 0; rest >>= 8U) digits.push_back(static_cast<std::byte>(rest & 0xFFU));
    out.push_back(static_cast<std::byte>(0x80U | digits.size()));
    out.insert(out.end(), digits.rbegin(), digits.rend());
}

}  // namespace

Bytes value(unsigned char tag, BytesView content) { return constructed(tag, {content}); }

Bytes constructed(unsigned char tag, std::initializer_list<BytesView> parts) {
    std::size_t length = 0;
    for (const BytesView part : parts) length += part.size();
    Bytes out;
    out.reserve(length + 6);
    out.push_back(static_cast<std::byte>(tag));
    append_length(out, length);
    for (const BytesView part : parts) out.insert(out.end(), part.begin(), part.end());
    return out;
}

Bytes set_of(unsigned char tag, std::vector<Bytes> members) {
    std::sort(members.begin(), members.end());
    Bytes content;
    for (const Bytes& member : members) content.insert(content.end(), member.begin(), member.end());
    return value(tag, content);
}

Bytes small_integer(unsigned char number) {
    const std::byte content[] = {static_cast<std::byte>(number)};
    return value(0x02, content);
}

Bytes oid(std::string_view content) { return value(0x06, bytes_of(content)); }

Bytes attribute(std::string_view type, BytesView content) { return constructed(kSequence, {oid(type), value(kSet, content)}); }

}  // namespace quillport::signing::der
