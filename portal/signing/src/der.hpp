#pragma once
#include <initializer_list>
#include <string_view>
#include <vector>

#include "quillport/core/bytes.hpp"

/// The little of X.690 (DER) that a CMS signature needs. Writing only; definite lengths, shortest form.
namespace quillport::signing::der {

inline constexpr unsigned char kOctetString = 0x04;
inline constexpr unsigned char kSequence = 0x30;
inline constexpr unsigned char kSet = 0x31;
/// [n] EXPLICIT, or IMPLICIT of a constructed type.
constexpr unsigned char context(unsigned char n) noexcept { return static_cast<unsigned char>(0xA0U | n); }

/// Content octets of object identifiers that several files need.
inline constexpr std::string_view kData{"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01", 9};         // 1.2.840.113549.1.7.1
inline constexpr std::string_view kContentType{"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03", 9};  // 1.2.840.113549.1.9.3

/// Tag, length, content.
Bytes value(unsigned char tag, BytesView content);
/// The parts one after the other as the content of `tag`.
Bytes constructed(unsigned char tag, std::initializer_list<BytesView> parts);
/// SET OF, or what is encoded like it under another tag: the members in ascending order of their encodings (X.690 §11.6).
Bytes set_of(unsigned char tag, std::vector<Bytes> members);
/// INTEGER of one byte, 0 to 127.
Bytes small_integer(unsigned char number);
/// OBJECT IDENTIFIER from its content octets.
Bytes oid(std::string_view content);
/// Attribute of CMS with one value (RFC 5652 §5.3); `type` as in `oid`.
Bytes attribute(std::string_view type, BytesView value);

}  // namespace quillport::signing::der
